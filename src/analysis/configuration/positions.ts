/** From offsets in a text to lines and columns. Offsets are UTF-16 code units, as the parsers count them. */
import type { Span } from '#domain/span.ts';

export interface Positions {
  readonly lineCount: number;
  /** The region from `start` up to, not including, `end`. Offsets beyond the text are taken as its end. */
  span(start: number, end: number): Span;
}

export function createPositions(text: string): Positions {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const lineCount = text.endsWith('\n') ? lineStarts.length - 1 : lineStarts.length;

  function lineOf(offset: number): number {
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  return {
    lineCount: text === '' ? 0 : lineCount,
    span(start, end) {
      const from = Math.min(Math.max(start, 0), text.length);
      const to = Math.min(Math.max(end, from), text.length);
      const startLine = lineOf(from);
      const endLine = lineOf(to);
      return {
        startLine: startLine + 1,
        startColumn: from - (lineStarts[startLine] ?? 0) + 1,
        endLine: endLine + 1,
        endColumn: to - (lineStarts[endLine] ?? 0) + 1,
      };
    },
  };
}
