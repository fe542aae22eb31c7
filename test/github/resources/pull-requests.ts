/** Pull requests as GitHub's API shows them: in lists, alone, and in webhooks. */
import { mergeBaseOf } from '../git/bare-repository.ts';
import { countLines, pullRequestDiff } from '../git/pull-request-diff.ts';
import type { Organization, User } from '../state/accounts.ts';
import { requirementStates } from '../state/checks.ts';
import { reviewCommentsOf, type PullRequest } from '../state/pull-requests.ts';
import { fullNameOf, type Repository } from '../state/repositories.ts';
import { accountResource, teamResource, teamSimpleResource } from './accounts.ts';
import { labelResource, repositoryResource, repositoryUrl } from './repositories.ts';

type Json = Record<string, unknown>;

export function pullUrl(base: string, pull: PullRequest): string {
  return `${repositoryUrl(base, pull.repository)}/pulls/${pull.number}`;
}

export function pullHtmlUrl(base: string, pull: PullRequest): string {
  return `${base}/${fullNameOf(pull.repository)}/pull/${pull.number}`;
}

/** As lists show it. Full teams are theirs; a pull request alone has the simple ones. */
export function pullSimpleResource(base: string, pull: PullRequest): Json {
  return { ...commonParts(base, pull), requested_teams: pull.requestedTeams.map((team) => teamResource(base, team)) };
}

/** As `GET /repos/{owner}/{repo}/pulls/{pull_number}` shows it. */
export async function pullResource(base: string, pull: PullRequest): Promise<Json> {
  const mergeable = pull.state === 'open' ? await mergesCleanly(pull) : null;
  return {
    ...(await fullParts(base, pull)),
    mergeable,
    rebaseable: mergeable,
    mergeable_state: mergeableState(pull, mergeable),
  };
}

/** Webhooks are sent before GitHub has tried to merge. */
export async function pullPayload(base: string, pull: PullRequest): Promise<Json> {
  return { ...(await fullParts(base, pull)), mergeable: null, rebaseable: null, mergeable_state: 'unknown' };
}

async function fullParts(base: string, pull: PullRequest): Promise<Json> {
  const { git } = pull.repository;
  const files = await pullRequestDiff(git, pull.base.sha, pull.head.sha);
  const sum = (kind: 'added' | 'deleted'): number => files.reduce((total, file) => total + countLines(file, kind), 0);
  const range = `${pull.base.sha}..${pull.head.sha}`;
  const commits = await git.remember(`count ${range}`, () => git.run(['rev-list', '--count', range]));
  return {
    ...commonParts(base, pull),
    requested_teams: pull.requestedTeams.map((team) => teamSimpleResource(base, team)),
    merged: pull.merged !== null,
    merged_by: pull.merged === null ? null : accountResource(base, pull.merged.by),
    comments: pull.comments.length,
    review_comments: reviewCommentsOf(pull).length,
    maintainer_can_modify: false,
    commits: Number(commits),
    additions: sum('added'),
    deletions: sum('deleted'),
    changed_files: files.length,
  };
}

function commonParts(base: string, pull: PullRequest): Json {
  const { repository } = pull;
  const url = pullUrl(base, pull);
  const htmlUrl = pullHtmlUrl(base, pull);
  const links = {
    issue: `${repositoryUrl(base, repository)}/issues/${pull.number}`,
    comments: `${repositoryUrl(base, repository)}/issues/${pull.number}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${repositoryUrl(base, repository)}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses: `${repositoryUrl(base, repository)}/statuses/${pull.head.sha}`,
  };
  return {
    id: pull.id,
    node_id: pull.nodeId,
    number: pull.number,
    url,
    html_url: htmlUrl,
    diff_url: `${htmlUrl}.diff`,
    patch_url: `${htmlUrl}.patch`,
    ...Object.fromEntries(Object.entries(links).map(([name, link]) => [`${name}_url`, link])),
    state: pull.state,
    locked: pull.locked,
    active_lock_reason: null,
    title: pull.title,
    body: pull.body,
    user: accountResource(base, pull.author),
    author_association: associationOf(repository, pull.author),
    labels: pull.labels.map((label) => labelResource(base, repository, label)),
    draft: pull.draft,
    ...{ milestone: null, assignee: null, assignees: [], auto_merge: null },
    requested_reviewers: pull.requestedReviewers.map((user) => accountResource(base, user)),
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.merged?.at ?? null,
    merge_commit_sha: pull.merged?.sha ?? null,
    head: endResource(base, pull.head.ref, pull.head.sha, pull.head.repository, pull.head.owner),
    base: endResource(base, pull.base.ref, pull.base.sha, repository, repository.owner),
    _links: Object.fromEntries(
      Object.entries({ self: url, html: htmlUrl, ...links }).map(([name, href]) => [name, { href }]),
    ),
  };
}

function endResource(
  base: string,
  ref: string,
  sha: string,
  repository: Repository | null,
  owner: User | Organization,
): Json {
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: accountResource(base, owner),
    repo: repository === null || repository.deleted ? null : repositoryResource(base, repository),
  };
}

/** What somebody is to a repository, in the word that GitHub puts beside their name. */
export function associationOf(repository: Repository, user: User): string {
  const { owner } = repository;
  if (owner === user) return 'OWNER';
  if (owner.type === 'Organization' && owner.members.has(user)) return 'MEMBER';
  if (repository.collaborators.has(user)) return 'COLLABORATOR';
  const pulls = [...repository.pulls.values()].filter((pull) => pull.author === user);
  if (pulls.some((pull) => pull.merged !== null)) return 'CONTRIBUTOR';
  return pulls.length > 0 ? 'FIRST_TIME_CONTRIBUTOR' : 'NONE';
}

async function mergesCleanly({ repository: { git, branches }, base, head }: PullRequest): Promise<boolean> {
  const tip = branches.get(base.ref) ?? base.sha;
  if ((await mergeBaseOf(git, tip, head.sha)) === null) return false;
  const merge = ['merge-tree', '--write-tree', '--no-messages', tip, head.sha];
  const tree = await git.run(merge, { accept: [1] });
  return !tree.trim().includes('\n');
}

function mergeableState(pull: PullRequest, mergeable: boolean | null): string {
  if (mergeable === null) return 'unknown';
  if (!mergeable) return 'dirty';
  if (pull.draft) return 'draft';
  const states = requirementStates(pull.repository, pull.base.ref, pull.head.sha);
  return states.every(({ state }) => state === 'passed') ? 'clean' : 'blocked';
}
