import { afterAll, describe, expect, it } from '@jest/globals';
import { allOf, createLowerer, textAt } from '../../../../test/lowering/lowered.ts';

const lowerer = createLowerer();
afterAll(() => lowerer.close());

describe('broken source', () => {
  it.each([
    ['function f(a { b() } c()', '(function f [a] {(call b)}) (call c)'],
    ['f(a b, c()); d()', '(call f a (unknown b) (call c)) (call d)'],
    ['a.; b()', 'a (broken) (call b)'],
    [
      'class A { m() { a( } n() { b() } } c()',
      '(class A (method m [] {(broken a)}) (method n [] {(call b)})) (call c)',
    ],
    [
      'switch (a) { case 1: b(); foo case 2: c() } d()',
      '(switch a 1:{(call b)} default:{(broken foo)} 2:{(call c)}) (call d)',
    ],
    ['let q = `a${`; f()', '(broken q (broken) (call f))'],
  ])('%s: what is around is lowered', async (source, sketch) => {
    const { ir } = await lowerer.lowered(source);
    expect(await lowerer.sketch(source)).toBe(sketch);
    expect(ir.broken.length).toBeGreaterThan(0);
  });

  it('says where', async () => {
    const { ir, text } = await lowerer.lowered('a();\nconst x = %%;\nb();');
    expect(ir.broken.map((span) => [span.startLine, textAt(text, span)])).toEqual([[2, '%%;']]);
  });

  it('says where inside of types too, for code could hide there', async () => {
    const { ir } = await lowerer.lowered('interface A { b: ( % evil(); ) } f();');
    expect(ir.broken.length).toBeGreaterThan(0);
  });

  it('does not call variance annotations broken', async () => {
    const { ir } = await lowerer.lowered('interface Box<out T> { get(): T } class Sink<in T> { put(t: T) {} }');
    expect(ir.broken).toEqual([]);
  });

  it.each([
    ['export default function (a: A, b?: { c: () => void }): Promise<B>;\nexport declare const d: D;', 0],
    ['export default function <T>(a: T): asserts a is T & U;', 0],
    ["export default function (a: A): import('http').Server;", 0],
    ['export default function (a: A, b = evil()): B;', 1],
    ['export default function (a = evil()): void;', 1],
    ['export default function (a: A): void; % evil()', 1],
    ['export default function (@evil() a: A): void;', 1],
  ])('does not call a signature broken that has no name, but whatever could run: %s', async (source, broken) => {
    const { ir } = await lowerer.lowered(source);
    expect(ir.broken).toHaveLength(broken);
  });

  it('is nothing in source without faults', async () => {
    const { ir } = await lowerer.lowered('f(); // fine\n');
    expect(ir.broken).toEqual([]);
  });

  it.each(['', '\n', ';', '}', ')', '"', '`', '/*', '<', '@', '#!', '#!/bin/x', '\u0000', '\ud800', '({[<`'])(
    'answers for %j',
    async (source) => {
      for (const dialect of ['typescript', 'tsx', 'javascript'] as const) {
        await expect(lowerer.lowered(source, dialect)).resolves.toBeDefined();
      }
    },
  );

  it('answers for every beginning of a module', async () => {
    const source = `import a, { b as c } from 'm'; @D() export class X<T> extends Y { #p = 1; static { f() }
      constructor(private q: Q, { r = 1, ...s }) { super() } get z() { return \`a\${b}c\` } }
      for await (const [k, v] of o?.p!.q()) { try { if (k) throw v; else x ??= /a[/]/g } catch { y: do { break y } while (1) } }
      export default async (t) => <T>t as U; enum E { A = 1, B } namespace N { export const m = 1 }`;
    for (let end = 0; end < source.length; end += 3) {
      for (const dialect of ['typescript', 'tsx', 'javascript'] as const)
        await lowerer.lowered(source.slice(0, end), dialect);
    }
  });
});

const LONG = 20_000;

