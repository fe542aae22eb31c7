/** What a push means: branches and tips, pull requests that follow their branch, checks that are asked for. */
import { branchesIn, mergeBaseOf } from '../git/bare-repository.ts';
import { changedPaths, readCommit, readCommits, type Commit } from '../git/commits.ts';
import { accountResource } from '../resources/accounts.ts';
import { repositoryResource } from '../resources/repositories.ts';
import type { User } from '../state/accounts.ts';
import type { PullRequest } from '../state/pull-requests.ts';
import { fullNameOf, openPullsOf, type Repository } from '../state/repositories.ts';
import { userWithEmail, type World } from '../state/world.ts';
import { announceIn } from '../webhooks/announce.ts';
import { requestSuites } from './checks.ts';
import { closePull, synchronizePull } from './pull-requests.ts';

const NOTHING = '0'.repeat(40);

/** Compares git's refs with those known, and lets everything follow that follows. */
export function noticePushes(world: World, repository: Repository, pusher: User): Promise<void> {
  if (repository.sharesGit) throw new Error(`${fullNameOf(repository)} shares its git: nobody can push to it`);
  return repository.git.inTurn(async () => {
    const now = await branchesIn(repository.git);
    const names = new Set([...repository.branches.keys(), ...now.keys()]);
    for (const branch of names) {
      const before = repository.branches.get(branch) ?? NOTHING;
      const after = now.get(branch) ?? NOTHING;
      if (before !== after) await follow(world, repository, { branch, before, after }, pusher);
    }
  });
}

interface Push {
  readonly branch: string;
  readonly before: string;
  readonly after: string;
}

async function follow(world: World, repository: Repository, push: Push, pusher: User): Promise<void> {
  const { branch, after } = push;
  if (after === NOTHING) repository.branches.delete(branch);
  else repository.branches.set(branch, after);
  repository.pushedAt = world.now();
  await tell(world, repository, push, pusher);
  if (after !== NOTHING) await requestSuites(world, repository, after, pusher);
  for (const pull of pullsFrom(world, repository, branch)) {
    if (after === NOTHING) await closePull(world, pull, pusher);
    else await synchronizePull(world, pull, after, pusher);
  }
  for (const pull of openPullsOf(repository)) {
    const merged = pull.base.ref === branch && after !== NOTHING && (await contains(repository, after, pull.head.sha));
    if (merged) await closePull(world, pull, pusher, after);
  }
}

/** In whatever repository they are: a fork's branch is the head of pull requests elsewhere. */
function pullsFrom(world: World, repository: Repository, branch: string): PullRequest[] {
  return [...world.repositories.values()]
    .flatMap(openPullsOf)
    .filter((pull) => pull.head.repository === repository && pull.head.ref === branch);
}

async function contains(repository: Repository, tip: string, sha: string): Promise<boolean> {
  return (await mergeBaseOf(repository.git, tip, sha)) === sha;
}

/** GitHub lists 2,048 in one payload; nobody here pushes so many. */
const MAX_COMMITS = 50;

async function tell(world: World, repository: Repository, push: Push, pusher: User): Promise<void> {
  const { before, after, branch } = push;
  const { git } = repository;
  const [created, deleted] = [before === NOTHING, after === NOTHING];
  const head = deleted ? null : await readCommit(git, after);
  const range = created ? ['--max-count=1', after] : ['--reverse', `--max-count=${MAX_COMMITS}`, `${before}..${after}`];
  const commits = deleted ? [] : await readCommits(git, range);
  const forced = !created && !deleted && (await mergeBaseOf(git, before, after)) !== before;
  const url = `${world.url}/${fullNameOf(repository)}`;
  const payload = {
    ref: `refs/heads/${branch}`,
    ...{ before, after, created, deleted, forced, base_ref: null },
    compare: `${url}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits: await Promise.all(commits.map((commit) => commitPayload(world, repository, url, commit))),
    head_commit: head === null ? null : await commitPayload(world, repository, url, head),
    pusher: { name: pusher.login, email: pusher.email },
  };
  // Times of a pushed repository are numbers, as they were in the first version of this webhook.
  const about = repositoryResource(world.url, repository);
  const seconds = (date: Date): number => Math.floor(date.getTime() / 1000);
  const times = { created_at: seconds(repository.createdAt), pushed_at: seconds(repository.pushedAt) };
  const owner = { ...accountResource(world.url, repository.owner), name: repository.owner.login, email: null };
  announceIn(world, repository, { webhook: 'push', sender: pusher, payload }, undefined, { ...about, ...times, owner });
}

async function commitPayload(
  world: World,
  { git }: Repository,
  url: string,
  commit: Commit,
): Promise<Record<string, unknown>> {
  const person = ({ name, email }: Commit['author']): Record<string, unknown> => {
    const user = userWithEmail(world, email);
    return { name, email, ...(user === null ? {} : { username: user.login }) };
  };
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: `${url}/commit/${commit.sha}`,
    author: person(commit.author),
    committer: person(commit.committer),
    ...(await changedPaths(git, commit)),
  };
}
