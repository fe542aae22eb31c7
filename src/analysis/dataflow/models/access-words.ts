/**
 * The words by which code names access control, identity and work. A name alone is weak evidence; `guards.ts` and
 * `effects.ts` weigh it together with shape. Names are split at case changes and underscores before they are matched.
 */

/** Parts of a name that speak of permission. */
export const ACCESS_WORDS: ReadonlySet<string> = new Set([
  ...[
    'permission',
    'permissions',
    'permitted',
    'permit',
    'access',
    'accessible',
    'role',
    'roles',
    'owner',
    'owns',
    'ownership',
    'member',
    'membership',
    'admin',
  ],
  ...[
    'superuser',
    'moderator',
    'authorize',
    'authorized',
    'authorise',
    'authorised',
    'authorization',
    'allowed',
    'allow',
    'privilege',
    'privileged',
    'privileges',
  ],
  ...[
    'policy',
    'ability',
    'acl',
    'rbac',
    'scope',
    'scopes',
    'entitled',
    'entitlement',
    'can',
    'cannot',
    'may',
    'forbidden',
    'deny',
    'denied',
    'restricted',
  ],
]);

/** Parts of a name that speak of being logged in. */
export const AUTHENTICATION_WORDS: ReadonlySet<string> = new Set([
  ...[
    'auth',
    'authenticate',
    'authenticated',
    'authed',
    'authentication',
    'login',
    'loggedin',
    'logged',
    'signed',
    'signin',
    'session',
    'jwt',
    'bearer',
    'passport',
    'sso',
    'guard',
    'protect',
    'protected',
  ],
]);

/** Names of values that stand for the caller. */
export const IDENTITY_WORDS: ReadonlySet<string> = new Set([
  ...[
    'user',
    'users',
    'currentuser',
    'session',
    'auth',
    'viewer',
    'principal',
    'account',
    'caller',
    'actor',
    'identity',
    'claims',
    'me',
    'requester',
    'subject',
    'member',
    'admin',
    'customer',
    'tenant',
  ],
]);

/** First words of functions that refuse by throwing. */
export const ASSERTING_WORDS: ReadonlySet<string> = new Set([
  'assert',
  'ensure',
  'require',
  'requires',
  'enforce',
  'authorize',
  'authorise',
  'must',
  'verify',
  'check',
  'validate',
  'guard',
  'protect',
  'deny',
  'restrict',
]);

/** First words of functions that change something elsewhere. */
export const WRITE_WORDS: ReadonlySet<string> = new Set([
  ...[
    'create',
    'insert',
    'add',
    'save',
    'store',
    'persist',
    'put',
    'update',
    'upsert',
    'set',
    'patch',
    'modify',
    'edit',
    'replace',
    'delete',
    'remove',
    'destroy',
    'drop',
    'purge',
    'clear',
    'archive',
  ],
  ...[
    'send',
    'publish',
    'emit',
    'dispatch',
    'enqueue',
    'notify',
    'invite',
    'transfer',
    'charge',
    'refund',
    'pay',
    'cancel',
    'revoke',
    'grant',
    'assign',
    'move',
    'rename',
    'restore',
    'reset',
    'execute',
    'trigger',
    'import',
    'upload',
    'submit',
    'approve',
    'merge',
    'duplicate',
    'copy',
    'write',
  ],
]);

/** First words of functions that get something. */
export const READ_WORDS: ReadonlySet<string> = new Set([
  ...[
    'get',
    'find',
    'fetch',
    'load',
    'list',
    'search',
    'query',
    'select',
    'count',
    'read',
    'lookup',
    'retrieve',
    'download',
    'export',
    'build',
    'generate',
    'render',
    'compute',
    'calculate',
    'aggregate',
    'collect',
    'make',
    'run',
    'process',
    'stream',
    'open',
  ],
]);

/** Words of calls that may well stand before any guard: they prepare, log, limit or validate. */
export const HARMLESS_WORDS: ReadonlySet<string> = new Set([
  ...[
    'parse',
    'json',
    'text',
    'formdata',
    'body',
    'params',
    'headers',
    'cookies',
    'cookie',
    'header',
    'stringify',
    'validate',
    'validation',
    'sanitize',
    'normalize',
    'decode',
    'encode',
    'escape',
    'trim',
    'schema',
  ],
  ...[
    'log',
    'logger',
    'debug',
    'info',
    'warn',
    'error',
    'trace',
    'metric',
    'metrics',
    'span',
    'tracer',
    'measure',
    'time',
    'rate',
    'limit',
    'limiter',
    'throttle',
    'captcha',
    'csrf',
    'translate',
    'i18n',
    'locale',
    'config',
    'settings',
    'setting',
    'feature',
    'flag',
    'flags',
    'sleep',
    'delay',
    'connect',
    'next',
    'status',
    'setheader',
    'context',
    'assert',
    'expect',
    'tostring',
    'split',
    'join',
    'map',
    'filter',
    'keys',
    'values',
    'entries',
    'includes',
    'isvalid',
    'exists',
    'hash',
    'verify',
    'compare',
    'safeparse',
  ],
]);

/** Words in the names of objects whose methods all prepare, record or limit. */
export const HELPER_WORDS: ReadonlySet<string> = new Set([
  'log',
  'logger',
  'logging',
  'limiter',
  'ratelimiter',
  'throttle',
  'metrics',
  'stats',
  'tracer',
  'telemetry',
  'i18n',
]);

/** Words in the names, texts and codes with which access is refused. */
export const REFUSAL_NAME =
  /forbidden|unauthori[sz]ed|unauthenticated|access_?denied|permission_?denied|not_?allowed|no_?permission|insufficient|not_?authori[sz]ed|not_?authenticated|login_?required|deny|denied/i;
/** Texts that refuse access, and not just a value: "not allowed" alone is said of fields, too. */
export const REFUSAL_TEXT =
  /forbidden|unauthori[sz]ed|unauthenticated|access (?:is )?(?:denied|restricted)|(?:no|not have|without) access|permission|not authori[sz]ed|not authenticated|log ?in (?:first|required)|must be (?:an? )?(?:admin|owner|member|logged)/i;
export const NOT_FOUND_NAME = /not_?found|no_?such|missing|404/i;

/** `canViewReport` → can, view, report; `REQUIRE_AUTH` → require, auth. Lower case. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase());
}

/** Words after `access` that make it something else: an access token is a thing, access to a project is a right. */
const ACCESS_THINGS: ReadonlySet<string> = new Set([
  'token',
  'tokens',
  'key',
  'keys',
  'log',
  'logs',
  'point',
  'date',
  'time',
  'url',
  'code',
  'id',
]);

/** Whether a name speaks of permission. */
export function speaksOfAccess(name: string): boolean {
  const words = wordsOf(name);
  return words.some(
    (word, index) => ACCESS_WORDS.has(word) && !(word === 'access' && ACCESS_THINGS.has(words[index + 1] ?? '')),
  );
}

export function hasWord(name: string, words: ReadonlySet<string>): boolean {
  return wordsOf(name).some((word) => words.has(word)) || words.has(name.toLowerCase());
}
