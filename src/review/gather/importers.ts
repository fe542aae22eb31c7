/**
 * Loads the modules that import what changed, and those that import these: a route is guarded where it is mounted, and
 * what a changed function no longer does harms its callers. Candidates come from the index of the base's tree; their
 * facts say whether they are right. Of too many, those that lie nearest are looked into, and the rest is counted.
 */
import { type ImportIndex, importersIn } from '#analysis/index/import-index.ts';
import { wordOf } from '#analysis/index/import-words.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { BySide } from './gathered.ts';
import {
  IMPORTERS_IMPORT_DEPTH,
  MAX_IMPORTER_CANDIDATES,
  MAX_IMPORTER_DEPTH,
  MAX_IMPORTERS,
  MAX_IMPORTERS_IMPORTS,
} from './limits.ts';
import {
  type LinkedModulesInput,
  loadLinkedModules,
  loadModules,
  type ModuleAt,
  type ModuleOn,
  specifiersOf,
} from './linked-modules.ts';
import { note } from './note.ts';

export interface ImportersInput extends LinkedModulesInput {
  /** The modules that changed, by side. */
  readonly changed: BySide<readonly string[]>;
  /** Of the packages that the base holds: their entries are imported by these. */
  readonly packageNames: readonly string[];
  /** Of the base's tree; asked for only where something changed that can be imported. */
  readonly index: () => Promise<ImportIndex>;
}

const SIDES = ['head', 'base'] as const;

/** Adds what it loads to the facts. Answers what was not looked into. */
export async function loadImporters(input: ImportersInput): Promise<NotChecked[]> {
  const targets = { base: new Set(input.changed.base), head: new Set(input.changed.head) };
  if (targets.base.size + targets.head.size === 0) return [];
  const index = await input.index();
  const own = new Set([...targets.base, ...targets.head]);
  const found: ModuleOn[] = [];
  const tried = new Set<string>();
  let beyond = 0;
  let wanted = targets;
  for (let depth = 1; depth <= MAX_IMPORTER_DEPTH && wanted.base.size + wanted.head.size > 0; depth += 1) {
    const names = entryNames(input, wanted);
    const all = importersIn(index, new Set([...wanted.base, ...wanted.head]), (path) => names.get(path) ?? []);
    const candidates = nearest(all, own).filter((path) => !tried.has(path));
    const chosen = candidates.slice(0, Math.max(0, MAX_IMPORTER_CANDIDATES - tried.size));
    beyond += candidates.length - chosen.length;
    for (const path of chosen) tried.add(path);
    const importers = await confirmed(chosen, wanted, input, MAX_IMPORTERS - found.length);
    found.push(...importers);
    wanted = { base: pathsOn('base', importers), head: pathsOn('head', importers) };
  }
  const from = found.filter(({ side, path }) => !targets[side].has(path));
  const limits = { depth: IMPORTERS_IMPORT_DEPTH, modules: MAX_IMPORTERS_IMPORTS };
  // What lies behind the modules that import the change is context of context: that it ends somewhere is no news.
  await loadLinkedModules({ ...input, from, limits });
  return [...leftOut(beyond), ...unindexed(index.leftOut)];
}

/** For a file that is a package's entry, the last part of that package's name. */
function entryNames({ packageNames, resolve }: ImportersInput, wanted: BySide<ReadonlySet<string>>) {
  const names = new Map<string, string[]>();
  for (const name of packageNames) {
    const entry = resolve.base(name, '');
    if (entry === null || !(wanted.base.has(entry) || wanted.head.has(entry))) continue;
    names.set(entry, [...(names.get(entry) ?? []), wordOf(name)]);
  }
  return names;
}

/** Those of the candidates whose facts say that they import one of these. Only they are added to the facts. */
async function confirmed(
  candidates: readonly string[],
  wanted: BySide<ReadonlySet<string>>,
  input: ImportersInput,
  room: number,
): Promise<ModuleOn[]> {
  const facts = { base: new Map<string, FileFacts>(), head: new Map<string, FileFacts>() };
  const missing = candidates.flatMap((path) => SIDES.flatMap((side) => moduleAt(path, side, input)));
  await loadModules(missing, { ...input, facts });
  const importers: ModuleOn[] = [];
  for (const path of candidates) {
    for (const side of SIDES) {
      const module = facts[side].get(path) ?? input.facts[side].get(path);
      if (module?.kind !== 'module' || importers.length >= room * SIDES.length) continue;
      const imports = [...specifiersOf(module)].map((specifier) => input.resolve[side](specifier, path));
      if (!imports.some((target) => target !== null && wanted[side].has(target))) continue;
      if (!input.facts[side].has(path)) input.facts[side].set(path, module);
      importers.push({ side, path });
    }
  }
  return importers;
}

function moduleAt(path: string, side: 'base' | 'head', { facts, trees }: ImportersInput): ModuleAt[] {
  const oid = facts[side].has(path) ? null : trees[side].oid(path);
  return oid === null ? [] : [{ side, path, oid }];
}

function pathsOn(side: 'base' | 'head', modules: readonly ModuleOn[]): Set<string> {
  return new Set(modules.flatMap((module) => (module.side === side ? [module.path] : [])));
}

/** By how much of their folders they share with what changed, then by path. */
function nearest(paths: readonly string[], to: ReadonlySet<string>): string[] {
  const folders = [...to].map((path) => path.split('/').slice(0, -1));
  const nearness = (path: string): number => {
    const own = path.split('/').slice(0, -1);
    return Math.max(0, ...folders.map((folder) => own.filter((name, at) => folder[at] === name).length));
  };
  return paths
    .map((path) => ({ path, near: nearness(path) }))
    .sort((one, other) => other.near - one.near || (one.path < other.path ? -1 : 1))
    .map(({ path }) => path);
}

function leftOut(count: number): NotChecked[] {
  if (count === 0) return [];
  const [modules, were] = count === 1 ? ['1 further module', 'was'] : [`${count} further modules`, 'were'];
  const detail = `${modules} that may use what changed ${were} not looked into: only the nearest ${MAX_IMPORTER_CANDIDATES} are.`;
  return [note(null, 'context', detail)];
}

function unindexed(count: number): NotChecked[] {
  if (count === 0) return [];
  const detail = `${count} program files of the repository were too many or too large to be searched for uses of what changed.`;
  return [note(null, 'context', detail)];
}
