/**
 * A few lines of source with what matters underlined. Plain lines without colour: who shows them adds gutter style.
 * Source text is hostile: control characters become visible, lines are cut around the span, nothing is read twice.
 */
import type { Span } from '#domain/span.ts';
import { charWidth } from './display-width.ts';
import { shownCharacters } from './neutralise.ts';

const TAB_STOP = 4;
/** UTF-16 units laid out on each side of a span's start: a minified line of a megabyte costs no more than this. */
const WINDOW = 1_000;
/** Lines of a span shown in full; of a longer one the first lines and the last. */
const SPAN_LINES = 6;

export interface FrameLine {
  /** The 1-based line number, or null where lines are left out. */
  readonly number: number | null;
  readonly code: string;
  /** Columns to underline, 0-based within `code`'s columns; null for a line of context. */
  readonly mark: { readonly from: number; readonly width: number } | null;
}

export interface FrameOptions {
  /** Columns for code, gutter not counted. */
  readonly width: number;
  /** Lines shown before and after the span. */
  readonly context: number;
}

/** Lines of one file's text, split once. */
export type SourceLines = readonly string[];

export function splitLines(text: string): SourceLines {
  return text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

/** The frame of a span; null where the file has no such line. */
export function codeFrame(lines: SourceLines, span: Span, options: FrameOptions): readonly FrameLine[] | null {
  if (span.startLine < 1 || span.startLine > lines.length) return null;
  const last = Math.min(Math.max(span.endLine, span.startLine), lines.length);
  const frame: FrameLine[] = [];
  for (const number of shownLines(span.startLine, last, options.context, lines.length)) {
    const text = number === null ? '' : (lines[number - 1] ?? '');
    frame.push(number === null ? { number, code: '', mark: null } : frameLine(number, text, span, last, options.width));
  }
  return frame;
}

function shownLines(start: number, end: number, context: number, count: number): (number | null)[] {
  const numbers: (number | null)[] = [];
  const from = Math.max(1, start - context);
  const to = Math.min(count, end + context);
  const long = end - start + 1 > SPAN_LINES;
  for (let line = from; line <= to; line += 1) {
    if (long && line === start + SPAN_LINES - 2) {
      numbers.push(null);
      line = end - 1;
    } else {
      numbers.push(line);
    }
  }
  return numbers;
}

function frameLine(number: number, text: string, span: Span, lastLine: number, width: number): FrameLine {
  const inSpan = number >= span.startLine && number <= lastLine;
  const firstIndent = /^\s*/.exec(text)?.[0].length ?? 0;
  const from = number === span.startLine ? span.startColumn - 1 : firstIndent;
  const to = number === span.endLine ? span.endColumn - 1 : text.trimEnd().length;
  const cells = layOut(text, inSpan ? from : 0);
  const start = inSpan ? columnOf(cells, from) : 0;
  const end = inSpan ? Math.max(columnOf(cells, to), start + 1) : 0;
  const shown = cutAround(cells, start, end, width);
  return { number, code: shown.code, mark: inSpan ? { from: shown.from, width: shown.width } : null };
}

interface Cell {
  readonly text: string;
  /** 0-based UTF-16 offset in the line. */
  readonly offset: number;
  readonly column: number;
  readonly width: number;
}

/** What each character of a line is shown as, and where; only the window around `focus` of a very long line. */
function layOut(line: string, focus: number): readonly Cell[] {
  const first = Math.max(0, focus - WINDOW);
  const text = line.slice(first, focus + WINDOW);
  const cells: Cell[] = [];
  let column = 0;
  let offset = first;
  if (first > 0) {
    cells.push({ text: '…', offset: 0, column, width: 1 });
    column = 1;
  }
  for (const { raw, shown } of shownCharacters(text)) {
    const cell = raw === '\t' ? ' '.repeat(TAB_STOP - (column % TAB_STOP)) : shown;
    const width = cell === raw ? charWidth(raw) : cell.length;
    cells.push({ text: cell, offset, column, width });
    offset += raw.length;
    column += width;
  }
  if (offset < line.length) cells.push({ text: '…', offset, column, width: 1 });
  return cells;
}

function columnOf(cells: readonly Cell[], offset: number): number {
  const cell = cells.find((each) => each.offset >= offset);
  if (cell !== undefined) return cell.column;
  const last = cells.at(-1);
  return last === undefined ? 0 : last.column + last.width;
}

/** The part of a line that fits, with the start of the mark in it, and the mark in the columns of that part. */
function cutAround(
  cells: readonly Cell[],
  start: number,
  end: number,
  width: number,
): { code: string; from: number; width: number } {
  const last = cells.at(-1);
  const total = last === undefined ? 0 : last.column + last.width;
  if (total <= width) {
    return { code: joined(cells), from: start, width: end - start };
  }
  const room = Math.max(10, width - 2);
  const lead = Math.max(0, Math.min(Math.floor(room / 3), room - (end - start)));
  const left = Math.max(0, Math.min(start - lead, total - room));
  const shown = cells.filter((cell) => cell.column >= left && cell.column + cell.width <= left + room);
  const shownFrom = shown[0]?.column ?? left;
  const shift = shownFrom > 0 ? 1 : 0;
  const code = `${shownFrom > 0 ? '…' : ''}${joined(shown)}${left + room < total ? '…' : ''}`;
  const from = Math.max(0, start - shownFrom) + shift;
  return { code, from, width: Math.max(1, Math.min(end, left + room) - Math.max(start, shownFrom)) };
}

function joined(cells: readonly Cell[]): string {
  return cells.map((cell) => cell.text).join('');
}
