import { describe, expect, it } from '@jest/globals';
import { factsNamed, factsOf } from '../../../test/programs/program-of.ts';
import type { FlowNode, FunctionFacts, NodeId } from '../module-facts.ts';

/** A value as text, so that a test can say what a variable holds: `join(1, call f)`. */
function show(fn: FunctionFacts, id: NodeId, depth = 8): string {
  const node: FlowNode | undefined = fn.nodes[id];
  if (node === undefined || depth === 0) return '…';
  const of = (one: NodeId): string => show(fn, one, depth - 1);
  switch (node.kind) {
    case 'literal':
      return String(node.value);
    case 'param':
      return `param ${node.index}`;
    case 'member':
      return `${of(node.of)}.${node.name}`;
    case 'call':
      return `call ${of(fn.calls[node.call]?.callee ?? -1)}`;
    case 'join':
      return `join(${node.of.map(of).sort().join(', ')})`;
    case 'update':
      return `${of(node.of)} with ${node.name ?? 'more'} ${of(node.value)}`;
    case 'concat':
      return node.parts.map(of).join(' + ');
    case 'global':
    case 'captured':
      return `${node.kind} ${node.name}`;
    case 'await':
      return `await ${of(node.of)}`;
    case 'element':
      return `element of ${of(node.of)}`;
    case 'index':
      return `${of(node.of)}[${of(node.key)}]`;
    case 'import':
      return `import ${node.import}`;
    case 'logical':
      return `${of(node.left)} ${node.operator} ${of(node.right)}`;
    default:
      return node.kind;
  }
}

/** What `f` returns, way by way. */
async function returned(source: string, symbol = 'f'): Promise<string[]> {
  const fn = factsNamed(await factsOf(source), symbol);
  return fn.exits.flatMap((exit) => (exit.value === null ? [] : [show(fn, exit.value)]));
}

describe('values', () => {
  it.each([
    ['an assignment replaces what was there', 'function f() { let a = 1; a = 2; return a }', ['2']],
    ['ways that meet give either', 'function f(c) { let a = 1; if (c) a = 2; return a }', ['join(1, 2)']],
    ['a way that leaves gives nothing', 'function f(c) { let a = 1; if (c) { a = 2; return 0 } return a }', ['0', '1']],
    ['both sides give theirs', 'function f(c) { let a; if (c) { a = 1 } else { a = 2 } return a }', ['join(1, 2)']],
    [
      'a loop may have run before',
      'function f(xs) { let a = 0; for (const x of xs) { a = x } return a }',
      ['join(element of param 0, join(0, element of param 0))'],
    ],
    [
      'a switch may have come by any case',
      'function f(k) { let a = 0; switch (k) { case 1: a = 1; break; case 2: a = 2 } return a }',
      ['join(0, 1, 2)'],
    ],
    [
      'a handler may see any value of the body',
      'function f() { let a = 0; try { a = 1; go(); a = 2 } catch { return a } return 9 }',
      ['join(0, 1, 2)', '9'],
    ],
    [
      'a handler that leaves leaves the value of the body',
      'function f() { let a = 0; try { a = 1 } catch { return 9 } return a }',
      ['9', '1'],
    ],
    ['destructuring names parts', 'function f({ a, b: { c = 1 } }) { return c }', ['join(1, param 0.b.c)']],
    ['array patterns name elements', 'function f(xs) { const [, second] = xs; return second }', ['param 0[1]']],
    ['a written property is read back', 'function f(o) { o.a = 1; return o.a }', ['param 0 with a 1.a']],
    [
      'a nested write reaches the variable',
      'function f(o) { o.a.b = 1; return o }',
      ['param 0 with a param 0.a with b 1'],
    ],
    [
      'a collection grows',
      'function f(x) { const list = g(); list.push(x); return list }',
      ['call global g with more param 0'],
    ],
    ['text is put together', 'function f(a) { return `x ${a} y` }', ['x  + param 0 +  y']],
    ['a compound assignment adds', 'function f(a) { let s = "x"; s += a; return s }', ['x + param 0']],
    ['var belongs to the function', 'function f(c) { if (c) { var a = 1 } return a }', ['1']],
    ['let belongs to the block', 'function f(a) { { let a = 1 } return a }', ['param 0']],
    [
      'a hoisted function is known before its line',
      'function f() { return g(); function g() { return 1 } }',
      ['call function'],
    ],
  ])('%s', async (_, source, expected) => {
    expect(await returned(source)).toEqual(expected);
  });

  it('what an inner function writes may be there afterwards', async () => {
    const fn = factsNamed(
      await factsOf('async function f(tx) { let ok = false; await tx(async () => { ok = check() }); return ok }'),
      'f',
    );
    expect(fn.exits.map((exit) => show(fn, exit.value ?? -1))).toEqual(['join(captured ok, false)']);
    expect(fn.variables.map((variable) => [variable.name, variable.values.length])).toEqual([['ok', 2]]);
  });
});

