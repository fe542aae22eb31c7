/** A token that may do more than its job needs: everything, or for every job what one of them needs. */
import { entriesOf } from '#analysis/configuration/lookup.ts';
import type { ConfigEntry } from '#analysis/configuration-facts.ts';
import { defineRule } from '../rule.ts';
import { readWorkflow, saysOf, type Workflow } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'A token may do more than its job needs',
    area: 'workflows',
    severity: 'medium',
    confidence: 'high',
    cwe: [250, 272],
    owasp: 'A05:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const workflow of facts.documents.map(readWorkflow)) {
      const owners = [
        ...(inherited(workflow) === 0 ? [] : [{ entry: workflow.permissions, symbol: null, whose: 'every job' }]),
        ...workflow.jobs.map((job) => ({ entry: job.permissions, symbol: job.symbol, whose: `the job ${job.id}` })),
      ];
      for (const { entry, symbol, whose } of owners) {
        if (entry === null) continue;
        for (const { at, message, identity, isAll } of tooMuch(entry, symbol === null ? workflow : null, whose)) {
          report({
            place: { path, side, span: at },
            message,
            remedy:
              symbol === null
                ? 'Give the workflow `contents: read` or nothing, and each job what its own steps need.'
                : 'Name the permissions that its steps need, each by itself.',
            symbol,
            identity,
            ...(isAll ? { severity: 'high', adjustments: ['severity raised: all of them are given'] } : {}),
          });
        }
      }
    }
  },
});

/** How many jobs take what the workflow gives. */
function inherited({ jobs }: Workflow): number {
  return jobs.filter(({ permissions }) => permissions === null).length;
}

interface Excess {
  readonly at: ConfigEntry['keySpan'];
  readonly message: string;
  readonly identity: string;
  readonly isAll: boolean;
}

/** @param shared the workflow, where its jobs share what is given */
function tooMuch(entry: ConfigEntry, shared: Workflow | null, whose: string): Excess[] {
  if (saysOf(entry.value) === 'write-all') {
    const message = `${whose} gets a token that may write everything`;
    return [{ at: entry.keySpan, message, identity: 'write-all', isAll: true }];
  }
  // One job alone: what the workflow gives is what that job gets.
  if (shared === null || shared.jobs.length < 2) return [];
  return entriesOf(entry.value).flatMap(({ key, keySpan, value }) => {
    if (saysOf(value) !== 'write') return [];
    const message = `${whose} gets a token that may write ${key}, whichever of the ${shared.jobs.length} needs it`;
    return [{ at: keySpan, message, identity: `${key} write`, isAll: false }];
  });
}
