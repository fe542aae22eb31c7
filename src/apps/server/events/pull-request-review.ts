/** Somebody approved, asked for changes, or took that back. Somebody may wait for the check to turn. */
import { z } from 'zod';
import {
  author,
  installation,
  isBot,
  observedPullRequest,
  present,
  pullRequest,
  repository,
  reviewJob,
} from './payload-parts.ts';
import { webhookEvent } from './webhook-event.ts';

export const pullRequestReviewEvent = webhookEvent({
  name: 'pull_request_review',
  actions: ['submitted', 'edited', 'dismissed'],
  schema: z.object({
    installation,
    repository,
    pull_request: pullRequest,
    review: z.object({ user: author }),
  }),
  tell({ installation: { id }, repository: { ref }, pull_request: part, review }, { reason }) {
    if (isBot(review.user)) return null;
    return {
      installationId: id,
      repository: ref,
      pullRequest: part.number,
      observed: [present(id, ref), observedPullRequest(id, ref, part, { previousHeadSha: null, arrivedBy: 'sweep' })],
      jobs: [reviewJob(id, ref, part.number, { reason, urgency: 'person' })],
    };
  },
});
