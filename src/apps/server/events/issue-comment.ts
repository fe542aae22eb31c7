/** Somebody commented on a pull request. Issues, which GitHub tells of in the same words, are nobody's business here. */
import { z } from 'zod';
import { author, id as number, installation, isBot, present, repository, reviewJob } from './payload-parts.ts';
import { webhookEvent } from './webhook-event.ts';

export const issueCommentEvent = webhookEvent({
  name: 'issue_comment',
  actions: ['created', 'edited', 'deleted'],
  schema: z.object({
    installation,
    repository,
    issue: z.object({ number, pull_request: z.looseObject({}).nullish() }),
    comment: z.object({ user: author }),
  }),
  tell({ installation: { id }, repository: { ref }, issue, comment }, { reason }) {
    if (issue.pull_request == null || isBot(comment.user)) return null;
    return {
      installationId: id,
      repository: ref,
      pullRequest: issue.number,
      observed: [present(id, ref)],
      jobs: [reviewJob(id, ref, issue.number, { reason, urgency: 'event' })],
    };
  },
});
