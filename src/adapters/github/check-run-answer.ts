/** Check runs as REST gives them, and what of them becomes ours. */
import { z } from 'zod';
import type { PublishedAnnotation, PublishedCheckRun } from '#review/publish/published-state.ts';

export const checkRunAnswer = z.object({
  id: z.number().int(),
  head_sha: z.string(),
  /** `waiting`, `requested` and `pending` are of workflows; none of ours ever is. */
  status: z.string(),
  conclusion: z.string().nullish(),
  external_id: z.string().nullish(),
  app: z.object({ id: z.number() }).nullish(),
  output: z.object({ annotations_count: z.number() }).nullish(),
});

export const checkRunsAnswer = z.object({ check_runs: z.array(checkRunAnswer) });

export const annotationsAnswer = z.array(z.object({ path: z.string(), raw_details: z.string().nullish() }));

export type CheckRunAnswer = z.infer<typeof checkRunAnswer>;

export function checkRunOf(
  given: CheckRunAnswer,
  appId: number,
  annotations: readonly PublishedAnnotation[],
): PublishedCheckRun {
  const { status } = given;
  return {
    id: given.id,
    byUs: given.app?.id === appId,
    headSha: given.head_sha,
    status: status === 'completed' || status === 'in_progress' ? status : 'queued',
    conclusion: given.conclusion ?? null,
    externalId: given.external_id ?? '',
    annotations,
  };
}
