/**
 * A branch moved or was deleted. That matters where pull requests target it, because policy and owners are read from
 * its tip; the default branch's policy holds for all of them. Everything else that is pushed is dropped.
 */
import { z } from 'zod';
import { installation, present, repository } from './payload-parts.ts';
import { webhookEvent } from './webhook-event.ts';

const BRANCH = 'refs/heads/';
/** Branches of merge queues come and go by the hundred, and are nobody's target. */
const MERGE_QUEUE = 'gh-readonly-queue/';

export const pushEvent = webhookEvent({
  name: 'push',
  actions: null,
  schema: z.object({ installation, repository, ref: z.string().max(1_000) }),
  async tell({ installation: { id }, repository: { ref, defaultBranch }, ref: pushed }, { reason, isTarget }) {
    if (!pushed.startsWith(BRANCH)) return null;
    const branch = pushed.slice(BRANCH.length);
    if (branch === '' || branch.startsWith(MERGE_QUEUE)) return null;
    if (branch !== defaultBranch && !(await isTarget(ref.id, branch))) return null;
    return {
      installationId: id,
      repository: ref,
      pullRequest: null,
      observed: [present(id, ref)],
      jobs: [{ installationId: id, subject: { kind: 'branch', repository: ref, branch }, reason, urgency: 'event' }],
    };
  },
});
