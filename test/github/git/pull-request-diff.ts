/**
 * What a pull request changes, as GitHub shows it: from the merge-base to the head, three lines of context, renames
 * found. Says which lines can carry a comment. Reads git, changes nothing.
 */
import { mergeBaseOf, type BareRepository } from './bare-repository.ts';

export interface ChangedFile {
  readonly path: string;
  /** Set for a rename. */
  readonly previousPath: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  /** Blob in the head, or in the base for a removed file. */
  readonly sha: string;
  /** From the first hunk header on; empty where git shows no text: binary files, pure renames, modes. */
  readonly patch: string;
  readonly lines: readonly DiffLine[];
}

export interface DiffLine {
  readonly kind: 'context' | 'added' | 'deleted';
  /** Line in the base; null where it is not there. */
  readonly left: number | null;
  readonly right: number | null;
  readonly hunk: number;
  /** Lines below the file's first hunk header, the later headers counted. */
  readonly position: number;
}

export function pullRequestDiff(git: BareRepository, base: string, head: string): Promise<ChangedFile[]> {
  return git.remember(`diff ${base}...${head}`, async () =>
    diffBetween(git, (await mergeBaseOf(git, base, head)) ?? base, head),
  );
}

export async function diffBetween(git: BareRepository, from: string, to: string): Promise<ChangedFile[]> {
  const common = ['--find-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv', '--no-color', from, to, '--'];
  const raw = await git.run(['diff', '--raw', '-z', ...common]);
  const patches = await git.run(['diff', '--patch', '--unified=3', ...common]);
  // By `\n` alone: a carriage return or a Unicode line separator in the content begins no line of a patch.
  const sections = `\n${patches}`.split('\ndiff --git ').slice(1);
  let next = 0;
  return rawEntries(raw).map((entry) => {
    // A file that becomes a link, or the reverse, is shown by git as a removal and an addition.
    const own = sections.slice(next, next + (entry.letter === 'T' ? 2 : 1));
    next += own.length;
    const patch = own
      .map(hunksOf)
      .filter((text) => text !== '')
      .join('\n');
    return { ...entry.file, patch, lines: linesOf(patch) };
  });
}

const STATUSES: ReadonlyMap<string, ChangedFile['status']> = new Map([
  ['A', 'added'],
  ['D', 'removed'],
  ['R', 'renamed'],
  ['T', 'changed'],
]);

interface RawEntry {
  readonly letter: string;
  readonly file: Omit<ChangedFile, 'patch' | 'lines'>;
}

function rawEntries(raw: string): RawEntry[] {
  const fields = raw.split('\0');
  const entries: RawEntry[] = [];
  for (let at = 0; at + 1 < fields.length;) {
    const [, , oldSha = '', newSha = '', letters = ''] = (fields[at] ?? '').split(' ');
    const letter = letters.charAt(0);
    const renamed = letter === 'R';
    const path = fields[at + (renamed ? 2 : 1)] ?? '';
    const previousPath = renamed ? (fields[at + 1] ?? null) : null;
    const sha = letter === 'D' ? oldSha : newSha;
    entries.push({ letter, file: { path, previousPath, status: STATUSES.get(letter) ?? 'modified', sha } });
    at += renamed ? 3 : 2;
  }
  return entries;
}

function hunksOf(section: string): string {
  const start = section.indexOf('\n@@ ');
  return start < 0 ? '' : section.slice(start + 1).replace(/\n$/, '');
}

function linesOf(patch: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let [left, right, hunk] = [0, 0, -1];
  patch.split('\n').forEach((text, position) => {
    const header = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text);
    if (header !== null) {
      [left, right, hunk] = [Number(header[1]), Number(header[2]), hunk + 1];
    } else if (text.startsWith('+')) {
      lines.push({ kind: 'added', left: null, right: right++, hunk, position });
    } else if (text.startsWith('-')) {
      lines.push({ kind: 'deleted', left: left++, right: null, hunk, position });
    } else if (text.startsWith(' ')) {
      lines.push({ kind: 'context', left: left++, right: right++, hunk, position });
    }
  });
  return lines;
}

export function countLines(file: ChangedFile, kind: 'added' | 'deleted'): number {
  return file.lines.filter((line) => line.kind === kind).length;
}

/** The line of a side that a comment can be on: added or context on the right, deleted or context on the left. */
export function lineAt(file: ChangedFile, side: 'LEFT' | 'RIGHT', line: number): DiffLine | undefined {
  return file.lines.find((one) => (side === 'LEFT' ? one.left : one.right) === line);
}

/** A comment's `diff_hunk`: its hunk from the header down to its line. */
export function diffHunkAt(file: ChangedFile, position: number): string {
  const lines = file.patch.split('\n').slice(0, position + 1);
  return lines.slice(lines.findLastIndex((line) => line.startsWith('@@ '))).join('\n');
}
