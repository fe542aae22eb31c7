import { describe, expect, it } from '@jest/globals';
import type { Span } from '#domain/span.ts';
import { codeFrame, splitLines } from './code-frame.ts';
import { displayWidth } from './display-width.ts';

const WIDE_ENOUGH = { width: 80, context: 0 };

function span(startLine: number, startColumn: number, endLine: number, endColumn: number): Span {
  return { startLine, startColumn, endLine, endColumn };
}

/** The columns of `code` that the mark is under. */
function marked(text: string, at: Span, width = 80): string | undefined {
  const line = codeFrame(splitLines(text), at, { width, context: 0 })?.[0];
  if (line?.mark == null) return undefined;
  let column = 0;
  let under = '';
  for (const char of line.code) {
    if (column >= line.mark.from && column < line.mark.from + line.mark.width) under += char;
    column += displayWidth(char);
  }
  return under;
}

describe('a code frame', () => {
  it('marks the span and shows the lines around it', () => {
    const frame = codeFrame(splitLines('one\ntwo three\nfour\n'), span(2, 5, 2, 10), { width: 80, context: 1 });
    expect(frame).toEqual([
      { number: 1, code: 'one', mark: null },
      { number: 2, code: 'two three', mark: { from: 4, width: 5 } },
      { number: 3, code: 'four', mark: null },
    ]);
  });

  it.each([
    ['tabs', '\tif (\tx)', span(1, 7, 1, 8), 'x'],
    ['wide characters before', 'const 価格 = fee;', span(1, 12, 1, 15), 'fee'],
    ['wide characters inside', 'const 価格 = 1;', span(1, 7, 1, 9), '価格'],
    ['combining characters', 'e\u0301e\u0301 = hit', span(1, 8, 1, 11), 'hit'],
    ['characters of two units', '"👍" + hit', span(1, 8, 1, 11), 'hit'],
    ['what is shown escaped', 'a\u202eb\u001b hit', span(1, 6, 1, 9), 'hit'],
    ['a carriage return at the end', 'x hit\r\ny', span(1, 3, 1, 6), 'hit'],
  ])('finds its columns past %s', (_, text, at, under) => {
    expect(marked(text, at)).toBe(under);
  });

  it('marks one column where the span is empty or past the end of the line', () => {
    expect(codeFrame(['ab'], span(1, 2, 1, 2), WIDE_ENOUGH)?.[0]?.mark).toEqual({ from: 1, width: 1 });
    expect(codeFrame(['ab'], span(1, 9, 1, 12), WIDE_ENOUGH)?.[0]?.mark).toEqual({ from: 2, width: 1 });
  });

  it('cuts a long line around the span', () => {
    const text = `${'a'.repeat(300)}hit${'b'.repeat(300)}`;
    const line = codeFrame([text], span(1, 301, 1, 304), { width: 40, context: 0 })?.[0];
    expect(line?.code).toMatch(/^…a+hitb+…$/);
    expect(displayWidth(line?.code ?? '')).toBeLessThanOrEqual(40);
    expect(marked(text, span(1, 301, 1, 304), 40)).toBe('hit');
  });

  it('looks no further into a line of a megabyte than it shows', () => {
    const text = `${'x'.repeat(600_000)}hit${'y'.repeat(600_000)}`;
    expect(marked(text, span(1, 600_001, 1, 600_004), 40)).toBe('hit');
  });

  it('shows a long span by its first lines and its last', () => {
    const lines = Array.from({ length: 12 }, (_, index) => `line ${index + 1}`);
    const frame = codeFrame(lines, span(2, 1, 11, 4), { width: 80, context: 1 });
    expect(frame?.map((line) => line.number)).toEqual([1, 2, 3, 4, 5, null, 11, 12]);
    expect(frame?.filter((line) => line.mark !== null).map((line) => line.number)).toEqual([2, 3, 4, 5, 11]);
  });

  it('is null for a line that is not there', () => {
    expect(codeFrame(['a'], span(5, 1, 5, 2), WIDE_ENOUGH)).toBeNull();
    expect(codeFrame(['a'], span(0, 1, 0, 2), WIDE_ENOUGH)).toBeNull();
  });
});
