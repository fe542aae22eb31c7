/**
 * Who brought which line of a range. Git follows lines through renames of whole files; lines that were there before
 * the range are nobody's. One process a file, so its callers bound their number.
 */
import type { BlamedLines, Revision } from '#domain/snapshot.ts';
import type { LineRange } from '#domain/span.ts';
import type { BlameRequest } from '#review/ports.ts';
import type { RunGit } from './git-process.ts';
import { decodePath, encodePath } from './path-encoding.ts';

/** Processes at a time. */
const AT_ONCE = 4;
/** Ranges that are named to git; of a file with more, all lines are asked for. */
const MAX_RANGES = 100;

/** Null where there are more files or commits than the request allows. */
export async function blameLines(
  git: RunGit,
  base: string | null,
  head: string,
  { lines, maxFiles, maxCommits }: BlameRequest,
): Promise<Map<string, readonly BlamedLines[]> | null> {
  const paths = [...lines.keys()].filter((path) => path.isWellFormed());
  if (paths.length > maxFiles) return null;
  const exclude = base === null ? [] : [`^${base}`];
  const { output } = await git(['rev-list', '--count', `--max-count=${maxCommits + 1}`, head, ...exclude, '--']);
  if (Number(output.toString('latin1')) > maxCommits) return null;
  const found = new Map<string, readonly BlamedLines[]>();
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const some = paths.slice(at, at + AT_ONCE);
    const blamed = await Promise.all(some.map((path) => blameFile(git, exclude, head, path, lines.get(path) ?? [])));
    some.forEach((path, index) => found.set(path, blamed[index] ?? []));
  }
  return found;
}

async function blameFile(
  git: RunGit,
  exclude: readonly string[],
  head: string,
  path: string,
  ranges: readonly LineRange[],
): Promise<BlamedLines[]> {
  const asked = ranges.filter(({ start, end }) => start <= end);
  if (asked.length === 0) return [];
  const limits = asked.length > MAX_RANGES ? [] : asked.map(({ start, end }) => `-L${start},${end}`);
  const args = ['blame', '--incremental', '--no-progress', ...limits, ...exclude, head, '--', path];
  // A file that git cannot compare (it is no text after all) has no lines to attribute.
  const { status, output } = await git(['--literal-pathspecs', ...args], { accept: [128] });
  return status === 0 ? parseBlame(output).sort((one, other) => one.start - other.start) : [];
}

const ENTRY = /^([0-9a-f]{40}(?:[0-9a-f]{24})?) (\d+) (\d+) (\d+)$/;

/** `--incremental`: an entry, what is said of its commit the first time, and at last the file's name. */
function parseBlame(output: Buffer): BlamedLines[] {
  const found: BlamedLines[] = [];
  const boundaries = new Set<string>();
  let entry: Omit<BlamedLines, 'path'> | null = null;
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0x0a, at);
    const line = output.subarray(at, end === -1 ? output.length : end);
    at = end === -1 ? output.length : end + 1;
    const text = line.toString('latin1');
    const match = ENTRY.exec(text);
    if (match !== null) {
      const [, commit = '', origin, start, count] = match;
      entry = { commit, line: Number(origin), start: Number(start), count: Number(count) };
    } else if (text === 'boundary' && entry !== null) boundaries.add(entry.commit);
    else if (text.startsWith('filename ') && entry !== null) {
      found.push({ ...entry, path: fileName(line.subarray('filename '.length)) });
      entry = null;
    }
  }
  return found.filter(({ commit }) => !boundaries.has(commit));
}

/** In C quotes where it holds what a line cannot. */
function fileName(written: Buffer): string {
  const text = decodePath(written);
  if (!text.startsWith('"') || !text.endsWith('"')) return text;
  const bytes: number[] = [];
  const inner = encodePath(text.slice(1, -1));
  for (let at = 0; at < inner.length; at += 1) {
    const byte = inner[at] ?? 0;
    if (byte !== 0x5c) bytes.push(byte);
    else {
      const octal = /^[0-7]{3}/.exec(Buffer.from(inner.subarray(at + 1, at + 4)).toString('latin1'))?.[0];
      bytes.push(octal === undefined ? escaped(inner[at + 1] ?? 0) : Number.parseInt(octal, 8));
      at += octal === undefined ? 1 : 3;
    }
  }
  return decodePath(Buffer.from(bytes));
}

function escaped(letter: number): number {
  return { 0x61: 7, 0x62: 8, 0x66: 12, 0x6e: 10, 0x72: 13, 0x74: 9, 0x76: 11 }[letter] ?? letter;
}

/** Contents that comparing the range's versions of these paths will read: each version of each, once. */
export async function blamedBlobs(
  git: RunGit,
  base: string | null,
  head: string,
  { lines, maxFiles, maxCommits }: BlameRequest,
): Promise<string[]> {
  const paths = [...lines.keys()].filter((path) => path.isWellFormed()).slice(0, maxFiles);
  if (paths.length === 0) return [];
  const exclude = base === null ? [] : [`^${base}`];
  const log = [
    'log',
    '--format=',
    '--raw',
    '-z',
    '--no-abbrev',
    '--no-renames',
    '-m',
    '--root',
    `--max-count=${maxCommits}`,
  ];
  const { output } = await git([...log, head, ...exclude, '--']);
  const oids = output.toString('latin1').match(/[0-9a-f]{40}(?:[0-9a-f]{24})? [A-Z]\0/g) ?? [];
  const before = output.toString('latin1').match(/ [0-9a-f]{40}(?:[0-9a-f]{24})? (?=[0-9a-f]{40})/g) ?? [];
  const all = [...oids.map((one) => one.slice(0, -3)), ...before.map((one) => one.trim())];
  return [...new Set(all)].filter((oid) => !/^0+$/.test(oid)).slice(0, MAX_BLOBS);
}

/** Versions that are brought for one review. */
const MAX_BLOBS = 20_000;

/** Whether a revision can be blamed at all. */
export function isCommit({ sha }: Revision): boolean {
  return /^[0-9a-f]{40,64}$/.test(sha);
}