describe('names', () => {
  it('imports, loaded modules and exports in both dialects are told', async () => {
    const facts = await factsOf(
      "import a, { b as c } from 'm'; const d = require('n'); module.exports = { a }; exports.e = d; export { c as f }; export * from 'o';",
    );
    expect(facts.imports.map((made) => [made.module, made.imported])).toEqual([
      ['m', 'default'],
      ['m', 'b'],
      ['n', '*'],
    ]);
    expect(facts.exports.map((made) => made.exported).sort()).toEqual(['*', '=', 'e', 'f']);
  });

  it('a shadowed loader loads nothing', async () => {
    const facts = await factsOf("function f(require) { return require('n') }");
    expect(facts.imports).toEqual([]);
  });

  it('functions are called by where they stand', async () => {
    const facts = await factsOf(
      "class A { m() { return () => 1 } static s = async () => 2 }\nconst g = () => 3;\nrouter.get('/x', (req) => 1); router.get('/x', (req) => 2);",
    );
    expect(facts.functions.map((fn) => fn.symbol)).toEqual([
      '',
      'A.s',
      'A.m',
      'A.m.callback',
      'g',
      "router.get('/x')",
      "router.get('/x')#2",
    ]);
  });

  it('a hash sees neither layout nor the names of locals, and sees everything else', async () => {
    const hash = async (source: string): Promise<string> => factsNamed(await factsOf(source), 'f').hash;
    const one = await hash('function f(a) { const b = g(a); return b.c }');
    expect(await hash('function f(x) {\n  const y = g(x);\n\n  return y.c;\n}')).toBe(one);
    expect(await hash('function f(a) { const b = g(a); return b.d }')).not.toBe(one);
    const inClass = await hash('function f() { return class { m() { return 1 } } }');
    expect(await hash('function f() { return class { m() { return 2 } } }')).not.toBe(inClass);
  });
});

describe('order', () => {
  it('what follows a refusal knows that it did not happen', async () => {
    const fn = factsNamed(await factsOf('function f(a) { if (!a) return; work() }'), 'f');
    const [work] = fn.calls;
    const above = fn.points[fn.points[work?.point ?? 0]?.parent ?? 0];
    expect(above).toMatchObject({ kind: 'assume', branch: 0, holds: false });
    expect(fn.branches[0]).toMatchObject({ form: 'if', whenTrue: { leaves: 'return' }, whenFalse: { leaves: 'none' } });
  });

  it('a call that is awaited, and one whose value nobody takes, are told apart', async () => {
    const fn = factsNamed(await factsOf('async function f() { await a(); b(); const c = d(); return c }'), 'f');
    expect(fn.calls.map(({ awaited, used }) => [awaited, used])).toEqual([
      [true, false],
      [false, false],
      [false, true],
    ]);
  });
});

describe('bounds', () => {
  it.each([
    ['a long chain of calls', `export const x = a${'.then(b)'.repeat(5_000)};`],
    ['a long sum', `export const x = ${Array.from({ length: 20_000 }, (_, index) => `"${index}"`).join(' + ')};`],
    [
      'a long disjunction',
      `export const x = ${Array.from({ length: 5_000 }, (_, index) => `a${index}`).join(' || ')};`,
    ],
  ])('%s is read to its end', async (_, source) => {
    const facts = await factsOf(source);
    expect(facts.broken).toEqual([]);
    expect(facts.exports.map((made) => made.exported)).toEqual(['x']);
  });

  it.each([
    ['parentheses', `export const x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}; export const y = 1;`],
    ['blocks', `${'{'.repeat(3_000)}a()${'}'.repeat(3_000)}\nexport const y = 1;`],
    ['functions', `${'(() => '.repeat(2_000)}1${')'.repeat(2_000)};\nexport const y = 1;`],
    ['else-ifs', `${'if (a) { b() } else '.repeat(5_000)}{ c() }\nexport const y = 1;`],
  ])('%s without end are not checked, and what stands beside them is', async (_, source) => {
    const facts = await factsOf(source);
    expect(facts.exports.map((made) => made.exported)).toContain('y');
  });

  it('what the parser could not read is told, and the rest is read', async () => {
    const facts = await factsOf('function f() { return g( }\nfunction h() { return k() }');
    expect(facts.broken.length).toBeGreaterThan(0);
    expect(facts.functions.some((fn) => fn.symbol === 'h' && fn.calls.length === 1)).toBe(true);
  });
});
