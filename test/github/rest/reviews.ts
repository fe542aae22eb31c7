/** Reviews of a pull request. */
import {
  addReview,
  deletePendingReview,
  dismissReview,
  editReview,
  reviewNumbered,
  submitReview,
  type ReviewEvent,
} from '../acts/reviews.ts';
import type { NewComment } from '../acts/review-comments.ts';
import { hasCommit, mergeBaseOf } from '../git/bare-repository.ts';
import { ApiError, unprocessable } from '../http/api-error.ts';
import { reviewCommentResource, reviewResource } from '../resources/conversation.ts';
import type { PullRequest, Review } from '../state/pull-requests.ts';
import { list, ok, pullOf, writerOf, type Call, type Handlers } from './call.ts';

export const REVIEW_HANDLERS = {
  'pulls/list-reviews': (call) => {
    const viewer = viewerOf(call);
    const seen = pullOf(call).reviews.filter(({ state, author }) => state !== 'PENDING' || author === viewer);
    return list(seen, (review) => reviewResource(call.world.url, review));
  },
  'pulls/get-review': (call) => ok(reviewResource(call.world.url, reviewOf(call))),
  'pulls/create-review': async (call) => {
    const pull = pullOf(call);
    const { body = '', event, commit_id, comments = [] } = call.body as NewReviewBody;
    const commit = commit_id ?? pull.head.sha;
    await requireCommitOf(pull, commit);
    const review = await addReview(call.world, pull, { author: writerOf(call), body, event, commit, comments });
    return ok(reviewResource(call.world.url, review));
  },
  'pulls/submit-review': (call) => {
    const review = reviewOf(call);
    requireAuthor(call, review);
    if (review.state !== 'PENDING') throw unprocessable('Can not submit a review that is not pending');
    const { event, body = review.body } = call.body as { event: ReviewEvent; body?: string };
    submitReview(call.world, review, event, body);
    return ok(reviewResource(call.world.url, review));
  },
  'pulls/update-review': (call) => {
    const review = reviewOf(call);
    requireAuthor(call, review);
    editReview(call.world, review, writerOf(call), (call.body as { body: string }).body);
    return ok(reviewResource(call.world.url, review));
  },
  'pulls/dismiss-review': (call) => {
    const review = reviewOf(call);
    dismissReview(call.world, review, writerOf(call));
    return ok(reviewResource(call.world.url, review));
  },
  'pulls/delete-pending-review': (call) => {
    const review = reviewOf(call);
    deletePendingReview(call.world, review);
    return ok(reviewResource(call.world.url, review));
  },
  'pulls/list-comments-for-review': (call) => {
    const review = reviewOf(call);
    const comments = review.pull.threads.flatMap((thread) => thread.comments).filter((one) => one.review === review);
    return list(comments, (comment) => reviewCommentResource(call.world.url, comment));
  },
} satisfies Handlers;

interface NewReviewBody {
  readonly body?: string;
  readonly event?: ReviewEvent;
  readonly commit_id?: string;
  readonly comments?: readonly NewComment[];
}

function reviewOf(call: Call): Review {
  return reviewNumbered(pullOf(call), call.path['review_id'], viewerOf(call));
}

function viewerOf(call: Call): Review['author'] | null {
  return call.actor.kind === 'user' || call.actor.kind === 'installation' ? writerOf(call) : null;
}

function requireAuthor(call: Call, review: Review): void {
  if (review.author !== writerOf(call)) throw new ApiError(403, 'Resource not accessible by integration');
}

/** A review is of one of the pull request's own commits. */
export async function requireCommitOf({ repository: { git }, base, head }: PullRequest, commit: string): Promise<void> {
  const known = await hasCommit(git, commit);
  const own =
    known &&
    (await mergeBaseOf(git, head.sha, commit)) === commit &&
    (await mergeBaseOf(git, base.sha, commit)) !== commit;
  if (!own) throw unprocessable('commit_id is not part of the pull request');
}
