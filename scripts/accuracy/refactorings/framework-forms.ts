/** How each framework writes a handler: where the caller and the id are, how it refuses, how a guard stands before it. */

export interface Parts {
  /** Statements of the handler, in order. */
  readonly body: readonly string[];
  /** What stands before the handler: a middleware, hook, guard or wrapper, by name. */
  readonly before: string | null;
  readonly wrapper: string | null;
  /** Of the route and its handler: `archive`, `invoice`. */
  readonly action: string;
  readonly noun: string;
  /** Declarations above the route. */
  readonly above: readonly string[];
  readonly handler: string;
}

export interface FrameworkForm {
  readonly name: string;
  readonly path: (noun: string) => string;
  readonly user: string;
  readonly id: string;
  /** A statement. */
  readonly refuse: string;
  /** The refusal without its exit; null where refusing is leaving. */
  readonly refuseAndGoOn: string | null;
  readonly answer: string;
  readonly file: (parts: Parts) => string;
  /** A guard that stands before the handler, with these statements. */
  readonly before: (name: string, guard: readonly string[]) => string;
  /** A function that takes the handler and gives a guarded one. */
  readonly wrapper: (name: string, guard: readonly string[]) => string;
}

function indent(lines: readonly string[], by = 2): string {
  return lines.map((line) => `${' '.repeat(by)}${line}\n`).join('');
}

function services(noun: string): string {
  return `import { access } from './access.js';\nimport { ${noun}s } from './${noun}s.js';\nimport { ForbiddenError } from './errors.js';\n`;
}

function above({ above: lines }: Parts): string {
  return lines.map((line) => `${line}\n\n`).join('');
}

function wrapped(wrapper: string | null, text: string): string {
  return wrapper === null ? text : `${wrapper}(${text})`;
}

export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const EXPRESS: FrameworkForm = {
  name: 'express',
  path: (noun) => `src/${noun}s.js`,
  user: 'req.user',
  id: 'req.params.id',
  refuse: "return res.status(403).json({ error: 'Forbidden' });",
  refuseAndGoOn: "res.status(403).json({ error: 'Forbidden' });",
  answer: 'res.json({ ok: true });',
  file: (parts) =>
    `import { Router } from 'express';\n${services(parts.noun)}\nexport const router = Router();\n\n${above(parts)}` +
    `router.post('/${parts.noun}s/:id/${parts.action}', ${parts.before === null ? '' : `${parts.before}, `}` +
    `${wrapped(parts.wrapper, `async (req, res) => {\n${indent(parts.body)}}`)});\n`,
  before: (name, guard) => `async function ${name}(req, res, next) {\n${indent([...guard, 'next();'])}}`,
  wrapper: (name, guard) =>
    `const ${name} = (handler) => async (req, res, next) => {\n${indent([...guard, 'return handler(req, res, next);'])}};`,
};

const FASTIFY: FrameworkForm = {
  ...EXPRESS,
  name: 'fastify',
  user: 'request.user',
  id: 'request.params.id',
  refuse: "return reply.code(403).send({ error: 'Forbidden' });",
  refuseAndGoOn: "reply.code(403).send({ error: 'Forbidden' });",
  answer: 'return { ok: true };',
  file: (parts) =>
    `${services(parts.noun)}\n${above(parts)}export default async function routes(app) {\n  app.post('/${parts.noun}s/:id/${parts.action}', ` +
    `${parts.before === null ? '' : `{ preHandler: ${parts.before} }, `}` +
    `${wrapped(parts.wrapper, `async (request, reply) => {\n${indent(parts.body, 4)}  }`)});\n}\n`,
  before: (name, guard) => `async function ${name}(request, reply) {\n${indent(guard)}}`,
  wrapper: (name, guard) =>
    `const ${name} = (handler) => async (request, reply) => {\n${indent([...guard, 'return handler(request, reply);'])}};`,
};

const KOA: FrameworkForm = {
  ...EXPRESS,
  name: 'koa',
  user: 'ctx.state.user',
  id: 'ctx.params.id',
  refuse: 'ctx.throw(403);',
  refuseAndGoOn: 'ctx.status = 403;',
  answer: 'ctx.body = { ok: true };',
  file: (parts) =>
    `import Router from '@koa/router';\n${services(parts.noun)}\nexport const router = new Router();\n\n${above(parts)}` +
    `router.post('/${parts.noun}s/:id/${parts.action}', ${parts.before === null ? '' : `${parts.before}, `}` +
    `${wrapped(parts.wrapper, `async (ctx) => {\n${indent(parts.body)}}`)});\n`,
  before: (name, guard) => `async function ${name}(ctx, next) {\n${indent([...guard, 'await next();'])}}`,
  wrapper: (name, guard) =>
    `const ${name} = (handler) => async (ctx) => {\n${indent([...guard, 'return handler(ctx);'])}};`,
};

