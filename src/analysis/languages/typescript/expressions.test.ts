import { afterAll, describe, expect, it } from '@jest/globals';
import { createLowerer, type ProgramDialect } from '../../../../test/lowering/lowered.ts';

const lowerer = createLowerer();
afterAll(() => lowerer.close());

type Case = readonly [source: string, sketch: string];

/** Most constructs are the same in every dialect; each is lowered in all of them. */
function inEveryDialect(cases: readonly Case[]): void {
  for (const dialect of ['typescript', 'tsx', 'javascript'] as const) inDialect(dialect, cases);
}

function inDialect(dialect: ProgramDialect, cases: readonly Case[]): void {
  it.each(cases)(`${dialect}: %s`, async (source, sketch) => {
    expect(await lowerer.sketch(source, dialect)).toBe(sketch);
  });
}

describe('literals and names', () => {
  inEveryDialect([
    ['a; this; true; false; null', 'a this true false null'],
    ['undefined; void 0', 'absent absent'],
    ['void f()', '(void (call f))'],
    ['1_000; 0x1F; 017; 0b11; 10n; -3; .5e3', '1000 31 15 3 10 -3 500'],
    [
      String.raw`'\n\x41\u00e9\u{1F600}\101\q\
z'`,
      '"\\nAé😀Aqz"',
    ],
    [String.raw`"it's"; 'say \'no\''`, `"it's" "say 'no'"`],
    [String.raw`/a\/[/]b/gi`, String.raw`/a\/[/]b/gi`],
  ]);
});

describe('templates', () => {
  inEveryDialect([
    ['`plain`; ``', '"plain" ""'],
    ['`${a}`; `a${b}c${d}`', '(template a) (template "a" b "c" d)'],
    ['`\\${n}\\n${m}`', '(template "${n}\\n" m)'],
    ['`a${`b${c}`}`', '(template "a" (template "b" c))'],
    ['tag`x${y}z`; a.b`q`', '(template tag:tag "x" y "z") (template tag:(. a b) "q")'],
  ]);
});

describe('access and calls', () => {
  inEveryDialect([
    ["a.b; a['c']; a[0]; a[b, c]", '(. a b) (. a c) ([] a 0) ([] a (seq b c))'],
    ['a?.b; a?.[0]; a?.(); a?.b.c()', '(?. a b) (?.[] a 0) (?.call a) (call (. (?. a b) c))'],
    ['f(a, ...b)', '(call f a (spread b))'],
    ['new A; new A(1); new a.B(); new A().b()', '(new A) (new A 1) (new (. a B)) (call (. (new A) b))'],
    [
      'class A { #p; m() { return #p in this && this.#p } }',
      '(class A (field #p) (method m [] {(return (&& (in "#p" this) (. this #p)))}))',
    ],
    [
      "import('m'); import.meta.url; () => new.target",
      '(import "m") (. (unknown) url) (arrow _ [] {(return (unknown))})',
    ],
    ["import('x', { with: { type: 'json' } })", '(import "x")'],
    ["import('x', g())", '(seq (call g) (import "x"))'],
  ]);
});

describe('operators', () => {
  inEveryDialect([
    ['1 + 2 + a', '(sum 1 2 a)'],
    ['a + (b + c); (a + b) + c', '(sum a (sum b c)) (sum a b c)'],
    ["a * b + c * d + 'x' - e + f", '(sum (- (sum (* a b) (* c d) "x") e) f)'],
    ['a - b - c; a ** b ** c', '(- (- a b) c) (** a (** b c))'],
    ['a in b; a instanceof B; a === b', '(in a b) (instanceof a B) (=== a b)'],
    ['a && b || c; (a ?? b) && c', '(|| (&& a b) c) (&& (?? a b) c)'],
    ['a ? b : c ? d : e', '(? a b (? c d e))'],
    ['typeof a; delete a.b; !a; ~a; +a', '(typeof a) (delete (. a b)) (! a) (~ a) (+ a)'],
    [
      'async () => { await f(); for await (const x of y) {} }',
      '(async arrow _ [] {(await (call f)) (loop (await values x y) {})})',
    ],
    [
      'function* g() { yield; yield a; yield* b; const c = yield d }',
      '(* function g [] {(yield) (yield a) (yield b) (const c (yield d))})',
    ],
    ['(a, b, f())', '(seq a b (call f))'],
  ]);
});

describe('assignment', () => {
  inEveryDialect([
    ['a = b = c; a.b = c; a[i] = c', '(= a (= b c)) (= (. a b) c) (= ([] a i) c)'],
    ['[a, , b.c = 1, ...d] = e', '(= [a, -, (. b c)=1, ...d] e)'],
    ['({ a, b: c.d, e = 1, [k()]: f, ...g } = h)', '(= {a, b:(. c d), e:e=1, [(call k)]:f, ...g} h)'],
    ['a += 1; a ||= b; a ??= c; a >>>= 2', '(+= a 1) (||= a b) (??= a c) (>>>= a 2)'],
    ['i++; --a.i', '(+= i 1) (-= (. a i) 1)'],
  ]);
});

describe('objects and arrays', () => {
  inEveryDialect([
    ["({ a, b: 1, 'c-d': 2, 3: 4, [k]: v, ['lit']: w, ...s })", '{a: a, b: 1, c-d: 2, 3: 4, [k]: v, lit: w, ...s}'],
    [
      '({ m() {}, get g() { return 1 }, set g(v) {}, async *ag() {}, f: () => 1 })',
      '{m: (method m [] {}), g: (getter g [] {(return 1)}), g: (setter g [v] {}), ag: (async * method ag [] {}), f: (arrow f [] {(return 1)})}',
    ],
    ['({ __proto__: p, constructor: q, toString: r })', '{__proto__: p, constructor: q, toString: r}'],
    ['[1, , 2, ...x]; [,]; []; [a,]', '[1, -, 2, (spread x)] [-] [] [a]'],
  ]);
});

describe('what TypeScript adds to expressions', () => {
  const cases: readonly Case[] = [
    ['a as B; a satisfies C; a!; f<T>; a as const', 'a a a f a'],
    ['f<T>(x); new M<string, number>(); a!.b!.c; (a as any).b()', '(call f x) (new M) (. (. a b) c) (call (. a b))'],
    ['(a as B) = c; a! += 1', '(= a c) (+= a 1)'],
  ];
  inDialect('typescript', [...cases, ['<T>a', 'a']]);
  inDialect('tsx', cases);
});
