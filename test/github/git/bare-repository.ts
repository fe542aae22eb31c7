/**
 * The git repository behind a repository of the stand-in, bare, in a temporary folder. Reads and moves refs; what a
 * push means for pull requests is told elsewhere. All of it is asynchronous: the server lives in the same process as
 * those who ask it.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGitProcess, type GitCall } from '#adapters/git/git-process.ts';
import { createScratchRepository } from '../../repositories/scratch-repository.ts';

export interface BareRepository {
  readonly dir: string;
  /** Output as text, as it came. Throws `GitError` where git fails. */
  run(args: readonly string[], call?: GitCall): Promise<string>;
  runForBytes(args: readonly string[], call?: GitCall): Promise<Buffer>;
  /** Facts about objects, which never change, are worked out once. */
  remember<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** One after the other: what reads refs and acts on them must not overlap. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  dispose(): void;
}

/** What GitHub's own servers allow: partial clones, and objects asked for by their id. */
const SERVER_SETTINGS = `
[uploadpack]
	allowFilter = true
	allowAnySHA1InWant = true
[http]
	receivepack = true
[receive]
	hideRefs = refs/pull
	denyDeleteCurrent = ignore
[core]
	hooksPath = /dev/null
[gc]
	auto = 0
[maintenance]
	auto = false
`;

export function createBareRepository(options: { readonly objectsOf?: string } = {}): BareRepository {
  const scratch = createScratchRepository({ bare: true });
  const { dir } = scratch;
  appendFileSync(join(dir, 'config'), SERVER_SETTINGS);
  if (options.objectsOf !== undefined) {
    writeFileSync(join(dir, 'objects', 'info', 'alternates'), `${options.objectsOf}\n`);
  }
  const git = createGitProcess({ environment: serverEnvironment(), cwd: dir });
  const runForBytes = async (args: readonly string[], call?: GitCall): Promise<Buffer> =>
    (await git(args, call)).output;
  const facts = new Map<string, Promise<unknown>>();
  let last: Promise<unknown> = Promise.resolve();
  return {
    dir,
    run: async (args, call) => (await runForBytes(args, call)).toString(),
    runForBytes,
    remember<T>(key: string, work: () => Promise<T>) {
      const fact = (facts.get(key) ?? work()) as Promise<T>;
      facts.set(key, fact);
      return fact;
    },
    inTurn(work) {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    },
    dispose: scratch.dispose,
  };
}

/** Nothing of the machine's configuration, and no transport but the file system's. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ALLOW_PROTOCOL: 'file',
    GIT_TERMINAL_PROMPT: '0',
    GIT_COMMITTER_NAME: 'GitHub',
    GIT_COMMITTER_EMAIL: 'noreply@example.com',
    GIT_AUTHOR_NAME: 'GitHub',
    GIT_AUTHOR_EMAIL: 'noreply@example.com',
  };
}

export async function branchesIn(git: BareRepository): Promise<Map<string, string>> {
  const listed = await git.run(['for-each-ref', '--format=%(refname:lstrip=2) %(objectname)', 'refs/heads/']);
  return new Map(
    listed
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), line.slice(line.lastIndexOf(' ') + 1)]),
  );
}

export async function hasCommit(git: BareRepository, sha: string): Promise<boolean> {
  if (!/^[0-9a-f]{40}$/.test(sha)) return false;
  const [, type] = (await git.run(['cat-file', '--batch-check'], { input: `${sha}\n` })).trim().split(' ');
  return type === 'commit';
}

/** Full id of what a branch, a tag, a full ref or an id names; null where it names no commit. */
export async function commitNamed(git: BareRepository, name: string): Promise<string | null> {
  if (name.startsWith('-') || name.includes('\n')) return null;
  const candidates = [`refs/${name}`, `refs/heads/${name}`, `refs/tags/${name}`, name];
  const input = candidates.map((candidate) => `${candidate}^{commit}\n`).join('');
  const found = (await git.run(['cat-file', '--batch-check'], { input })).split('\n');
  return found.find((line) => / commit \d+$/.test(line))?.slice(0, 40) ?? null;
}

/** Null where the two have no history in common. */
export async function mergeBaseOf(git: BareRepository, one: string, other: string): Promise<string | null> {
  const found = await git.run(['merge-base', one, other], { accept: [1] });
  return found === '' ? null : found.trim();
}
