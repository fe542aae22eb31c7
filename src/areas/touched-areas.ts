/**
 * Which sensitive areas a change touches: by where its files lie and by what the changed lines do, on both sides, since
 * what is taken away was touched as well. Pure; says nothing of what follows from it.
 */
import { AREAS, type AreaName, type AreaReason, type AreaTouch } from '#domain/area.ts';
import type { FileChange } from '#domain/change.ts';
import type { Evidence } from './evidence.ts';
import { evidenceOf, type AreaSide } from './file-evidence.ts';
import { createNameMatcher } from './name-matching.ts';
import { createPathMatcher } from './path-matching.ts';
import { createSymbolMatcher } from './symbol-matching.ts';

export type { AreaSide } from './file-evidence.ts';

export interface AreasInput {
  readonly changes: readonly FileChange[];
  readonly base: AreaSide;
  readonly head: AreaSide;
  /** Globs that a policy adds, by area. */
  readonly policyAreas: ReadonlyMap<AreaName, readonly string[]>;
}

/** Reasons are given for people: so many for each file and area, the clearest first. */
const MAX_REASONS_PER_FILE = 3;
const MAX_REASONS = 30;

/** In the order of the built-in areas, then a policy's own in its order. Paths are sorted. */
export function touchedAreas(input: AreasInput): AreaTouch[] {
  const matchers = {
    paths: createPathMatcher(input.policyAreas),
    names: createNameMatcher(),
    symbols: createSymbolMatcher(),
  };
  const byArea = new Map<AreaName, Evidence[]>();
  for (const change of input.changes) {
    for (const evidence of convincing(evidenceOf(change, input, matchers))) {
      const known = byArea.get(evidence.area);
      if (known === undefined) byArea.set(evidence.area, [evidence]);
      else known.push(evidence);
    }
  }
  const order = [...AREAS, ...input.policyAreas.keys()];
  return [...new Set<AreaName>(order)].flatMap((area) => {
    const evidence = byArea.get(area);
    return evidence === undefined ? [] : [touchOf(area, evidence)];
  });
}

/** Vague evidence this many lines apart speaks of two things. */
const TOGETHER = 10;

function convincing(evidence: readonly Evidence[]): Evidence[] {
  const areasOf = (strength: Evidence['strength']): Set<AreaName> =>
    new Set(evidence.filter((one) => one.strength === strength).map((one) => one.area));
  const [clear, context] = [areasOf('clear'), areasOf('context')];
  const vague = evidence.filter((one) => one.strength === 'vague' && !clear.has(one.area));
  const accompanied = inCompany(vague.filter((one) => !context.has(one.area)));
  return evidence.filter((one) => {
    if (one.strength === 'clear') return true;
    if (one.strength === 'context' || clear.has(one.area)) return false;
    return context.has(one.area) || accompanied.has(one);
  });
}

/** Vague evidence of different topics, close to one another. */
function inCompany(vague: readonly Evidence[]): Set<Evidence> {
  const found = new Set<Evidence>();
  const sorted = vague
    .map((one) => ({
      one,
      group: `${one.area} ${one.reason.place?.side ?? ''}`,
      line: one.reason.place?.span.startLine ?? 0,
    }))
    .sort((a, b) => (a.group === b.group ? a.line - b.line : a.group < b.group ? -1 : 1));
  for (const [index, first] of sorted.entries()) {
    for (let next = index + 1; next < sorted.length; next += 1) {
      const second = sorted[next];
      if (second?.group !== first.group || second.line - first.line > TOGETHER) break;
      if (second.one.topic !== first.one.topic) found.add(first.one).add(second.one);
    }
  }
  return found;
}

function touchOf(area: AreaName, evidence: readonly Evidence[]): AreaTouch {
  const paths = [...new Set(evidence.map(({ reason }) => reason.path))].sort();
  const reasons: AreaReason[] = [];
  const perFile = new Map<string, Set<string>>();
  for (const { reason } of evidence) {
    const told = perFile.get(reason.path) ?? new Set();
    if (told.size >= MAX_REASONS_PER_FILE || told.has(reason.detail) || reasons.length >= MAX_REASONS) continue;
    perFile.set(reason.path, told.add(reason.detail));
    reasons.push(reason);
  }
  const touch = { area, paths, reasons };
  return evidence.some(({ permissions }) => permissions === true) ? { ...touch, permissions: true } : touch;
}
