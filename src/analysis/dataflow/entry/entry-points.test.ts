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
      ['unknown get /x wrap() (request response)'],
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
      ['next get src/app/x/route.ts GET (request route-params)'],
    ],
    [
      'a wrapped Next.js route',
      'src/app/x/route.ts',
      'export const POST = withAuth(async (request) => 1);',
      ['next post src/app/x/route.ts withAuth() (request) after withAuth'],
    ],
    [
      'a controller',
      'a.ts',
      "@Controller('x') class C { @Post(':id') @UseGuards(G) go(@Param('id') id, @CurrentUser() user) {} }",
      ['decorators post :id C.go (body identity) after call call'],
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
