/** The contents of both sides of each changed path: how they are to be read, and what is said where they are not. */
import { classify, classifyUnread, type Reading } from '#analysis/classify.ts';
import { type FileChange, type FileVersion, pathOf } from '#domain/change.ts';
import type { NotChecked, NotCheckedReason } from '#domain/not-checked.ts';
import type { Side } from '#domain/span.ts';
import type { Blob } from '../ports.ts';
import { MAX_FILE_BYTES } from './limits.ts';
import { countLines } from './source-texts.ts';

export interface ChangedContent {
  readonly change: FileChange;
  readonly base: SideContent | null;
  readonly head: SideContent | null;
}

export interface SideContent {
  readonly side: Side;
  readonly version: FileVersion;
  readonly reading: Reading;
}

/** The blobs that a change names, in the order in which they should be read. */
export function blobIds(changes: readonly FileChange[]): string[] {
  return changes.flatMap(({ base, head }) => [head, base].flatMap((side) => (side?.kind === 'file' ? side.oid : [])));
}

export function readChange(change: FileChange, blobs: ReadonlyMap<string, Blob>): ChangedContent {
  const read = (side: Side): SideContent | null => {
    const version = change[side];
    return version === null ? null : { side, version, reading: readVersion(version, blobs.get(version.oid)) };
  };
  const { base, head } = believeOnlyTheBase(read('base'), read('head'));
  return { change: { ...change, hunks: change.hunks ?? wholeFiles(base, head) }, base, head };
}

function readVersion(version: FileVersion, blob: Blob | undefined): Reading {
  if (version.kind === 'symlink') {
    return unread('symlink', 'It is a symbolic link; what it points to was not read through it.');
  }
  if (version.kind === 'submodule') {
    return unread('submodule', 'It is a submodule: another repository, which has its own reviews.');
  }
  if (blob === undefined) {
    return unread('unreadable', 'Its content is not here. In a partial clone, git diff of this change fetches it.');
  }
  if (blob.bytes !== null) return classify(version.path, blob.bytes);
  if (blob.size > MAX_FILE_BYTES) return classifyUnread(version.path, blob.size);
  return unread('budget', 'The change is larger than what is read of one change. Split it.');
}

function unread(reason: NotCheckedReason, detail: string): Reading {
  return { dialect: null, text: null, notRead: { reason, detail } };
}

/**
 * Whether code is generated is decided by what has been merged before: a head that calls itself generated would
 * otherwise take itself out of the review.
 */
function believeOnlyTheBase(
  base: SideContent | null,
  head: SideContent | null,
): { readonly base: SideContent | null; readonly head: SideContent | null } {
  if (head === null || (isGenerated(base) && isGenerated(head))) return { base, head };
  return { base: base === null ? null : disbelieve(base), head: disbelieve(head) };
}

function isGenerated(content: SideContent | null): boolean {
  return content?.reading.notRead?.reason === 'generated';
}

function disbelieve(content: SideContent): SideContent {
  return isGenerated(content) ? { ...content, reading: { ...content.reading, notRead: null } } : content;
}

/** Where git compared no lines of what is text after all, every line counts as changed. */
function wholeFiles(base: SideContent | null, head: SideContent | null): FileChange['hunks'] {
  const sides = [base, head].filter((side) => side !== null);
  if (sides.some(({ reading }) => reading.text === null)) return null;
  const range = (side: SideContent | null) => ({ start: 1, end: countLines(side?.reading.text ?? '') });
  return [{ base: range(base), head: range(head) }];
}

/** One note a path: about the head, else about what the base was. */
export function notesOn({ change, base, head }: ChangedContent): NotChecked[] {
  const note = (content: SideContent | null): NotChecked[] => {
    const notRead = content?.reading.notRead ?? null;
    if (content === null || notRead === null) return [];
    const before = content.side === 'base' && head !== null ? 'Before the change: ' : '';
    return [
      { path: pathOf(change), reason: notRead.reason, detail: before + notRead.detail, lines: null, ruleId: null },
    ];
  };
  const ofHead = note(head);
  return ofHead.length > 0 ? ofHead : note(base);
}
