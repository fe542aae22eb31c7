/** The App was installed, suspended, given back, removed, or given other permissions. */
import { z } from 'zod';
import { id, name } from './payload-parts.ts';
import { webhookEvent } from './webhook-event.ts';

const STATES = {
  created: 'active',
  unsuspend: 'active',
  new_permissions_accepted: 'active',
  suspend: 'suspended',
  deleted: 'deleted',
} as const;

export const installationEvent = webhookEvent({
  name: 'installation',
  actions: Object.keys(STATES),
  schema: z.object({
    action: z.enum(Object.keys(STATES) as (keyof typeof STATES)[]),
    // An enterprise has a slug where accounts have a login.
    installation: z.object({ id, account: z.object({ login: name.nullish(), slug: name.nullish() }).nullish() }),
  }),
  tell({ action, installation: { id: installationId, account } }, { reason }) {
    const known = account?.login ?? account?.slug ?? '(unknown)';
    return {
      installationId,
      repository: null,
      pullRequest: null,
      observed: [{ kind: 'installation', installationId, account: known, state: STATES[action] }],
      // Also for one that is gone: its tokens and mirrors are forgotten.
      jobs: [{ installationId, subject: { kind: 'installation' }, reason, urgency: 'event' }],
    };
  },
});
