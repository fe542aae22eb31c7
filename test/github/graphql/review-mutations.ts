/** Reviews by GraphQL: a thread for a draft, on lines or on a whole file, and the draft submitted. */
import { GraphQLError } from 'graphql';
import { addThread, type NewComment } from '../acts/review-comments.ts';
import { submitReview, type ReviewEvent } from '../acts/reviews.ts';
import { ApiError } from '../http/api-error.ts';
import type { Review } from '../state/pull-requests.ts';
import { reviewNode, threadNode } from './nodes.ts';
import { requireAllowed, requireSeen, unresolved, type Viewer } from './viewer.ts';

interface ThreadInput {
  readonly clientMutationId?: string;
  readonly pullRequestReviewId?: string;
  readonly path: string;
  readonly body: string;
  readonly subjectType: 'FILE' | 'LINE';
  readonly line?: number;
  readonly side: string;
  readonly startLine?: number;
  readonly startSide: string;
}

interface SubmitInput {
  readonly clientMutationId?: string;
  readonly pullRequestReviewId?: string;
  readonly event: ReviewEvent;
  readonly body?: string;
}

export function reviewMutations(
  viewer: Viewer,
): Readonly<Record<string, (args: { readonly input: ThreadInput & SubmitInput }) => unknown>> {
  return {
    async addPullRequestReviewThread({ input }: { readonly input: ThreadInput }): Promise<unknown> {
      const review = draftWithId(viewer, input.pullRequestReviewId ?? '');
      const thread = await addThread(viewer.world, review, placeOf(input)).catch((error: unknown) => {
        if (error instanceof ApiError) throw unprocessable(error.errors.map(String).join(' '));
        throw error;
      });
      review.pull.threads.push(thread);
      return { clientMutationId: input.clientMutationId ?? null, thread: threadNode(viewer, thread) };
    },
    submitPullRequestReview({ input }: { readonly input: SubmitInput }): unknown {
      const review = draftWithId(viewer, input.pullRequestReviewId ?? '');
      submitReview(viewer.world, review, input.event, input.body ?? review.body);
      return { clientMutationId: input.clientMutationId ?? null, pullRequestReview: reviewNode(viewer, review) };
    },
  };
}

function placeOf({ path, body, subjectType, line, side, startLine, startSide }: ThreadInput): NewComment {
  if (subjectType === 'FILE') return { path, body, subject_type: 'file' };
  const start = startLine === undefined ? {} : { start_line: startLine, start_side: startSide };
  return { path, body, side, ...(line === undefined ? {} : { line }), ...start };
}

/** Nobody but its author sees a draft. */
function draftWithId(viewer: Viewer, id: string): Review {
  const found = viewer.world.nodes.get(id);
  if (found?.kind !== 'PullRequestReview' || found.value.author !== viewer.user)
    throw unresolved(`a node with the global id of '${id}'`);
  const { repository } = found.value.pull;
  requireSeen(viewer, repository, `a node with the global id of '${id}'`);
  requireAllowed(viewer, repository, 'pull_requests', 'write', 'read');
  if (found.value.state !== 'PENDING') throw unprocessable('The review is not pending');
  return found.value;
}

function unprocessable(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type: 'UNPROCESSABLE' } });
}
