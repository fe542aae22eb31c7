/** Comments on places in the diff. */
import {
  addThread,
  announceComments,
  deleteReviewComment,
  editReviewComment,
  replyTo,
  type NewComment,
} from '../acts/review-comments.ts';
import { implicitReview } from '../acts/reviews.ts';
import { ApiError, notFound } from '../http/api-error.ts';
import { reviewCommentResource } from '../resources/conversation.ts';
import { atLeast, roleIn } from '../state/accounts.ts';
import { reviewCommentsOf, type IssueComment, type ReviewComment } from '../state/pull-requests.ts';
import {
  created,
  empty,
  list,
  ok,
  pullOf,
  repositoryOf,
  writerOf,
  type Answer,
  type Call,
  type Handlers,
} from './call.ts';
import { requireCommitOf } from './reviews.ts';

export const REVIEW_COMMENT_HANDLERS = {
  'pulls/list-review-comments': (call) => {
    const { direction, since } = call.query;
    const from = since === undefined ? new Date(0) : new Date(String(since));
    const comments = reviewCommentsOf(pullOf(call)).filter((comment) => comment.updatedAt >= from);
    if (direction === 'desc') comments.reverse();
    return list(comments, (comment) => reviewCommentResource(call.world.url, comment));
  },
  'pulls/get-review-comment': (call) => ok(reviewCommentResource(call.world.url, reviewCommentOf(call))),
  'pulls/create-review-comment': createReviewComment,
  'pulls/create-reply-for-review-comment': (call) => {
    const parent = reviewCommentsOf(pullOf(call)).find((comment) => comment.id === call.path['comment_id']);
    return answerTo(call, parent, (call.body as { body: string }).body);
  },
  'pulls/update-review-comment': (call) => {
    const comment = reviewCommentOf(call);
    requireMayChange(call, comment);
    editReviewComment(call.world, comment, writerOf(call), (call.body as { body: string }).body);
    return ok(reviewCommentResource(call.world.url, comment));
  },
  'pulls/delete-review-comment': (call) => {
    const comment = reviewCommentOf(call);
    requireMayChange(call, comment);
    deleteReviewComment(call.world, comment, writerOf(call));
    return empty();
  },
} satisfies Handlers;

async function createReviewComment(call: Call): Promise<Answer> {
  const pull = pullOf(call);
  const wanted = call.body as NewComment & { readonly commit_id: string; readonly in_reply_to?: number };
  if (wanted.in_reply_to !== undefined) {
    const parent = reviewCommentsOf(pull).find((comment) => comment.id === wanted.in_reply_to);
    return answerTo(call, parent, wanted.body);
  }
  await requireCommitOf(pull, wanted.commit_id);
  const review = implicitReview(call.world, pull, writerOf(call), wanted.commit_id);
  const thread = await addThread(call.world, review, wanted).catch((error: unknown) => {
    pull.reviews.splice(pull.reviews.indexOf(review), 1);
    throw error;
  });
  pull.threads.push(thread);
  announceComments(call.world, review);
  const [comment] = thread.comments;
  return created(comment === undefined ? null : reviewCommentResource(call.world.url, comment));
}

function answerTo(call: Call, parent: ReviewComment | undefined, body: string): Answer {
  if (parent === undefined) throw notFound();
  const review = implicitReview(call.world, parent.pull, writerOf(call), parent.thread.original.commit);
  return created(reviewCommentResource(call.world.url, replyTo(call.world, parent, review, body)));
}

export function reviewCommentOf(call: Call): ReviewComment {
  for (const pull of repositoryOf(call).pulls.values()) {
    const comment = reviewCommentsOf(pull).find((one) => one.id === call.path['comment_id']);
    if (comment !== undefined) return comment;
  }
  throw notFound();
}

/** One's own, or anybody's where one may write. An app may change its own alone. */
export function requireMayChange(call: Call, comment: IssueComment | ReviewComment): void {
  const writer = writerOf(call);
  if (comment.author === writer) return;
  if (call.actor.kind === 'user' && atLeast(roleIn(comment.pull.repository, writer), 'write')) return;
  throw new ApiError(403, 'Resource not accessible by integration');
}
