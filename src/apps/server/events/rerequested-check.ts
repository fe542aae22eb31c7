/**
 * Somebody pressed "Re-run". GitHub names the pull requests of a check, but not for forks, so it is the commit that is
 * asked about. Checks of other Apps are told to everybody who may read checks, and are dropped.
 */
import { z } from 'zod';
import { id as appId, installation, present, repository, sha } from './payload-parts.ts';
import type { EventContext, Told } from './webhook-event.ts';

export const check = z.object({ head_sha: sha, app: z.object({ id: appId }).nullish() });

export const checkPlace = z.object({ installation, repository });

export function tellOfCommit(
  { installation: { id }, repository: { ref } }: z.infer<typeof checkPlace>,
  { head_sha: commit, app }: z.infer<typeof check>,
  { appId: ours, reason }: EventContext,
): Told | null {
  if (app?.id !== ours) return null;
  const subject = { kind: 'commit', repository: ref, sha: commit } as const;
  return {
    installationId: id,
    repository: ref,
    pullRequest: null,
    observed: [present(id, ref)],
    jobs: [{ installationId: id, subject, reason, urgency: 'person' }],
  };
}
