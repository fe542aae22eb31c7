/** Names that say that a value is a secret, and names that only sound like it. Data: a new word is an entry. */
import { wordsOf } from './access-words.ts';

/** The last word of a name that says so by itself. */
const SECRETS: ReadonlySet<string> = new Set([
  ...['password', 'passwd', 'pwd', 'passphrase', 'passcode', 'secret', 'apikey', 'apisecret', 'authtoken', 'jwt'],
  ...['accesstoken', 'refreshtoken', 'clientsecret', 'privatekey', 'secretkey', 'credentials', 'cvv', 'otp', 'totp'],
]);

/** The last two words of a name that say so together. */
const PAIRS: ReadonlySet<string> = new Set([
  ...[
    'api key',
    'api keys',
    'private key',
    'secret key',
    'encryption key',
    'signing key',
    'master key',
    'access token',
  ],
  ...[
    'refresh token',
    'auth token',
    'id token',
    'bearer token',
    'session token',
    'reset token',
    'api token',
    'user token',
  ],
  ...['client secret', 'access key', 'login token', 'jwt token', 'auth header', 'authorization header', 'service key'],
  ...['verification token', 'invite token', 'magic link', 'oauth token', 'auth cookie', 'session cookie'],
  ...[
    'account key',
    'shared key',
    'auth key',
    'token secret',
    'admin token',
    'csrf secret',
    'security code',
    'pin code',
  ],
  ...['access tokens', 'refresh tokens', 'api tokens', 'github token', 'npm token', 'bot token', 'registry token'],
  ...['recovery code', 'recovery codes', 'backup codes', 'seed phrase', 'auth code', 'authorization code'],
]);

/** Words before the last that make it something about a secret, or something that is none. */
const DISARMING: ReadonlySet<string> = new Set([
  ...['has', 'is', 'should', 'can', 'needs', 'need', 'with', 'without', 'no', 'use', 'uses', 'requires', 'require'],
  ...['missing', 'invalid', 'valid', 'expired', 'show', 'hide', 'allow', 'enable', 'enabled', 'disable', 'skip', 'num'],
  ...['masked', 'redacted', 'hidden', 'obfuscated', 'hashed', 'encrypted', 'sanitized', 'safe', 'public', 'count'],
  ...['max', 'min', 'total', 'next', 'page', 'continuation', 'cancel', 'cancellation', 'abort', 'forgot', 'change'],
  ...['fake', 'dummy', 'mock', 'example', 'placeholder', 'css', 'syntax', 'lexer', 'parser', 'current', 'previous'],
  ...['prev', 'first', 'last', 'start', 'end', 'open', 'close', 'design', 'theme', 'injection', 'erc20', 'nft', 'on'],
  ...['set', 'get', 'validate', 'check', 'verify', 'update', 'delete', 'remove', 'hash', 'compare', 'format', 'render'],
]);

/** Whether a value of this name is a secret: `dbPassword`, `API_KEY`; not `passwordLength` or `hasPassword`. */
export function isSecretName(name: string): boolean {
  const words = secretWords(name);
  return words !== null;
}

/** `token` alone may as well be a word of a language or a page of results. */
export function isAmbiguousName(name: string): boolean {
  return /^_?token$/i.test(name);
}

/** `credentials` are as often a reference to some, or a record of their kind, as they are the secret. */
export function isWeakName(name: string): boolean {
  return wordsOf(name).at(-1) === 'credentials';
}

/** Names of what was made harmless: `maskedToken`, `redactedHeaders`, `tokenPreview`. */
export function isMaskedName(name: string): boolean {
  return wordsOf(name).some((word) => MASKED.has(word));
}

/** Names of what stands for where something lies, or how it is called: a secret that is passed on as `path` was none. */
export function isNameOfOther(name: string): boolean {
  return OTHERS.has(wordsOf(name).at(-1) ?? '');
}

const OTHERS: ReadonlySet<string> = new Set([
  ...['path', 'paths', 'file', 'files', 'filename', 'dir', 'directory', 'folder', 'name', 'names', 'id'],
  ...[
    'ids',
    'type',
    'field',
    'fields',
    'column',
    'index',
    'count',
    'length',
    'size',
    'status',
    'code',
    'level',
    'label',
  ],
  ...['property', 'attribute', 'location', 'host', 'port', 'error', 'err', 'version', 'number'],
]);

