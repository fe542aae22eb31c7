/** A repository has another name or owner, or is gone. */
import { z } from 'zod';
import { installation, present, repository } from './payload-parts.ts';
import { type Told, webhookEvent } from './webhook-event.ts';

export const repositoryEvent = webhookEvent({
  name: 'repository',
  actions: ['renamed', 'transferred', 'deleted'],
  schema: z.object({ installation, repository }),
  tell({ installation: { id }, repository: { ref } }, { action }): Told {
    const seen = present(id, ref);
    return {
      installationId: id,
      repository: ref,
      pullRequest: null,
      observed: [action === 'deleted' ? { ...seen, state: 'gone' } : seen],
      // Under another installation its open pull requests are looked for anew.
      jobs:
        action === 'transferred'
          ? [
              {
                installationId: id,
                subject: { kind: 'repository', repository: ref },
                reason: 'sweep',
                urgency: 'event',
              },
            ]
          : [],
    };
  },
});
