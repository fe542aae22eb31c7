/** What is compared with what: from what a person asked for to commits. */
import type { Revision } from '#domain/snapshot.ts';
import { UserError } from '#domain/user-error.ts';
import { findDefaultBranch } from './default-branch.ts';
import type { RepositoryLocation } from './locate-repository.ts';
import { emptyTree } from './workbench.ts';

export interface RangeOptions {
  /** A revision; null for the default branch. */
  readonly base: string | null;
  /** A revision, `WORKTREE` or `STAGED`. */
  readonly head: string;
}

export interface ReviewRange {
  /** Where head's history parts from the target's. The empty tree where there is no history yet. */
  readonly base: Revision;
  readonly head: Revision;
  /** The tip of what the change is for; policy is read there. */
  readonly target: Revision;
}

/**
 * As a pull request does it: the base side is the merge-base of head and target. What is staged is compared with
 * the commit before it unless a base is named, since that is the change a commit is about to make.
 * @throws UserError `head-not-found`, `base-not-found`, `no-working-tree`, `shallow-clone`, `unrelated-histories`
 */
export async function resolveRange(location: RepositoryLocation, options: RangeOptions): Promise<ReviewRange> {
  const uncommitted = options.head === 'WORKTREE' || options.head === 'STAGED';
  if (uncommitted && location.bare) throw withoutWorkingTree(options.head);
  const [tip, target] = await Promise.all([
    findCommit(location, uncommitted ? 'HEAD' : options.head),
    options.base === null ? findDefaultBranch(location.git) : namedBase(location, options.base),
  ]);
  if (tip === null && !uncommitted) throw await headNotFound(location, options.head);
  const head = { sha: uncommitted ? options.head : (tip ?? ''), ref: options.head };
  if (tip === null) return fromNothing(location, head, target);
  if (options.base === null && options.head === 'STAGED') {
    const before = { sha: tip, ref: 'HEAD' };
    return { base: before, head, target: target ?? before };
  }
  if (target === null) throw noDefaultBranch(location);
  return { base: { sha: await mergeBase(location, target, tip, options.head), ref: target.ref }, head, target };
}

/** @throws UserError `head-not-found` where it names no commit */
export async function resolveRevision(location: RepositoryLocation, revision: string): Promise<Revision> {
  const sha = await findCommit(location, revision);
  if (sha === null) throw await headNotFound(location, revision);
  return { sha, ref: revision };
}

/** The commit that a revision names; null where there is none. Nothing that a revision holds is read as an option. */
async function findCommit({ git }: RepositoryLocation, revision: string): Promise<string | null> {
  if (revision === '' || revision.startsWith('-') || revision.includes('\0')) return null;
  const { status, output } = await git(
    ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
    { accept: [1, 128] },
  );
  return status === 0 ? output.toString('latin1').trim() : null;
}

async function namedBase(location: RepositoryLocation, base: string): Promise<Revision> {
  const sha = await findCommit(location, base);
  if (sha !== null) return { sha, ref: base };
  // A clone of one branch, as CI makes them, knows the others only as the remote's.
  const remote = await findCommit(location, `refs/remotes/origin/${base}`);
  if (remote !== null) return { sha: remote, ref: `origin/${base}` };
  throw new UserError(
    location.shallow ? 'shallow-clone' : 'base-not-found',
    `There is no commit named ${base} to compare with${location.shallow ? ' in this shallow clone' : ''}.`,
    location.shallow
      ? UNSHALLOW
      : 'Name a branch, tag or commit that exists here with --base; git fetch brings new ones.',
  );
}

/** No commit yet: everything is new. */
function fromNothing({ objectFormat }: RepositoryLocation, head: Revision, target: Revision | null): ReviewRange {
  const nothing = { sha: emptyTree(objectFormat), ref: 'no commit yet' };
  return { base: nothing, head, target: target ?? nothing };
}

async function mergeBase(location: RepositoryLocation, target: Revision, tip: string, head: string): Promise<string> {
  const { output } = await location.git(['merge-base', target.sha, tip], { accept: [1] });
  const [found] = output.toString('latin1').split('\n');
  if (found !== undefined && found !== '') return found;
  if (location.shallow) {
    throw new UserError(
      'shallow-clone',
      `This clone is shallow: the commit where ${head} parts from ${target.ref} is not in it.`,
      UNSHALLOW,
    );
  }
  throw new UserError(
    'unrelated-histories',
    `${head} and ${target.ref} have no commit in common, so there is no change between them.`,
    'Name another base with --base.',
  );
}

const UNSHALLOW = 'Run git fetch --unshallow (in GitHub Actions: fetch-depth: 0 for actions/checkout).';

function withoutWorkingTree(head: string): UserError {
  const message = `A bare repository has no working tree: there is nothing ${head} could mean.`;
  return new UserError('no-working-tree', message, 'Name a commit with --head.');
}

async function headNotFound(location: RepositoryLocation, head: string): Promise<UserError> {
  const unborn = head === 'HEAD' && (await location.git(['rev-parse', '-q', '--verify', 'HEAD'], ANY)).status !== 0;
  const message = unborn ? 'There is no commit yet.' : `There is no commit named ${head}.`;
  const remedy = unborn
    ? 'Review what is staged with --staged, or commit first.'
    : 'Name a branch, tag or commit that exists here with --head, or WORKTREE for what is not committed.';
  return new UserError('head-not-found', message, remedy);
}

const ANY = { accept: [1, 128] };

function noDefaultBranch({ shallow }: RepositoryLocation): UserError {
  const message = 'There is no default branch to compare with: neither origin/HEAD nor main nor master is here.';
  const remedy = shallow
    ? 'This clone is shallow. Fetch the branch the change is for, with its history, and name it with --base.'
    : 'Name what to compare with: --base REV.';
  return new UserError('base-not-found', message, remedy);
}
