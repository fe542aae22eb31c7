/** Which branch a change is for, where nobody says. */
import type { Revision } from '#domain/snapshot.ts';
import type { RunGit } from './git-process.ts';
import { decodeRecords } from './path-encoding.ts';

interface Ref {
  readonly name: string;
  readonly commit: string;
  readonly pointsTo: string;
}

/**
 * The remote's default branch, else the remote's or the own `main` or `master`, else `init.defaultBranch`, else the
 * only branch there is besides the current one, else the only branch. Null where that leaves a choice, or nothing.
 */
export async function findDefaultBranch(git: RunGit): Promise<Revision | null> {
  const [refs, configured, current] = await Promise.all([
    listRefs(git),
    answer(git, ['config', '--null', '--get', 'init.defaultBranch']),
    answer(git, ['symbolic-ref', '--quiet', 'HEAD']),
  ]);
  const byName = new Map(refs.map((ref) => [ref.name, ref]));
  const remoteHeads = refs.filter((ref) => REMOTE_HEAD.test(ref.name)).sort(originFirst);
  const locals = refs.filter((ref) => ref.name.startsWith('refs/heads/'));
  const others = locals.filter((ref) => ref.name !== current);
  const found =
    remoteHeads.map((ref) => byName.get(ref.pointsTo) ?? ref)[0] ??
    USUAL.map((name) => byName.get(name)).find((ref) => ref !== undefined) ??
    byName.get(`refs/heads/${configured ?? ''}`) ??
    (others.length === 1 ? others[0] : undefined) ??
    (locals.length === 1 ? locals[0] : undefined);
  return found === undefined ? null : { sha: found.commit, ref: shortName(found.name) };
}

const REMOTE_HEAD = /^refs\/remotes\/[^/]+\/HEAD$/;

const USUAL = [
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/remotes/upstream/main',
  'refs/remotes/upstream/master',
  'refs/heads/main',
  'refs/heads/master',
];

async function listRefs(git: RunGit): Promise<Ref[]> {
  // A ref's name holds no white space and no control characters; its commit may be behind a tag.
  const format = '%(objectname) %(refname) %(symref)';
  const { output } = await git(['for-each-ref', `--format=${format}`, 'refs/heads', 'refs/remotes']);
  return output
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [commit = '', name = '', pointsTo = ''] = line.split(' ');
      return { name, commit, pointsTo };
    });
}

async function answer(git: RunGit, args: readonly string[]): Promise<string | null> {
  const { status, output } = await git(args, { accept: [1, 128] });
  return status === 0 ? (decodeRecords(output)[0]?.replace(/\n$/, '') ?? null) : null;
}

function originFirst(one: Ref, other: Ref): number {
  const rank = (ref: Ref): number => (ref.name === 'refs/remotes/origin/HEAD' ? 0 : 1);
  return rank(one) - rank(other) || (one.name < other.name ? -1 : 1);
}

function shortName(name: string): string {
  return name.replace(/^refs\/(?:heads|remotes)\//, '');
}
