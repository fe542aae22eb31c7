/** "Re-run" on one check. */
import { check, checkPlace, tellOfCommit } from './rerequested-check.ts';
import { webhookEvent } from './webhook-event.ts';

export const checkRunEvent = webhookEvent({
  name: 'check_run',
  actions: ['rerequested'],
  schema: checkPlace.extend({ check_run: check }),
  tell: (payload, context) => tellOfCommit(payload, payload.check_run, context),
});
