/** What looks like a secret by its form, or by its name and not being a placeholder. Says the kind; never the value. */

const FORMS: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY/, 'a private key'],
  [/(?<![A-Za-z0-9])(?:AKIA|ASIA|AIPA|AROA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/, 'an access key of AWS'],
  [/(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36}/, 'a token of GitHub'],
  [/(?<![A-Za-z0-9])xox[abprs]-[A-Za-z0-9-]{20,200}/, 'a token of Slack'],
  [/(?<![A-Za-z0-9])sk_live_[A-Za-z0-9]{20,100}/, 'a key of Stripe'],
  [/[a-z][a-z0-9+]{2,20}:\/\/[^\s:/@$%{}]{1,100}:[^\s:/@$%{}<>]{3,100}@[\w.-]{3,200}/, 'a password in an address'],
];

/** A name that says what its value is: whole words, and not what only points to it. */
const SECRET_NAME =
  /(?:^|[_\-.])(?:password|passwd|passphrase|secret|secretkey|token|apikey|privatekey|credentials?|pwd|pass)$|(?:secret|private|access|api|auth|signing|encryption|master)[_\-.]?key$|secret[_\-.]?access[_\-.]?key$|(?:password|passwd|secret|token|apikey)$/i;

const REFERENCE =
  /(?:_|-|\b)(?:arn|path|file|name|id|url|uri|endpoint|ref|header|field|prefix|length|ttl|expiry|policy|type)$/i;

/** Not a value: a placeholder, an example, a reference that is followed later, or the name said again. */
const PLACEHOLDER =
  /^(?:|[<[{(].{0,200}|\$.{0,200}|.{0,200}\{\{.{0,200}|.{0,20}(?:change[-_ ]?me|your[-_ ].{0,60}|example|placeholder|replace|dummy|redacted).{0,60}|x{3,}|\*{3,}|\.{3,}|none|null|true|false|todo|arn:.{0,300}|\/[\w./-]{1,200}|ssm:.{0,200}|vault:.{0,200}|projects\/.{0,200})$/i;

/** Assignments as shells and dotenv files have them. Only so much of a text is read. */
const ASSIGNMENT =
  /(?:^|[\s;])(?:export\s{1,4}|set\s{1,4})?([A-Za-z][A-Za-z0-9_]{2,60})=(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s"';]{1,200}))/g;
const MAX_TEXT = 200_000;

export function secretInText(text: string): string | null {
  const read = text.slice(0, MAX_TEXT);
  const form = FORMS.find(([pattern]) => pattern.test(read));
  if (form !== undefined) return form[1];
  for (const [, name = '', double, single, plain] of read.matchAll(ASSIGNMENT)) {
    if (isSecretName(name) && isRealValue(name, double ?? single ?? plain ?? '')) return 'a secret by its name';
  }
  return null;
}

/** The kind of secret that a name and its value are; null where they are none. */
export function isSecretPair(name: string, value: string): string | null {
  if (value.length > 20_000) return null;
  const form = FORMS.find(([pattern]) => pattern.test(value));
  if (form !== undefined) return PLACEHOLDER.test(value) ? null : form[1];
  if (isSecretName(name) && isRealValue(name, value)) return 'a secret by its name';
  return isKeyLike(value) ? 'what looks like a key' : null;
}

/** The lengths of AWS's secret keys and of session tokens' parts, of their alphabet alone, with digits and letters. */
function isKeyLike(value: string): boolean {
  return /^[A-Za-z0-9/+=]{40}$/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !REFERENCE.test(name);
}

function isRealValue(name: string, value: string): boolean {
  const text = value.trim();
  return text.length >= 4 && !PLACEHOLDER.test(text) && text.toLowerCase() !== name.toLowerCase();
}
