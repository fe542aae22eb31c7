/** What is staged, or lies in the working tree, made a tree in the workbench: from there on it is read like a commit. */
import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, parse, relative, isAbsolute } from 'node:path';
import { UserError } from '#domain/user-error.ts';
import { copyIndex, type FileSystem, type IndexCopy, type IndexCopyOptions } from './index-copy.ts';
import type { RepositoryLocation } from './locate-repository.ts';
import { storeBlob } from './loose-objects.ts';
import { readBlobs } from './object-batch.ts';
import { comparePaths, decodeRecords, encodePath } from './path-encoding.ts';
import { createRecordReader, type RawRecord } from './raw-records.ts';
import { LARGEST_COMPARED_BYTES } from './safe-environment.ts';
import { userSettings } from './user-settings.ts';
import { emptyTree, type Workbench } from './workbench.ts';
import { createWorktreeReader, type WorktreeEntry } from './worktree-entry.ts';

/** Enough for any change that people make; a forgotten folder of downloads does not fill the disk. */
const MAX_TOTAL_BYTES = 512 * 1024 * 1024;

export interface UncommittedTree {
  readonly tree: string;
  /** Blobs that stand for files that were not read: their true size, or null where reading failed. */
  readonly standIns: ReadonlyMap<string, number | null>;
}

type Options = Omit<IndexCopyOptions, 'worktree'>;

/** @throws UserError `unmerged-index` */
export async function stagedTree(options: Options): Promise<UncommittedTree> {
  const { git } = await copyIndex({ ...options, worktree: null }, 'staged');
  const unmerged = decodeRecords((await git(['ls-files', '--unmerged', '-z'])).output);
  if (unmerged.length > 0) {
    const message = 'Paths in the index are not merged yet: there is no staged change to review.';
    throw new UserError('unmerged-index', message, 'Resolve the conflicts and git add the files.');
  }
  return { tree: await writeTree(git), standIns: new Map() };
}

/** Tracked files as they are now, and untracked ones that nothing ignores. @throws UserError `no-working-tree` */
export async function worktreeTree(options: Options): Promise<UncommittedTree> {
  const root = await findRoot(options.location);
  const index = await copyIndex({ ...options, worktree: root }, 'worktree');
  const [changed, untracked] = await Promise.all([differingPaths(index), untrackedPaths(index, options)]);
  const indexed = new Map(changed.map((record) => [pathOf(record), record.base]));
  for (const path of untracked) indexed.set(path, null);
  const paths = [...indexed.keys()].sort(comparePaths);

  const reader = createWorktreeReader(root, { maxBytes: LARGEST_COMPARED_BYTES, maxTotalBytes: MAX_TOTAL_BYTES });
  const found: Found[] = [];
  for (const path of paths) found.push({ path, indexed: indexed.get(path) ?? null, entry: await reader.read(path) });
  await undoLineEndings(options.workbench, found);

  const standIns = new Map<string, number | null>();
  const lines: Buffer[] = [];
  const none = '0'.repeat(emptyTree(options.workbench.objectFormat).length);
  for (const file of found) {
    lines.push(indexLine(file, await store(file, root, options, standIns), none, index.fileSystem));
  }
  // Removals come first: a file may have become a folder.
  lines.sort((one, other) => Number(one[0] !== REMOVAL) - Number(other[0] !== REMOVAL));
  if (lines.length > 0) await index.git(['update-index', '-z', '--index-info'], { input: Buffer.concat(lines) });
  return { tree: await writeTree(index.git), standIns };
}

interface Found {
  readonly path: string;
  readonly indexed: RawRecord['base'];
  entry: WorktreeEntry;
}

async function writeTree(git: IndexCopy['git']): Promise<string> {
  const { output } = await git(['write-tree', '--missing-ok']);
  return output.toString('latin1').trim();
}

async function findRoot(location: RepositoryLocation): Promise<string> {
  const { status, output } = await location.git(['rev-parse', '--show-toplevel'], { accept: [128] });
  const root = status === 0 ? await realpath(output.toString('utf8').replace(/\n$/, '')) : null;
  const way = root === null ? null : relative(root, await realpath(location.dir));
  if (root !== null && way !== null && !way.startsWith('..') && !isAbsolute(way)) return root;
  const message = `${location.dir} is not in a working tree.`;
  throw new UserError('no-working-tree', message, 'Run this inside a checkout, or name a commit with --head.');
}

async function differingPaths({ git }: IndexCopy): Promise<readonly RawRecord[]> {
  const { output } = await git([
    'diff-files',
    '--raw',
    '-z',
    '--no-abbrev',
    '--no-renames',
    '--ignore-submodules=dirty',
  ]);
  const reader = createRecordReader();
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(0, at);
    reader.push(output.subarray(at, end));
    at = end + 1;
  }
  return reader.records;
}

