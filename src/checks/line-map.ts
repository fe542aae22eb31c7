/** Where a line of base stands in head, by the hunks that git gave: an unchanged line has a counterpart. Pure. */
import type { FileChange, Hunk } from '#domain/change.ts';

export interface LineMap {
  /** The path in head of a file of base; null where it is gone. */
  headPath(basePath: string): string | null;
  /** The line in head of an unchanged line of base; null where it was changed or cannot be known. */
  headLine(basePath: string, baseLine: number): number | null;
}

/** Files that no change names stand in head as they stood in base. */
export function createLineMap(changes: readonly FileChange[]): LineMap {
  const byBasePath = new Map<string, FileChange>();
  for (const change of changes) if (change.base !== null) byBasePath.set(change.base.path, change);
  return {
    headPath: (basePath) => {
      const change = byBasePath.get(basePath);
      return change === undefined ? basePath : (change.head?.path ?? null);
    },
    headLine: (basePath, baseLine) => {
      const change = byBasePath.get(basePath);
      if (change === undefined) return baseLine;
      if (change.head === null) return null;
      if (change.base?.oid === change.head.oid) return baseLine;
      return change.hunks === null ? null : shifted(change.hunks, baseLine);
    },
  };
}

function shifted(hunks: readonly Hunk[], baseLine: number): number | null {
  let low = 0;
  let high = hunks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const hunk = hunks[middle];
    if (hunk !== undefined && hunk.base.start <= baseLine) low = middle + 1;
    else high = middle;
  }
  const before = hunks[low - 1];
  if (before === undefined) return baseLine;
  if (baseLine <= before.base.end) return null;
  return baseLine + (before.head.end - before.base.end);
}
