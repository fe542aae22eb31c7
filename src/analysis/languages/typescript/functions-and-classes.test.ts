import { afterAll, describe, expect, it } from '@jest/globals';
import { createLowerer, textAt } from '../../../../test/lowering/lowered.ts';

const lowerer = createLowerer();
afterAll(() => lowerer.close());

const EVERYWHERE = ['typescript', 'tsx', 'javascript'] as const;

describe('functions', () => {
  for (const dialect of EVERYWHERE) {
    it.each([
      [
        'function f(a, { b, c: { d = 1 } = {}, ...e }, [g, , h] = [], ...i) {}',
        '(function f [a, {b, c:{d:d=1}={}, ...e}, [g, -, h]=[], ...i] {})',
      ],
      ['async function* f() {}', '(async * function f [] {})'],
      [
        'x => x; async x => x; ({ a }) => ({ a })',
        '(arrow _ [x] {(return x)}) (async arrow _ [x] {(return x)}) (arrow _ [{a}] {(return {a: a})})',
      ],
      [
        `function f() { 'use server'; "use cache"; g(); 'late' }`,
        '(function f [] "use server" "use cache" {(call g) "late"})',
      ],
      [`const f = async () => { 'use server'; }`, '(const f (async arrow f [] "use server" {}))'],
      [`const f = () => 'use server'`, '(const f (arrow f [] {(return "use server")}))'],
      [`function f() { 'a' + b; }`, '(function f [] {(sum "a" b)})'],
    ])(`${dialect}: %s`, async (source, sketch) => {
      expect(await lowerer.sketch(source, dialect)).toBe(sketch);
    });
  }

  it.each([
    [
      'function f(this: Foo, a?: string, b: number = 1, ...c: T[]) {}',
      '(function f [a:string, b=1:number, ...c:T[]] {})',
    ],
    ['(x): x is T => true', '(arrow _ [x] {(return true)})'],
    ['async <T,>(x: T): Promise<T> => x', '(async arrow _ [x:T] {(return x)})'],
  ])('typescript: %s', async (source, sketch) => {
    expect(await lowerer.sketch(source)).toBe(sketch);
  });
});

describe('names for what has none', () => {
  it.each([
    ['const f = () => 1', 'f'],
    ['const f = (function () {})', 'f'],
    ['const f = (() => 1) as Handler', 'f'],
    ['const f = function own() {}', 'own'],
    ['a.b.c = function () {}', 'c'],
    ["a['c'] = () => 1", 'c'],
    ['exports.handler = async () => {}', 'handler'],
    ['module.exports = () => 1', 'default'],
    ['export default () => 1', 'default'],
    ['export = () => 1', 'default'],
    ['x ||= () => 1', 'x'],
    ['({ k: () => 1 })', 'k'],
    ["({ 'a-b': () => 1 })", 'a-b'],
    ['class A { #p = () => 1 }', '#p'],
    ['const { a = () => 1 } = b', 'a'],
    ['f(() => 1)', null],
    ['const f = cond ? () => 1 : g', null],
  ])('%s', async (source, name) => {
    const { ir } = await lowerer.lowered(source);
    expect(functionNames(ir)).toEqual([name]);
  });

  it('shows a function at its name, or at its header', async () => {
    const source = 'const load = async (id) => { x }; use(function (a, b) { y }); class A { m() {} static { z } }';
    const { ir, text } = await lowerer.lowered(source);
    const spans = functionsIn(ir).map((fn) => textAt(text, fn.nameSpan));
    expect(spans.sort()).toEqual(['function (a, b)', 'load', 'm', 'static']);
  });
});

interface NamedFunction {
  readonly name: string | null;
  readonly nameSpan: Parameters<typeof textAt>[1];
  readonly params: unknown;
}

function functionsIn(root: unknown): NamedFunction[] {
  if (typeof root !== 'object' || root === null) return [];
  const inside = Object.values(root).flatMap(functionsIn);
  return 'params' in root ? [root as NamedFunction, ...inside] : inside;
}

function functionNames(root: unknown): (string | null)[] {
  return functionsIn(root).map((fn) => fn.name);
}

describe('classes', () => {
  for (const dialect of EVERYWHERE) {
    it.each([
      ['class A extends mix(B, C) {}', '(class A <(call mix B C))'],
      [
        'class A { static x = 1; y; #z = 2; k = () => 1 }',
        '(class A (static field x 1) (field y) (field #z 2) (field k (arrow k [] {(return 1)})))',
      ],
      [
        'class A { constructor() { super() } static constructor() {} }',
        '(class A (constructor constructor [] {(call super)}) (static method constructor [] {}))',
      ],
      [
        'class A { get a() { return 1 } set a(v) {} static get b() { return 2 } }',
        '(class A (getter a [] {(return 1)}) (setter a [v] {}) (static getter b [] {(return 2)}))',
      ],
      [
        'class A { get() {} set() {} static() {} async() {} *g() {} async *h() {} }',
        '(class A (method get [] {}) (method set [] {}) (method static [] {}) (method async [] {}) (* method g [] {}) (async * method h [] {}))',
      ],
      [
        "class A { 'quoted'() {} [Symbol.iterator]() {} #p() {} 1() {} }",
        '(class A (method quoted [] {}) (method [Symbol.iterator] [] {}) (method #p [] {}) (method 1 [] {}))',
      ],
      ['class A { static { boot() } }', '(class A (static method static [] {(call boot)}))'],
      [
        'class A { [f()] = 1; [g()]() {} }',
        '(class A (static field [f()] (call f)) (field [f()] 1) (static field [g()] (call g)) (method [g()] [] {}))',
      ],
      ['const C = class {}; const D = class E {}', '(const C (class C)) (const D (class E))'],
      [
        '@A @B.c @D(1) class X { @F() m() {} @G y = 1 }',
        '(@A @(. B c) @(call D 1) class X (@G field y 1) (@(call F) method m [] {}))',
      ],
    ])(`${dialect}: %s`, async (source, sketch) => {
      expect(await lowerer.sketch(source, dialect)).toBe(sketch);
    });
  }

  it.each([
    ['class A<T> extends B<T> implements I<A, B>, J.K {}', '(class A <B ~I ~J.K)'],
    [
      'class A { constructor(private readonly p: P, public q = 1, readonly r?: R, s: S) {} }',
      '(class A (constructor constructor [field p:P, field q=1, field r:R, s:S] {}))',
    ],
    [
      "class A { @Get(':id') @Use(g) async m(@Param('id') id: string, @Body() { a }: Dto) {} }",
      '(class A (@(call Get ":id") @(call Use g) async method m [@(call Param "id") id:string, @(call Body) {a}:Dto] {}))',
    ],
    [
      'class A { @Dep() private d!: Svc; declare e: string; static readonly f?: number = 1; accessor g = 2 }',
      '(class A (@(call Dep) field d:Svc) (field e:string) (static field f:number 1) (field g 2))',
    ],
    [
      'abstract class A { abstract m(): void; n(): void; n() {} protected abstract x: string; [key: string]: unknown }',
      '(class A (field x:string) (method n [] {}))',
    ],
    ['export default abstract class A {}', '(class A)'],
    ['@D() export class A {}', '(@(call D) class A)'],
    ['export @D class A {}', '(@D class A)'],
  ])('typescript: %s', async (source, sketch) => {
    expect(await lowerer.sketch(source)).toBe(sketch);
  });
});
