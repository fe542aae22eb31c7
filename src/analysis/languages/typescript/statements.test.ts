import { afterAll, describe, expect, it } from '@jest/globals';
import { createLowerer } from '../../../../test/lowering/lowered.ts';

const lowerer = createLowerer();
afterAll(() => lowerer.close());

const IN_EVERY_DIALECT: readonly (readonly [source: string, sketch: string])[] = [
  ['var a = 1, b', '(var a 1) (var b)'],
  ['const { d, ...e } = f, [g = h()] = i', '(const {d, ...e} f) (const [g=(call h)] i)'],
  ["const { [key()]: v, 'x-y': w, a: { b = 1 } = {} } = o", '(const {[(call key)]:v, x-y:w, a:{b:b=1}={}} o)'],
  ['let [, a, , ...b] = c', '(let [-, a, -, ...b] c)'],
  ['if (a) b(); else if (c) { d() } else e()', '(if a {(call b)} {(if c {(call d)} {(call e)})})'],
  ['if (a) ; else b()', '(if a {} {(call b)})'],
  [
    'for (let i = 0, n = a.length; i < n; i++) f(i)',
    '(loop (let i 0) (let n (. a length));(< i n);(+= i 1) {(call f i)})',
  ],
  ['for (;;) {}', '(loop ;; {})'],
  ['for (i = 0; ;) {}', '(loop (= i 0);; {})'],
  ['for (x of y) z()', '(loop (values x y) {(call z)})'],
  ['for (const [k, v] of Object.entries(o)) {}', '(loop (values [k, v] (call (. Object entries) o)) {})'],
  ['for (a.b in o) {}', '(loop (keys (. a b) o) {})'],
  ['while (a) b()', '(loop ;a; {(call b)})'],
  ['do { c() } while (d)', '(do ;d; {(call c)})'],
  [
    "switch (a) { case 1: case 'b': f(); break; default: g(); { let x = 1 } }",
    '(switch a 1:{} "b":{(call f) (break)} default:{(call g) {(let x 1)}})',
  ],
  ['try { a() } catch { b() } finally { c() }', '(try {(call a)} (catch {(call b)}) (finally {(call c)}))'],
  ['try {} catch ({ message }) {}', '(try {} (catch {message} {}))'],
  ['l: for (;;) { continue l; break l; }', '(label l {(loop ;; {(continue l) (break l)})})'],
  ["throw new E('x')", '(throw (new E "x"))'],
  ['() => { return; return a, b }', '(arrow _ [] {(return) (return (seq a b))})'],
  ["'use strict'; 'use client'; f()", '"use strict" "use client" (call f)'],
  ['; debugger; {}', '{}'],
  [
    'using r = open(); async () => { await using s = open() }',
    '(const r (call open)) (async arrow _ [] {(const s (call open))})',
  ],
];

describe('statements', () => {
  for (const dialect of ['typescript', 'tsx', 'javascript'] as const) {
    it.each(IN_EVERY_DIALECT)(`${dialect}: %s`, async (source, sketch) => {
      expect(await lowerer.sketch(source, dialect)).toBe(sketch);
    });
  }

  it.each([
    ['with (a) { b() }', '{a (call b)}'],
    ['for (var i = 0 in o) f()', '(loop (var i 0) (keys i o) {(call f)})'],
    ['for (await using x of y) f()', '(loop (values x y) {(call f)})'],
  ])('javascript: %s', async (source, sketch) => {
    expect(await lowerer.sketch(source, 'javascript')).toBe(sketch);
  });

  it.each([
    ['let c: Map<string, number> = new Map()', '(let c:Map<string, number> (new Map))'],
    ['let q!: string', '(let q:string)'],
    ['try {} catch (e: unknown) {}', '(try {} (catch e {}))'],
    ['interface I { a: string } type T = typeof f; declare function f(): void; declare const x: string', ''],
    ['function over(a: string): void; function over(a: any) {}', '(function over [a:any] {})'],
    ['enum E { A, B = 5, C, D = "x", F = f(), G }', '(const E {A: 0, B: 5, C: 6, D: "x", F: (call f), G: (unknown)})'],
    ["const enum G { 'a-b' } declare enum H { X }", '(const G {a-b: 0})'],
    ["declare module 'x' { export const y: string } declare global { var z: string }", ''],
  ])('typescript: %s', async (source, sketch) => {
    expect(await lowerer.sketch(source)).toBe(sketch);
  });

  it('cuts a declared type to 200 characters', async () => {
    const { ir } = await lowerer.lowered(`let a: ${'A | '.repeat(500)}B;`);
    const [stmt] = ir.body;
    expect(stmt?.kind === 'declare' && stmt.type).toBe('A | '.repeat(50));
  });
});

describe('namespaces', () => {
  it.each([
    ['namespace Q { run() }', '{(call run)}'],
    ['namespace N { export const a = 1; const b = f() }', '(var N {}) {(const a 1) (const b (call f)) (= (. N a) a)}'],
    ['namespace A.B { export function g() {} }', '(var A {}) {(function g [] {}) (= (. A B) {}) (= (. (. A B) g) g)}'],
    ['module R { export class K {} }', '(var R {}) {(class K) (= (. R K) K)}'],
    ['class K {} namespace K { export const z = 1 }', '(class K) {(const z 1) (= (. K z) z)}'],
    [
      'namespace K { export const a = 1 } namespace K { export const b = 2 }',
      '(var K {}) {(const a 1) (= (. K a) a)} {(const b 2) (= (. K b) b)}',
    ],
  ])('%s', async (source, sketch) => {
    expect(await lowerer.sketch(source)).toBe(sketch);
  });
});
