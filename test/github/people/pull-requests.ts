/** What people do with pull requests: open them, push to them, talk about them, review them, merge them. */
import { addComment, deleteComment, editComment } from '../acts/issue-comments.ts';
import { labelNamed } from '../acts/labels.ts';
import { endGroup, enqueue, mergedOnto, type MergeGroup, type QueueReason } from '../acts/merge-queue.ts';
import * as acts from '../acts/pull-requests.ts';
import { noticePushes } from '../acts/pushes.ts';
import {
  deleteReviewComment,
  editReviewComment,
  replyTo,
  setResolved,
  type NewComment,
} from '../acts/review-comments.ts';
import { addReview, dismissReview, implicitReview, type ReviewEvent } from '../acts/reviews.ts';
import { branchesIn } from '../git/bare-repository.ts';
import type { FileChanges } from '../git/working-copy.ts';
import type { User } from '../state/accounts.ts';
import { requirementStates, type RequirementState } from '../state/checks.ts';
import type { IssueComment, PullRequest, Review, ReviewComment, Thread } from '../state/pull-requests.ts';
import type { Repository } from '../state/repositories.ts';
import type { World } from '../state/world.ts';
import type { PushOptions, Repositories } from './repositories.ts';

export interface PullRequests {
  /** Pushes a branch and opens a pull request from it. */
  openPullRequest(options: PullRequestOptions): Promise<PullRequest>;
  /** Pushes to its branch, wherever that is. Returns the new head. */
  pushTo(
    pull: PullRequest,
    work: Omit<PushOptions, 'repository' | 'branch' | 'by'> & { readonly by?: User },
  ): Promise<string>;
  edit(pull: PullRequest, by: User, changes: acts.PullChanges): Promise<void>;
  closePull(pull: PullRequest, by: User): Promise<void>;
  reopenPull(pull: PullRequest, by: User): Promise<void>;
  setDraft(pull: PullRequest, by: User, draft: boolean): Promise<void>;
  label(pull: PullRequest, by: User, name: string): Promise<void>;
  unlabel(pull: PullRequest, by: User, name: string): Promise<void>;
  comment(pull: PullRequest, by: User, body: string): IssueComment;
  editComment(comment: IssueComment | ReviewComment, by: User, body: string): void;
  deleteComment(comment: IssueComment | ReviewComment, by: User): void;
  review(pull: PullRequest, by: User, options: ReviewOptions): Promise<Review>;
  dismiss(review: Review, by: User): void;
  /** Answers in a thread of the diff. */
  reply(comment: ReviewComment, by: User, body: string): ReviewComment;
  resolve(thread: Thread, by: User, resolved?: boolean): void;
  /** The button that merges the target branch into the pull request's. */
  updateBranch(pull: PullRequest, by: User): Promise<string>;
  /** What still stands between it and its merge; empty where nothing does. Checks count on its head alone. */
  blockedBy(pull: PullRequest): { readonly context: string; readonly state: RequirementState }[];
  /** Throws where something stands in the way. */
  merge(pull: PullRequest, by: User): Promise<string>;
  /** Into the merge queue, together and in this order. */
  enqueue(pulls: readonly PullRequest[], by: User): Promise<MergeGroup>;
  /** Out of it: merged (throws where a required check has not passed), or thrown out. */
  leaveQueue(group: MergeGroup, reason: QueueReason, by: User): Promise<void>;
}

export interface PullRequestOptions {
  readonly repository: Repository;
  readonly author: User;
  readonly title: string;
  readonly body?: string | null;
  readonly base?: string;
  readonly branch?: string;
  /** The fork that it comes from; the repository itself if not given. */
  readonly from?: Repository;
  readonly files?: FileChanges;
  /** In place of `files`: several commits, with authors and trailers of their own. */
  readonly commits?: PushOptions['commits'];
  readonly message?: string;
  /** In place of a push: a commit that is there already. */
  readonly sha?: string;
  readonly draft?: boolean;
  readonly labels?: readonly string[];
}

export interface ReviewOptions {
  readonly event?: ReviewEvent;
  readonly body?: string;
  /** The head if not given. */
  readonly commit?: string;
  readonly comments?: readonly NewComment[];
}

