/** Reviews: begun, submitted, edited, dismissed. Apps are told of what is submitted. */
import { ApiError, unprocessable } from '../http/api-error.ts';
import { reviewResource } from '../resources/conversation.ts';
import { pullSimpleResource } from '../resources/pull-requests.ts';
import type { User } from '../state/accounts.ts';
import type { PullRequest, Review, ReviewState } from '../state/pull-requests.ts';
import type { World } from '../state/world.ts';
import { announceIn } from '../webhooks/announce.ts';
import { newIdentity } from './naming.ts';
import { addThread, announceComments, type NewComment } from './review-comments.ts';

export type ReviewEvent = 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT';

const STATES: Readonly<Record<ReviewEvent, ReviewState>> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

export interface NewReview {
  readonly author: User;
  readonly body: string;
  /** Undefined leaves it pending: nobody but its author sees it. */
  readonly event: ReviewEvent | undefined;
  readonly commit: string;
  readonly comments: readonly NewComment[];
}

/** One place outside the diff refuses the whole review. */
export async function addReview(world: World, pull: PullRequest, wanted: NewReview): Promise<Review> {
  checkVerdict(pull, wanted.author, wanted.event);
  if (
    wanted.event === undefined &&
    pull.reviews.some(({ author, state }) => author === wanted.author && state === 'PENDING')
  ) {
    throw unprocessable('User can only have one pending review per pull request');
  }
  const now = world.now();
  const review: Review = {
    ...newIdentity(world, 'PRR'),
    ...{ pull, author: wanted.author, commit: wanted.commit, body: wanted.body, state: 'PENDING', submittedAt: null },
    ...{ createdAt: now, updatedAt: now, reactions: [], editedBy: null, minimized: null },
  };
  const threads = [];
  for (const comment of wanted.comments) threads.push(await addThread(world, review, comment));
  pull.reviews.push(review);
  pull.threads.push(...threads);
  world.nodes.set(review.nodeId, { kind: 'PullRequestReview', value: review });
  if (wanted.event !== undefined) submitReview(world, review, wanted.event, wanted.body);
  return review;
}

/** A comment that is not part of a review comes in one of its own. */
export function implicitReview(world: World, pull: PullRequest, author: User, commit: string): Review {
  const now = world.now();
  const review: Review = {
    ...newIdentity(world, 'PRR'),
    ...{ pull, author, commit, body: '', state: 'COMMENTED', submittedAt: now },
    ...{ createdAt: now, updatedAt: now, reactions: [], editedBy: null, minimized: null },
  };
  pull.reviews.push(review);
  world.nodes.set(review.nodeId, { kind: 'PullRequestReview', value: review });
  return review;
}

export function submitReview(world: World, review: Review, event: ReviewEvent, body: string): void {
  checkVerdict(review.pull, review.author, event);
  Object.assign(review, { state: STATES[event], body, submittedAt: world.now() });
  const { requestedReviewers } = review.pull;
  if (requestedReviewers.includes(review.author))
    requestedReviewers.splice(requestedReviewers.indexOf(review.author), 1);
  tell(world, 'pull-request-review/submitted', review, review.author);
  announceComments(world, review);
}

export function editReview(world: World, review: Review, editor: User, body: string): void {
  const changes = { body: { from: review.body } };
  Object.assign(review, { body, updatedAt: world.now(), editedBy: editor });
  if (review.state !== 'PENDING') tell(world, 'pull-request-review/edited', review, editor, { changes });
}

export function dismissReview(world: World, review: Review, dismisser: User): void {
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED') {
    throw unprocessable('Can not dismiss a commented or pending pull request review');
  }
  review.state = 'DISMISSED';
  tell(world, 'pull-request-review/dismissed', review, dismisser);
}

/** Throws 422 for a review that was submitted: it can be dismissed, and is never gone. */
export function deletePendingReview(world: World, review: Review): void {
  if (review.state !== 'PENDING') throw unprocessable('Can not delete a non-pending pull request review');
  const { pull } = review;
  pull.reviews.splice(pull.reviews.indexOf(review), 1);
  const own = pull.threads.filter((thread) => thread.comments.every((comment) => comment.review === review));
  for (const thread of own) pull.threads.splice(pull.threads.indexOf(thread), 1);
  world.nodes.delete(review.nodeId);
}

function checkVerdict(pull: PullRequest, author: User, event: ReviewEvent | undefined): void {
  if (event === undefined || event === 'COMMENT' || pull.author !== author) return;
  throw unprocessable(`Can not ${event === 'APPROVE' ? 'approve' : 'request changes on'} your own pull request`);
}

export function reviewNumbered(pull: PullRequest, id: unknown, viewer: User | null): Review {
  const review = pull.reviews.find((one) => one.id === id && (one.state !== 'PENDING' || one.author === viewer));
  if (review === undefined) throw new ApiError(404, 'Not Found');
  return review;
}

function tell(
  world: World,
  webhook: 'pull-request-review/submitted' | 'pull-request-review/edited' | 'pull-request-review/dismissed',
  review: Review,
  sender: User,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const { pull } = review;
  const payload = {
    ...more,
    // Webhooks spell the states in small letters, and say `null` for an empty body.
    review: {
      ...reviewResource(world.url, review),
      state: review.state.toLowerCase(),
      body: review.body === '' ? null : review.body,
      updated_at: review.updatedAt,
    },
    pull_request: pullSimpleResource(world.url, pull),
  };
  announceIn(world, pull.repository, { webhook, sender, payload });
}
