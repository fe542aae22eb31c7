/** What differs between base and head, as git sees it. */
import type { LineRange } from './span.ts';

export type ChangeStatus = 'added' | 'modified' | 'removed' | 'renamed' | 'mode-changed' | 'type-changed';

export type EntryKind = 'file' | 'symlink' | 'submodule';

/** One side of a changed path. `oid` is git's blob id (for a submodule, the commit it points to). */
export interface FileVersion {
  readonly path: string;
  readonly oid: string;
  readonly kind: EntryKind;
  readonly executable: boolean;
}

/** A run of changed lines. An empty side has `end === start - 1` and `start` is the line after which the change sits, plus one. */
export interface Hunk {
  readonly base: LineRange;
  readonly head: LineRange;
}

/**
 * One changed path. `base` is null for an added file, `head` for a removed one.
 * `hunks` is null where the content could not be compared by line (binary, too large, submodule, unreadable).
 */
export interface FileChange {
  readonly status: ChangeStatus;
  readonly base: FileVersion | null;
  readonly head: FileVersion | null;
  readonly hunks: readonly Hunk[] | null;
}

/** The path a change is spoken of by: the head's, or the base's where the file was removed. */
export function pathOf(change: FileChange): string {
  const version = change.head ?? change.base;
  if (version === null) throw new TypeError('a change has at least one side');
  return version.path;
}
