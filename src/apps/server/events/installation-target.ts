/** The organisation or user that the App is installed for has another name: so have all its repositories. */
import { z } from 'zod';
import { installation } from './payload-parts.ts';
import { webhookEvent } from './webhook-event.ts';

export const installationTargetEvent = webhookEvent({
  name: 'installation_target',
  actions: ['renamed'],
  schema: z.object({ installation }),
  tell: ({ installation: { id } }, { reason }) => ({
    installationId: id,
    repository: null,
    pullRequest: null,
    observed: [],
    jobs: [{ installationId: id, subject: { kind: 'installation' }, reason, urgency: 'event' }],
  }),
});
