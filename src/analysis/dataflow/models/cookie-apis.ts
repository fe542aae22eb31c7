/** Functions that set cookies, and where their name and options stand. Data: a new library is a row. */

export interface CookieApi {
  readonly symbol: RegExp;
  /** Positions of the arguments; a null name is a session's own. */
  readonly name: number | null;
  readonly options: number;
  /** Where the flags lie below the options. */
  readonly below: string | null;
  /** Whether scripts can read the cookie unless it is said that they must not. */
  readonly readable: boolean;
  /** Runs in a browser, where `httpOnly` cannot be set. */
  readonly browser: boolean;
  readonly source: string;
}

export const COOKIE_APIS: readonly CookieApi[] = [
  {
    symbol: /^express-session$/,
    name: null,
    options: 0,
    below: 'cookie',
    readable: false,
    browser: false,
    source: 'expressjs.com/en/resources/middleware/session.html',
  },
  {
    symbol: /^(?:cookie-session|client-sessions)$/,
    name: null,
    options: 0,
    below: null,
    readable: false,
    browser: false,
    source: 'expressjs.com/en/resources/middleware/cookie-session.html',
  },
  {
    symbol: /^(?:@fastify\/session|fastify-session)$/,
    name: null,
    options: 0,
    below: 'cookie',
    readable: false,
    browser: false,
    source: 'github.com/fastify/session',
  },
  {
    symbol: /^cookie\.(?:serialize|stringifySetCookie)$/,
    name: 0,
    options: 2,
    below: null,
    readable: true,
    browser: false,
    source: 'github.com/jshttp/cookie',
  },
  {
    symbol: /^(?:js-cookie|es-cookie|browser-cookies|cookies-js|universal-cookie\(\)|js-cookie\.default)\.set$/,
    name: 0,
    options: 2,
    below: null,
    readable: true,
    browser: true,
    source: 'github.com/js-cookie/js-cookie',
  },
  {
    symbol: /^(?:next\/headers\.cookies\(\)|cookies\(\))\.set$/,
    name: 0,
    options: 2,
    below: null,
    readable: true,
    browser: false,
    source: 'nextjs.org/docs/app/api-reference/functions/cookies',
  },
  {
    symbol: /^hono\/cookie\.set(?:Signed)?Cookie$/,
    name: 1,
    options: 3,
    below: null,
    readable: true,
    browser: false,
    source: 'hono.dev/docs/helpers/cookie',
  },
];

/** Methods of responses and contexts by which cookies are set: `res.cookie`, `reply.setCookie`. */
export const COOKIE_METHODS: ReadonlySet<string> = new Set(['cookie', 'setCookie']);

/** Names of cookies that let somebody in. */
export const SENSITIVE_COOKIE =
  /sess|auth|token|jwt|(?:^|[._-])sid$|passw|secret|login|credential|remember|api[_-]?key/i;
/** Names of those that scripts must be able to read, or that say nothing. */
export const READABLE_COOKIE = /csrf|xsrf|expir|_at$|count|type|redirect|return|state|hint/i;
