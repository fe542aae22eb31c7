/** All that speaks for an area in one changed file: its path, and what its changed lines say on both sides. */
import type { FileFacts } from '#analysis/file-facts.ts';
import type { LinkedModule, Program } from '#analysis/dataflow/link/program.ts';
import type { ManifestFormat } from '#analysis/manifest-facts.ts';
import { pathOf, type FileChange } from '#domain/change.ts';
import type { Side } from '#domain/span.ts';
import { linesThatRun, withoutSameFunctions } from './changed-code.ts';
import { changedLinesOf } from './changed-lines.ts';
import { commentStyleOf, maskText } from './code-words.ts';
import { contentOfManifest, permissionsIn } from './configuration-content.ts';
import type { Evidence } from './evidence.ts';
import { isProgramSource, roleOf } from './file-role.ts';
import { contentOfModule } from './module-content.ts';
import type { NameMatcher } from './name-matching.ts';
import { contentOfNames, contextOf, enclosingNames, topicsOf } from './names-content.ts';
import type { PathMatcher } from './path-matching.ts';
import type { SymbolMatcher } from './symbol-matching.ts';

/** One side of the change, as far as it was read. */
export interface AreaSide {
  readonly program: Program;
  /** Facts of changed files that are no modules, by path: manifests, configuration. */
  readonly facts: ReadonlyMap<string, FileFacts>;
  /** Null where the file could not be read. */
  readonly textOf: (path: string) => string | null;
}

export interface Matchers {
  readonly paths: PathMatcher;
  readonly names: NameMatcher;
  readonly symbols: SymbolMatcher;
}

type Sides = Readonly<Record<Side, AreaSide>>;

export function evidenceOf(change: FileChange, sides: Sides, matchers: Matchers): Evidence[] {
  const { paths } = matchers;
  const path = pathOf(change);
  // A move touches both the place it leaves and the one it comes to.
  const places = [...new Set([path, change.base?.path ?? path])];
  const read = readSides(change, sides, matchers);
  const byPath = places.flatMap((place) => [...paths.ofPolicy(place), ...paths.ofAnyFile(place)]);
  const kept = asksForNothing(change, sides, read) ? byPath.filter(({ area }) => area !== 'dependencies') : byPath;
  const byCodePath = read.some(({ runs }) => runs) ? places.flatMap((place) => paths.ofCode(place)) : [];
  const found = [...kept, ...byCodePath, ...submodules(change, path), ...read.flatMap(({ evidence }) => evidence)];
  return found.map((one) => (one.reason.path === path ? one : { ...one, reason: { ...one.reason, path } }));
}

/** A submodule is someone else's code by its commit. */
function submodules(change: FileChange, path: string): Evidence[] {
  if (change.base?.kind !== 'submodule' && change.head?.kind !== 'submodule') return [];
  const reason = { kind: 'path', detail: 'a submodule points to other code', place: null, path } as const;
  return [{ area: 'dependencies', reason, strength: 'clear', topic: 'submodule' }];
}

interface SideEvidence {
  /** Something other than comments and layout is changed on this side, or it is not known. */
  readonly runs: boolean;
  readonly evidence: readonly Evidence[];
}

function readSides(change: FileChange, sides: Sides, matchers: Matchers): SideEvidence[] {
  const textOf = (side: Side): string | null => {
    const version = change[side];
    return version === null ? null : sides[side].textOf(version.path);
  };
  const moduleOf = (side: Side): LinkedModule | undefined => sides[side].program.modules.get(change[side]?.path ?? '');
  const path = pathOf(change);
  const freeForm = isProgramSource(path) && commentStyleOf(path) === 'slashes';
  const texts = { base: textOf('base'), head: textOf('head') };
  const written = changedLinesOf(change, texts, freeForm);
  const modules = { base: moduleOf('base'), head: moduleOf('head') };
  const lines =
    modules.base === undefined || modules.head === undefined
      ? written
      : {
          base: withoutSameFunctions(written.base, modules.base, modules.head),
          head: withoutSameFunctions(written.head, modules.head, modules.base),
        };
  return (['base', 'head'] as const).flatMap((side) => {
    const version = change[side];
    if (version === null) return [];
    const file = { path: version.path, side, lines: lines[side] };
    return [readSide(file, texts[side], sides[side], matchers)];
  });
}

interface ChangedFile {
  readonly path: string;
  readonly side: Side;
  readonly lines: ReadonlySet<number>;
}

function readSide(file: ChangedFile, text: string | null, from: AreaSide, matchers: Matchers): SideEvidence {
  const facts = from.facts.get(file.path);
  if (facts?.kind === 'manifest') return { runs: true, evidence: contentOfManifest(facts, file) };
  if (facts?.kind === 'configuration') {
    const isInfrastructure = matchers.paths.ofAnyFile(file.path).some(({ area }) => area === 'infrastructure');
    return { runs: true, evidence: isInfrastructure ? permissionsIn(facts, file) : [] };
  }
  if (!isProgramSource(file.path) || roleOf(file.path) !== null) return { runs: false, evidence: [] };
  if (text === null) return { runs: true, evidence: [] };
  return readProgram(file, text, from.program, matchers);
}

function readProgram(file: ChangedFile, text: string, program: Program, matchers: Matchers): SideEvidence {
  const masked = maskText(text, commentStyleOf(file.path)).split('\n');
  const module: LinkedModule | undefined = program.modules.get(file.path);
  const running = module === undefined ? file.lines : linesThatRun(module, file.lines);
  const runs = running.size > 0 || [...file.lines].some((line) => (masked[line - 1] ?? '').trim() !== '');
  if (running.size === 0) return { runs, evidence: [] };
  const said = { ...file, lines: running };
  return {
    runs,
    evidence: [
      ...(module === undefined ? [] : contentOfModule(program, module, file.lines, matchers.symbols)),
      ...(module === undefined ? [] : enclosingNames(module, said, matchers.names)),
      ...contentOfNames(said, masked, matchers.names),
      ...topicsOf(said, masked),
      ...contextOf(module, said, matchers.names),
    ],
  };
}

/** Manifests in which everything that decides what is installed is read; the others are programs, or point elsewhere. */
const SAYS_ALL: ReadonlySet<ManifestFormat> = new Set([
  'npm-manifest',
  'composer-manifest',
  'cargo-manifest',
  'pyproject',
]);

/** A manifest whose changed lines ask for no dependency: a version of its own, a script, a description. */
function asksForNothing(change: FileChange, sides: Sides, read: readonly SideEvidence[]): boolean {
  const known = (['base', 'head'] as const).every((side) => {
    const version = change[side];
    const facts = version === null ? undefined : sides[side].facts.get(version.path);
    return version === null || (facts?.kind === 'manifest' && SAYS_ALL.has(facts.format) && facts.broken.length === 0);
  });
  return known && change.hunks !== null && read.every(({ evidence }) => evidence.length === 0);
}
