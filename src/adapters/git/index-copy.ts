/**
 * A copy of the index in the workbench, for git to read and us to write. The real one is never written, not even
 * refreshed. Of the repository's configuration only what says how its file system behaves comes along.
 */
import { appendFile, copyFile, readdir, stat, utimes } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { hasErrorCode } from './error-code.ts';
import type { RunGit } from './git-process.ts';
import type { RepositoryLocation } from './locate-repository.ts';
import { decodeRecords } from './path-encoding.ts';
import type { Workbench } from './workbench.ts';

export interface IndexCopy {
  /** Runs git in the workbench with the copied index, and with the given working tree. */
  readonly git: RunGit;
  readonly fileSystem: FileSystem;
}

/** What git found out about the file system when the repository was made. */
export interface FileSystem {
  readonly keepsExecutableBit: boolean;
  readonly hasSymlinks: boolean;
}

export interface IndexCopyOptions {
  readonly location: RepositoryLocation;
  readonly workbench: Workbench;
  readonly commonDir: string;
  /** The working tree's folder; null to look at the index alone. */
  readonly worktree: string | null;
  readonly environment: NodeJS.ProcessEnv;
}

const CARRIED = [
  'core.filemode',
  'core.symlinks',
  'core.ignorecase',
  'core.precomposeunicode',
  'core.trustctime',
  'core.checkstat',
  'core.autocrlf',
  'core.eol',
];

/** @param name of the copy within the workbench: copies that are written must not share one */
export async function copyIndex(options: IndexCopyOptions, name: string): Promise<IndexCopy> {
  const { location, workbench, commonDir, worktree } = options;
  const copy = join(workbench.gitDir, name);
  const [settings] = await Promise.all([
    carriedSettings(location.git),
    copyIfThere(indexFile(options), copy),
    copySharedIndexes(location.gitDir, workbench.gitDir),
    copyIfThere(join(commonDir, 'info', 'exclude'), join(workbench.gitDir, 'info', 'exclude')),
  ]);
  const lines = [...settings].map(([key, value]) => `\t${key.slice('core.'.length)} = ${value}\n`);
  await appendFile(join(workbench.gitDir, 'config'), `[core]\n${lines.join('')}`);
  const variables = { GIT_INDEX_FILE: copy, ...(worktree === null ? {} : { GIT_WORK_TREE: worktree }) };
  return {
    git: (args, call) => workbench.git(args, { ...call, variables: { ...variables, ...call?.variables } }),
    fileSystem: {
      keepsExecutableBit: settings.get('core.filemode') !== 'false',
      hasSymlinks: settings.get('core.symlinks') !== 'false',
    },
  };
}

/** `git commit -a` and `git commit PATH` hand their hooks an index of their own. Only one of this repository counts. */
function indexFile({ location, commonDir, environment }: IndexCopyOptions): string {
  const usual = join(location.gitDir, 'index');
  const handed = environment['GIT_INDEX_FILE'];
  if (handed === undefined || handed === '') return usual;
  const file = resolve(location.dir, handed);
  return [location.gitDir, commonDir].some((folder) => isWithin(folder, file)) ? file : usual;
}

function isWithin(folder: string, file: string): boolean {
  const way = relative(folder, file);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

async function carriedSettings(git: RunGit): Promise<Map<string, string>> {
  const { output } = await git(['config', '--null', '--list']);
  const settings = new Map<string, string>();
  for (const record of decodeRecords(output)) {
    const [key = '', value = 'true'] = record.split('\n');
    if (CARRIED.includes(key) && /^\w+$/.test(value)) settings.set(key, value.toLowerCase());
  }
  return settings;
}

/** A split index keeps most of its entries in files beside it. */
async function copySharedIndexes(from: string, to: string): Promise<void> {
  const names = (await readdir(from)).filter((name) => /^sharedindex\.[0-9a-f]+$/.test(name));
  await Promise.all(names.map((name) => copyIfThere(join(from, name), join(to, name))));
}

/**
 * Git believes an entry whose file is older than the index, and compares contents where both are of the same moment.
 * A copy that is younger than its original would make it believe what it must not; an older one costs comparisons.
 */
async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    const { mtimeMs } = await stat(from);
    await copyFile(from, to);
    const seconds = Math.floor(mtimeMs / 1000);
    await utimes(to, seconds, seconds);
  } catch (error) {
    if (!hasErrorCode(error, 'ENOENT')) throw error;
  }
}
