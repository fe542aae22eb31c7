/** Which parts of what a handler is given were chosen by whoever sent the request. Data; who the caller is, is no such part. */
import type { ParamRole } from './http-frameworks.ts';

/** Properties and methods (`json()`) of a request: Express, Fastify, Node's `http`, the web's Request, Next, Hono's `c.req`. */
const REQUEST: readonly string[] = [
  ...['params', 'query', 'querystring', 'body', 'rawBody', 'headers', 'rawHeaders', 'cookies', 'signedCookies'],
  ...[
    'url',
    'originalUrl',
    'baseUrl',
    'path',
    'pathname',
    'search',
    'href',
    'hostname',
    'host',
    'origin',
    'subdomains',
  ],
  ...['nextUrl', 'files', 'file', 'fields', 'payload', 'args'],
  ...['json()', 'text()', 'formData()', 'arrayBuffer()', 'blob()', 'param()', 'params()', 'header()', 'get()'],
  ...['query()', 'queries()', 'cookie()', 'parseBody()', 'valid()', 'getHeader()', 'getQuery()', 'getParam()'],
];

/** What of a parameter of each role is the sender's; null: all of it. expressjs.com/en/5x/api.html#req, fastify.dev Request, koajs.com#request, hono.dev/docs/api/request, svelte.dev RequestEvent, nextjs.org route handlers. */
export const REQUEST_FIELDS: ReadonlyMap<ParamRole, ReadonlySet<string> | null> = new Map<
  ParamRole,
  ReadonlySet<string> | null
>([
  ['request', new Set(REQUEST)],
  [
    'context',
    new Set([
      ...['params', 'query', 'querystring', 'search', 'url', 'originalUrl', 'href', 'path', 'headers', 'header'],
      ...['host', 'hostname', 'origin', 'cookies', 'body', 'get()'],
    ]),
  ],
  ['route-params', null],
  ['body', null],
]);

/** Properties of a context that are a request. */
export const REQUESTS_IN_CONTEXT: ReadonlySet<string> = new Set(['request', 'req']);

/** Parts of a request that a function named by nothing but its parameter `req` is believed to take from one. */
export const TELLING_FIELDS: ReadonlySet<string> = new Set([
  ...['params', 'query', 'body', 'cookies', 'nextUrl', 'json()', 'formData()'],
]);

/** Parameters that hold an event of a serverless function, told by these parts (docs.aws.amazon.com/lambda API Gateway proxy event). */
export const EVENT_FIELDS: ReadonlySet<string> = new Set([
  ...['queryStringParameters', 'multiValueQueryStringParameters', 'pathParameters', 'rawQueryString', 'rawPath'],
]);
export const EVENT_BODY = 'body';

/** Methods that read one thing by its name: `req.get('host')` is written as the property `get()`. */
export const READING_METHODS: ReadonlySet<string> = new Set(
  REQUEST.filter((name) => name.endsWith('()')).map((name) => name.slice(0, -2)),
);

/** Functions that give what was sent, by symbol (nextjs.org/docs/app/api-reference/functions). */
export const REQUEST_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['next/headers.headers()', 'next/headers.cookies()', 'h3.readBody()', 'h3.getQuery()', 'h3.getRouterParams()'],
  ...['h3.getRouterParam()', 'h3.readFormData()', 'h3.getHeader()', 'co-body()', 'raw-body()', 'readBody()'],
  ...['getQuery()', 'getRouterParam()', 'getRouterParams()', 'readValidatedBody()', 'getValidatedQuery()'],
]);

/** Where a procedure finds what it was sent, and the methods that take procedures (trpc.io/docs/server/procedures, orpc.dev, next-safe-action.dev). */
export const PROCEDURE_INPUTS: ReadonlySet<string> = new Set(['input', 'rawInput', 'parsedInput', 'clientInput']);
export const PROCEDURE_METHODS: ReadonlySet<string> = new Set(['query', 'mutation', 'subscription', 'handler']);
export const ACTION_METHODS: ReadonlySet<string> = new Set(['action', 'stateAction']);
export const PROCEDURE_SCHEMAS: ReadonlySet<string> = new Set(['input', 'schema', 'inputSchema']);

/** Events of sockets that nobody sends (socket.io/docs/v4/server-socket-instance/#events). */
export const LOCAL_EVENTS: ReadonlySet<string> = new Set([
  ...[
    'connect',
    'connection',
    'disconnect',
    'disconnecting',
    'close',
    'end',
    'error',
    'open',
    'drain',
    'timeout',
    'ready',
  ],
]);
