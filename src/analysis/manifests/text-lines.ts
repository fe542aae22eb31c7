/** The lines of a text with their places, for formats that go by the line. */
import type { Span } from '#domain/span.ts';

export interface TextLine {
  /** From 1. */
  readonly number: number;
  /** Without its line break. */
  readonly text: string;
}

export function linesOf(text: string): TextLine[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => ({ number: index + 1, text: line }));
}

/** What of a line is not blank. */
export function spanOfLine({ number, text }: TextLine): Span {
  const end = text.trimEnd().length;
  const start = Math.min(text.length - text.trimStart().length, end);
  return { startLine: number, startColumn: start + 1, endLine: number, endColumn: end + 1 };
}

/** @param at offset in the line; @param length of what is meant */
export function spanIn(line: TextLine, at: number, length: number): Span {
  return { startLine: line.number, startColumn: at + 1, endLine: line.number, endColumn: at + length + 1 };
}
