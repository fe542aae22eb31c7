/** Commits and files, read from git. */
import type { BareRepository } from './bare-repository.ts';

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: Date;
}

const FORMAT = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x00');

/** Newest first, as git tells them; `args` are revisions and limits. */
export async function readCommits(git: BareRepository, args: readonly string[]): Promise<Commit[]> {
  const log = await git.run(['log', '--no-color', `--format=${FORMAT}%x00%x01`, ...args, '--']);
  return log
    .split('\0\x01')
    .map((entry) => entry.replace(/^\n/, ''))
    .filter((entry) => entry !== '')
    .map(commitFrom);
}

export async function readCommit(git: BareRepository, sha: string): Promise<Commit> {
  const [commit] = await readCommits(git, ['--max-count=1', sha]);
  if (commit === undefined) throw new Error(`${sha} is not a commit`);
  return commit;
}

function commitFrom(entry: string): Commit {
  const [sha = '', tree = '', parents = '', ...rest] = entry.split('\0');
  const [authorName = '', authorEmail = '', authorDate = '', ...committed] = rest;
  const [name = '', email = '', date = '', message = ''] = committed;
  return {
    sha,
    tree,
    parents: parents === '' ? [] : parents.split(' '),
    author: { name: authorName, email: authorEmail, date: new Date(authorDate) },
    committer: { name, email, date: new Date(date) },
    message: message.replace(/\n$/, ''),
  };
}

export interface ChangedPaths {
  readonly added: string[];
  readonly removed: string[];
  readonly modified: string[];
}

/** What a commit changes against its first parent; a moved file is one added and one removed. */
export async function changedPaths(git: BareRepository, { sha, parents }: Commit): Promise<ChangedPaths> {
  const [first] = parents;
  const trees = first === undefined ? ['--root', sha] : [first, sha];
  const listed = await git.run(['diff-tree', '-r', '-z', '--no-commit-id', '--no-renames', '--name-status', ...trees]);
  const paths: ChangedPaths = { added: [], removed: [], modified: [] };
  const fields = listed.split('\0');
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const group = fields[at] === 'A' ? paths.added : fields[at] === 'D' ? paths.removed : paths.modified;
    group.push(fields[at + 1] ?? '');
  }
  return paths;
}

export interface TreeEntry {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  readonly path: string;
  /** Null for what is not a blob. */
  readonly size: number | null;
}

/** The entry at a path, or those in the folder at it; null where nothing is there. */
export async function readTree(
  git: BareRepository,
  commit: string,
  path: string,
): Promise<{ readonly entry: TreeEntry | null; readonly children: readonly TreeEntry[] } | null> {
  if (path === '') return { entry: null, children: await listTree(git, commit) };
  const [entry] = await listTree(git, commit, path);
  if (entry === undefined) return null;
  return { entry, children: entry.type === 'tree' ? await listTree(git, commit, `${path}/`) : [] };
}

async function listTree(git: BareRepository, commit: string, path?: string): Promise<TreeEntry[]> {
  const listed = await git.run(['ls-tree', '-z', '--long', commit, ...(path === undefined ? [] : ['--', path])]);
  return listed
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => {
      const tab = line.indexOf('\t');
      const [mode = '', type = '', sha = '', size = '-'] = line.slice(0, tab).split(/ +/);
      const entry = { mode, type: type as TreeEntry['type'], sha, path: line.slice(tab + 1) };
      return { ...entry, size: size === '-' ? null : Number(size) };
    });
}

export function readBlob(git: BareRepository, sha: string): Promise<Buffer> {
  return git.runForBytes(['cat-file', 'blob', sha]);
}