const MASKED: ReadonlySet<string> = new Set([
  ...[
    'masked',
    'redacted',
    'hidden',
    'obfuscated',
    'sanitized',
    'sanitised',
    'safe',
    'scrubbed',
    'censored',
    'preview',
  ],
  ...['filtered', 'truncated', 'hashed', 'encrypted', 'fingerprint', 'censor', 'cleaned', 'public'],
]);

function secretWords(name: string): readonly string[] | null {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  const pair = words.slice(-2).join(' ');
  const length = PAIRS.has(pair) ? 2 : SECRETS.has(last) ? 1 : 0;
  if (length === 0) return null;
  return words.slice(0, -length).some((word) => DISARMING.has(word)) ? null : words;
}

/** Headers that carry one. */
export function isSecretHeader(name: string): boolean {
  return /^(?:authorization|proxy-authorization|cookie|set-cookie|x-(?:[\w]+-)*(?:api-?key|auth-token|access-token|token|secret|signature-key))$/i.test(
    name,
  );
}

/** Functions that give one by their name: `generateApiKey()`, `getAccessToken()`, `signToken()`. */
export function givesSecret(name: string): boolean {
  const [first = '', ...rest] = wordsOf(name);
  return GIVING.has(first) && rest.length > 0 && (isSecretName(rest.join('_')) || rest.join(' ') === 'token');
}

const GIVING: ReadonlySet<string> = new Set([
  ...['get', 'generate', 'create', 'sign', 'issue', 'fetch', 'make', 'new', 'build', 'refresh', 'decrypt', 'read'],
  ...['load', 'obtain', 'request', 'derive', 'extract', 'mint', 'acquire', 'retrieve'],
]);

/** Functions after which nothing of a secret is left. */
export const MASKING_WORDS: ReadonlySet<string> = new Set([
  ...['mask', 'redact', 'hide', 'obfuscate', 'sanitize', 'sanitise', 'scrub', 'censor', 'hash', 'digest', 'encrypt'],
  ...['omit', 'truncate', 'strip', 'filter', 'clean', 'shorten', 'abbreviate', 'fingerprint', 'anonymize', 'safe'],
  ...[
    'hmac',
    'sha256',
    'md5',
    'replace',
    'slice',
    'substring',
    'substr',
    'length',
    'pick',
    'decode',
    'verify',
    'parse',
  ],
]);

/** Whole objects that hold secrets among other things. */
export const SECRET_HOLDERS: ReadonlySet<string> = new Set([
  'headers',
  'body',
  'cookies',
  'rawHeaders',
  'signedCookies',
]);

/** Words of a module's path, imports and functions that make a `token` in it one that lets somebody in. */
export const AUTH_VOCABULARY: ReadonlySet<string> = new Set([
  ...['auth', 'authorization', 'authenticate', 'authentication', 'login', 'signin', 'signup', 'logout', 'session'],
  ...['bearer', 'jwt', 'jsonwebtoken', 'jose', 'oauth', 'oauth2', 'password', 'credential', 'credentials', 'passport'],
  ...['reset', 'invite', 'invitation', 'secret', 'registry', 'npm', 'github', 'gitlab', 'slack', 'discord', 'telegram'],
]);

/** Words that do so wherever they stand in it. */
export const STRONG_AUTH_VOCABULARY: ReadonlySet<string> = new Set([
  ...[
    'bearer',
    'jwt',
    'jsonwebtoken',
    'oauth',
    'oauth2',
    'password',
    'login',
    'signin',
    'authenticate',
    'authorization',
  ],
]);

/** Words of a module that make it a word of a language, or a page of results, or money. */
export const LANGUAGE_VOCABULARY: ReadonlySet<string> = new Set([
  ...['lexer', 'lex', 'tokenizer', 'tokenize', 'tokens', 'parser', 'grammar', 'syntax', 'ast', 'scanner', 'lexeme'],
  ...['highlight', 'highlighter', 'markdown', 'tokenizer', 'bpe', 'vocab', 'inject', 'injector', 'provider', 'erc20'],
  ...['swap', 'wallet', 'chain', 'prompt', 'completion', 'embedding', 'llm', 'eos', 'detokenize'],
]);

/** Properties that a secret, being a text, does not have: what has them is a word of a language or a record about it. */
export const RECORD_PROPERTIES: ReadonlySet<string> = new Set([
  ...['type', 'kind', 'value', 'start', 'end', 'loc', 'range', 'text', 'raw', 'content', 'lexeme', 'symbol', 'line'],
  ...['column', 'position', 'pos', 'index', 'children', 'depth', 'nesting', 'tag', 'name', 'id', 'address', 'decimals'],
]);
