/** Somebody answered in a thread of the diff, or changed or deleted what they had said. */
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

export const pullRequestReviewCommentEvent = webhookEvent({
  name: 'pull_request_review_comment',
  actions: ['created', 'edited', 'deleted'],
  schema: z.object({ installation, repository, pull_request: pullRequest, comment: z.object({ user: author }) }),
  tell({ installation: { id }, repository: { ref }, pull_request: part, comment }, { reason }) {
    if (isBot(comment.user)) return null;
    return {
      installationId: id,
      repository: ref,
      pullRequest: part.number,
      observed: [present(id, ref), observedPullRequest(id, ref, part, { previousHeadSha: null, arrivedBy: 'sweep' })],
      jobs: [reviewJob(id, ref, part.number, { reason, urgency: 'event' })],
    };
  },
});
