/** What happens to a pull request as a whole: opened, edited, pushed to, labelled, closed, merged. Apps are told. */
import { hasCommit } from '../git/bare-repository.ts';
import { pullPayload } from '../resources/pull-requests.ts';
import { accountResource, teamSimpleResource } from '../resources/accounts.ts';
import { labelResource } from '../resources/repositories.ts';
import type { WebhookId } from '../description/operations-in-use.ts';
import type { Team, User } from '../state/accounts.ts';
import type { PullRequest } from '../state/pull-requests.ts';
import type { Label, Repository } from '../state/repositories.ts';
import type { World } from '../state/world.ts';
import { announceIn } from '../webhooks/announce.ts';
import { newIdentity } from './naming.ts';
import { relocateThreads } from './threads.ts';

export interface NewPullRequest {
  readonly repository: Repository;
  readonly author: User;
  readonly title: string;
  readonly body: string | null;
  readonly base: string;
  /** Where the branch is: the repository itself, or a fork. */
  readonly from: Repository;
  readonly branch: string;
  readonly sha: string;
  readonly draft: boolean;
  readonly labels: readonly Label[];
}

export async function openPull(world: World, wanted: NewPullRequest): Promise<PullRequest> {
  const { repository, author, from, branch, sha } = wanted;
  const now = world.now();
  const pull: PullRequest = {
    ...newIdentity(world, 'PR'),
    ...{ number: nextNumber(repository), repository, author, title: wanted.title, body: wanted.body },
    base: { ref: wanted.base, sha: repository.branches.get(wanted.base) ?? '' },
    head: { ref: branch, sha, repository: from, owner: from.owner },
    ...{
      labels: [...wanted.labels],
      requestedReviewers: [],
      requestedTeams: [],
      comments: [],
      reviews: [],
      threads: [],
    },
    ...{
      state: 'open',
      draft: wanted.draft,
      locked: false,
      createdAt: now,
      updatedAt: now,
      closedAt: null,
      merged: null,
    },
  };
  repository.pulls.set(pull.number, pull);
  world.nodes.set(pull.nodeId, { kind: 'PullRequest', value: pull });
  await keepHead(pull);
  await tell(world, 'pull-request/opened', pull, author);
  return pull;
}

function nextNumber(repository: Repository): number {
  return Math.max(0, ...repository.pulls.keys()) + 1;
}

/** `refs/pull/N/head` keeps the head in the base repository, whatever becomes of the branch or the fork. */
async function keepHead({ number, head, repository }: PullRequest): Promise<void> {
  if (repository.sharesGit) return;
  const { git } = repository;
  const ref = `refs/pull/${number}/head`;
  if (head.repository !== null && !(await hasCommit(git, head.sha))) {
    await git.run(['fetch', '-q', '--no-tags', head.repository.git.dir, head.sha]);
  }
  await git.run(['update-ref', ref, head.sha]);
}

/** Its branch was pushed to. */
export async function synchronizePull(world: World, pull: PullRequest, sha: string, pusher: User): Promise<void> {
  const before = pull.head.sha;
  Object.assign(pull.head, { sha });
  pull.base.sha = pull.repository.branches.get(pull.base.ref) ?? pull.base.sha;
  pull.updatedAt = world.now();
  await keepHead(pull);
  await relocateThreads(pull, before);
  await tell(world, 'pull-request/synchronize', pull, pusher, { before, after: sha });
}

export interface PullChanges {
  readonly title?: string;
  readonly body?: string | null;
  /** A branch of the same repository. */
  readonly base?: string;
}

export async function editPull(
  world: World,
  pull: PullRequest,
  editor: User,
  { title, body, base }: PullChanges,
): Promise<void> {
  const changes: Record<string, unknown> = {};
  if (title !== undefined && title !== pull.title) {
    changes['title'] = { from: pull.title };
    pull.title = title;
  }
  if (body !== undefined && body !== pull.body) {
    changes['body'] = { from: pull.body ?? '' };
    pull.body = body;
  }
  if (base !== undefined && base !== pull.base.ref) {
    changes['base'] = { ref: { from: pull.base.ref }, sha: { from: pull.base.sha } };
    Object.assign(pull.base, { ref: base, sha: pull.repository.branches.get(base) ?? '' });
  }
  pull.updatedAt = world.now();
  await tell(world, 'pull-request/edited', pull, editor, { changes });
}

export async function setDraft(world: World, pull: PullRequest, sender: User, draft: boolean): Promise<void> {
  if (pull.draft === draft) return;
  pull.draft = draft;
  await tell(world, draft ? 'pull-request/converted-to-draft' : 'pull-request/ready-for-review', pull, sender);
}

export async function closePull(world: World, pull: PullRequest, sender: User, mergedAs?: string): Promise<void> {
  if (pull.state === 'closed') return;
  const now = world.now();
  Object.assign(pull, { state: 'closed', closedAt: now, updatedAt: now });
  if (mergedAs !== undefined) pull.merged = { at: now, by: sender, sha: mergedAs };
  await tell(world, 'pull-request/closed', pull, sender);
}

export async function reopenPull(world: World, pull: PullRequest, sender: User): Promise<void> {
  if (pull.state === 'open' || pull.merged !== null) return;
  Object.assign(pull, { state: 'open', closedAt: null, updatedAt: world.now() });
  await tell(world, 'pull-request/reopened', pull, sender);
}

export async function addLabel(world: World, pull: PullRequest, sender: User, label: Label): Promise<void> {
  if (pull.labels.includes(label)) return;
  pull.labels.push(label);
  await tell(world, 'pull-request/labeled', pull, sender, { label: labelResource(world.url, pull.repository, label) });
}

export async function removeLabel(world: World, pull: PullRequest, sender: User, label: Label): Promise<void> {
  if (!pull.labels.includes(label)) return;
  pull.labels.splice(pull.labels.indexOf(label), 1);
  await tell(world, 'pull-request/unlabeled', pull, sender, {
    label: labelResource(world.url, pull.repository, label),
  });
}

/** GitHub tells of each one alone. */
export async function requestReview(world: World, pull: PullRequest, sender: User, from: User | Team): Promise<void> {
  const listed: unknown[] = 'slug' in from ? pull.requestedTeams : pull.requestedReviewers;
  if (listed.includes(from)) return;
  listed.push(from);
  await tell(world, 'pull-request/review-requested', pull, sender, requested(world, from));
}

export async function withdrawReviewRequest(
  world: World,
  pull: PullRequest,
  sender: User,
  from: User | Team,
): Promise<void> {
  const listed: unknown[] = 'slug' in from ? pull.requestedTeams : pull.requestedReviewers;
  if (!listed.includes(from)) return;
  listed.splice(listed.indexOf(from), 1);
  await tell(world, 'pull-request/review-request-removed', pull, sender, requested(world, from));
}

function requested(world: World, from: User | Team): Record<string, unknown> {
  return 'slug' in from
    ? { requested_team: teamSimpleResource(world.url, from) }
    : { requested_reviewer: accountResource(world.url, from) };
}

export async function tellOfQueue(world: World, pull: PullRequest, sender: User, reason: string | null): Promise<void> {
  const webhook = reason === null ? 'pull-request/enqueued' : 'pull-request/dequeued';
  await tell(world, webhook, pull, sender, reason === null ? {} : { reason });
}

async function tell(
  world: World,
  webhook: WebhookId,
  pull: PullRequest,
  sender: User,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const payload = { number: pull.number, ...more, pull_request: await pullPayload(world.url, pull) };
  announceIn(world, pull.repository, { webhook, sender, payload });
}
