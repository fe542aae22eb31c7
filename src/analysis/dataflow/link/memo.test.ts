import { describe, expect, it } from '@jest/globals';
import { createMemo } from './memo.ts';

describe('a memo', () => {
  const key = {};

  it('computes an answer once', () => {
    const memo = createMemo();
    let asked = 0;
    const ask = () => memo.once('size', key, 0, -1, () => (asked += 1));
    expect([ask(), ask(), asked]).toEqual([1, 1, 1]);
  });

  it('answers provisionally while it is being computed', () => {
    const memo = createMemo();
    const ask = (): number => memo.once('depth', key, 0, 40, () => ask() + 2);
    expect(ask()).toBe(42);
  });

  it('keeps questions, keys and indexes apart', () => {
    const memo = createMemo();
    const answers = [
      memo.once('a', key, 0, 0, () => 1),
      memo.once('b', key, 0, 0, () => 2),
      memo.once('a', key, 1, 0, () => 3),
      memo.once('a', {}, 0, 0, () => 4),
    ];
    expect(answers).toEqual([1, 2, 3, 4]);
  });

  it('does not take a crash for an answer', () => {
    const memo = createMemo();
    const fail = () => {
      throw new RangeError('too deep');
    };
    expect(() => memo.once('size', key, 0, -1, fail)).toThrow('too deep');
    expect(memo.once('size', key, 0, -1, () => 7)).toBe(7);
  });
});
