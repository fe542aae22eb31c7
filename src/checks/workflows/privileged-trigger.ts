/** A workflow that strangers can start, and that runs with this repository's secrets: by itself no fault, but where all of them begin. */
import { defineRule } from '../rule.ts';
import { readWorkflow, type Workflow } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'A workflow that strangers can start runs with the secrets of the repository',
    area: 'workflows',
    severity: 'low',
    confidence: 'medium',
    cwe: [284, 829],
    owasp: 'A01:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const workflow of facts.documents.map(readWorkflow)) {
      const trigger = ['pull_request_target', 'workflow_run'].find((name) => workflow.triggers.has(name));
      if (trigger === undefined || workflow.triggersSpan === null || onlyRunsKnownActions(workflow)) continue;
      report({
        place: { path, side, span: workflow.triggersSpan },
        message: `${trigger} starts this workflow for a pull request of anyone, with the secrets and the token of this repository`,
        remedy: `Use pull_request where no secret is needed. Where one is, never check out or run what the pull request brings, and give the token only what it needs.`,
        symbol: null,
        identity: trigger,
      });
    }
  },
});

/** Actions made for these triggers, which read of a pull request only what GitHub says of it. */
const MADE_FOR_IT: ReadonlySet<string> = new Set([
  ...[
    'actions/labeler',
    'actions/first-interaction',
    'actions/stale',
    'actions/add-to-project',
    'actions/create-github-app-token',
  ],
  ...[
    'amannn/action-semantic-pull-request',
    'toshimaru/auto-author-assign',
    'release-drafter/release-drafter',
    'dessant/lock-threads',
  ],
  ...['contributor-assistant/github-action', 'kentaro-m/auto-assign-action', 'dependabot/fetch-metadata'],
]);

function onlyRunsKnownActions({ jobs }: Workflow): boolean {
  const steps = jobs.flatMap((job) => job.steps);
  return steps.length > 0 && steps.every(({ action }) => action !== null && MADE_FOR_IT.has(action));
}
