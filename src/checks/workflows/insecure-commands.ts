/** The switch that brings back `::set-env` and `::add-path`, so that whatever is printed to the log sets the environment. */
import type { ConfigEntry } from '#analysis/configuration-facts.ts';
import { defineRule } from '../rule.ts';
import { readWorkflow, saysOf } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'Commands that are read from the log are switched on again',
    area: 'workflows',
    severity: 'high',
    confidence: 'high',
    cwe: [94, 77],
    owasp: 'A03:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const workflow of facts.documents.map(readWorkflow)) {
      const scopes: [ConfigEntry[], string | null][] = [[[...workflow.env], null]];
      for (const job of workflow.jobs) {
        scopes.push([[...job.env, ...job.steps.flatMap((step) => step.env)], job.symbol]);
      }
      for (const [entries, symbol] of scopes) {
        for (const { key, keySpan, value } of entries) {
          if (key !== 'ACTIONS_ALLOW_UNSECURE_COMMANDS' || !/^(?:true|1|yes)$/i.test(saysOf(value))) continue;
          report({
            place: { path, side, span: keySpan },
            message: 'whatever a step prints can set the environment of the next ones again',
            remedy: 'Remove it, and write to the file that $GITHUB_ENV names instead of printing ::set-env.',
            symbol,
            identity: key,
          });
        }
      }
    }
  },
});
