/** A pull request was opened, pushed to, or changed in what decides about it. */
import { z } from 'zod';
import {
  installation,
  observedPullRequest,
  present,
  pullRequest,
  repository,
  reviewJob,
  sha,
} from './payload-parts.ts';
import { webhookEvent } from './webhook-event.ts';

/** After these somebody is there to whom comments are news; before them the App may not have been installed. */
const ARRIVALS: ReadonlySet<string> = new Set(['opened', 'reopened', 'synchronize']);

export const pullRequestEvent = webhookEvent({
  name: 'pull_request',
  actions: [...ARRIVALS, 'edited', 'ready_for_review', 'converted_to_draft', 'labeled', 'unlabeled', 'closed'],
  schema: z.object({
    installation,
    repository,
    pull_request: pullRequest,
    /** The head before a push; what else has a `before` means something else. */
    before: z.unknown().optional(),
  }),
  tell({ installation: { id }, repository: { ref }, pull_request: part, before }, { action, reason }) {
    const previous = action === 'synchronize' ? sha.safeParse(before) : null;
    return {
      installationId: id,
      repository: ref,
      pullRequest: part.number,
      observed: [
        present(id, ref),
        observedPullRequest(id, ref, part, {
          previousHeadSha: previous?.success === true ? previous.data : null,
          arrivedBy: ARRIVALS.has(action ?? '') ? 'event' : 'sweep',
        }),
      ],
      jobs: [reviewJob(id, ref, part.number, { reason, urgency: 'event' })],
    };
  },
});
