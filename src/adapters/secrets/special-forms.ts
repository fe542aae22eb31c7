/** Secrets that are told by more than one line or word: private keys, signed tokens, command lines, Kubernetes Secrets. */
import type { SecretMatch } from './format-matches.ts';
import { isCommonPassword, isFilledIn, isPlaceholder } from './placeholders.ts';
import { entropy } from './randomness.ts';

const PRIVATE_KEY = /-----BEGIN[ A-Z0-9_]{0,60}PRIVATE KEY(?: BLOCK)?-----/y;
const KEY_BODY = /^(?:[A-Za-z0-9+/=]|\\[nr]|[\s"',+])/;
const MIN_KEY_BODY = 64;
const MAX_KEY = 20_000;

/** @param at inside the words `private key` of a header */
export function privateKey(text: string, at: number): SecretMatch | null {
  const before = text.slice(Math.max(0, at - 80), at).lastIndexOf('-----BEGIN');
  if (before === -1) return null;
  const header = Math.max(0, at - 80) + before;
  PRIVATE_KEY.lastIndex = header;
  if (!PRIVATE_KEY.test(text)) return null;
  const from = PRIVATE_KEY.lastIndex;
  const trailer = text.slice(from, from + MAX_KEY).indexOf('-----END');
  const to = Math.min(text.length, from + (trailer === -1 ? 400 : trailer));
  const body = text
    .slice(from, Math.min(to, from + 500))
    .replace(/\\[nr]/g, '\n')
    .replace(/^[A-Za-z-]{3,20}: [^\n]{0,200}$/gm, '')
    .replace(/[\s"',+]/g, '');
  const start = /^[A-Za-z0-9+/=]*/.exec(body)?.[0] ?? '';
  if (!KEY_BODY.test(text.slice(from, from + 2)) || start.length < MIN_KEY_BODY || entropy(start) < 4) return null;
  return { kind: 'private-key', description: 'private key', start: header, end: Math.min(to, from + 500) };
}

const SIGNED_TOKEN = /ey[A-Za-z0-9_-]{12,2000}\.ey[A-Za-z0-9_-]{12,8000}\.[A-Za-z0-9_-]{0,1000}/y;

/** A JSON Web Token (RFC 7519), whose first part decodes to an object that names its algorithm. */
export function signedToken(text: string, at: number): SecretMatch | null {
  SIGNED_TOKEN.lastIndex = at;
  const token = SIGNED_TOKEN.exec(text)?.[0];
  if (token === undefined || isPlaceholder(token)) return null;
  const header = Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString('latin1');
  if (!header.startsWith('{"') || !/"(?:alg|typ|kid)"/.test(header)) return null;
  return { kind: 'json-web-token', description: 'JSON Web Token', start: at, end: at + token.length };
}

const USER_OPTION =
  /(?:^|\s)(?:-u|--user|--proxy-user|-U)[ =]{0,2}(["']?)([^\s"':]{1,80}):([^\s"']{3,200})\1(?=$|[\s"'])/g;

/** `curl -u user:password`, up to the end of its line, or of the lines that it goes on in. */
export function commandLineUser(text: string, at: number): SecretMatch | null {
  const line = commandAt(text, at);
  for (const option of line.matchAll(USER_OPTION)) {
    const [whole, , user = '', password = ''] = option;
    if (isPlaceholder(password) || isPlaceholder(user) || /[${}<>%]/.test(user + password)) continue;
    if (isCommonPassword(password) || password === user || (isCommonPassword(user) && password.length < 6)) continue;
    const end = at + option.index + whole.lastIndexOf(password) + password.length;
    return {
      kind: 'command-line-password',
      description: 'user name and password on a command line',
      start: end - password.length,
      end,
    };
  }
  return null;
}

function commandAt(text: string, at: number): string {
  const limit = Math.min(text.length, at + 1_500);
  let end = at;
  while (end < limit && !(text[end] === '\n' && text[end - 1] !== '\\')) end += 1;
  return text.slice(at, end);
}

const DATA_SECTION = /^([ \t]*)["']?(data|stringData)["']?:[ \t]*$/;
const ENTRY = /^([ \t]*)["']?([\w.-]{1,100})["']?:[ \t]*(["']?)([^\s"'#|>{}[\]][^\s"'#]{0,4000})\3[ \t]*$/;
const NO_SECRET =
  /^(?:user(?:name)?|host(?:name)?|port|database|db|name|url|uri|endpoint|region|namespace|bucket|ca\.crt|tls\.crt|crt|cert|email|type|server|schema)$/i;
const MAX_DOCUMENT = 100_000;

/** Values of a Kubernetes Secret, whose `data` is base64 and no encryption. `end` is where the document ends. @param at inside `kind: Secret` */
export function kubernetesSecrets(text: string, at: number): { found: SecretMatch[]; end: number } {
  const before = Math.max(0, at - MAX_DOCUMENT);
  const from = before + Math.max(0, text.slice(before, at).lastIndexOf('\n---'));
  const behind = text.slice(at, at + MAX_DOCUMENT);
  const next = behind.indexOf('\n---');
  const to = at + (next === -1 ? behind.length : next);
  const found: SecretMatch[] = [];
  let section: { indent: number; encoded: boolean } | null = null;
  let offset = from;
  for (const line of text.slice(from, to).split('\n')) {
    const own = line.endsWith('\r') ? line.slice(0, -1) : line;
    const opening = DATA_SECTION.exec(own);
    const entry = ENTRY.exec(own);
    const indent = /^[ \t]*/.exec(own)?.[0].length ?? 0;
    if (opening !== null) section = { indent, encoded: opening[2] === 'data' };
    else if (own.trim() !== '' && section !== null && indent <= section.indent) section = null;
    else if (entry !== null && section !== null) {
      const [, , key = '', , value = ''] = entry;
      const plain = section.encoded ? fromBase64(value) : value;
      if (plain !== null && !NO_SECRET.test(key) && isKept(plain)) {
        const start = offset + own.lastIndexOf(value);
        found.push({
          kind: 'kubernetes-secret',
          description: 'value of a Kubernetes Secret',
          start,
          end: start + value.length,
        });
      }
    }
    offset += line.length + 1;
  }
  return { found, end: to };
}

function fromBase64(value: string): string | null {
  if (!/^[A-Za-z0-9+/]{8,}={0,2}$/.test(value)) return null;
  return Buffer.from(value, 'base64').toString('latin1').trim();
}

function isKept(plain: string): boolean {
  return plain.length >= 6 && !isPlaceholder(plain) && !isCommonPassword(plain) && !isFilledIn(plain);
}
