/** A risk that is one property of a resource, as data: where it stands, which values are wrong, what leaving it out means. */
import { findField, startOf, wordIn, type Found } from '#analysis/infrastructure/fields.ts';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import type { Confidence, Severity } from '#domain/finding.ts';
import type { Span } from '#domain/span.ts';
import type { Flaw, Repair } from './flaw.ts';
import { told } from './flaw.ts';
import { addProperty, replaceValue, spell, type Constant } from './repair.ts';

export interface AttributeRisk {
  /** Kinds of resources, in Terraform's names. */
  readonly kinds: readonly string[];
  /** In Terraform's spelling; alternatives where platforms differ in more than that. */
  readonly path: readonly (string | readonly string[])[];
  /** These are wrong; or, with `right`, all that are not among those. Words are compared without case. */
  readonly wrong?: readonly string[];
  readonly right?: readonly string[];
  /** What it means when it is not set. */
  readonly absent: 'wrong' | 'right';
  /** The same for modules that make the resource, which have defaults of their own. Right if not given. */
  readonly absentInModule?: 'wrong' | 'right';
  /** Continues the address: "can be reached from the internet". */
  readonly says: string;
  readonly remedy: string;
  /** The constant that mends it; null where there is none that suits everyone. */
  readonly mend: Constant | null;
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Of a property that is not set, where that weighs less. */
  readonly whenAbsent?: { readonly severity?: Severity; readonly confidence?: Confidence; readonly because: string };
  /** What keeps the risk away. */
  readonly unless?: (resource: Resource, scope: readonly Resource[]) => boolean;
}

export function* attributeFlaws(
  risks: readonly AttributeRisk[],
  resources: readonly Resource[],
  scope: readonly Resource[],
): Generator<Flaw> {
  for (const resource of resources) {
    for (const risk of risks) {
      if (!risk.kinds.includes(resource.kind)) continue;
      const flaw = flawOf(risk, resource, findField(resource.properties, risk.path));
      if (flaw !== null && risk.unless?.(resource, scope) !== true) yield flaw;
    }
  }
}

function flawOf(risk: AttributeRisk, resource: Resource, found: Found): Flaw | null {
  if (found.state === 'unknown') return null;
  const name = risk.path.map((step) => spell([step].flat()[0] ?? '', resource)).join('.');
  const common = {
    resource,
    remedy: risk.remedy,
    identity: `${resource.kind} ${risk.path.flat().join('.')}`,
    ...(risk.severity === undefined ? {} : { severity: risk.severity }),
    ...(risk.confidence === undefined ? {} : { confidence: risk.confidence }),
  };
  if (found.state === 'present') {
    if (!isWrong(risk, wordIn(found.value))) return null;
    const repair = risk.mend === null ? null : replaceValue(resource, found.entry, risk.mend);
    const message = `${resource.address} ${risk.says}: ${name} is ${told(found.value)}`;
    return { ...common, span: startToEnd(found.entry.value.span), message, repair, value: found.value };
  }
  const absent = resource.byModule === null ? risk.absent : (risk.absentInModule ?? 'right');
  if (absent === 'right') return null;
  const { severity, confidence, because } = risk.whenAbsent ?? { because: null };
  return {
    ...common,
    ...(severity === undefined ? {} : { severity }),
    ...(confidence === undefined ? {} : { confidence }),
    ...(because === null ? {} : { adjustments: [because] }),
    span: startOf(found.within?.keySpan ?? resource.header),
    message: `${resource.address} ${risk.says}: ${name} is not set`,
    repair: repairOf(risk, resource, found),
  };
}

function repairOf(risk: AttributeRisk, resource: Resource, found: Found & { readonly state: 'absent' }): Repair | null {
  return risk.mend === null ? null : addProperty(resource, found.within, found.missing, risk.mend);
}

/** A list or a map has no word; it is wrong only where nothing but a constant would be right. */
function isWrong({ wrong, right }: AttributeRisk, word: string | null): boolean {
  if (word === null) return false;
  const has = (words: readonly string[]): boolean => words.some((one) => one.toLowerCase() === word.toLowerCase());
  if (wrong !== undefined) return has(wrong);
  return right !== undefined && !has(right);
}

function startToEnd(span: Span): Span {
  return span.startLine === span.endLine ? span : startOf(span);
}
