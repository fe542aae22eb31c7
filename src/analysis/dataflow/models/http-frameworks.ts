/** How HTTP frameworks register handlers, and what they pass to them. Data: a new framework is a row. */

/** What a parameter of a handler stands for. */
export type ParamRole =
  | 'request'
  | 'response'
  | 'next'
  | 'error'
  | 'context'
  | 'route-params'
  | 'body'
  | 'identity'
  /** What a procedure or an action of a builder is given: what was sent is a part of it. */
  | 'procedure'
  /** The event of a serverless function. */
  | 'event'
  /** A job or a message of a queue: sent by a program. */
  | 'message';

export interface RouteModel {
  readonly framework: string;
  /** Symbols whose methods register routes; `*` stands for any one step. */
  readonly routers: readonly string[];
  /** Roles of the handler's parameters. A fourth-parameter error handler is told by its arity. */
  readonly roles: readonly ParamRole[];
  /** Where the fact is documented. */
  readonly source: string;
}

export const ROUTE_METHODS: ReadonlySet<string> = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'del',
  'head',
  'options',
  'all',
  'any',
]);

export const ROUTE_MODELS: readonly RouteModel[] = [
  {
    framework: 'express',
    routers: ['express()', 'express.Router()', 'express-promise-router()', 'restify.createServer()'],
    roles: ['request', 'response', 'next'],
    source: 'expressjs.com/en/5x/api.html#app.METHOD',
  },
  {
    framework: 'fastify',
    routers: ['fastify()', 'fastify.fastify()', 'fastify.FastifyInstance()'],
    roles: ['request', 'response'],
    source: 'fastify.dev/docs/latest/Reference/Routes',
  },
  {
    framework: 'koa',
    routers: ['koa-router()', '@koa/router()', '@koa/router.Router()', 'koa-router.Router()'],
    roles: ['context', 'next'],
    source: 'github.com/koajs/router API reference',
  },
  {
    framework: 'hono',
    routers: ['hono.Hono()', 'hono/quick.Hono()', 'hono/tiny.Hono()', '@hono/zod-openapi.OpenAPIHono()'],
    roles: ['context', 'next'],
    source: 'hono.dev/docs/api/routing',
  },
];

/** Methods by which a router is told what runs before its routes (Express, Koa and Hono `use`, Fastify `addHook`). */
export const HOOK_METHODS: ReadonlySet<string> = new Set(['use', 'addHook', 'onBeforeHandle', 'guard']);

/** Methods by which a router or a plugin is mounted in another (Fastify `register`, Hono `route`, restify `applyRoutes`). */
export const MOUNT_METHODS: ReadonlySet<string> = new Set(['use', 'register', 'route', 'mount', 'applyRoutes']);

/** Methods that give a router in another form (github.com/koajs/router `routes()`, hono.dev `basePath()`). */
export const ROUTER_VIEWS: ReadonlySet<string> = new Set(['routes', 'middleware', 'callback', 'allowedMethods']);

/** What wraps a plugin so that its hooks are those of whoever registers it (github.com/fastify/fastify-plugin). */
export const SHARED_SCOPE: ReadonlySet<string> = new Set(['fastify-plugin', 'fastify-plugin.fastifyPlugin']);

/** Handlers that a framework finds by the name they are exported under, in files of a certain place. */
export interface FileRouteModel {
  readonly framework: string;
  readonly file: RegExp;
  /** Exported names that are handlers; their HTTP method, or null where any. */
  readonly exports: Readonly<Record<string, string | null>>;
  readonly roles: readonly ParamRole[];
  readonly source: string;
}

const HTTP_METHODS = {
  GET: 'get',
  POST: 'post',
  PUT: 'put',
  PATCH: 'patch',
  DELETE: 'delete',
  HEAD: 'head',
  OPTIONS: 'options',
};

export const FILE_ROUTE_MODELS: readonly FileRouteModel[] = [
  {
    framework: 'next',
    file: /(?:^|\/)route\.[cm]?[jt]sx?$/,
    exports: HTTP_METHODS,
    roles: ['request', 'route-params'],
    source: 'nextjs.org/docs/app/api-reference/file-conventions/route',
  },
  {
    framework: 'next',
    file: /(?:^|\/)pages\/api\/.*\.[cm]?[jt]sx?$/,
    exports: { default: null },
    roles: ['request', 'response'],
    source: 'nextjs.org/docs/pages/building-your-application/routing/api-routes',
  },
  {
    framework: 'sveltekit',
    file: /(?:^|\/)\+server\.[cm]?[jt]s$/,
    exports: HTTP_METHODS,
    roles: ['context'],
    source: 'svelte.dev/docs/kit/routing#server',
  },
  {
    framework: 'sveltekit',
    file: /(?:^|\/)\+(?:page|layout)\.server\.[cm]?[jt]s$/,
    exports: { load: 'get' },
    roles: ['context'],
    source: 'svelte.dev/docs/kit/load',
  },
  {
    framework: 'remix',
    file: /(?:^|\/)routes\/.*\.[cm]?[jt]sx?$/,
    exports: { loader: 'get', action: 'post' },
    roles: ['context'],
    source: 'reactrouter.com/start/framework/route-module',
  },
];

