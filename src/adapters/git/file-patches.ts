/**
 * Reads the patches of `git diff -p -U0 --full-index` as they come, for their hunks. The names in the headers are
 * never read, and of changed lines only the number is kept. Lines are counted down from each hunk's header: nothing
 * that a line holds can look like the next header.
 */
import type { Hunk } from '#domain/change.ts';
import type { LineRange } from '#domain/span.ts';
import { GitError } from './git-process.ts';

/** One file's patch. `hunks` is null where git compared no lines; ids are null where the content is the same. */
export interface FilePatch {
  readonly baseOid: string | null;
  readonly headOid: string | null;
  readonly hunks: readonly Hunk[] | null;
}

export interface PatchReader {
  push(chunk: Buffer): void;
  end(): readonly FilePatch[];
}

const NEWLINE = 0x0a;
const MINUS = 0x2d;
const PLUS = 0x2b;
const BACKSLASH = 0x5c;

export function createPatchReader(): PatchReader {
  const headers = createHeaderReader();
  const open = headers.open;
  let pending: Buffer[] = [];
  /** Within a changed line whose end is yet to come. */
  let insideLine = false;
  return {
    push(chunk) {
      let at = 0;
      while (at < chunk.length) {
        const content: boolean = insideLine || (pending.length === 0 && countContent(open, chunk[at] ?? 0));
        const end = chunk.indexOf(NEWLINE, at);
        insideLine = content && end === -1;
        if (!content) pending.push(chunk.subarray(at, end === -1 ? chunk.length : end));
        if (end === -1) return;
        if (!content) {
          headers.push(Buffer.concat(pending).toString('latin1'));
          pending = [];
        }
        at = end + 1;
      }
    },
    end() {
      if (pending.length > 0 || insideLine || open.removed + open.added > 0) throw unexpected('end', '');
      return headers.patches;
    },
  };
}

/** Lines that the hunk being read still has, by side. */
interface OpenHunk {
  removed: number;
  added: number;
}

/** Whether the line that starts with this byte is content; counts it if so. */
function countContent(open: OpenHunk, first: number): boolean {
  if (first === BACKSLASH) return true;
  if (first === MINUS && open.removed > 0) open.removed -= 1;
  else if (first === PLUS && open.added > 0) open.added -= 1;
  else if (open.removed + open.added > 0) throw unexpected('line', String.fromCharCode(first));
  else return false;
  return true;
}

interface HeaderReader {
  push(line: string): void;
  readonly open: OpenHunk;
  readonly patches: readonly FilePatch[];
}

function createHeaderReader(): HeaderReader {
  const patches: { baseOid: string | null; headOid: string | null; hunks: Hunk[] | null }[] = [];
  const open: OpenHunk = { removed: 0, added: 0 };
  const push = (line: string): void => {
    if (line.startsWith('diff --git ')) {
      patches.push({ baseOid: null, headOid: null, hunks: [] });
      return;
    }
    const patch = patches.at(-1);
    if (patch === undefined) throw unexpected('header', line);
    if (line.startsWith('@@ ')) {
      const hunk = parseHunkHeader(line);
      patch.hunks?.push(hunk);
      open.removed = lengthOf(hunk.base);
      open.added = lengthOf(hunk.head);
    } else if (line.startsWith('Binary files ')) {
      patch.hunks = null;
    } else if (line.startsWith('index ')) {
      [patch.baseOid = null, patch.headOid = null] = line.slice('index '.length).split(' ')[0]?.split('..') ?? [];
    }
  };
  return { push, open, patches };
}

const HUNK_HEADER = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

function parseHunkHeader(line: string): Hunk {
  const match = HUNK_HEADER.exec(line);
  if (match === null) throw unexpected('hunk', line);
  return { base: rangeOf(match[1], match[2]), head: rangeOf(match[3], match[4]) };
}

/** Git names the line before an empty range; `Hunk` names the one after it. */
function rangeOf(start = '0', count = '1'): LineRange {
  const first = count === '0' ? Number(start) + 1 : Number(start);
  return { start: first, end: first + Number(count) - 1 };
}

function lengthOf(range: LineRange): number {
  return range.end - range.start + 1;
}

function unexpected(what: string, text: string): GitError {
  return new GitError('diff', null, `unexpected ${what} in a patch: ${text.slice(0, 100)}`);
}
