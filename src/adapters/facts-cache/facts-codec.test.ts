import { describe, expect, it } from '@jest/globals';
import { decodeFacts, encodeFacts } from './facts-codec.ts';

const span = (startLine: number) => ({ startLine, startColumn: 1, endLine: startLine, endColumn: 300 });

const VALUES: readonly (readonly [string, unknown])[] = [
  ['text', 'grüße \u0000 😀 \ud800'],
  ['small and large numbers', [0, 1, 127, 128, 16_383, 16_384, 2 ** 28 - 1, 2 ** 28, 2 ** 53, 1e300]],
  ['other numbers', [-1, 0.1, -1e-7]],
  ['constants', [null, true, false]],
  ['nothing', [{}, [], '']],
  ['spans', [span(1), { ...span(2), startLine: 2 ** 30 }, { ...span(3), more: 1 }]],
  ['what looks like a span', [{ startLine: 1, startColumn: 1, endLine: null, endColumn: 1 }]],
  ['objects of several shapes', [{ a: 1, b: 'x' }, { b: 'x', a: 1 }, { a: { a: [{ b: [] }] } }]],
  ['names with commas', { 'a,b': 1, c: 2, '': 3 }],
];

describe('facts as bytes', () => {
  it.each(VALUES)('%s come back as they were', (_, value) => {
    expect(decodeFacts(encodeFacts(value))).toEqual(value);
  });

  it('leaves out what JSON leaves out', () => {
    expect(decodeFacts(encodeFacts({ a: undefined, b: -0 }))).toStrictEqual({ b: 0 });
  });

  it('takes less than a quarter of the JSON', () => {
    const nodes = Array.from({ length: 1000 }, (_, index) => ({
      kind: 'member',
      of: index,
      name: 'x',
      span: span(index),
    }));
    expect(encodeFacts(nodes).length * 4).toBeLessThan(JSON.stringify(nodes).length);
  });

  it('refuses every beginning of itself, and what goes on behind', () => {
    const bytes = encodeFacts({ list: [1, 'a', span(1)] });
    for (let end = 0; end < bytes.length; end += 1) expect(() => decodeFacts(bytes.subarray(0, end))).toThrow();
    expect(() => decodeFacts(Buffer.concat([bytes, Buffer.from([0])]))).toThrow();
  });
});
