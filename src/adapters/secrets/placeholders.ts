/** What stands where a secret would stand, and is none: placeholders, values put in later, and what documentation has printed for everyone. */
import { entropy, shareOfSteps } from './randomness.ts';

/** Words that say that a value is made up. */
const MADE_UP =
  /example|sample|placeholder|change_?-?me|replace|redacted|insert[_-]|your[_-]?|dummy|fake|_here\b|here$|todo|fixme|notreal|not[_-]a[_-]|masked|hidden|removed|censored|undefined|xxxx|\*{3}|\.{2,}$|\.{3}|#{4}|\u2026/i;

/** Put in when the program or the deployment runs. */
const PUT_IN_LATER =
  /\$\{|\{\{|\$\(|\}\}|<[^>]{1,60}>|^%[A-Za-z_(]|^\$[A-Za-z_]|#\{|^!|^\$\d|%[sdv]\b|^(?:ENC|enc|cipher|vault|secret|secrets|ref|env|ssm|op|sm|kms|awssm|gcpsm)[:([]|^\{cipher\}|^process\.env|^os\.environ|^arn:|^@(?:Microsoft|param)/;

/**
 * Keys and passwords that are printed in public documentation for everyone, and open nothing or only an emulator.
 * Sources: AWS IAM User Guide; RFC 7519's most copied sample, jwt.io; Stripe API reference; Microsoft Learn (storage emulator,
 * Cosmos DB emulator, nuget.config reference); Google reCAPTCHA FAQ.
 */
const PRINTED: readonly string[] = [
  'AKIAIOSFODNN7EXAMPLE',
  'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  'SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
  'TJVA95OrM7E2cBab30RMHrHDcEfxjoYZgeFONFh7HgQ',
  '4eC39HqLyjWDarjtT1zdp7dc',
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
  'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==',
  '6LeIxAcTAAAAAGG-vFI1TnRWxMZNFuojJ4WifJWe',
  '6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI',
  'hal+9ooo_da!sY',
  '33f!!lloppa',
];

/** A value that says itself that it is none, is put in later, or is printed in documentation. */
export function isPlaceholder(value: string): boolean {
  return MADE_UP.test(value) || PUT_IN_LATER.test(value) || PRINTED.some((printed) => value.includes(printed));
}

/** The form of a provider's token, filled with what nobody draws: `ghp_xxxxxxxx`, `AIzaSyabcdefgh…`, `sk_live_1234567890`. */
export function isFilledIn(token: string): boolean {
  if (isPlaceholder(token)) return true;
  const body = longestPart(token);
  if (body.length < 8) return false;
  if (entropy(body) < Math.min(2.3, Math.log2(body.length) * 0.62)) return true;
  return shareOfSteps(body) > 0.42 || /(.)\1{6}/.test(body);
}

/** The part of a token that is not its form. */
function longestPart(token: string): string {
  return token.split(/[^A-Za-z0-9+/=]+/).reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}

/** Passwords that stand where nobody chose one. */
const COMMON_WORD =
  /^(?:account|auth|sid|admin|administrator|change|default|demo|dev|development|foo|foobar|bar|guest|hello|hunter|letmein|local|localhost|minio|minioadmin|mongo|monkey|mypass|mysql|none|null|nil|true|false|pass|passw|passw0rd|passwd|password|postgres|pwd|qwerty|rabbit|redis|root|s3cret|secret|secure|string|super|supersecret|temp|test|tester|testing|token|user|username|value|verysecret|welcome|wrong|invalid|old|new|my|the|some|any|bad|good|strong|weak|correct|incorrect|key|api|apikey|word|basic|bearer|private|public|long|short|random|[a-z])$/i;

/** Words that people write where a password goes, alone or in a row, with numbers and signs between them. */
export function isCommonPassword(value: string): boolean {
  const words = value.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? [];
  return words.length === 0
    ? shareOfSteps(value) > 0.4 || value.length < 10
    : words.every((word) => COMMON_WORD.test(word));
}
