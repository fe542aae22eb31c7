/** Whether a value beside a name that says *password* or *token* is one, and not a word, a path, a type or a piece of code. */
import { MAX_VALUE, type Assignment } from './assignments.ts';
import { nameKind } from './credential-names.ts';
import type { SecretMatch } from './format-matches.ts';
import { isCommonPassword, isFilledIn, isPlaceholder } from './placeholders.ts';
import { entropy, looksRandom, shareOfSteps, shareOfWords } from './randomness.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The secret that an assignment gives away; null where it gives none. */
export function namedSecret(text: string, assignment: Assignment): SecretMatch | null {
  const kind = nameKind(assignment.name);
  if (kind === null || assignment.end - assignment.start > MAX_VALUE) return null;
  const value = text.slice(assignment.start, assignment.end);
  const isOne = kind === 'password' ? isPassword(value, assignment) : isCredential(value, assignment);
  // Most keys are keys of maps; one that nothing says what it opens has to be as long as those that open something.
  if (!isOne || (kind === 'key' && value.length < 20)) return null;
  return {
    kind: `assigned-${kind}`,
    description: `${kind} under the name ${nameShown(assignment.name)}`,
    start: assignment.start,
    end: assignment.end,
  };
}

/** A name is written by whom the report is about; only its plain characters are shown. */
function nameShown(name: string): string {
  return name.replace(/[^A-Za-z0-9_.-]/g, '').slice(0, 60);
}

function isCredential(value: string, { quoted }: Assignment): boolean {
  if (
    value.length < 8 ||
    !/^[\x20-\x7e]+$/.test(value) ||
    isElsewhere(value, quoted) ||
    isPlaceholder(value) ||
    isFilledIn(value)
  )
    return false;
  if (decodesToPlaceholder(value)) return false;
  if (UUID.test(value)) return shareOfSteps(value.replace(/-/g, '')) < 0.45 || entropy(value) > 3.4;
  // `ac84419a:8d50fc02` has a part that mixes letters and digits; `qa-cluster-1208358310` is a name.
  const parts = value.split(/[-_.:=+/~%!]+/);
  if (parts.length > 1 && !parts.some(isDrawn)) return false;
  return looksRandom(value) || looksRandom(parts.join(''));
}

/** `dXNlcjpwYXNzd29yZA==` is `user:password`. */
function decodesToPlaceholder(value: string): boolean {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(value)) return false;
  const plain = Buffer.from(value, 'base64').toString('latin1');
  if (!/^[\x20-\x7e]+$/.test(plain)) return false;
  return isPlaceholder(plain) || shareOfSteps(plain) > 0.4 || plain.split(':').every(isCommonPassword);
}

function isDrawn(part: string): boolean {
  return part.length >= 8 && ((/[0-9]/.test(part) && /[A-Za-z]/.test(part)) || looksRandom(part));
}

/** A password may have been thought up: it is told from a label by mixing what words do not. */
function isPassword(value: string, { quoted }: Assignment): boolean {
  if (value.length < 8 || value.length > 128 || isElsewhere(value, quoted)) return false;
  // A word with other letters than a keyboard's is what a password is called in a language.
  if (isPlaceholder(value) || isCommonPassword(value) || !/^[\x21-\x7e]+$/.test(value)) return false;
  if (looksRandom(value)) return true;
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9_.-]/].filter((one) => one.test(value)).length;
  if (!/[0-9]/.test(value) && !/[^A-Za-z0-9_.\-\s]/.test(value)) return false;
  return classes >= 3 && shareOfSteps(value) < 0.5;
}

const PATH =
  /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\|\\\\)|\.(?:[jt]sx?|json|ya?ml|pem|key|crt|txt|html?|css|php|py|go|rb|java|xml)$/;
const TEXT = /\s\S+\s/;

/** A path, a URL, an address, a text, code: what names a place where the secret may be, and is not the secret. */
function isElsewhere(value: string, quoted: boolean): boolean {
  if (value.includes('://') || PATH.test(value) || TEXT.test(value) || /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(value))
    return true;
  if (/^(?:sha(?:1|256|384|512)|md5)[-:]/i.test(value) || value.startsWith('-----') || value.startsWith('data:'))
    return true;
  if (/\\[ux][0-9A-Fa-f]{2}/.test(value) && !/[A-Za-z0-9]{12}/.test(value)) return true;
  if (quoted) return /[()[\]{}]/.test(value) && shareOfWords(value) > 0.2;
  // Without quotes it may be code: a call, a member, a name in snake_case or CONSTANT_CASE.
  const isMember = /^[A-Za-z_$][\w$]*(?:[.:]{1,2}[A-Za-z_$][\w$]*)+$/.test(value);
  if (isMember && (shareOfWords(value) > 0.1 || !isDrawn(value.split(/[.:]+/)[0] ?? ''))) return true;
  return /[*$\\]/.test(value);
}