export function createPullRequests(world: World, repositories: Repositories): PullRequests {
  return {
    openPullRequest: (options) => open(world, repositories, options),
    pushTo(pull, { by = pull.author, ...work }) {
      if (pull.head.repository === null) throw new Error('its fork is gone');
      return repositories.push({ ...work, repository: pull.head.repository, branch: pull.head.ref, by });
    },
    edit: (pull, by, changes) => acts.editPull(world, pull, by, changes),
    closePull: (pull, by) => acts.closePull(world, pull, by),
    reopenPull: (pull, by) => acts.reopenPull(world, pull, by),
    setDraft: (pull, by, draft) => acts.setDraft(world, pull, by, draft),
    label: (pull, by, name) => acts.addLabel(world, pull, by, labelNamed(world, pull.repository, name)),
    unlabel: (pull, by, name) => acts.removeLabel(world, pull, by, labelNamed(world, pull.repository, name)),
    comment: (pull, by, body) => addComment(world, pull, by, body, null),
    editComment: (comment, by, body) =>
      'thread' in comment ? editReviewComment(world, comment, by, body) : editComment(world, comment, by, body),
    deleteComment: (comment, by) =>
      'thread' in comment ? deleteReviewComment(world, comment, by) : deleteComment(world, comment, by),
    review: (pull, author, { event, body = '', commit = pull.head.sha, comments = [] }) =>
      addReview(world, pull, { author, event, body, commit, comments }),
    dismiss: (review, by) => dismissReview(world, review, by),
    reply: (comment, by, body) =>
      replyTo(world, comment, implicitReview(world, comment.pull, by, comment.thread.original.commit), body),
    resolve: (thread, by, resolved = true) => setResolved(world, thread, by, resolved),
    updateBranch: (pull, by) => updateBranch(world, pull, by),
    blockedBy,
    merge: (pull, by) => merge(world, pull, by),
    enqueue: (pulls, by) => enqueue(world, pulls, by),
    async leaveQueue(group, reason, by) {
      const states = requirementStates(group.repository, group.baseRef, group.headSha);
      if (reason === 'merged') requirePassed(states);
      await endGroup(world, group, reason, by);
    },
  };
}

async function open(world: World, repositories: Repositories, options: PullRequestOptions): Promise<PullRequest> {
  const { repository, author, title, body = null, base = repository.defaultBranch, from = repository } = options;
  const {
    branch = `change-${repository.pulls.size + 1}`,
    draft = false,
    labels = [],
    files = {},
    message = title,
  } = options;
  const on = repository.branches.get(base) ?? '';
  const work = { files, message, ...(options.commits === undefined ? {} : { commits: options.commits }) };
  const sha = options.sha ?? (await repositories.push({ ...work, repository: from, by: author, branch, on }));
  if (options.sha !== undefined) {
    if (!from.sharesGit) await from.git.run(['update-ref', `refs/heads/${branch}`, sha]);
    from.branches.set(branch, sha);
  }
  const named = labels.map((name) => labelNamed(world, repository, name));
  return acts.openPull(world, { repository, author, title, body, base, from, branch, sha, draft, labels: named });
}

function blockedBy(pull: PullRequest): { readonly context: string; readonly state: RequirementState }[] {
  return requirementStates(pull.repository, pull.base.ref, pull.head.sha).filter(({ state }) => state !== 'passed');
}

function requirePassed(states: readonly { readonly context: string; readonly state: RequirementState }[]): void {
  const missing = states
    .filter(({ state }) => state !== 'passed')
    .map(({ context, state }) => `${context} is ${state}`);
  if (missing.length > 0) throw new Error(`Required status checks have not passed: ${missing.join(', ')}`);
}

async function merge(world: World, pull: PullRequest, by: User): Promise<string> {
  requirePassed(blockedBy(pull));
  const { repository, base } = pull;
  const sha = await mergedOnto(repository, repository.branches.get(base.ref) ?? base.sha, pull);
  await repository.git.run(['update-ref', `refs/heads/${base.ref}`, sha]);
  await noticePushes(world, repository, by);
  return sha;
}

/** The person is the author of the merge, and GitHub its committer. */
async function updateBranch(world: World, pull: PullRequest, by: User): Promise<string> {
  const { repository: from, sha: head, ref } = pull.head;
  const tip = pull.repository.branches.get(pull.base.ref) ?? pull.base.sha;
  if (from === null) throw new Error('its fork is gone');
  if (from !== pull.repository) await from.git.run(['fetch', '-q', '--no-tags', pull.repository.git.dir, tip]);
  const tree = (await from.git.run(['merge-tree', '--write-tree', '--no-messages', head, tip])).trim();
  const message = `Merge branch '${pull.base.ref}' into ${ref}\n`;
  const variables = { GIT_AUTHOR_NAME: by.name, GIT_AUTHOR_EMAIL: by.email };
  const commit = await from.git.run(['commit-tree', tree, '-p', head, '-p', tip], { input: message, variables });
  await from.git.run(['update-ref', `refs/heads/${ref}`, commit.trim()]);
  await noticePushes(world, from, by);
  return (await branchesIn(from.git)).get(ref) ?? '';
}
