import { describe, expect, it } from '@jest/globals';
import { functionNamed, programOf } from '../../../../test/programs/program-of.ts';
import type { FunctionFacts, PointId } from '../../module-facts.ts';
import { nameOf } from '../link/operands.ts';
import { dominates, holdsAt, mayPrecede } from './order.ts';

interface Ordered {
  readonly fn: FunctionFacts;
  readonly point: (callee: string) => PointId;
}

async function ordered(body: string): Promise<Ordered> {
  const ref = functionNamed(await programOf({ 'a.ts': `function f(c, d, k) { ${body} }` }), 'a.ts', 'f');
  const point = (callee: string): PointId => {
    const call = ref.fn.calls.find((one) => nameOf(ref, one.callee) === callee);
    if (call === undefined) throw new Error(`${callee} is not called`);
    return call.point;
  };
  return { fn: ref.fn, point };
}

describe('what lies on every way', () => {
  it.each([
    ['a(); b()', true],
    ['if (c) { a() } b()', false],
    ['if (c) { a() } else { return } b()', true],
    ['if (c) { a(); b() }', true],
    ['for (const x of d) { a() } b()', false],
    ['try { a() } catch { return } b()', true],
    ['try { a() } catch { log() } b()', false],
    ['try { a() } finally { b() }', true],
    ['c && a(); b()', false],
    ['const x = c ? a() : 1; b()', false],
    ['switch (k) { case 1: a(); break } b()', false],
    ['do { a() } while (c); b()', false],
  ])('%s', async (body, expected) => {
    const { fn, point } = await ordered(body);
    expect(dominates(fn, point('a'), point('b'))).toBe(expected);
  });
});

describe('what may come before', () => {
  it.each([
    ['a(); b()', true],
    ['b(); a()', false],
    ['if (c) { a() } b()', true],
    ['if (c) { a() } else { b() }', false],
    ['if (c) { a(); return } b()', false],
    ['if (c) { a(); throw d } b()', false],
    ['if (c) { if (d) { a() } return } b()', false],
    ['if (c) { if (d) { a(); return } } b()', false],
    ['if (c) { a() } if (d) { b() }', true],
    ['const x = c ? a() : b()', false],
    ['for (const x of d) { a(); break } b()', true],
  ])('%s', async (body, expected) => {
    const { fn, point } = await ordered(body);
    expect(mayPrecede(fn, point('a'), point('b'))).toBe(expected);
  });
});

describe('what holds', () => {
  it('conditions are taken apart', async () => {
    const { fn, point } = await ordered('if (!c || !d) return; a()');
    const known = holdsAt(fn, point('a')).map(({ node, holds }) => [fn.nodes[node]?.kind, holds]);
    expect(known).toEqual([
      ['param', true],
      ['param', true],
    ]);
  });
});
