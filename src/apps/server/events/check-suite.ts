/** "Re-run all checks" of an App. */
import { check, checkPlace, tellOfCommit } from './rerequested-check.ts';
import { webhookEvent } from './webhook-event.ts';

export const checkSuiteEvent = webhookEvent({
  name: 'check_suite',
  actions: ['rerequested'],
  schema: checkPlace.extend({ check_suite: check }),
  tell: (payload, context) => tellOfCommit(payload, payload.check_suite, context),
});
