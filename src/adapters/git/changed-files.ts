/**
 * What differs between two trees. Git compares, without attributes, external programs or text conversion; what it
 * calls binary, or larger than it compares, has no hunks. `-a` would compare those too, pictures included, at any
 * size; since no attribute is in force, nothing can make text binary but a zero byte, and such text is treated as
 * changed throughout by whoever gathers.
 */
import type { FileChange, Hunk } from '#domain/change.ts';
import type { TreeDifference } from '#review/ports.ts';
import { createDiffStream } from './diff-stream.ts';
import type { FilePatch } from './file-patches.ts';
import { GitError, type RunGit } from './git-process.ts';
import { objectHeaders } from './object-batch.ts';
import { comparePaths, encodePath } from './path-encoding.ts';
import type { RawRecord } from './raw-records.ts';

/** Beyond this many candidates on either side git pairs only files of the same content. */
const RENAME_LIMIT = 1000;

const DIFF_TREE = [
  '--literal-pathspecs',
  'diff-tree',
  '-r',
  '-z',
  '--raw',
  '--full-index',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-relative',
  '--ignore-submodules=none',
  '--submodule=short',
  '--diff-algorithm=myers',
  '--inter-hunk-context=0',
];
const PATCHES = ['-p', '-U0'];
const RENAMES = ['-M50%', `-l${RENAME_LIMIT}`];

/**
 * Sorted by the bytes of the path.
 * @param git must read no attributes: a workbench's, or a bare mirror's
 * @param base id of a commit or a tree
 */
export async function changedFiles(git: RunGit, base: string, head: string): Promise<FileChange[]> {
  let changes: FileChange[];
  try {
    changes = await diffTrees(git, [...PATCHES, ...RENAMES], base, head);
  } catch (error) {
    if (!(error instanceof GitError) || error.status === null) throw error;
    changes = await withoutMissingBlobs(git, base, head, error);
  }
  return changes
    .map((change) => ({ change, path: (change.head ?? change.base)?.path ?? '' }))
    .sort((one, other) => comparePaths(one.path, other.path))
    .map(({ change }) => change);
}

/**
 * Ids of the contents that a comparison of these two reads: both sides of what differs, each once. Reads trees alone.
 * @param base id of a commit or a tree
 */
export async function changedBlobs(git: RunGit, base: string, head: string): Promise<string[]> {
  const oids = new Set<string>();
  for (const change of await diffTrees(git, ['--no-renames'], base, head)) {
    for (const side of [change.base, change.head]) if (side !== null && side.kind !== 'submodule') oids.add(side.oid);
  }
  return [...oids];
}

/**
 * The regular files that differ, without their lines. Reads trees alone. Null where `from` is not here.
 * @param to id of a commit or a tree
 */
export async function differingFiles(git: RunGit, from: string, to: string): Promise<TreeDifference[] | null> {
  if ((await objectHeaders(git, [from])).length === 0) return null;
  return (await diffTrees(git, ['--no-renames'], from, to)).map(({ base, head }) => {
    return { path: (head ?? base)?.path ?? '', oid: head?.kind === 'file' ? head.oid : null };
  });
}

async function diffTrees(
  git: RunGit,
  options: readonly string[],
  base: string,
  head: string,
  paths: readonly string[] = [],
): Promise<FileChange[]> {
  const stream = createDiffStream();
  await git([...DIFF_TREE, ...options, base, head, '--', ...paths], { onOutput: (chunk) => stream.push(chunk) });
  const { records, patches } = stream.end();
  return options.includes('-p') ? pair(records, patches) : records.map((record) => ({ ...record, hunks: null }));
}

/** Each record has one patch; one that changes its type has two, for its removal and its addition. */
function pair(records: readonly RawRecord[], patches: readonly FilePatch[]): FileChange[] {
  let next = 0;
  const take = (record: RawRecord): FilePatch => {
    const patch = patches[next];
    next += 1;
    if (patch === undefined || !belongs(patch, record)) throw new GitError('diff-tree', null, 'patches out of order');
    return patch;
  };
  const changes = records.map((record): FileChange => {
    const first = take(record);
    const hunks = record.status === 'type-changed' ? acrossTypes(record, first, take(record)) : first.hunks;
    return { ...record, hunks: isSubmodule(record) ? null : hunks };
  });
  if (next !== patches.length) throw new GitError('diff-tree', null, 'more patches than records');
  return changes;
}

function belongs(patch: FilePatch, { base, head }: RawRecord): boolean {
  return (
    (patch.baseOid === null || isZero(patch.baseOid) || patch.baseOid === base?.oid) &&
    (patch.headOid === null || isZero(patch.headOid) || patch.headOid === head?.oid)
  );
}

function isZero(oid: string): boolean {
  return /^0+$/.test(oid);
}

function isSubmodule({ base, head }: RawRecord): boolean {
  return base?.kind === 'submodule' || head?.kind === 'submodule';
}

/** A file that became a symbolic link has lost all its lines, and the other way round; a link's target is no line. */
function acrossTypes(record: RawRecord, removal: FilePatch, addition: FilePatch): readonly Hunk[] | null {
  if (removal.hunks === null || addition.hunks === null) return null;
  const none = { start: 1, end: 0 };
  const base = record.base?.kind === 'file' ? (removal.hunks[0]?.base ?? none) : none;
  const head = record.head?.kind === 'file' ? (addition.hunks[0]?.head ?? none) : none;
  return [{ base, head }];
}

/**
 * A clone that has left out blobs: nothing is fetched, so only files of which both sides are there can be compared
 * by line, and renames are found only where the content is the same.
 * @throws the given failure where no blob is missing
 */
async function withoutMissingBlobs(git: RunGit, base: string, head: string, failure: GitError): Promise<FileChange[]> {
  const changes = await diffTrees(git, ['-M100%'], base, head);
  const files = changes.flatMap((change) => [change.base, change.head]).filter((version) => version?.kind === 'file');
  const oids = new Set(files.map((version) => version?.oid ?? ''));
  const present = new Set((await objectHeaders(git, [...oids])).map(({ oid }) => oid));
  if (present.size === oids.size) throw failure;
  const isPresent = (version: FileChange['base']): boolean =>
    version === null || (version.kind === 'file' && present.has(version.oid));
  const comparable = changes
    .filter((change) => change.status !== 'renamed' && isPresent(change.base) && isPresent(change.head))
    .flatMap(({ base: before, head: after }) => (after ?? before)?.path ?? []);
  const hunks = new Map<string, readonly Hunk[] | null>();
  for (const paths of inChunks(comparable.filter((path) => path.isWellFormed()))) {
    for (const change of await diffTrees(git, [...PATCHES, '--no-renames'], base, head, paths)) {
      hunks.set((change.head ?? change.base)?.path ?? '', change.hunks);
    }
  }
  return changes.map((change) => {
    if (change.status === 'renamed') return { ...change, hunks: [] };
    return { ...change, hunks: hunks.get((change.head ?? change.base)?.path ?? '') ?? null };
  });
}

/** Arguments are bounded by the system. */
function inChunks(paths: readonly string[]): string[][] {
  const chunks: string[][] = [];
  let bytes = Infinity;
  for (const path of paths) {
    const size = encodePath(path).length + 1;
    if (bytes + size > 64 * 1024) {
      chunks.push([]);
      bytes = 0;
    }
    chunks.at(-1)?.push(path);
    bytes += size;
  }
  return chunks;
}
