/**
 * A fix as lines that replace lines of the diff, which GitHub applies at the press of a button. Only where that is sure
 * to do what the fix does and nothing else; otherwise the fix is told as text. Pure.
 */
import type { Finding, Fix, TextEdit } from '#domain/finding.ts';
import type { LineRange } from '#domain/span.ts';
import { visible } from '../render/neutralise.ts';
import type { SourceText } from '../render/source-text.ts';
import { type ShownDiff, shownPart } from './shown-diff.ts';

export interface Suggestion {
  /** GitHub's path of the file, on the right side. */
  readonly path: string;
  /** Lines of the head that are replaced; all in one hunk. */
  readonly lines: LineRange;
  readonly replacement: readonly string[];
}

/** What says whether a file still parses once a fix is in it. */
export type FixParses = (finding: Finding) => boolean;

/** More than that is no longer read before it is applied. */
const MOST_LINES = 30;
const MOST_CHARACTERS = 4_000;

export function suggestionFor(finding: Finding, diff: ShownDiff, sourceText: SourceText): Suggestion | null {
  const path = finding.fix === null ? null : onePath(finding.fix);
  const file = path === null ? null : diff.file('head', path);
  const text = path === null ? null : sourceText('head', path);
  if (finding.fix === null || file === null || text === null) return null;
  const replaced = replacedLines(splitLines(text), finding.fix.edits);
  if (replaced === null) return null;
  const { lines, replacement } = replaced;
  const shown = shownPart(file, 'head', lines);
  if (shown === null || shown.start !== lines.start || shown.end !== lines.end) return null;
  if (lines.end - lines.start >= MOST_LINES || replacement.length > MOST_LINES) return null;
  if (replacement.reduce((sum, line) => sum + line.length, 0) > MOST_CHARACTERS) return null;
  return replacement.every(isAsShown) ? { path: file.path, lines, replacement } : null;
}

/** The head's text with a fix in it, for whoever can parse it; null where the edits do not lie in one file of the head. */
export function fixedText(fix: Fix, sourceText: SourceText): { readonly path: string; readonly text: string } | null {
  const path = onePath(fix);
  const text = path === null ? null : sourceText('head', path);
  if (path === null || text === null) return null;
  const lines = splitLines(text);
  const edited = editedRegion(lines, { start: 1, end: lines.length }, fix.edits);
  return edited === null ? null : { path, text: edited.join('\n') };
}

function onePath({ edits }: Fix): string | null {
  const path = edits[0]?.place.path;
  if (path === undefined) return null;
  return edits.every(({ place }) => place.side === 'head' && place.path === path) ? path : null;
}

/** The fewest whole lines that the edits change, at least one; null where they overlap, leave the file, or do nothing. */
function replacedLines(
  lines: readonly string[],
  edits: readonly TextEdit[],
): { readonly lines: LineRange; readonly replacement: readonly string[] } | null {
  const range = {
    start: Math.min(...edits.map(({ place }) => place.span.startLine)),
    end: Math.max(...edits.map(({ place }) => place.span.endLine)),
  };
  const edited = editedRegion(lines, range, edits);
  if (edited === null) return null;
  let [from, to] = [range.start, range.end];
  const replacement = [...edited];
  while (to > from && replacement.length > 0 && replacement.at(-1) === lines[to - 1]) {
    replacement.pop();
    to -= 1;
  }
  while (to > from && replacement.length > 0 && replacement[0] === lines[from - 1]) {
    replacement.shift();
    from += 1;
  }
  if (from === to && replacement.length === 1 && replacement[0] === lines[from - 1]) return null;
  return { lines: { start: from, end: to }, replacement };
}

/** Lines `range` of a text after the edits, which lie in it. */
function editedRegion(
  lines: readonly string[],
  range: LineRange,
  edits: readonly TextEdit[],
): readonly string[] | null {
  if (range.start < 1 || range.end > lines.length) return null;
  const starts: number[] = [];
  let length = 0;
  for (let line = range.start; line <= range.end; line += 1) {
    starts.push(length);
    length += (lines[line - 1] ?? '').length + 1;
  }
  const offset = (line: number, column: number) => {
    const width = (lines[line - 1] ?? '').length;
    const start = starts[line - range.start];
    return start === undefined || column < 1 || column > width + 1 ? null : start + column - 1;
  };
  let text = lines.slice(range.start - 1, range.end).join('\n');
  let limit = Infinity;
  for (const { place, replacement } of [...edits].sort(fromTheEnd)) {
    const from = offset(place.span.startLine, place.span.startColumn);
    const to = offset(place.span.endLine, place.span.endColumn);
    // Two edits that begin at one place leave open which comes first.
    if (from === null || to === null || from > to || to > limit || from === limit) return null;
    text = text.slice(0, from) + replacement + text.slice(to);
    limit = from;
  }
  return splitLines(text);
}

function fromTheEnd({ place: { span: a } }: TextEdit, { place: { span: b } }: TextEdit): number {
  return (
    b.startLine - a.startLine || b.startColumn - a.startColumn || b.endLine - a.endLine || b.endColumn - a.endColumn
  );
}

function splitLines(text: string): readonly string[] {
  return text.split(/\r?\n/);
}

/** Nothing in the line hides or reorders: what is read is what is applied. */
function isAsShown(line: string): boolean {
  const plain = line.replaceAll('\t', ' ');
  return visible(plain) === plain;
}
