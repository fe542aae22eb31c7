/** Threads on places in the diff, and the comments in them: begun, answered, edited, deleted, resolved, hidden. */
import { diffHunkAt } from '../git/pull-request-diff.ts';
import type { WebhookId } from '../description/operations-in-use.ts';
import { reviewCommentResource } from '../resources/conversation.ts';
import { pullSimpleResource } from '../resources/pull-requests.ts';
import type { User } from '../state/accounts.ts';
import type { PullRequest, Review, ReviewComment, Thread } from '../state/pull-requests.ts';
import type { World } from '../state/world.ts';
import { announceIn } from '../webhooks/announce.ts';
import { newIdentity } from './naming.ts';
import { anchorAt, relocateSince, type WantedPlace } from './threads.ts';

export type NewComment = WantedPlace & { readonly body: string };

/** A thread with its first comment. Tells nobody: it may belong to a review that is not submitted. */
export async function addThread(world: World, review: Review, wanted: NewComment): Promise<Thread> {
  const { pull, commit } = review;
  const { anchor, file } = await anchorAt(pull, commit, wanted);
  const thread: Thread = {
    nodeId: newIdentity(world, 'PRRT').nodeId,
    pull,
    original: { ...anchor, commit },
    diffHunk: anchor.position === null ? '' : diffHunkAt(file, anchor.position),
    comments: [],
    current: { ...anchor, commit },
    resolvedBy: null,
  };
  // A comment on an older commit is where its line is by now.
  if (commit !== pull.head.sha) await relocateSince(pull, thread, commit);
  world.nodes.set(thread.nodeId, { kind: 'PullRequestReviewThread', value: thread });
  writeComment(world, thread, review, wanted.body, null);
  return thread;
}

export function replyTo(world: World, parent: ReviewComment, review: Review, body: string): ReviewComment {
  const { thread } = parent;
  const first = thread.comments[0] ?? parent;
  const comment = writeComment(world, thread, review, body, first);
  tell(world, 'pull-request-review-comment/created', comment, review.author);
  return comment;
}

function writeComment(
  world: World,
  thread: Thread,
  review: Review,
  body: string,
  parent: ReviewComment | null,
): ReviewComment {
  const now = world.now();
  const comment: ReviewComment = {
    ...newIdentity(world, 'PRRC'),
    ...{ thread, review, pull: thread.pull, author: review.author, body, replyTo: parent },
    ...{ createdAt: now, updatedAt: now, reactions: [], editedBy: null, minimized: null },
  };
  thread.comments.push(comment);
  world.nodes.set(comment.nodeId, { kind: 'PullRequestReviewComment', value: comment });
  return comment;
}

export function announceComments(world: World, review: Review): void {
  for (const thread of review.pull.threads) {
    for (const comment of thread.comments) {
      if (comment.review === review) tell(world, 'pull-request-review-comment/created', comment, review.author);
    }
  }
}

export function editReviewComment(world: World, comment: ReviewComment, editor: User, body: string): void {
  const changes = { body: { from: comment.body } };
  Object.assign(comment, { body, updatedAt: world.now(), editedBy: editor });
  tell(world, 'pull-request-review-comment/edited', comment, editor, { changes });
}

/** The thread goes with its last comment. */
export function deleteReviewComment(world: World, comment: ReviewComment, deleter: User): void {
  const { thread, pull } = comment;
  thread.comments.splice(thread.comments.indexOf(comment), 1);
  if (thread.comments.length === 0) pull.threads.splice(pull.threads.indexOf(thread), 1);
  world.nodes.delete(comment.nodeId);
  tell(world, 'pull-request-review-comment/deleted', comment, deleter);
}

export function setResolved(world: World, thread: Thread, by: User, resolved: boolean): void {
  if ((thread.resolvedBy !== null) === resolved) return;
  thread.resolvedBy = resolved ? by : null;
  const webhook = resolved ? 'pull-request-review-thread/resolved' : 'pull-request-review-thread/unresolved';
  const comments = thread.comments.map((comment) => reviewCommentResource(world.url, comment));
  announce(world, webhook, thread.pull, by, { thread: { node_id: thread.nodeId, comments } });
}

function tell(
  world: World,
  webhook: WebhookId,
  comment: ReviewComment,
  sender: User,
  more: Readonly<Record<string, unknown>> = {},
): void {
  announce(world, webhook, comment.pull, sender, { ...more, comment: reviewCommentResource(world.url, comment) });
}

function announce(
  world: World,
  webhook: WebhookId,
  pull: PullRequest,
  sender: User,
  more: Readonly<Record<string, unknown>>,
): void {
  const payload = { ...more, pull_request: pullSimpleResource(world.url, pull) };
  announceIn(world, pull.repository, { webhook, sender, payload });
}