/** Files that a framework runs before its routes, and what of them it calls. */
export const FIRST_FILES: readonly {
  readonly framework: string;
  readonly file: RegExp;
  readonly exports: readonly string[];
  readonly source: string;
}[] = [
  {
    framework: 'next',
    file: /(?:^|\/)(?:middleware|proxy)\.[cm]?[jt]s$/,
    exports: ['middleware', 'proxy', 'default'],
    source: 'nextjs.org/docs/app/api-reference/file-conventions/middleware',
  },
  {
    framework: 'sveltekit',
    file: /(?:^|\/)hooks\.server\.[cm]?[jt]s$/,
    exports: ['handle'],
    source: 'svelte.dev/docs/kit/hooks',
  },
];

/** Class decorators that say what the routes of a class begin with. */
export const PATH_DECORATORS: ReadonlySet<string> = new Set([
  'Controller',
  'JsonController',
  'RestController',
  'Route',
]);

/** Method decorators that make a handler, and parameter decorators that say what a parameter holds (NestJS, routing-controllers). */
export const ROUTE_DECORATORS: ReadonlyMap<string, string | null> = new Map([
  ['Get', 'get'],
  ['Post', 'post'],
  ['Put', 'put'],
  ['Patch', 'patch'],
  ['Delete', 'delete'],
  ['All', null],
  ['Query', null],
  ['Mutation', null],
  ['Subscription', null],
  ['MessagePattern', null],
  ['EventPattern', null],
  ['SubscribeMessage', null],
  ['ResolveField', null],
  ['Head', 'head'],
  ['Options', 'options'],
  ['Sse', 'get'],
  ['Process', null],
  ['OnEvent', null],
  ['Cron', null],
]);

export const PARAM_DECORATORS: ReadonlyMap<string, ParamRole> = new Map([
  ['Req', 'request'],
  ['Request', 'request'],
  ['Res', 'response'],
  ['Response', 'response'],
  ['Body', 'body'],
  ['Param', 'body'],
  ['Params', 'body'],
  ['Query', 'body'],
  ['Headers', 'body'],
  ['Args', 'body'],
  ['Payload', 'body'],
  ['MessageBody', 'body'],
  ['UploadedFile', 'body'],
  ['User', 'identity'],
  ['CurrentUser', 'identity'],
  ['AuthUser', 'identity'],
  ['Session', 'identity'],
  ['GetUser', 'identity'],
]);

/** Decorators whose arguments are each a guard (docs.nestjs.com/guards; routing-controllers README, tsed.dev/docs/middlewares). */
export const GUARD_LISTS: ReadonlySet<string> = new Set(['UseGuards', 'UseBefore', 'Guards', 'UseBeforeEach']);

/** Names that parameters of handlers usually have, for handlers whose registration is out of sight. All of a shape must match. */
export const HANDLER_SHAPES: readonly { readonly names: readonly RegExp[]; readonly roles: readonly ParamRole[] }[] = [
  {
    names: [/^_?(?:err|error)$/, /^_?(?:req|request)$/, /^_?(?:res|response|reply)$/, /^_?next$/],
    roles: ['error', 'request', 'response', 'next'],
  },
  { names: [/^_?(?:req|request)$/, /^_?(?:res|resp|response|reply|rep|h)$/], roles: ['request', 'response', 'next'] },
  { names: [/^ctx$/], roles: ['context', 'next'] },
];

/** Declared types that tell a parameter's role. */
export const PARAM_TYPES: readonly { readonly type: RegExp; readonly role: ParamRole }[] = [
  {
    type: /^(?:express\.)?(?:Request|NextRequest|NextApiRequest|FastifyRequest|IncomingMessage|Http2ServerRequest|AuthRequest|AuthenticatedRequest)\b/,
    role: 'request',
  },
  { type: /^(?:express\.)?(?:Response|NextApiResponse|FastifyReply|ServerResponse)\b/, role: 'response' },
  { type: /^(?:NextFunction|Next)\b/, role: 'next' },
  {
    type: /^(?:Context|RouterContext|Koa\.Context|ParameterizedContext|RequestEvent|LoaderFunctionArgs|ActionFunctionArgs|LoaderArgs|ActionArgs)\b/,
    role: 'context',
  },
];
