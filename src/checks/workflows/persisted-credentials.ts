/** A checkout that leaves the token in the working copy, where every later step, and whatever is uploaded, has it. */
import { textOf } from '#analysis/configuration/lookup.ts';
import type { ConfigEntry } from '#analysis/configuration-facts.ts';
import type { EvidenceStep, Fix } from '#domain/finding.ts';
import type { Place } from '#domain/span.ts';
import { defineRule } from '../rule.ts';
import { inputOf, readWorkflow, saysOf, type Step } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'A checkout leaves its credentials behind',
    area: 'workflows',
    severity: 'low',
    confidence: 'medium',
    cwe: [522, 200],
    owasp: 'A05:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const workflow of facts.documents.map(readWorkflow)) {
      for (const job of workflow.jobs) {
        for (const [index, step] of job.steps.entries()) {
          if (step.action !== 'actions/checkout' || step.uses === null) continue;
          const persist = inputOf(step, 'persist-credentials');
          const later = job.steps.slice(index + 1);
          const upload = later.find(uploadsTree);
          // Said on purpose, or needed to push: only a working copy that leaves the runner is worth a word then.
          const isWanted = persist !== null || later.some(pushes);
          if (saysOf(persist) === 'false' || (isWanted && upload === undefined)) continue;
          const place = { path, side, span: step.uses.span };
          report({
            place,
            message:
              upload === undefined
                ? 'the token stays in the working copy, where every later step can read it'
                : 'the token stays in the working copy, and a later step uploads all of it',
            remedy: 'Set `persist-credentials: false`; a step that pushes can be given the token itself.',
            symbol: job.symbol,
            identity: `checkout ${index}`,
            evidence: evidenceOf(upload, path, side),
            ...(upload === undefined
              ? fixFor(step, place)
              : {
                  severity: 'high',
                  confidence: 'high',
                  adjustments: ['raised: whoever can download the artifact has the token'],
                }),
          });
        }
      }
    }
  },
});

function evidenceOf(upload: Step | undefined, path: string, side: Place['side']): readonly EvidenceStep[] {
  const value = upload === undefined ? null : (inputOf(upload, 'path') ?? upload.uses);
  return value === null ? [] : [{ place: { path, side, span: value.span }, message: 'uploads the working copy' }];
}

/** The whole of the working copy, its `.git` folder among it: version 4.4 of the action leaves hidden files out unless told not to. */
function uploadsTree(step: Step): boolean {
  if (step.action !== 'actions/upload-artifact') return false;
  const paths = (textOf(inputOf(step, 'path')) ?? '').split('\n').map((line) => line.trim());
  const isWhole = paths.some((one) =>
    /^(?:\.\/?|\.\/?\*{1,2}|\$\{\{\s*github\.workspace\s*\}\}\/?(?:\*{1,2})?|\.git(?:\/.*)?)$/.test(one),
  );
  const isOld = /^v?[1-3](?:\.|$)/.test(step.ref);
  return (
    isWhole &&
    (isOld || saysOf(inputOf(step, 'include-hidden-files')) === 'true' || paths.some((one) => one.startsWith('.git')))
  );
}

function pushes(step: Step): boolean {
  return /\bgit\s+push\b/.test(textOf(step.run) ?? '') || PUSHERS.test(step.action ?? '');
}

const PUSHERS =
  /^(?:peter-evans\/create-pull-request|stefanzweifel\/git-auto-commit-action|ad-m\/github-push-action|endbug\/add-and-commit|peaceiris\/actions-gh-pages|jamesives\/github-pages-deploy-action|changesets\/action|googleapis\/release-please-action|cycjimmy\/semantic-release-action)$/;

/** An input more, beside those that are there, or the first one. */
function fixFor(step: Step, place: Place): { fix?: Fix } {
  const [first] = step.with;
  const anchor = first?.keySpan ?? null;
  const uses = keyOf(step);
  if (uses === undefined || (first !== undefined && anchor?.startLine === uses.keySpan.startLine)) return {};
  const at = anchor ?? {
    ...uses.value.span,
    startLine: uses.value.span.endLine,
    startColumn: uses.value.span.endColumn,
  };
  const indent = ' '.repeat((anchor?.startColumn ?? uses.keySpan.startColumn) - 1);
  const span = {
    startLine: at.startLine,
    startColumn: at.startColumn,
    endLine: at.startLine,
    endColumn: at.startColumn,
  };
  if (anchor !== null) {
    const replacement = `persist-credentials: false\n${indent}`;
    return { fix: { description: 'Leave no credentials behind', edits: [{ place: { ...place, span }, replacement }] } };
  }
  // Before the `uses`: behind it there may be a comment on the same line.
  const before = { ...uses.keySpan, endLine: uses.keySpan.startLine, endColumn: uses.keySpan.startColumn };
  const replacement = `with:\n${indent}  persist-credentials: false\n${indent}`;
  return {
    fix: { description: 'Leave no credentials behind', edits: [{ place: { ...place, span: before }, replacement }] },
  };
}

function keyOf(step: Step): ConfigEntry | undefined {
  return step.value.kind === 'map' ? step.value.entries.find(({ key }) => key === 'uses') : undefined;
}
