import { describe, expect, it } from '@jest/globals';
import { programOf } from '../../../../test/programs/program-of.ts';
import { entryPoints } from './entry-points.ts';
import { nameOf } from '../link/operands.ts';

async function entries(path: string, source: string, more: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const program = await programOf({ [path]: source, ...more });
  return entryPoints(program).map((entry) => {
    const roles = [...entry.roles.values()].join(' ');
    const before = entry.before.map((value) => nameOf(value, value.node) || 'call').join(' ');
    return `${entry.framework} ${entry.method ?? 'any'} ${entry.path ?? '?'} ${entry.handler.fn.symbol} (${roles})${before === '' ? '' : ` after ${before}`}`;
  });
}

describe('entry points', () => {
  it.each<[string, string, string, string[]]>([
    [
      'Express',
      'a.ts',
      "import express from 'express'; const app = express(); app.get('/x', auth, (a, b) => b.json(a));",
      ["express get /x app.get('/x') (request response) after auth"],
    ],
    [
      'an Express router with a list of middleware',
      'a.ts',
      "const r = require('express').Router(); r.post('/x', [a, b], h); function h(req, res) {}",
      ['express post /x h (request response) after a b'],
    ],
    [
      'a router of unknown origin',
      'a.ts',
      "app.get('/x', (req, res) => 1);",
      ["unknown get /x app.get('/x') (request response)"],
    ],
    [
      'a wrapped handler',
      'a.ts',
      "app.get('/x', wrap(async (req, res) => 1));",
      ['unknown get /x wrap() (request response) after wrap'],
    ],
    [
      'Fastify',
      'a.ts',
      "import Fastify from 'fastify'; const app = Fastify(); app.route({ method: 'POST', url: '/x', preHandler: auth, handler: (q, r) => 1 });",
      ['fastify post /x handler (request response) after auth'],
    ],
    [
      'Koa',
      'a.ts',
      "import Router from '@koa/router'; const r = new Router(); r.get('/x', async (ctx) => 1);",
      ["koa get /x r.get('/x') (context)"],
    ],
    [
      'Hono',
      'a.ts',
      "import { Hono } from 'hono'; const r = new Hono().basePath('/v1'); r.get('/x', (c) => 1);",
      ["hono get /x r.get('/x') (context)"],
    ],
    [
      'a Next.js route',
      'src/app/x/route.ts',
      'export async function GET(request, { params }) {}',
      ['next get /x GET (request route-params)'],
    ],
    [
      'a wrapped Next.js route',
      'src/app/x/route.ts',
      'export const POST = withAuth(async (request) => 1);',
      ['next post /x withAuth() (request) after withAuth'],
    ],
    [
      'a controller',
      'a.ts',
      "@Controller('x') class C { @Post(':id') @UseGuards(G) go(@Param('id') id, @CurrentUser() user) {} }",
      ['decorators post /x/:id C.go (body identity) after call call'],
    ],
    [
      'route(…) of Express',
      'a.ts',
      "const r = require('express').Router(); r.route('/x/:id').all(a).get((req, res) => 1).delete(b, (req, res) => 1);",
      ['express get /x/:id r.get() (request response)', 'express delete /x/:id r.delete() (request response) after b'],
    ],
    [
      'a method that is chained on the app itself',
      'a.ts',
      "import { Hono } from 'hono'; export default new Hono().use('*', auth).get('/x', (c) => 1).post('/y', own, (c) => 1);",
      ["hono get /x Hono.get('/x') (context) after auth", "hono post /y Hono.post('/y') (context) after auth own"],
    ],
    [
      'an action of a page',
      'src/routes/notes/+page.server.ts',
      'export const load = async (event) => 1; export const actions = { remove: async (event) => 1 };',
      ['sveltekit get /notes load (context)', 'sveltekit post /notes remove (context)'],
    ],
    [
      'a loader and an action of Remix',
      'app/routes/notes.$id.tsx',
      'export async function loader({ params }) {} export const action = async ({ request }) => 1;',
      ['remix get /notes.$id loader (context)', 'remix post /notes.$id action (context)'],
    ],
    [
      'a page of the API',
      'pages/api/notes/[id].ts',
      'export default withSession(async function handler(req, res) {});',
      ['next any /api/notes/[id] handler (request response) after withSession'],
    ],
    [
      'a server action',
      'a.ts',
      "'use server'; export async function remove(id, why) {} async function inner(x) {}",
      ['next post ? remove (body body)'],
    ],
    [
      'a server action inside a component',
      'a.ts',
      "export function Page() { async function save(form) { 'use server'; await store(form); } return save; }",
      ['next post ? Page.save (body)'],
    ],
    [
      'procedures of a builder',
      'a.ts',
      "import { initTRPC } from '@trpc/server'; const t = initTRPC.create(); const mine = t.procedure.use(isMember); export const r = t.router({ a: mine.input(s).query(({ ctx, input }) => 1), b: t.procedure.mutation(async (o) => 1) });",
      [
        'trpc get ? a.query() (procedure) after initTRPC procedure isMember',
        'trpc post ? t.procedure.mutation() (procedure) after initTRPC procedure',
      ],
    ],
    [
      'a safe action',
      'a.ts',
      "import { authActionClient } from './client'; export const go = authActionClient.schema(s).action(async ({ parsedInput, ctx }) => 1);",
      ['action post ? go.action() (procedure procedure) after authActionClient'],
    ],
    [
      'a serverless function',
      'a.ts',
      "import middy from '@middy/core'; const run = async (event) => 1; export const handler = middy(run).use(cors());",
      ['lambda any ? run (event) after use cors'],
    ],
    [
      'a plain server',
      'a.ts',
      "import { createServer } from 'node:http'; createServer((a, b) => b.end()).listen(1);",
      ['node any ? createServer() (request response)'],
    ],
    [
      'consumers of messages',
      'a.ts',
      "import { Worker } from 'bullmq'; import { Kafka } from 'kafkajs'; import { Consumer } from 'sqs-consumer'; new Worker('q', async (job) => 1); const c = new Kafka({}).consumer({}); c.run({ eachMessage: async (m) => 1 }); Consumer.create({ handleMessage: async (m) => 1 });",
      ["bullmq any ? Worker('q') (message)", 'kafka any ? eachMessage (message)', 'sqs any ? handleMessage (message)'],
    ],
    [
      'listeners of sockets',
      'a.ts',
      "import { Server } from 'socket.io'; const io = new Server(); io.on('connection', (s) => { s.on('rename', (name) => 1); s.on('disconnect', () => 1); });",
      ["socket any connection io.on('connection') ()", "socket any rename io.on('connection').s.on('rename') ()"],
    ],
    ['no route: a map', 'a.ts', "const m = new Map(); m.get('x', (a, b) => 1); cache.get(key, (req, res) => 1);", []],
  ])('%s', async (_, path, source, expected) => {
    expect(await entries(path, source)).toEqual(expected);
  });

  it('a handler of another file is found', async () => {
    const found = await entries(
      'a.ts',
      "import express from 'express'; import * as pages from './b'; express().get('/x', pages.show);",
      { 'b.ts': 'export function show(req, res) {}' },
    );
    expect(found).toEqual(['express get /x show (request response)']);
  });
});

