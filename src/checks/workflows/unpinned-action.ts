/**
 * Someone else's code that a workflow runs by a name which can be moved: actions, reusable workflows, images. Looks at
 * what `uses`, `container` and `services` say, and never at what is behind the name.
 */
import { entriesOf, itemsOf, textOf, valueOf } from '#analysis/configuration/lookup.ts';
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import type { Severity } from '#domain/finding.ts';
import { defineRule } from '../rule.ts';
import { readActionReference, readImage, type Reference } from './action-reference.ts';

export const rule = defineRule({
  meta: {
    title: 'A workflow runs code from elsewhere by a name that can be moved',
    area: 'workflows',
    severity: 'medium',
    confidence: 'high',
    cwe: [829, 494],
    owasp: 'A08:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const document of facts.documents) {
      for (const { value, text, symbol, image } of referencesIn(document)) {
        const reference = image === null ? readActionReference(text) : readImage(text, image === 'service');
        if (reference === null) continue;
        const { severity, message, remedy, adjustments } = describe(reference);
        report({
          place: { path, side, span: value.span },
          message,
          remedy,
          symbol,
          severity,
          identity: identityOf(reference),
          ...(adjustments.length > 0 ? { adjustments } : {}),
        });
      }
    }
  },
});

interface Use {
  readonly value: ConfigValue;
  readonly text: string;
  readonly symbol: string | null;
  /** Only these name an image without saying `docker://`. */
  readonly image: 'container' | 'service' | null;
}

/** Everything a workflow or an action names to be run. */
function referencesIn(document: ConfigValue): Use[] {
  const uses: Use[] = [];
  const add = (value: ConfigValue | null, symbol: string | null, image: Use['image'] = null): void => {
    const text = textOf(value);
    if (value !== null && text !== null) uses.push({ value, text, symbol, image });
  };
  const addSteps = (steps: ConfigValue | null, symbol: string | null): void => {
    for (const step of itemsOf(steps)) add(valueOf(step, 'uses'), symbol);
  };

  for (const { key, value: job } of entriesOf(valueOf(document, 'jobs'))) {
    const symbol = `job ${key}`;
    add(valueOf(job, 'uses'), symbol);
    const container = valueOf(job, 'container');
    add(valueOf(container, 'image') ?? container, symbol, 'container');
    for (const service of entriesOf(valueOf(job, 'services'))) add(valueOf(service.value, 'image'), symbol, 'service');
    addSteps(valueOf(job, 'steps'), symbol);
  }
  const runs = valueOf(document, 'runs');
  addSteps(valueOf(runs, 'steps'), 'runs');
  add(valueOf(runs, 'image'), 'runs');
  return uses;
}

/** What is taken and how it can move, not which version: another tag in place of one that could move brings nothing new. */
function identityOf(reference: Reference): string {
  return `${reference.name} ${reference.kind === 'action' ? reference.refKind : 'image'}`;
}

interface Description {
  readonly severity: Severity;
  readonly message: string;
  readonly remedy: string;
  readonly adjustments: readonly string[];
}

/** Owners that run the platform itself: who takes one over has the runners already. */
const PLATFORM_OWNERS: ReadonlySet<string> = new Set(['actions', 'github']);

function describe(reference: Reference): Description {
  if (reference.kind === 'image') return describeImage(reference.name, reference.tag, reference.isService);
  const { owner, name, ref, refKind } = reference;
  const platform = PLATFORM_OWNERS.has(owner);
  const branch = refKind === 'branch';
  const what = {
    branch: `the branch ${ref}: whatever is pushed there runs here next`,
    tag: `the tag ${ref}, which its owner, or whoever takes the owner's place, can move`,
    'short-hash': `the short hash ${ref}, which another commit can be made to match`,
    none: 'no version at all',
  }[refKind];
  const remedy = `Pin it to a full commit hash and keep the version beside it: ${name}@<40 hex digits>${
    refKind === 'tag' ? ` # ${ref}` : ''
  }. Dependabot and Renovate update both.`;
  return {
    severity: branch ? (platform ? 'medium' : 'high') : platform ? 'low' : 'medium',
    message: `${name} is taken from ${what}`,
    remedy,
    adjustments: [
      ...(branch ? ['severity raised: a branch moves with every push'] : []),
      ...(platform ? [`severity lowered: ${owner} runs the platform itself`] : []),
    ],
  };
}

function describeImage(name: string, tag: string | null, isService: boolean): Description {
  return {
    severity: isService ? 'low' : 'medium',
    message:
      tag === null
        ? `the image ${name} is taken without a version: whatever was pushed last runs here`
        : `the image ${name} is taken by the tag ${tag}, which can be pushed again`,
    remedy: `Pin it to a digest: ${name}${tag === null ? '' : `:${tag}`}@sha256:<64 hex digits>.`,
    adjustments: isService ? ['severity lowered: it runs beside the steps, without their secrets'] : [],
  };
}
