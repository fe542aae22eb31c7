import { describe, expect, it } from '@jest/globals';
import { moduleAt, programOf } from '../../../../test/programs/program-of.ts';
import { meaningsOf, type Meaning } from './meaning.ts';
import { functionOf, valueIn } from './program.ts';

/** What the callee of the one call of `run` means. */
async function calleeOf(sources: Readonly<Record<string, string>>): Promise<string[]> {
  const program = await programOf(sources);
  const module = moduleAt(program, 'a.ts');
  const fn = module.facts.functions.find((one) => one.name === 'run');
  const ref = functionOf(module, fn?.id ?? 0);
  const call = ref.fn.calls.at(-1);
  if (call === undefined) throw new Error('run calls nothing');
  return meaningsOf(program, valueIn(ref, call.callee)).map(show);
}

function show(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'symbol':
      return meaning.symbol;
    case 'function':
      return `${meaning.ref.module.path} ${meaning.ref.fn.symbol}`;
    case 'param':
      return `param ${meaning.index} ${meaning.path.join('.')}`.trim();
    case 'class':
    case 'instance':
      return `${meaning.kind} ${meaning.module.facts.classes[meaning.class]?.name ?? ''}`;
    case 'object':
      return 'object';
    case 'module':
      return `module ${meaning.module.path}`;
  }
}

describe('names mean what they are', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'a named import',
      { 'a.ts': "import { exec } from 'node:child_process'; function run(x) { exec(x) }" },
      ['node:child_process.exec'],
    ],
    [
      'a renamed import',
      { 'a.ts': "import { exec as e } from 'node:child_process'; function run(x) { e(x) }" },
      ['node:child_process.exec'],
    ],
    [
      'a namespace',
      { 'a.ts': "import * as cp from 'node:child_process'; function run(x) { cp.exec(x) }" },
      ['node:child_process.exec'],
    ],
    [
      'a loaded module',
      { 'a.ts': "const cp = require('child_process'); function run(x) { cp.exec(x) }" },
      ['child_process.exec'],
    ],
    [
      'a part of a loaded module',
      { 'a.ts': "const { exec } = require('child_process'); function run(x) { exec(x) }" },
      ['child_process.exec'],
    ],
    [
      'a method that happens to be called so',
      { 'a.ts': 'class T { exec() {} } function run(x) { new T().exec(x) }' },
      ['a.ts T.exec'],
    ],
    [
      'what a package gives',
      { 'a.ts': "import { Pool } from 'pg'; const pool = new Pool(); function run(x) { pool.query(x) }" },
      ['pg.Pool().query'],
    ],
    [
      'an awaited instance',
      { 'a.ts': "import { connect } from 'db'; async function run(x) { const c = await connect(); c.query(x) }" },
      ['db.connect().query'],
    ],
    [
      'a re-export',
      {
        'a.ts': "import { go } from './b'; function run(x) { go(x) }",
        'b.ts': "export { start as go } from './c';",
        'c.ts': 'export function start() {}',
      },
      ['c.ts start'],
    ],
    [
      'a barrel',
      {
        'a.ts': "import { start } from './b'; function run(x) { start(x) }",
        'b.ts': "export * from './c';",
        'c.ts': 'export function start() {}',
      },
      ['c.ts start'],
    ],
    [
      'a default export',
      { 'a.ts': "import go from './b'; function run(x) { go(x) }", 'b.ts': 'export default function start() {}' },
      ['b.ts start'],
    ],
    [
      'exports by assignment',
      { 'a.ts': "const b = require('./b'); function run(x) { b.go(x) }", 'b.ts': 'exports.go = function () {};' },
      ['b.ts go'],
    ],
    [
      'a module that is a value',
      {
        'a.ts': "const b = require('./b'); function run(x) { b.go(x) }",
        'b.ts': 'function go() {}\nmodule.exports = { go };',
      },
      ['b.ts go'],
    ],
    [
      'an injected service',
      {
        'a.ts': "import { S } from './b'; class C { constructor(private readonly s: S) {} run(x) { this.s.go(x) } }",
        'b.ts': 'export class S { go() {} }',
      },
      ['b.ts S.go'],
    ],
    [
      'an injected client of a package',
      {
        'a.ts':
          "import { Client } from 'pg'; class C { constructor(private readonly db: Client) {} run(x) { this.db.query(x) } }",
      },
      ['pg.Client().query'],
    ],
    [
      'a field set in the constructor',
      {
        'a.ts':
          "import { Client } from 'pg'; class C { constructor() { this.db = new Client() } run(x) { this.db.query(x) } }",
      },
      ['pg.Client().query'],
    ],
    [
      'an inherited method',
      { 'a.ts': 'class B { go() {} } class C extends B { run(x) { this.go(x) } }' },
      ['a.ts B.go'],
    ],
    ['a parameter', { 'a.ts': 'function run(db) { db.query() }' }, ['param 0 query']],
    ['a shadowed import', { 'a.ts': "import { exec } from 'cp'; function run(exec) { exec() }" }, ['param 0']],
    [
      'either of two',
      { 'a.ts': "import { a, b } from 'm'; function run(c) { const f = c ? a : b; f() }" },
      ['m.a', 'm.b'],
    ],
    [
      'a property of an object',
      { 'a.ts': "import { a } from 'm'; const table = { a }; function run() { table.a() }" },
      ['m.a'],
    ],
  ])('%s', async (_, sources, expected) => {
    expect([...new Set(await calleeOf(sources))].sort()).toEqual([...expected].sort());
  });

  it('modules that import each other end', async () => {
    const sources = {
      'a.ts': "import { b } from './b'; export const a = b; function run() { a() }",
      'b.ts': "import { a } from './a'; export const b = a;",
    };
    expect(await calleeOf(sources)).toEqual([]);
  });
});