const HONO: FrameworkForm = {
  ...EXPRESS,
  name: 'hono',
  path: (noun) => `src/${noun}s.ts`,
  user: "c.get('user')",
  id: "c.req.param('id')",
  refuse: "return c.json({ error: 'Forbidden' }, 403);",
  refuseAndGoOn: "c.json({ error: 'Forbidden' }, 403);",
  answer: 'return c.json({ ok: true });',
  file: (parts) =>
    `import { Hono } from 'hono';\n${services(parts.noun)}\nexport const app = new Hono();\n\n${above(parts)}` +
    `app.post('/${parts.noun}s/:id/${parts.action}', ${parts.before === null ? '' : `${parts.before}, `}` +
    `${wrapped(parts.wrapper, `async (c) => {\n${indent(parts.body)}}`)});\n`,
  before: (name, guard) => `async function ${name}(c, next) {\n${indent([...guard, 'await next();'])}}`,
  wrapper: (name, guard) =>
    `const ${name} = (handler) => async (c) => {\n${indent([...guard, 'return handler(c);'])}};`,
};

const NEST: FrameworkForm = {
  ...EXPRESS,
  name: 'nest',
  path: (noun) => `src/${noun}s.controller.ts`,
  user: 'user',
  id: 'id',
  refuse: 'throw new ForbiddenException();',
  refuseAndGoOn: null,
  answer: 'return { ok: true };',
  file: (parts) =>
    `import { CanActivate, Controller, ExecutionContext, ForbiddenException, Param, Post, UseGuards } from '@nestjs/common';\n${services(parts.noun)}\n${above(parts)}` +
    `@Controller('${parts.noun}s')\nexport class ${capital(parts.noun)}Controller {\n` +
    `  @Post(':id/${parts.action}')\n${parts.before === null ? '' : `  @UseGuards(${capital(parts.before)})\n`}` +
    `  async ${parts.handler}(@CurrentUser() user: User, @Param('id') id: string) {\n${indent(parts.body, 4)}  }\n}\n`,
  before: (name, guard) =>
    `class ${capital(name)} implements CanActivate {\n  async canActivate(context: ExecutionContext) {\n` +
    `    const { user, params: { id } } = context.switchToHttp().getRequest();\n${indent([...guard, 'return true;'], 4)}  }\n}`,
  wrapper: (name, guard) =>
    `function ${name}(): MethodDecorator {\n  return applyDecorators(UseGuards(${capital(name)}Guard));\n}\n\n` +
    NEST.before(`${name}Guard`, guard),
};

const NEXT: FrameworkForm = {
  ...EXPRESS,
  name: 'next',
  path: (noun) => `src/app/api/${noun}s/[id]/route.ts`,
  user: 'session.user',
  id: 'params.id',
  refuse: "return Response.json({ error: 'Forbidden' }, { status: 403 });",
  refuseAndGoOn: "Response.json({ error: 'Forbidden' }, { status: 403 });",
  answer: 'return Response.json({ ok: true });',
  file: (parts) => {
    const body = ['const session = await getSession(request);', ...parts.body];
    const imports = `import { getSession } from './session.js';\n${services(parts.noun)}\n${above(parts)}`;
    const outer = parts.wrapper ?? parts.before;
    if (outer === null) return `${imports}export async function POST(request, { params }) {\n${indent(body)}}\n`;
    return `${imports}export const POST = ${outer}(async (request, { params }) => {\n${indent(body)}});\n`;
  },
  before: (name, guard) => NEXT.wrapper(name, guard),
  wrapper: (name, guard) =>
    `const ${name} = (handler) => async (request, { params }) => {\n` +
    `${indent(['const session = await getSession(request);', ...guard, 'return handler(request, { params });'])}};`,
};

const TRPC: FrameworkForm = {
  ...EXPRESS,
  name: 'trpc',
  path: (noun) => `src/${noun}s.router.ts`,
  user: 'ctx.user',
  id: 'input.id',
  refuse: "throw new TRPCError({ code: 'FORBIDDEN' });",
  refuseAndGoOn: null,
  answer: 'return { ok: true };',
  file: (parts) =>
    `import { TRPCError } from '@trpc/server';\nimport { procedure, router } from './trpc.js';\n${services(parts.noun)}\n${above(parts)}` +
    `export const ${parts.noun}Router = router({\n  ${parts.handler}: procedure.input(byId)${parts.before === null ? '' : `.use(${parts.before})`}` +
    `.mutation(${wrapped(parts.wrapper, `async ({ ctx, input }) => {\n${indent(parts.body, 4)}  }`)}),\n});\n`,
  before: (name, guard) =>
    `const ${name} = async ({ ctx, input, next }) => {\n${indent([...guard, 'return next();'])}};`,
  wrapper: (name, guard) =>
    `const ${name} = (handler) => async ({ ctx, input }) => {\n${indent([...guard, 'return handler({ ctx, input });'])}};`,
};

export const FRAMEWORK_FORMS: readonly FrameworkForm[] = [EXPRESS, FASTIFY, KOA, HONO, NEST, NEXT, TRPC];
