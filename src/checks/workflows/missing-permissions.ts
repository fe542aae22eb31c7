/** A job whose token may do whatever the repository's settings give, which for many repositories is to write everything. */
import { entriesOf } from '#analysis/configuration/lookup.ts';
import type { Fix } from '#domain/finding.ts';
import type { Place } from '#domain/span.ts';
import { defineRule } from '../rule.ts';
import { isOnlyCalled, readWorkflow, type Job } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'A job does not say what its token may do',
    area: 'workflows',
    severity: 'low',
    confidence: 'high',
    cwe: [250, 276],
    owasp: 'A05:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const workflow of facts.documents.map(readWorkflow)) {
      if (workflow.kind !== 'workflow' || workflow.permissions !== null || isOnlyCalled(workflow)) continue;
      for (const job of workflow.jobs) {
        if (job.permissions !== null || entriesOf(job.value).length === 0) continue;
        report({
          place: { path, side, span: job.keySpan },
          message: `the job ${job.id} does not say what its token may do, so the settings of the repository decide: often to write everything`,
          remedy:
            'Say it: `permissions: { contents: read }` for the workflow or the job, and more only where a step needs it.',
          symbol: job.symbol,
          identity: job.id,
          ...fixFor(job, { path, side, span: job.keySpan }),
        });
      }
    }
  },
});

/** Only where the job reads code and nothing else is known to be less than it needs is the least permission offered. */
function fixFor(job: Job, place: Place): { fix?: Fix } {
  const [first] = entriesOf(job.value);
  const isPlain =
    job.steps.length > 0 &&
    job.steps.every(({ action, run }) => READS_ONLY.has(action ?? '') || (run !== null && action === null));
  if (first === undefined || !isPlain || mentionsToken(job) || first.keySpan.startLine === place.span.startLine)
    return {};
  const { startLine, startColumn } = first.keySpan;
  const indent = ' '.repeat(startColumn - 1);
  const span = { startLine, startColumn, endLine: startLine, endColumn: startColumn };
  const replacement = `permissions:\n${indent}  contents: read\n${indent}`;
  return {
    fix: {
      description: 'Let the token read the code and nothing else',
      edits: [{ place: { ...place, span }, replacement }],
    },
  };
}

const READS_ONLY: ReadonlySet<string> = new Set([
  ...[
    'actions/checkout',
    'actions/setup-node',
    'actions/setup-python',
    'actions/setup-go',
    'actions/setup-java',
    'actions/setup-dotnet',
  ],
  ...[
    'actions/cache',
    'actions/upload-artifact',
    'actions/download-artifact',
    'pnpm/action-setup',
    'ruby/setup-ruby',
    'astral-sh/setup-uv',
  ],
]);

function mentionsToken({ value }: Job): boolean {
  return /github\.token|secrets\.|\bgh\b|git push/i.test(JSON.stringify(value));
}
