/** Names that say that a value is about a person. Data: a new word is an entry. */
import { wordsOf } from './access-words.ts';

/** By themselves, as the last word of a name: what laws name first (GDPR article 9, PCI DSS 3.3). */
const GRAVE: ReadonlySet<string> = new Set([
  ...['ssn', 'iban', 'pan', 'passport', 'cvv', 'cvc', 'diagnosis', 'religion', 'ethnicity', 'nin', 'taxid', 'salary'],
  ...[
    'cardnumber',
    'creditcard',
    'socialsecuritynumber',
    'passportnumber',
    'bankaccount',
    'medicalrecord',
    'dob',
    'birthdate',
  ],
]);
const GRAVE_PAIRS: ReadonlySet<string> = new Set([
  ...['card number', 'credit card', 'security number', 'passport number', 'account number', 'tax id', 'birth date'],
  ...[
    'date birth',
    'bank account',
    'national id',
    'medical record',
    'health record',
    'driver license',
    'card pan',
    'of birth',
  ],
]);
const ORDINARY: ReadonlySet<string> = new Set([
  'email',
  'phone',
  'phonenumber',
  'mobile',
  'address',
  'surname',
  'lastname',
  'firstname',
  'fullname',
  'birthday',
]);
const ORDINARY_PAIRS: ReadonlySet<string> = new Set([
  ...[
    'email address',
    'phone number',
    'home address',
    'postal address',
    'street address',
    'full name',
    'first name',
    'last name',
    'mobile number',
    'billing address',
    'shipping address',
  ],
]);
/** Words that make it an address of something else, or a statement about it. */
const OTHER: ReadonlySet<string> = new Set([
  ...[
    'ip',
    'mac',
    'server',
    'host',
    'listen',
    'bind',
    'local',
    'remote',
    'wallet',
    'contract',
    'memory',
    'base',
    'has',
    'is',
    'no',
    'valid',
    'invalid',
  ],
  ...[
    'from',
    'support',
    'admin',
    'sender',
    'noreply',
    'masked',
    'redacted',
    'hashed',
    'verified',
    'send',
    'sent',
    'missing',
    'net',
    'web',
    'url',
    'file',
  ],
]);

export type PersonalKind = 'grave' | 'ordinary';

/** What a name says of a person; null where it says nothing of one. */
export function personalKind(name: string): PersonalKind | null {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const pair = words.slice(-2).join(' ');
  if (words.some((word) => OTHER.has(word))) return null;
  if (GRAVE.has(last) || GRAVE_PAIRS.has(pair)) return 'grave';
  // `address` alone is as often that of a machine.
  if (ORDINARY_PAIRS.has(pair) || (ORDINARY.has(last) && last !== 'address')) return 'ordinary';
  return null;
}

/** Objects whose properties are texts about a field of that name, or settings. */
const ABOUT =
  /^(?:errors?|messages?|labels?|fields?|schema|types?|config|settings|options|env|constants?|translations?|t|i18n|validators?|columns?|keys)$/i;

/** Whether what a thing of this name has may be a person's. */
export function isPersonalOwner(name: string): boolean {
  return !ABOUT.test(wordsOf(name).at(-1) ?? '');
}
