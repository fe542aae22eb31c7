/** The merge queue: pull requests wait on a commit made for them until its checks are there. Apps are told. */
import { readCommit } from '../git/commits.ts';
import { ApiError } from '../http/api-error.ts';
import { simpleCommitResource } from '../resources/commits.ts';
import type { User } from '../state/accounts.ts';
import type { PullRequest } from '../state/pull-requests.ts';
import type { Repository } from '../state/repositories.ts';
import type { World } from '../state/world.ts';
import { announceIn } from '../webhooks/announce.ts';
import { requestSuites } from './checks.ts';
import { closePull, tellOfQueue } from './pull-requests.ts';

export interface MergeGroup {
  readonly repository: Repository;
  readonly pulls: readonly PullRequest[];
  /** `gh-readonly-queue/main/pr-12-<sha of the base>`, without `refs/heads/`. */
  readonly branch: string;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly headSha: string;
}

/** Puts them on top of one another, in their order, and asks for checks on the result. Throws 422 on a conflict. */
export async function enqueue(world: World, pulls: readonly PullRequest[], by: User): Promise<MergeGroup> {
  const last = pulls.at(-1);
  if (last === undefined) throw new Error('a merge group has at least one pull request');
  const { repository, base } = last;
  const baseSha = repository.branches.get(base.ref) ?? base.sha;
  let headSha = baseSha;
  for (const pull of pulls) headSha = await mergedOnto(repository, headSha, pull);
  const branch = `gh-readonly-queue/${base.ref}/pr-${last.number}-${baseSha}`;
  await repository.git.run(['update-ref', `refs/heads/${branch}`, headSha]);
  repository.branches.set(branch, headSha);
  const group: MergeGroup = { repository, pulls, branch, baseRef: base.ref, baseSha, headSha };
  for (const pull of pulls) await tellOfQueue(world, pull, by, null);
  await requestSuites(world, repository, headSha, by);
  await tell(world, 'merge-group/checks-requested', group, by);
  return group;
}

export type QueueReason = 'merged' | 'invalidated' | 'dequeued';

/** The group ends: its commit becomes the base's tip, or is thrown away. */
export async function endGroup(world: World, group: MergeGroup, reason: QueueReason, by: User): Promise<void> {
  const { repository, branch, baseRef, headSha } = group;
  await repository.git.run(['update-ref', '-d', `refs/heads/${branch}`]);
  repository.branches.delete(branch);
  await tell(world, 'merge-group/destroyed', group, by, { reason });
  for (const pull of group.pulls) await tellOfQueue(world, pull, by, reason === 'merged' ? 'MERGE' : 'CI_FAILURE');
  if (reason !== 'merged') return;
  await repository.git.run(['update-ref', `refs/heads/${baseRef}`, headSha]);
  repository.branches.set(baseRef, headSha);
  for (const pull of group.pulls) await closePull(world, pull, by, headSha);
}

/** A merge commit of the pull request's head, made without a working tree. */
export async function mergedOnto(repository: Repository, base: string, pull: PullRequest): Promise<string> {
  const { git } = repository;
  const { sha } = pull.head;
  const merged = (await git.run(['merge-tree', '--write-tree', '--no-messages', base, sha], { accept: [1] })).trim();
  if (merged.includes('\n')) throw new ApiError(405, 'Pull Request is not mergeable');
  const message = `Merge pull request #${pull.number} from ${pull.head.owner.login}/${pull.head.ref}\n\n${pull.title}\n`;
  const commit = await git.run(['commit-tree', merged, '-p', base, '-p', sha], { input: message });
  return commit.trim();
}

async function tell(
  world: World,
  webhook: 'merge-group/checks-requested' | 'merge-group/destroyed',
  group: MergeGroup,
  sender: User,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { repository, headSha } = group;
  const payload = {
    ...more,
    merge_group: {
      head_sha: headSha,
      head_ref: `refs/heads/${group.branch}`,
      base_sha: group.baseSha,
      base_ref: `refs/heads/${group.baseRef}`,
      head_commit: simpleCommitResource(await readCommit(repository.git, headSha)),
    },
  };
  announceIn(world, repository, { webhook, sender, payload });
}
