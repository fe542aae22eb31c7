/** What is wrong with a resource, as detectors tell it; and how it becomes a report. */
import type { ConfigStep, ConfigValue } from '#analysis/configuration-facts.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import type { Confidence, Fix, Severity } from '#domain/finding.ts';
import type { Side, Span } from '#domain/span.ts';
import type { Report } from '../rule.ts';

export interface Flaw {
  readonly resource: Resource;
  /** In the resource's own file. */
  readonly span: Span;
  readonly message: string;
  readonly remedy: string;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly adjustments?: readonly string[];
  readonly evidence?: readonly { readonly path: string; readonly span: Span; readonly message: string }[];
  /** What it is about, where the text of its place does not say so. */
  readonly identity?: string;
  readonly repair?: Repair | null;
  /** The value at fault: how it was found is told, and a default makes it less certain. */
  readonly value?: ConfigValue;
}

export interface Repair {
  readonly description: string;
  readonly edits: readonly { readonly span: Span; readonly replacement: string }[];
}

/**
 * Reports those that lie in the file that is looked at, and those whose value comes from there: a caller's argument, a
 * chart's value.
 */
export function reportFlaws(
  input: { readonly side: Side; readonly path: string },
  report: Report,
  flaws: Iterable<Flaw>,
): void {
  const { side, path } = input;
  for (const flaw of flaws) {
    const steps = flaw.value?.via ?? [];
    const origin = flaw.resource.path === path ? null : steps.findLast((step) => step.path === path);
    if (origin === undefined) continue;
    const isDefault = steps.some((step) => step.isDefault);
    report({
      place: { path, side, span: origin?.span ?? flaw.span },
      message: flaw.message,
      remedy: flaw.remedy,
      symbol: flaw.resource.address,
      ...(flaw.severity === undefined ? {} : { severity: flaw.severity }),
      ...(flaw.identity === undefined ? {} : { identity: flaw.identity }),
      ...confidenceOf(flaw, isDefault),
      adjustments: [...(flaw.adjustments ?? []), ...(isDefault ? [LOWERED_BY_DEFAULT] : [])],
      evidence: [...usedAt(flaw, origin), ...(flaw.evidence ?? []), ...stepsTold(steps, origin)].map((step) => {
        return { place: { path: step.path, side, span: step.span }, message: step.message };
      }),
      ...(origin === null ? fixOf(flaw, side, path) : {}),
    });
  }
}

const LOWERED_BY_DEFAULT = 'confidence lowered: the value is a default, which a caller may set';

function confidenceOf({ confidence }: Flaw, isDefault: boolean): { readonly confidence?: Confidence } {
  if (isDefault && confidence !== 'low') return { confidence: 'medium' };
  return confidence === undefined ? {} : { confidence };
}

function stepsTold(steps: readonly ConfigStep[], origin: ConfigStep | null) {
  return steps
    .filter((step) => step !== origin)
    .map(({ name, path, span }) => ({ path, span, message: `${name} is set here` }));
}

/** Where it has its effect, for a value that is set elsewhere. */
function usedAt({ resource, span }: Flaw, origin: ConfigStep | null) {
  return origin === null ? [] : [{ path: resource.path, span, message: `${resource.address} takes it here` }];
}

function fixOf({ repair }: Flaw, side: Side, path: string): { readonly fix?: Fix } {
  if (repair == null || side === 'base') return {};
  const edits = repair.edits.map(({ span, replacement }) => ({ place: { path, side, span }, replacement }));
  return { fix: { description: repair.description, edits } };
}

/** A constant as people read it; cut where it is long. */
export function told(value: ConfigValue): string {
  if (value.kind === 'scalar') return String(value.value).slice(0, 80);
  if (value.kind === 'list') return value.items.map(told).join(', ').slice(0, 80) || 'an empty list';
  return value.kind === 'map' ? 'a block' : value.text.slice(0, 80);
}