async function untrackedPaths({ git }: IndexCopy, { environment, location }: Options): Promise<string[]> {
  const ignoreFile = await userIgnoreFile(environment, parse(location.gitDir).root);
  const list = ['ls-files', '--others', '--exclude-standard', '-z'];
  const { output } = await git(['-c', `core.excludesFile=${ignoreFile}`, ...list]);
  // A repository within this one is named by its folder.
  return decodeRecords(output).map((path) => path.replace(/\/$/, ''));
}

/** What a person ignores everywhere is not part of what they would commit. */
async function userIgnoreFile(environment: NodeJS.ProcessEnv, cwd: string): Promise<string> {
  const [named] = (await userSettings(environment, cwd, 'core.excludesFile')).slice(-1);
  return (
    named ?? join(environment['XDG_CONFIG_HOME'] ?? join(environment['HOME'] ?? homedir(), '.config'), 'git/ignore')
  );
}

/**
 * A checkout may have turned LF into CRLF, as attributes or `core.autocrlf` ask for. Where the index has no CRLF,
 * the file is read as it would be committed; otherwise every line of it would count as changed.
 */
async function undoLineEndings(workbench: Workbench, found: readonly Found[]): Promise<void> {
  const suspects = found.filter(({ entry, indexed }) => indexed?.kind === 'file' && isCrlfText(entry));
  const limits = { maxBytes: LARGEST_COMPARED_BYTES };
  const before = await readBlobs(
    workbench.git,
    suspects.map(({ indexed }) => indexed?.oid ?? ''),
    limits,
  );
  for (const file of suspects) {
    const bytes = before.get(file.indexed?.oid ?? '')?.bytes;
    if (file.entry.kind !== 'file' || bytes === undefined || bytes === null) continue;
    const isLf = !Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('\r\n');
    if (isLf) file.entry = { ...file.entry, content: withoutCarriageReturns(file.entry.content) };
  }
}

function isCrlfText(entry: WorktreeEntry): boolean {
  return entry.kind === 'file' && entry.content.includes('\r\n') && !entry.content.includes(0);
}

function withoutCarriageReturns(content: Buffer): Buffer {
  return Buffer.from(content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}

/** The id that the index shall have; null where nothing is at the path. */
async function store(
  { path, indexed, entry }: Found,
  root: string,
  { location, workbench }: Options,
  standIns: Map<string, number | null>,
): Promise<string | null> {
  const keep = (content: Buffer): Promise<string> => storeBlob(workbench.gitDir, content, workbench.objectFormat);
  switch (entry.kind) {
    case 'file':
    case 'symlink':
      return keep(entry.content);
    case 'withheld': {
      // The zero byte makes it binary to git: it has no lines that could count as changed.
      const oid = await keep(Buffer.concat([Buffer.from(`\0not read: ${entry.size}\0`), encodePath(path)]));
      standIns.set(oid, entry.readable ? entry.size : null);
      return oid;
    }
    case 'folder':
      return (await checkedOutCommit(location, root, path)) ?? (indexed?.kind === 'submodule' ? indexed.oid : null);
    case 'nothing':
      return null;
  }
}

/** What a submodule, or a repository that may become one, is at. Named outright: git must not find the outer one. */
async function checkedOutCommit({ git }: RepositoryLocation, root: string, path: string): Promise<string | null> {
  if (!path.isWellFormed()) return null;
  const variables = { GIT_DIR: join(root, path, '.git') };
  const { status, output } = await git(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], {
    accept: [1, 128],
    variables,
  });
  return status === 0 ? output.toString('latin1').trim() : null;
}

const REMOVAL = '0'.charCodeAt(0);

/** @param none the id that is all zeros */
function indexLine({ path, indexed, entry }: Found, oid: string | null, none: string, fileSystem: FileSystem): Buffer {
  const start = `${oid === null ? '0' : modeOf(entry, indexed, fileSystem)} ${oid ?? none} 0`;
  return Buffer.concat([Buffer.from(`${start}\t`), encodePath(path), Buffer.from([0])]);
}

function modeOf(entry: WorktreeEntry, indexed: Found['indexed'], fileSystem: FileSystem): string {
  if (entry.kind === 'folder') return '160000';
  if (entry.kind === 'symlink') return '120000';
  if (indexed?.kind === 'symlink' && !fileSystem.hasSymlinks) return '120000';
  const executable = fileSystem.keepsExecutableBit
    ? 'executable' in entry && entry.executable
    : indexed?.executable === true;
  return executable ? '100755' : '100644';
}

function pathOf(record: RawRecord): string {
  return (record.head ?? record.base)?.path ?? '';
}
