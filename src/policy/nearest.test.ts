import { describe, expect, it } from '@jest/globals';
import { editDistance, nearest } from './nearest.ts';

describe('the nearest word', () => {
  it.each([
    ['', '', 0],
    ['abc', 'abc', 0],
    ['abc', 'acb', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
    ['ca', 'abc', 3],
  ])('counts edits from %j to %j', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });

  it.each([
    ['contersign', 'countersign'],
    ['Countersign', 'countersign'],
    ['cuontersign', 'countersign'],
    ['bloc', 'block'],
    ['of', 'off'],
    ['wholly-different', null],
    ['x', null],
    ['x'.repeat(10_000), null],
  ])('of %j is %j', (word, expected) => {
    expect(nearest(word, ['paths', 'countersign', 'block', 'off'])).toBe(expected);
  });
});