/** Chains that grow to one side: read whole, however long. */
const CHAINS: readonly (readonly [name: string, source: string, calls: number])[] = [
  ['a sum', `x = ${'f() + '.repeat(LONG)}g()`, LONG + 1],
  ['calls on calls', `a${'.b()'.repeat(LONG)}`, LONG],
  ['curried calls', `a${'(1)'.repeat(LONG)}`, LONG],
  ['indexes', `a()${'[b]'.repeat(LONG)}`, 1],
  ['optional members', `a()${'?.b'.repeat(LONG)}`, 1],
  ['other operators', `x = ${'f() - '.repeat(LONG)}g()`, LONG + 1],
  ['conditions', `x = ${'f() && '.repeat(LONG)}g()`, LONG + 1],
  ['alternatives', `x = ${'f() || g() ?? '.repeat(LONG / 2)}h()`, LONG + 1],
  ['conditionals', `x = ${'f() ? g() : '.repeat(LONG / 2)}h()`, LONG + 1],
  ['else ifs', `${'if (f()) { g() } else '.repeat(LONG / 2)}{ h() }`, LONG + 1],
  ['commas', `f()${', f()'.repeat(LONG)}`, LONG + 1],
  ['assignments', `${'a.b = '.repeat(LONG)}f()`, 1],
  ['parentheses', `x = ${'('.repeat(10_000)}f()${')'.repeat(10_000)}`, 1],
  ['statements', 'f();'.repeat(LONG), LONG],
];

describe('long chains', () => {
  it.each(CHAINS)('%s: no call is lost', async (_, source, calls) => {
    for (const dialect of ['typescript', 'tsx', 'javascript'] as const) {
      const { ir } = await lowerer.lowered(source, dialect);
      expect(ir.broken).toEqual([]);
      expect(allOf(ir.body, 'call')).toHaveLength(calls);
    }
  });

  it('of + are one sum', async () => {
    const { ir } = await lowerer.lowered(`x = ${'a + '.repeat(LONG)}b`);
    expect(allOf(ir.body, 'sum')).toHaveLength(1);
  });
});

const DEEP = 5_000;

/** Nesting beyond any that people write: given up at a depth, said so, and what follows is read. */
const NESTED: readonly (readonly [name: string, source: string])[] = [
  ['arrays', `x = ${'['.repeat(DEEP)}f()${']'.repeat(DEEP)}`],
  ['objects', `x = ${'{ a: '.repeat(DEEP)}f()${'}'.repeat(DEEP)}`],
  ['blocks', `${'{'.repeat(DEEP)}f()${'}'.repeat(DEEP)}`],
  ['functions', `${'function f() { '.repeat(DEEP)}f()${'}'.repeat(DEEP)}`],
  ['methods', `${'class A { m() { '.repeat(DEEP)}f()${'} }'.repeat(DEEP)}`],
  ['arrows', `x = ${'() => '.repeat(DEEP)}f()`],
  ['callbacks', `${'f(function () { '.repeat(DEEP)}f()${'})'.repeat(DEEP)}`],
  ['negations', `x = ${'!'.repeat(DEEP)}f()`],
  ['ifs', `${'if (a) '.repeat(DEEP)}f()`],
  ['templates', `x = ${'`${'.repeat(DEEP)}f()${'}`'.repeat(DEEP)}`],
  ['patterns', `const ${'['.repeat(DEEP)}a${']'.repeat(DEEP)} = f()`],
  ['arguments', `${'f('.repeat(DEEP)}${')'.repeat(DEEP)}`],
];

describe('deep nesting', () => {
  it.each(NESTED)('of %s is broken from some depth on, and no further', async (_, source) => {
    const { ir } = await lowerer.lowered(`before();\n${source};\nafter();`, 'javascript');
    expect(ir.broken.length).toBeGreaterThan(0);
    expect(ir.broken.every(({ startLine, endLine }) => startLine === 2 && endLine === 2)).toBe(true);
    const lines = allOf(ir.body, 'call').map(({ span }) => span.startLine);
    expect(lines).toEqual(expect.arrayContaining([1, 3]));
  });

  it('of eighty callbacks is read whole', async () => {
    const { ir } = await lowerer.lowered(`${'f(function () { '.repeat(80)}g()${'})'.repeat(80)}`);
    expect(ir.broken).toEqual([]);
    expect(allOf(ir.body, 'call')).toHaveLength(81);
  });
});
