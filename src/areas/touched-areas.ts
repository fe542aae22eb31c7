/**
 * Which sensitive areas a change touches: by where its files lie and by what the changed lines do, on both sides, since
 * what is taken away was touched as well. Pure; says nothing of what follows from it.
 */
import type { FileFacts } from '#analysis/file-facts.ts';
import type { Program } from '#analysis/dataflow/program.ts';
import { AREAS, type AreaName, type AreaReason, type AreaTouch } from '#domain/area.ts';
import { pathOf, type FileChange } from '#domain/change.ts';
import type { LineRange, Side } from '#domain/span.ts';
import { linesOf, runsOn } from './changed-code.ts';
import { commentStyleOf, maskText } from './code-words.ts';
import { contentOfManifest, permissionsIn } from './configuration-content.ts';
import type { Evidence } from './evidence.ts';
import { isProgramSource, roleOf } from './file-role.ts';
import { contentOfModule } from './module-content.ts';
import { createNameMatcher, type NameMatcher } from './name-matching.ts';
import { contentOfNames } from './names-content.ts';
import { createPathMatcher, type PathMatcher } from './path-matching.ts';
import { createSymbolMatcher, type SymbolMatcher } from './symbol-matching.ts';

/** One side of the change, as far as it was read. */
export interface AreaSide {
  readonly program: Program;
  /** Facts of changed files that are no modules, by path: manifests, configuration. */
  readonly facts: ReadonlyMap<string, FileFacts>;
  /** Null where the file could not be read. */
  readonly textOf: (path: string) => string | null;
}

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
  const reader: Reader = {
    input,
    paths: createPathMatcher(input.policyAreas),
    names: createNameMatcher(),
    symbols: createSymbolMatcher(),
  };
  const byArea = new Map<AreaName, Evidence[]>();
  for (const change of input.changes) {
    for (const evidence of convincing(evidenceOf(change, reader))) {
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

interface Reader {
  readonly input: AreasInput;
  readonly paths: PathMatcher;
  readonly names: NameMatcher;
  readonly symbols: SymbolMatcher;
}

function evidenceOf(change: FileChange, reader: Reader): Evidence[] {
  const { paths } = reader;
  const path = pathOf(change);
  // A move touches both the place it leaves and the one it comes to.
  const places = new Set([path, change.base?.path ?? path]);
  const found = [...places].flatMap((place) => [...paths.ofPolicy(place), ...paths.ofAnyFile(place)]);
  const sides = (['base', 'head'] as const).flatMap((side) => sideOf(change, side, reader));
  const withoutEmptyManifest = isUntouchedManifest(change, sides, reader)
    ? found.filter(({ area }) => area !== 'dependencies')
    : found;
  const codePaths = sides.some(({ hasCode }) => hasCode) ? [...places].flatMap((place) => paths.ofCode(place)) : [];
  return [...withoutEmptyManifest, ...codePaths, ...sides.flatMap(({ evidence }) => evidence)].map((one) =>
    one.reason.path === path ? one : { ...one, reason: { ...one.reason, path } },
  );
}

interface SideEvidence {
  /** Something other than comments and blank lines is changed on this side, or it is not known. */
  readonly hasCode: boolean;
  readonly evidence: readonly Evidence[];
}

function sideOf(change: FileChange, side: Side, reader: Reader): SideEvidence[] {
  const version = change[side];
  if (version === null) return [];
  const { path } = version;
  const from = reader.input[side];
  const text = from.textOf(path);
  const changed = change.hunks === null ? wholeFile(text) : change.hunks.map((hunk) => hunk[side]).filter(isNotEmpty);
  const facts = from.facts.get(path);
  if (facts?.kind === 'manifest') {
    return [{ hasCode: true, evidence: contentOfManifest(facts, { path, side, changed }) }];
  }
  if (facts?.kind === 'configuration') {
    const isInfrastructure = reader.paths.ofAnyFile(path).some(({ area }) => area === 'infrastructure');
    return [{ hasCode: true, evidence: isInfrastructure ? permissionsIn(facts, { path, side, changed }) : [] }];
  }
  if (!isProgramSource(path) || roleOf(path) !== null) return [];
  if (text === null) return [{ hasCode: true, evidence: [] }];
  const masked = maskText(text, commentStyleOf(path)).split('\n');
  const module = from.program.modules.get(path);
  const evidence = module === undefined ? [] : contentOfModule(from.program, module, reader.symbols);
  const lines = linesOf(changed);
  const names = contentOfNames(path, side, masked, lines, reader.names);
  const hasCode =
    [...lines].some((line) => (masked[line - 1] ?? '').trim() !== '') || (module !== undefined && runsOn(module));
  return [{ hasCode, evidence: [...evidence, ...names] }];
}

function wholeFile(text: string | null): LineRange[] {
  return text === null ? [] : [{ start: 1, end: text.split('\n').length }];
}

function isNotEmpty({ start, end }: LineRange): boolean {
  return start <= end;
}

/** A manifest whose changed lines ask for nothing: a version of its own, a script, a description. */
function isUntouchedManifest(change: FileChange, sides: readonly SideEvidence[], reader: Reader): boolean {
  const known = (['base', 'head'] as const).every((side) => {
    const version = change[side];
    const facts = version === null ? undefined : reader.input[side].facts.get(version.path);
    return version === null || (facts?.kind === 'manifest' && facts.broken.length === 0);
  });
  return known && change.hunks !== null && sides.every(({ evidence }) => evidence.length === 0);
}

/** Clear evidence stands alone; vague evidence needs company of another kind, for the same area in the same file. */
function convincing(evidence: readonly Evidence[]): Evidence[] {
  const clear = new Set(evidence.filter((one) => one.strength === 'clear').map((one) => one.area));
  const topics = new Map<AreaName, Set<string>>();
  for (const one of evidence) {
    if (one.strength === 'vague') topics.set(one.area, (topics.get(one.area) ?? new Set()).add(one.topic));
  }
  return evidence.filter(({ area, strength }) =>
    clear.has(area) ? strength === 'clear' : (topics.get(area)?.size ?? 0) >= 2,
  );
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
