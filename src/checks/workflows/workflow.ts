/** A workflow or an action of GitHub's, read from its configuration tree: what starts it, and what runs in it. */
import { entriesOf, entryOf, itemsOf, textOf, valueOf } from '#analysis/configuration/lookup.ts';
import type { ConfigEntry, ConfigValue } from '#analysis/configuration-facts.ts';
import type { Span } from '#domain/span.ts';

export interface Workflow {
  readonly kind: 'workflow' | 'action';
  /** What starts it, by name; empty for an action. */
  readonly triggers: ReadonlyMap<string, ConfigValue | null>;
  readonly triggersSpan: Span | null;
  readonly permissions: ConfigEntry | null;
  readonly env: readonly ConfigEntry[];
  /** Of `workflow_call`, `workflow_dispatch`, or an action. */
  readonly inputs: readonly ConfigEntry[];
  readonly jobs: readonly Job[];
}

export interface Job {
  readonly id: string;
  /** As reports name it: `job build`, or `runs` of an action. */
  readonly symbol: string;
  readonly keySpan: Span;
  readonly value: ConfigValue;
  readonly permissions: ConfigEntry | null;
  readonly env: readonly ConfigEntry[];
  readonly steps: readonly Step[];
  readonly workflow: Workflow;
}

export interface Step {
  readonly value: ConfigValue;
  readonly job: Job;
  /** In lower case, without what is behind the `@`; null where the step runs a script. */
  readonly action: string | null;
  /** Behind the `@`, or the version that a comment gives beside a hash. */
  readonly ref: string;
  readonly uses: ConfigValue | null;
  readonly run: ConfigValue | null;
  readonly with: readonly ConfigEntry[];
  readonly env: readonly ConfigEntry[];
}

/** `parallel` groups may hold steps; so deep they are followed. */
const MAX_GROUPS = 5;

export function readWorkflow(document: ConfigValue): Workflow {
  const runs = entryOf(document, 'runs');
  const isAction = runs !== null && valueOf(document, 'jobs') === null;
  const on = entryOf(document, 'on') ?? entryOf(document, 'true');
  const triggers = triggersIn(on?.value ?? null);
  const jobs: Job[] = [];
  const workflow: Workflow = {
    kind: isAction ? 'action' : 'workflow',
    triggers,
    triggersSpan: on?.keySpan ?? null,
    permissions: entryOf(document, 'permissions'),
    env: entriesOf(valueOf(document, 'env')),
    inputs: isAction
      ? entriesOf(valueOf(document, 'inputs'))
      : ['workflow_call', 'workflow_dispatch'].flatMap((name) => entriesOf(valueOf(triggers.get(name), 'inputs'))),
    jobs,
  };
  const entries = isAction ? [runs] : entriesOf(valueOf(document, 'jobs'));
  for (const { key, keySpan, value } of entries) {
    const steps: Step[] = [];
    const job: Job = {
      id: key,
      symbol: isAction ? 'runs' : `job ${key}`,
      keySpan,
      value,
      permissions: entryOf(value, 'permissions'),
      env: entriesOf(valueOf(value, 'env')),
      steps,
      workflow,
    };
    addSteps(steps, itemsOf(valueOf(value, 'steps')), job, 0);
    jobs.push(job);
  }
  return workflow;
}

export function stepsOf(workflow: Workflow): readonly Step[] {
  return workflow.jobs.flatMap((job) => job.steps);
}

/** An input of an action, its name in any case; null where it is not given. */
export function inputOf(step: Step, name: string): ConfigValue | null {
  return step.with.findLast(({ key }) => key.toLowerCase() === name)?.value ?? null;
}

/** What an input or a setting says, as text: `true` and `"true"` are one. */
export function saysOf(value: ConfigValue | null): string {
  return value?.kind === 'scalar' && value.value !== null ? String(value.value).trim() : '';
}

function triggersIn(on: ConfigValue | null): ReadonlyMap<string, ConfigValue | null> {
  const single = textOf(on);
  if (single !== null) return new Map([[single, null]]);
  const listed = itemsOf(on).flatMap((item) => textOf(item) ?? []);
  if (listed.length > 0) return new Map(listed.map((name) => [name, null]));
  return new Map(entriesOf(on).map(({ key, value }) => [key, value]));
}

function addSteps(steps: Step[], items: readonly ConfigValue[], job: Job, depth: number): void {
  for (const item of items) {
    const group = itemsOf(valueOf(item, 'parallel'));
    if (group.length > 0 && depth < MAX_GROUPS) addSteps(steps, group, job, depth + 1);
    const uses = valueOf(item, 'uses');
    const [action, ref = ''] = (textOf(uses) ?? '').split('@');
    steps.push({
      value: item,
      job,
      action: uses === null || action === undefined || action === '' ? null : action.toLowerCase(),
      ref,
      uses,
      run: valueOf(item, 'run'),
      with: entriesOf(valueOf(item, 'with')),
      env: entriesOf(valueOf(item, 'env')),
    });
  }
}

// ── Who can start it ────────────────────────────────────────────────────────────────────────────────

/** Started by what anyone may do, with the secrets and the token of the repository itself. */
const PRIVILEGED: ReadonlySet<string> = new Set([
  'pull_request_target',
  'workflow_run',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
]);
/** Started by what anyone may do; from a fork without secrets, and with a token that only reads. */
const FORKED: ReadonlySet<string> = new Set([
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'fork',
  'watch',
]);

export type Exposure = 'privileged' | 'forked' | 'inside';

/** What a stranger who makes it start gains; an action may be used by any workflow. */
export function exposureOf({ triggers, kind }: Workflow): Exposure {
  const names = [...triggers.keys()];
  if (names.some((name) => PRIVILEGED.has(name))) return 'privileged';
  return kind === 'action' || names.some((name) => FORKED.has(name)) ? 'forked' : 'inside';
}

/** Whether only other workflows start it, which decide what it may do. */
export function isOnlyCalled({ triggers }: Workflow): boolean {
  return triggers.size === 1 && triggers.has('workflow_call');
}
