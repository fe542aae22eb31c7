/** The lines of a changed file that say something new, by side. What cannot be compared counts as a whole. */
import type { FileChange } from '#domain/change.ts';
import type { LineRange, Side } from '#domain/span.ts';
import { linesOf } from './changed-code.ts';
import { saidLines } from './reformatting.ts';

export interface TextPair {
  readonly base: string | null;
  readonly head: string | null;
}

/** Lines that changed their layout alone are left out where layout means nothing (`freeForm`). */
export function changedLinesOf(
  change: FileChange,
  texts: TextPair,
  freeForm: boolean,
): Record<Side, ReadonlySet<number>> {
  if (change.hunks === null) return { base: wholeFile(texts.base), head: wholeFile(texts.head) };
  if (!freeForm || texts.base === null || texts.head === null) {
    return { base: linesOf(rangesOf(change.hunks, 'base')), head: linesOf(rangesOf(change.hunks, 'head')) };
  }
  const [base, head] = [texts.base.split('\n'), texts.head.split('\n')];
  const said = change.hunks.map((hunk) => saidLines(hunk, base, head));
  return {
    base: new Set(said.flatMap((lines) => lines.base)),
    head: new Set(said.flatMap((lines) => lines.head)),
  };
}

function rangesOf(hunks: NonNullable<FileChange['hunks']>, side: Side): LineRange[] {
  return hunks.map((hunk) => hunk[side]);
}

function wholeFile(text: string | null): Set<number> {
  return text === null ? new Set() : linesOf([{ start: 1, end: text.split('\n').length }]);
}