describe('what runs before a route', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'middleware above it, not below it',
      { 'a.ts': "const app = require('express')(); app.use(first); app.get('/x', (req, res) => 1); app.use(late);" },
      ["express get /x app.get('/x') (request response) after first"],
    ],
    [
      'the routers it is mounted in, across files',
      {
        'a.ts':
          "import express from 'express'; import { users } from './b'; const app = express(); app.use(log); app.use('/admin', requireAdmin, users);",
        'b.ts':
          "import { Router } from 'express'; import notes from './c'; export const users = Router(); users.use(own); users.use('/:id/notes', notes); users.get('/', (req, res) => 1);",
        'c.ts':
          "import { Router } from 'express'; const r = Router(); r.get('/all', (req, res) => 1); export default r;",
      },
      [
        "express get /admin users.get('/') (request response) after log requireAdmin own",
        "express get /admin/:id/notes/all r.get('/all') (request response) after log requireAdmin own",
      ],
    ],
    [
      'hooks and plugins of Fastify',
      {
        'a.ts':
          "import Fastify from 'fastify'; import routes from './b'; import auth from './c'; const app = Fastify(); app.register(auth); app.register(routes, { prefix: '/v1' });",
        'b.ts':
          "export default async function (app) { app.addHook('preHandler', requireTeam); app.get('/x', async (q, r) => 1); }",
        'c.ts':
          "import fp from 'fastify-plugin'; export default fp(async (app) => { app.addHook('onRequest', verify); });",
      },
      ["fastify get /v1/x default.app.get('/x') (request response) after verify call requireTeam"],
    ],
    [
      'a router of Koa, by its routes',
      {
        'a.ts':
          "import Koa from 'koa'; import Router from '@koa/router'; const app = new Koa(); const r = new Router(); r.use(own); r.get('/x', async (ctx) => 1); app.use(session); app.use(r.routes());",
      },
      ["koa get /x r.get('/x') (context) after session own"],
    ],
    [
      'an app of Hono in another',
      {
        'a.ts':
          "import { Hono } from 'hono'; import { notes } from './b'; const app = new Hono(); app.use('*', auth); app.route('/notes', notes);",
        'b.ts': "import { Hono } from 'hono'; export const notes = new Hono(); notes.get('/:id', (c) => 1);",
      },
      ["hono get /notes/:id notes.get('/:id') (context) after auth"],
    ],
    [
      'global guards of Nest',
      {
        'a.ts':
          "import { APP_GUARD } from '@nestjs/core'; @Module({ providers: [{ provide: APP_GUARD, useClass: LoginGuard }] }) class M {}",
        'b.ts': "@Controller() class C { @Get('x') go() {} }",
      },
      ['decorators get /x C.go () after LoginGuard call'],
    ],
    [
      'the middleware of Next, where its matcher covers the route',
      {
        'middleware.ts': "export function middleware(request) {} export const config = { matcher: ['/api/:path*'] };",
        'app/api/x/route.ts': 'export async function GET(request) {}',
        'app/open/route.ts': 'export async function GET(request) {}',
      },
      ['next get /api/x GET (request) after middleware', 'next get /open GET (request)'],
    ],
    [
      'the hook of SvelteKit',
      {
        'src/hooks.server.ts': 'export const handle = async ({ event, resolve }) => resolve(event);',
        'src/routes/x/+server.ts': 'export async function GET(event) {}',
      },
      ['sveltekit get /x GET (context) after handle'],
    ],
  ])('%s', async (_, sources, expected) => {
    const [[path, source] = ['', ''], ...more] = Object.entries(sources);
    expect(await entries(path, source, Object.fromEntries(more))).toEqual(expected);
  });
});
