/** How large a change is, as git counts it: files, and lines where they could be compared. */
import type { FileChange } from '#domain/change.ts';
import type { LineRange } from '#domain/span.ts';
import type { ChangeSize } from '#domain/verdict.ts';

export function changeSize(changes: readonly FileChange[]): ChangeSize {
  const hunks = changes.flatMap((change) => change.hunks ?? []);
  const sum = (side: 'base' | 'head') => hunks.reduce((total, hunk) => total + lengthOf(hunk[side]), 0);
  return { files: changes.length, addedLines: sum('head'), removedLines: sum('base') };
}

function lengthOf({ start, end }: LineRange): number {
  return Math.max(0, end - start + 1);
}
