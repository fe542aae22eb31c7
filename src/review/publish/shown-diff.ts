/**
 * Which lines GitHub's diff shows, and so accepts comments on: changed lines and three lines around them, by the hunks
 * that git gave without any. Where it cannot be known, less: one anchor outside of the diff costs a whole review. Pure.
 */
import { type FileChange, type Hunk, pathOf } from '#domain/change.ts';
import type { LineRange, Side } from '#domain/span.ts';
import { countLines } from '../gather/source-texts.ts';
import type { SourceText } from '../render/source-text.ts';

/** A run of the diff as GitHub shows it, by the lines of each side. A side that has none has `end < start`. */
export type ShownHunk = Readonly<Record<Side, LineRange>>;

export interface ShownFile {
  /** What GitHub calls it on either side: the head's path, or the base's of a removed file. */
  readonly path: string;
  readonly hunks: readonly ShownHunk[];
}

export interface ShownDiff {
  /** The file of the diff that had this path on this side; null where the diff does not show it. */
  file(side: Side, path: string): ShownFile | null;
  /** Whether the path is a file of the head, as far as the change can tell: one that it does not touch is taken to be. */
  isInHead(path: string): boolean;
}

const CONTEXT = 3;
/** `pulls/files` ends there, and files behind it take no comments. */
const MOST_FILES = 3_000;
/** GitHub's limit for a diff and for one file of it; what is behind is not loaded. */
const MOST_LINES = 20_000;

export function createShownDiff(changes: readonly FileChange[], sourceText: SourceText): ShownDiff {
  const files: Readonly<Record<Side, Map<string, ShownFile>>> = { base: new Map(), head: new Map() };
  let lines = 0;
  for (const change of changes.slice(0, MOST_FILES)) {
    const hunks = shownHunks(change, sourceText);
    lines += hunks.reduce((sum, hunk) => sum + lengthOf(hunk.base) + lengthOf(hunk.head), 0);
    const file = { path: pathOf(change), hunks: lines > MOST_LINES ? [] : hunks };
    if (change.base !== null) files.base.set(change.base.path, file);
    if (change.head !== null) files.head.set(change.head.path, file);
  }
  const headPaths = new Set(changes.map((change) => change.head?.path));
  const basePaths = new Set(changes.map((change) => change.base?.path));
  return {
    file: (side, path) => files[side].get(path) ?? null,
    isInHead: (path) => headPaths.has(path) || !basePaths.has(path),
  };
}

/** The first hunk that shows any of these lines, with those that it shows; null where none does. */
export function shownPart(file: ShownFile, side: Side, lines: LineRange): LineRange | null {
  for (const hunk of file.hunks) {
    const start = Math.max(lines.start, hunk[side].start);
    const end = Math.min(lines.end, hunk[side].end);
    if (start <= end) return { start, end };
  }
  return null;
}

function shownHunks(change: FileChange, sourceText: SourceText): readonly ShownHunk[] {
  // What becomes a link, or the reverse, is shown as a removal and an addition, and not line by line.
  if (change.hunks === null || change.status === 'type-changed') return [];
  const counts = lineCounts(change, change.hunks, sourceText);
  const shown: { base: LineRange; head: LineRange }[] = [];
  for (const hunk of change.hunks) {
    const next = { base: widened(hunk.base, counts.base), head: widened(hunk.head, counts.head) };
    const last = shown.at(-1);
    if (last !== undefined && meets(last, next)) {
      last.base = { start: last.base.start, end: next.base.end };
      last.head = { start: last.head.start, end: next.head.end };
    } else {
      shown.push(next);
    }
  }
  return shown;
}

/** Git shows hunks as one where their surroundings touch; unchanged lines between them are as many on both sides. */
function meets(last: ShownHunk, next: ShownHunk): boolean {
  return next.head.start <= last.head.end + 1 && next.base.start <= last.base.end + 1;
}

function widened({ start, end }: LineRange, count: number): LineRange {
  return { start: Math.max(1, start - CONTEXT), end: Math.min(Math.max(end, 0) + CONTEXT, count) };
}

/** How many lines each side has. Of a text that is not at hand, as many as its hunks prove. */
function lineCounts({ base, head }: FileChange, hunks: readonly Hunk[], sourceText: SourceText): Record<Side, number> {
  const baseText = base === null ? '' : sourceText('base', base.path);
  const headText = head === null ? '' : sourceText('head', head.path);
  const grown = hunks.reduce((sum, hunk) => sum + lengthOf(hunk.head) - lengthOf(hunk.base), 0);
  const last = hunks.at(-1);
  const ofBase = baseText === null ? null : countLines(baseText);
  const ofHead = headText === null ? null : countLines(headText);
  return {
    base: ofBase ?? (ofHead === null || head === null ? Math.max(0, last?.base.end ?? 0) : ofHead - grown),
    head: ofHead ?? (ofBase === null || base === null ? Math.max(0, last?.head.end ?? 0) : ofBase + grown),
  };
}

function lengthOf({ start, end }: LineRange): number {
  return Math.max(0, end - start + 1);
}
