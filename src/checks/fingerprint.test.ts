import { describe, expect, it } from '@jest/globals';
import { textOfSpan, withoutLayout } from './fingerprint.ts';

describe('text without its layout', () => {
  it.each([
    ['run( a , b )', 'run(a,b)'],
    ['run(\n  a,\n  b,\n)', 'run(a, b)'],
    ['["x", "y",]', "['x','y']"],
    ['uses:   actor/step@v1', 'uses: actor/step@v1'],
    ['return  await\tload()', 'return await load()'],
  ])('%j is %j', (written, same) => {
    expect(withoutLayout(written)).toBe(withoutLayout(same));
  });

  it.each([
    ['return a', 'returna'],
    ['a,b', 'ab'],
    ['été un', 'étéun'],
  ])('%j is not %j', (written, other) => {
    expect(withoutLayout(written)).not.toBe(withoutLayout(other));
  });

  it('is bounded', () => {
    expect(withoutLayout('x'.repeat(100_000)).length).toBe(2_000);
  });
});

describe('the text of a span', () => {
  const lines = ['const first = 1;', 'call(', '  second,', ');'];

  it('runs over lines, without what stands before and behind', () => {
    expect(textOfSpan(lines, { startLine: 2, startColumn: 1, endLine: 4, endColumn: 2 })).toBe('call(\n  second,\n)');
  });

  it('is the whole line for a point', () => {
    expect(textOfSpan(lines, { startLine: 1, startColumn: 7, endLine: 1, endColumn: 7 })).toBe('const first = 1;');
  });

  it('is empty beyond the end of the file', () => {
    expect(textOfSpan(lines, { startLine: 9, startColumn: 1, endLine: 9, endColumn: 5 })).toBe('');
  });
});
