/** Repositories were given to the App or taken from it. */
import { z } from 'zod';
import { installation, listedRepository, present } from './payload-parts.ts';
import { webhookEvent } from './webhook-event.ts';

/** A first check costs a few requests; a hundred repositories at once would use up a minute's. */
const APART_MS = 600;

export const installationRepositoriesEvent = webhookEvent({
  name: 'installation_repositories',
  actions: ['added', 'removed'],
  schema: z.object({
    installation,
    repositories_added: z.array(listedRepository).nullish(),
    repositories_removed: z.array(listedRepository).nullish(),
  }),
  tell({ installation: { id }, repositories_added: added, repositories_removed: removed }, { reason }) {
    const here = added ?? [];
    const gone = removed ?? [];
    return {
      installationId: id,
      repository: null,
      pullRequest: null,
      observed: [
        ...here.map((ref) => present(id, ref)),
        ...gone.map((ref) => ({ ...present(id, ref), state: 'gone' as const })),
      ],
      jobs: here.map((ref, index) => ({
        installationId: id,
        subject: { kind: 'repository', repository: ref },
        reason,
        urgency: 'background',
        delayMs: index * APART_MS,
      })),
    };
  },
});
