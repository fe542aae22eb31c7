/**
 * A cache restored where a release is built. Any workflow of the default branch can fill it, those that strangers make run
 * among them, and what it holds goes into what is published.
 */
import { itemsOf, textOf, valueOf } from '#analysis/configuration/lookup.ts';
import type { ConfigFacts, ConfigValue } from '#analysis/configuration-facts.ts';
import { defineRule } from '../rule.ts';
import { CACHING, PUBLISHING, type CachePolicy } from './caching-actions.ts';
import { inputOf, readWorkflow, saysOf, type Step, type Workflow } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'A release is built from a cache',
    area: 'workflows',
    severity: 'medium',
    confidence: 'medium',
    cwe: [349, 494],
    owasp: 'A08:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const workflow of facts.documents.map(readWorkflow)) {
      if (workflow.kind !== 'workflow') continue;
      for (const job of workflow.jobs) {
        const reason = releases(workflow) ?? publishes(job.steps);
        if (reason === null) continue;
        for (const step of job.steps) {
          if (step.uses === null || !restores(step, facts, workflow)) continue;
          report({
            place: { path, side, span: step.uses.span },
            message: `${nameShown(step)} restores a cache here, and ${reason}: who fills the cache decides what is published`,
            remedy:
              'Build releases without a cache: switch it off for this step, or build in a workflow that has none.',
            symbol: job.symbol,
            identity: `${step.action ?? ''} ${job.id}`,
            evidence: settingOf(step).map(({ span }) => ({ place: { path, side, span }, message: 'switches it on' })),
          });
        }
      }
    }
  },
});

function nameShown({ action }: Step): string {
  return (action ?? '').replace(/[^\w./-]/g, '');
}

/** A release or a tag starts it, or a push to a branch that is named after one. */
function releases({ triggers }: Workflow): string | null {
  if (triggers.has('release')) return 'a release starts this workflow';
  const push = triggers.get('push') ?? null;
  if (triggers.has('push') && itemsOf(valueOf(push, 'tags')).length > 0) return 'a tag starts this workflow';
  return releaseBranch(push) ? 'a push to a release branch starts this workflow' : null;
}

function releaseBranch(push: ConfigValue | null): boolean {
  return itemsOf(valueOf(push, 'branches')).some((item) =>
    /^(?:releases?|stable|production)(?:$|[-/*])|^v\d/i.test(textOf(item) ?? ''),
  );
}

const PUBLISH_COMMAND =
  /\b(?:npm|pnpm|yarn(?: npm)?|bun|cargo|poetry|uv|flit|hatch|gem|dotnet nuget|lerna|vsce|ovsx)\s+(?:publish|push)\b|\btwine\s+upload\b|\bdocker\s+push\b|\bmvn\s[^\n]{0,80}\bdeploy\b|gradlew?\s[^\n]{0,80}\bpublish|\bgh\s+release\s+(?:create|upload)\b/;

function publishes(steps: readonly Step[]): string | null {
  for (const step of steps) {
    const { action } = step;
    if (action !== null && Object.hasOwn(PUBLISHING, action)) {
      const condition = PUBLISHING[action] ?? null;
      if (condition === null || condition.on.test(saysOf(inputOf(step, condition.input))))
        return `${nameShown(step)} publishes what is built`;
    }
    if (PUBLISH_COMMAND.test(textOf(step.run) ?? '')) return 'a later step publishes what is built';
  }
  return null;
}

function policyOf({ action }: Step): CachePolicy | null {
  return action !== null && Object.hasOwn(CACHING, action) ? (CACHING[action] ?? null) : null;
}

/** What switches the cache, where it is given. */
function settingOf(step: Step): ConfigValue[] {
  const policy = policyOf(step);
  if (policy === null || policy.kind === 'always') return [];
  const also = policy.kind === 'unless' && policy.alsoOn !== undefined ? inputOf(step, policy.alsoOn) : null;
  return [inputOf(step, policy.input) ?? also ?? []].flat();
}

function restores(step: Step, facts: ConfigFacts, workflow: Workflow): boolean {
  const policy = policyOf(step);
  if (policy === null) return false;
  if (policy.kind === 'always') return true;
  const says = saysOf(inputOf(step, policy.input));
  const isCondition = says.includes('${{');
  if (isCondition) return !isOffForTags(says, workflow);
  if (policy.kind === 'when') return policy.on.test(says);
  if (policy.alsoOn !== undefined && GIVEN.test(saysOf(inputOf(step, policy.alsoOn)))) return true;
  if (policy.since !== undefined && says === '' && versionOf(step, facts) < policy.since) return false;
  return !policy.off.test(says);
}

const GIVEN = /^(?!false$).+/;

/** `!startsWith(github.ref, 'refs/tags/')` and its like, where releases are tags and nothing else. */
function isOffForTags(condition: string, { triggers }: Workflow): boolean {
  const isNegated =
    /!\s*\(?\s*(?:startsWith\(\s*github\.ref\s*,\s*'refs\/tags|\(?\s*github\.event_name)|github\.ref_type\s*!=\s*'tag'/.test(
      condition,
    );
  return isNegated && !releaseBranch(triggers.get('push') ?? null);
}

/** The major version: of the tag, or of the comment beside a hash. Without either the newest is meant. */
function versionOf(step: Step, facts: ConfigFacts): number {
  const tag = /^v?(\d+)/.exec(/^[0-9a-f]{7,}$/i.test(step.ref) ? '' : step.ref)?.[1];
  const line = step.uses?.span.startLine;
  const comment = facts.comments.find(({ span }) => span.startLine === line)?.text ?? '';
  const major = tag ?? /\bv?(\d+)(?:\.|\b)/.exec(comment)?.[1];
  return major === undefined ? Number.POSITIVE_INFINITY : Number(major);
}
