/** A merge queue asks for checks on a commit that would become the target's tip. The whole queue waits for the answer. */
import { z } from 'zod';
import { installation, name, present, repository, sha } from './payload-parts.ts';
import { webhookEvent } from './webhook-event.ts';

export const mergeGroupEvent = webhookEvent({
  name: 'merge_group',
  actions: ['checks_requested'],
  schema: z.object({
    installation,
    repository,
    merge_group: z.object({ head_sha: sha, head_ref: name, base_sha: sha, base_ref: name }),
  }),
  tell({ installation: { id }, repository: { ref }, merge_group: group }, { reason }) {
    const subject = {
      kind: 'merge-group',
      repository: ref,
      headSha: group.head_sha,
      headRef: group.head_ref,
      baseSha: group.base_sha,
      baseRef: group.base_ref,
    } as const;
    return {
      installationId: id,
      repository: ref,
      pullRequest: null,
      observed: [present(id, ref)],
      jobs: [{ installationId: id, subject, reason, urgency: 'person' }],
    };
  },
});
