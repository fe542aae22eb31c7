/** A workflow that runs with this repository's secrets and takes the code of a stranger's pull request to run it. */
import { textOf } from '#analysis/configuration/lookup.ts';
import { defineRule } from '../rule.ts';
import { expressionsIn } from './expressions.ts';
import { spanInText } from './text-place.ts';
import { inputOf, readWorkflow, type Job, type Step, type Workflow } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'A privileged workflow checks out code of a pull request',
    area: 'workflows',
    severity: 'high',
    confidence: 'high',
    cwe: [829, 94, 284],
    owasp: 'A08:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const workflow of facts.documents.map(readWorkflow)) {
      const trigger = ['pull_request_target', 'workflow_run', 'issue_comment'].find((name) =>
        workflow.triggers.has(name),
      );
      if (trigger === undefined) continue;
      for (const job of workflow.jobs) {
        const taken = job.steps.find((step) => takesHead(step, workflow));
        if (taken === undefined) continue;
        const runner = runsAfter(job, taken);
        const place = taken.uses ?? taken.run;
        if (place === null) continue;
        report({
          place: { path, side, span: placeOf(taken) },
          message: `${trigger} runs with the secrets and the token of this repository, and here it takes the code of the pull request${
            runner === null ? '' : ', which later steps run'
          }`,
          remedy:
            'Let pull_request build and test what strangers send, without secrets; do what needs them in a second workflow that reads results as data and never checks out or runs that code.',
          symbol: job.symbol,
          identity: `${trigger} ${job.id}`,
          ...(runner === null
            ? {
                severity: 'medium',
                confidence: 'medium',
                adjustments: ['lowered: no later step is seen to run what was taken'],
              }
            : {
                severity: 'critical',
                adjustments: ['severity raised: later steps run what was taken'],
                evidence: [{ place: { path, side, span: runner }, message: 'runs what was taken' }],
              }),
        });
      }
    }
  },
});

const HEAD =
  /^github\.(?:head_ref$|event\.pull_request\.head(?:\.|$)|event\.pull_request\.merge_commit_sha$|event\.workflow_run\.head_(?:branch|sha|commit|repository)|event\.number$|event\.pull_request\.number$|event\.issue\.number$)/;

function takesHead(step: Step, workflow: Workflow): boolean {
  if (step.action === 'actions/checkout') {
    const named = [inputOf(step, 'ref'), inputOf(step, 'repository')].map((value) => textOf(value) ?? '');
    return named.some((text) => namesHead(text, workflow));
  }
  const script = textOf(step.run) ?? '';
  if (/\bgh\s+pr\s+checkout\b/.test(script)) return true;
  return (
    /\bgit\s+(?:fetch|checkout|pull|switch)\b/.test(script) &&
    (namesHead(script, workflow) || /refs\/pull\/|\bpull\/\$?\{?\w/.test(script))
  );
}

function namesHead(text: string, workflow: Workflow): boolean {
  if (/refs\/pull\//.test(text)) return true;
  return expressionsIn(text).some(({ contexts }) =>
    contexts.some(
      (context) =>
        HEAD.test(context) ||
        (workflow.triggers.has('workflow_dispatch')
          ? false
          : /^steps\.[^.]*(?:pr|pull|head)[^.]*\.outputs\.[^.]*(?:ref|sha|branch)/.test(context)),
    ),
  );
}

function placeOf(step: Step) {
  const ref = inputOf(step, 'ref') ?? inputOf(step, 'repository');
  if (ref !== null) return ref.span;
  const script = textOf(step.run) ?? '';
  const at = Math.max(0, script.search(/\bg(?:h\s+pr|it)\s+(?:checkout|fetch|pull|switch)\b/));
  return step.run === null ? step.value.span : spanInText(step.run, script, at);
}

/** Commands that run what stands in a checked-out tree, by what package managers and build tools call them. */
const BUILD =
  /\b(?:npm|pnpm|yarn|bun)\s+(?:ci|i|install|run|test|build|x|exec|add)?\b|\bnpx\b|\bpip3?\s+install\s+(?:-e\s+)?\.|\bpip3?\s+install\s+-r|\bpoetry\s+(?:install|run)|\buv\s+(?:sync|run)|\bmake\b|\bcargo\s+\w|\bgo\s+(?:test|build|run|generate)|\bmvn\b|gradlew?\b|\bdotnet\s+\w|\bbundle\s+(?:install|exec)|\brake\b|\btox\b|\bpytest\b|\bpre-commit\b|\bdocker\s+(?:build|compose)|\bcomposer\s+install|(?:^|\s)\.\/|\bpython3?\s+\S+\.py|\bnode\s+\S|\bbash\s+\S|\bsh\s+\S/m;

/** The first later step that runs what was taken: a local action, a script, or a build. */
function runsAfter(job: Job, taken: Step) {
  for (const step of job.steps.slice(job.steps.indexOf(taken) + 1)) {
    if (step.action?.startsWith('./') === true) return step.uses?.span ?? null;
    const script = textOf(step.run) ?? '';
    const at = script.search(BUILD);
    if (at !== -1 && step.run !== null) return spanInText(step.run, script, at);
    if (
      /^(?:pre-commit\/action|docker\/build-push-action|golangci\/golangci-lint-action|gradle\/)/.test(
        step.action ?? '',
      )
    )
      return step.uses?.span ?? null;
  }
  return null;
}
