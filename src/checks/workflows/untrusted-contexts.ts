/**
 * Which contexts of GitHub's hold text that someone outside may write. Sources: GitHub's "Security hardening for GitHub
 * Actions" (script injections), the reference of contexts, and the payloads of webhook events.
 */
import { entriesOf, itemsOf, textOf, valueOf } from '#analysis/configuration/lookup.ts';
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import { expressionsIn } from './expressions.ts';
import { exposureOf, saysOf, type Step } from './workflow.ts';

/** `outside`: anyone may write it. `caller`: who starts or calls the workflow. `computed`: another step made it, of what is not known. */
export type Trust = 'outside' | 'caller' | 'computed';

export interface UntrustedText {
  readonly trust: Trust;
  /** For people: the context as it is written. */
  readonly context: string;
}

/** The last step of a path that holds a number, an id, a hash, a date or an address made by GitHub. */
const MADE_BY_GITHUB =
  /\.(?:number|id|node_id|sha|before|after|merge_commit_sha|[a-z_]*url|created_at|updated_at|closed_at|merged_at|submitted_at|draft|merged|mergeable|mergeable_state|rebaseable|locked|private|fork|fork_count|archived|deleted|created|forced|state|state_reason|conclusion|status|type|action|run_id|run_number|run_attempt|comments|commits|additions|deletions|changed_files|login|author_association|size|visibility|default_branch|full_name|event|check_suite_id|workflow_id|installation|distinct_size|site_admin|active_lock_reason|permission|timestamp|result|outcome)$/;

/** Of `github`, without its event: what someone outside chooses is the name of a branch. */
const BRANCH_NAMES = /^github\.(?:head_ref|ref_name|ref)$/;

/** Of an event, the texts that people write. Everything else of a pull request, an issue or a comment that GitHub did not make. */
const OF_A_PERSON =
  /^github\.event\.(?:issue|pull_request|comment|review|discussion|answer|commits|head_commit|pages|client_payload|workflow_run|release|ref|label|milestone|check_suite|check_run|deployment|registry_package|project_card|blocked_user|changes)(?:\.|$)/;

/** Null where nobody outside decides what a context holds. */
export function trustOf(context: string): Trust | null {
  if (BRANCH_NAMES.test(context)) return context === 'github.head_ref' ? 'outside' : 'computed';
  if (context === 'github.event' || context === 'github') return 'outside';
  if (context.startsWith('github.event.inputs.') || context.startsWith('inputs.')) return 'caller';
  if (context.startsWith('github.event.')) {
    if (MADE_BY_GITHUB.test(context) || /\.base\.(?!label)/.test(context)) return null;
    if (
      /^github\.event\.workflow_run\.(?!head_branch|head_commit|display_title|head_repository\.description)/.test(
        context,
      )
    )
      return null;
    return OF_A_PERSON.test(context) ? 'outside' : null;
  }
  return /^(?:steps\.[^.]+\.outputs|needs\.[^.]+\.outputs)(?:\.|$)/.test(context) ? 'computed' : null;
}

/** What of an expression in a step comes from outside: followed through `env`, `matrix` and `inputs`, each by one step. */
export function untrustedTexts(contexts: readonly string[], step: Step): UntrustedText[] {
  return contexts.flatMap((context) => untrustedText(context, step));
}

function untrustedText(context: string, step: Step): UntrustedText[] {
  const [root = '', name = ''] = context.split('.');
  if (root === 'env') return throughEnvironment(name, step, context);
  if (root === 'matrix') return throughMatrix(context, step);
  const trust = trustOf(context);
  if (trust === null || (trust === 'caller' && isConstrainedInput(context, step))) return [];
  // What a step computes matters where someone outside can start the workflow.
  if (trust === 'computed' && exposureOf(step.job.workflow) !== 'privileged') return [];
  return [{ trust, context }];
}

function throughEnvironment(name: string, step: Step, context: string): UntrustedText[] {
  const scopes = [step.env, step.job.env, step.job.workflow.env];
  const entry = scopes.flat().find(({ key }) => key.toLowerCase() === name);
  return entry === undefined ? [] : directly(entry.value, context);
}

/** A value of the matrix, wherever it is listed, or computed when the workflow runs. */
function throughMatrix(context: string, step: Step): UntrustedText[] {
  const [, name = ''] = context.split('.');
  const matrix = valueOf(valueOf(step.job.value, 'strategy'), 'matrix');
  const own = entriesOf(matrix).filter(({ key }) => key.toLowerCase() === name);
  const included = itemsOf(valueOf(matrix, 'include')).flatMap((item) =>
    entriesOf(item).filter(({ key }) => key.toLowerCase() === name),
  );
  const values = [...own, ...included].flatMap(({ value }) => [value, ...itemsOf(value)]);
  return values.flatMap((value) => directly(value, context));
}

/** Outside texts that a value names itself. */
function directly(value: ConfigValue, context: string): UntrustedText[] {
  const contexts = expressionsIn(textOf(value) ?? '').flatMap((one) => one.contexts);
  return contexts.some((one) => trustOf(one) === 'outside') ? [{ trust: 'outside', context }] : [];
}

/** A choice, a number, true or false cannot carry a command; no type is a text. */
function isConstrainedInput(context: string, step: Step): boolean {
  const name = context.split('.').at(-1);
  const declared = step.job.workflow.inputs.filter(({ key }) => key.toLowerCase() === name);
  return (
    declared.length > 0 &&
    declared.every(({ value }) => /^(?:choice|boolean|number|environment)$/.test(saysOf(valueOf(value, 'type'))))
  );
}
