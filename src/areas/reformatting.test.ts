import { describe, expect, it } from '@jest/globals';
import { saidLines } from './reformatting.ts';

function said(base: string[], head: string[]) {
  const hunk = { base: { start: 1, end: base.length }, head: { start: 1, end: head.length } };
  const { base: left, head: right } = saidLines(hunk, base, head);
  return [left.map((line) => base[line - 1]), right.map((line) => head[line - 1])];
}

describe('what a hunk says beyond its layout', () => {
  it('is nothing where lines end differently or are indented', () => {
    expect(said(['a();\r', '  b( 1 );'], ['a();', '\tb( 1 );'])).toEqual([[], []]);
  });

  it('is what was put between lines that stay', () => {
    expect(said(['a', ' b', ' c'], ['a', '  b', '  new', '  c'])).toEqual([[], ['  new']]);
    expect(said(['a', 'old', 'c'], ['  a', '  c'])).toEqual([['old'], []]);
    expect(said(['a', 'x', 'c'], ['  a', '  y', '  c'])).toEqual([['x'], ['  y']]);
  });

  it('is a line that moved, whichever of the two the comparison takes for the one that stayed', () => {
    const [gone, come] = said(['check();\r', 'work();\r'], ['work();', 'check();']);
    expect([gone?.length, come?.length]).toEqual([1, 1]);
  });

  it('is everything where nothing stays', () => {
    expect(said(['a', 'b'], ['c'])).toEqual([['a', 'b'], ['c']]);
  });

  it('ends on two long files that have nothing in common', () => {
    const many = (word: string) => Array.from({ length: 20_000 }, (_, index) => `${word}${index}`);
    const [gone, come] = said(many('a'), many('b'));
    expect([gone?.length, come?.length]).toEqual([20_000, 20_000]);
  });
});
