/** A machine of one's own that runs what strangers send, and keeps whatever that leaves behind for the next job. */
import { entriesOf, itemsOf, textOf, valueOf } from '#analysis/configuration/lookup.ts';
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import { defineRule } from '../rule.ts';
import { exposureOf, readWorkflow, type Job } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'A self-hosted runner runs what strangers can start',
    area: 'workflows',
    severity: 'high',
    confidence: 'medium',
    cwe: [653, 829],
    owasp: 'A05:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const workflow of facts.documents.map(readWorkflow)) {
      if (workflow.kind !== 'workflow' || exposureOf(workflow) === 'inside') continue;
      for (const job of workflow.jobs) {
        const label = selfHosted(job);
        if (label === null) continue;
        report({
          place: { path, side, span: label.span },
          message: `the job ${job.id} runs on a machine of your own, and in a public repository anyone can start it`,
          remedy:
            'Run what strangers send on runners of GitHub, or on machines that are thrown away after one job; or ask for an approval before each run.',
          symbol: job.symbol,
          identity: job.id,
        });
      }
    }
  },
});

/** The label that says so, also where the matrix brings it and does not exclude it. */
function selfHosted(job: Job): ConfigValue | null {
  const runsOn = valueOf(job.value, 'runs-on');
  const labels = [runsOn, ...itemsOf(runsOn), valueOf(runsOn, 'labels'), ...itemsOf(valueOf(runsOn, 'labels'))];
  const own = labels.find((label) => textOf(label)?.toLowerCase() === 'self-hosted' || false) ?? null;
  if (own !== null) return own;
  const key = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(textOf(runsOn) ?? '')?.[1];
  if (key === undefined) return null;
  const matrix = valueOf(valueOf(job.value, 'strategy'), 'matrix');
  const values = [
    ...itemsOf(valueOf(matrix, key)),
    ...itemsOf(valueOf(matrix, 'include')).flatMap((item) => valueOf(item, key) ?? []),
  ].flatMap((value) => [value, ...itemsOf(value)]);
  const isExcluded = itemsOf(valueOf(matrix, 'exclude')).some((item) =>
    entriesOf(item).some((entry) => entry.key === key && textOf(entry.value)?.toLowerCase() === 'self-hosted'),
  );
  return isExcluded ? null : (values.find((value) => textOf(value)?.toLowerCase() === 'self-hosted') ?? null);
}
