/** Places in the diff of a pull request: which can carry a comment, and what becomes of them on the next push. */
import { unprocessable, type ApiError } from '../http/api-error.ts';
import { diffBetween, lineAt, pullRequestDiff, type ChangedFile } from '../git/pull-request-diff.ts';
import type { Anchor, PullRequest, Side, Thread } from '../state/pull-requests.ts';

/** A place as it is asked for: a line, a range of lines, a position in the patch, or a whole file. */
export interface WantedPlace {
  readonly path: string;
  readonly line?: number;
  readonly side?: string;
  readonly start_line?: number;
  readonly start_side?: string;
  readonly position?: number;
  readonly subject_type?: string;
}

/** The place in the diff at a commit. Throws 422 where it is not in the diff. */
export async function anchorAt(
  pull: PullRequest,
  commit: string,
  wanted: WantedPlace,
): Promise<{ readonly anchor: Anchor; readonly file: ChangedFile }> {
  const files = await pullRequestDiff(pull.repository.git, pull.base.sha, commit);
  const file = files.find((one) => one.path === wanted.path);
  if (file === undefined) throw unprocessable('Path could not be resolved');
  if (wanted.subject_type === 'file') return { anchor: wholeFile(wanted.path), file };
  if (wanted.position !== undefined) return { anchor: anchorAtPosition(file, wanted.position), file };
  return { anchor: anchorAtLine(file, wanted), file };
}

function wholeFile(path: string): Anchor {
  return { path, subject: 'file', side: 'RIGHT', line: null, startLine: null, startSide: null, position: null };
}

function anchorAtPosition(file: ChangedFile, position: number): Anchor {
  const line = file.lines.find((one) => one.position === position);
  if (line === undefined) throw unresolved();
  const side = line.right === null ? 'LEFT' : 'RIGHT';
  return { ...lineAnchor(file.path, side, line.right ?? line.left ?? 0), position };
}

function anchorAtLine(file: ChangedFile, wanted: WantedPlace): Anchor {
  const side: Side = wanted.side === 'LEFT' ? 'LEFT' : 'RIGHT';
  const end = lineAt(file, side, wanted.line ?? 0);
  if (end === undefined) throw unresolved();
  const anchor = { ...lineAnchor(file.path, side, wanted.line ?? 0), position: end.position };
  if (wanted.start_line === undefined) return anchor;
  const startSide: Side = wanted.start_side === 'LEFT' || wanted.start_side === 'RIGHT' ? wanted.start_side : side;
  const start = lineAt(file, startSide, wanted.start_line);
  if (start === undefined) throw unprocessable('Start line could not be resolved');
  if (start.hunk !== end.hunk) throw unprocessable('Start line must be part of the same hunk as the line.');
  return { ...anchor, startLine: wanted.start_line, startSide };
}

function lineAnchor(path: string, side: Side, line: number): Anchor {
  return { path, subject: 'line', side, line, startLine: null, startSide: null, position: null };
}

/** GitHub does not say which. */
function unresolved(): ApiError {
  return unprocessable('Line could not be resolved');
}

/** After a push: threads whose lines are as they were move with them, the others are outdated. */
export async function relocateThreads(pull: PullRequest, before: string): Promise<void> {
  for (const thread of pull.threads) await relocateSince(pull, thread, before);
}

/** From where it was at a commit to where it is at the head. */
export async function relocateSince(pull: PullRequest, thread: Thread, before: string): Promise<void> {
  if (thread.current === null) return;
  const { git } = pull.repository;
  const { sha: head } = pull.head;
  const files = await pullRequestDiff(git, pull.base.sha, head);
  const pushed = await git.remember(`diff ${before}..${head}`, () => diffBetween(git, before, head));
  const file = files.find((one) => one.path === thread.original.path);
  const change = pushed.find((one) => one.path === thread.original.path);
  thread.current = file === undefined ? null : moved(thread, file, change, head);
}

function moved(thread: Thread, file: ChangedFile, change: ChangedFile | undefined, commit: string): Thread['current'] {
  const { current } = thread;
  if (current === null || current.subject === 'file') return current && { ...current, commit };
  const follow = (line: number | null, side: Side | null): number | null =>
    line === null || side === 'LEFT' ? line : lineAfter(change, line);
  const line = follow(current.line, current.side);
  const startLine = follow(current.startLine, current.startSide);
  const place = line === null ? undefined : lineAt(file, current.side, line);
  if (place === undefined || (startLine === null) !== (current.startLine === null)) return null;
  return { ...current, commit, line, startLine, position: place.position };
}

/** Where a line is after a change; null where the change took it away. */
function lineAfter(change: ChangedFile | undefined, line: number): number | null {
  if (change === undefined) return line;
  const own = change.lines.find((one) => one.left === line);
  if (own !== undefined) return own.right;
  const starts = new Map<number, number>();
  for (const { hunk, left } of change.lines) {
    if (left !== null && !starts.has(hunk)) starts.set(hunk, left);
  }
  // The line is in no hunk, so each hunk is wholly above it or wholly below.
  const above = change.lines.filter(({ hunk }) => (starts.get(hunk) ?? 0) < line);
  return (
    line + above.filter(({ kind }) => kind === 'added').length - above.filter(({ kind }) => kind === 'deleted').length
  );
}
