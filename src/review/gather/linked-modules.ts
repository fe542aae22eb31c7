/**
 * Loads the modules that the change imports, and what those import, in rounds of one batch each: so much is needed
 * to know what a call does. What lies further away is counted, and said. Last come the modules that say how the changed
 * ones are used.
 */
import { classify } from '#analysis/classify.ts';
import { dialectOf, isProgram } from '#analysis/dialects.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import type { ModuleFacts } from '#analysis/module-facts.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { Side } from '#domain/span.ts';
import type { ExtractionTask, SourceRepository, Tree } from '../ports.ts';
import { type FactsLoader, factsKey } from './facts-loader.ts';
import type { BySide, ResolveSpecifier } from './gathered.ts';
import { MAX_FILE_BYTES, MAX_IMPORT_DEPTH, MAX_LINKED_MODULES } from './limits.ts';
import type { SourceTextStore } from './source-texts.ts';

export interface LinkedModulesInput {
  readonly repository: SourceRepository;
  readonly loader: FactsLoader;
  readonly trees: BySide<Tree>;
  readonly resolve: BySide<ResolveSpecifier>;
  /** Of the changed files; the modules that are loaded are added. */
  readonly facts: BySide<Map<string, FileFacts>>;
  readonly sources: SourceTextStore;
  /** Whose imports are loaded; those of all that have facts if not given. */
  readonly from?: readonly ModuleOn[];
  /** What is loaded beside them, in the first batch. That one cannot be read is no gap. */
  readonly neighbours?: readonly ModuleAt[];
  readonly limits?: { readonly depth: number; readonly modules: number };
}

export interface ModuleOn {
  readonly side: Side;
  readonly path: string;
}

export interface ModuleAt extends ModuleOn {
  readonly oid: string;
  /** Nobody imports it: it stands beside a changed module. */
  readonly beside?: boolean;
}

const SIDES = ['head', 'base'] as const;

export async function loadLinkedModules(input: LinkedModulesInput): Promise<NotChecked[]> {
  const { depth, modules } = input.limits ?? { depth: MAX_IMPORT_DEPTH, modules: MAX_LINKED_MODULES };
  const notChecked: NotChecked[] = [];
  const loaded = new Set<string>();
  const beyond = new Set<string>();
  const known = SIDES.flatMap((side) => [...input.facts[side].keys()].map((path) => ({ side, path })));
  const reached = new Set(known.map(keyOf));
  let frontier: readonly ModuleOn[] = input.from ?? known;
  for (let round = 1; frontier.length > 0; round += 1) {
    const wanted = importsOf(frontier, input, reached);
    const chosen = round > depth ? [] : wanted.filter(({ oid }) => loaded.has(oid) || canLoad(loaded, oid, modules));
    for (const at of wanted) if (!chosen.includes(at)) beyond.add(at.path);
    const others = round === 1 ? (input.neighbours ?? []).filter((at) => !reached.has(keyOf(at))) : [];
    notChecked.push(...(await loadModules([...chosen, ...others], input)));
    frontier = chosen;
  }
  const missing = [...beyond].filter((path) => !SIDES.some((side) => input.facts[side].has(path)));
  if (missing.length > 0) notChecked.push(leftOut(missing.length, depth, modules));
  return notChecked;
}

function canLoad(loaded: Set<string>, oid: string, modules: number): boolean {
  if (loaded.size >= modules) return false;
  loaded.add(oid);
  return true;
}

/** What these modules import and nobody has yet, by path. */
function importsOf(
  frontier: readonly ModuleOn[],
  { facts, resolve, trees }: LinkedModulesInput,
  reached: Set<string>,
): ModuleAt[] {
  const wanted: ModuleAt[] = [];
  for (const { side, path } of frontier) {
    const module = facts[side].get(path);
    if (module?.kind !== 'module') continue;
    for (const specifier of specifiersOf(module)) {
      const target = resolve[side](specifier, path);
      const oid = target === null ? null : trees[side].oid(target);
      if (target === null || oid === null || !isProgram(dialectOf(target, ''))) continue;
      const at = { side, path: target, oid };
      if (reached.has(keyOf(at))) continue;
      reached.add(keyOf(at));
      wanted.push(at);
    }
  }
  return wanted.sort((one, other) => (one.path === other.path ? 0 : one.path < other.path ? -1 : 1));
}

/** Of imports and re-exports, each once. */
export function specifiersOf(module: ModuleFacts): Set<string> {
  const specifiers = new Set(module.imports.map((made) => made.module));
  for (const made of module.exports) if (made.module !== null) specifiers.add(made.module);
  return specifiers;
}

/** Adds the facts and texts of these; answers what could not be read. */
export async function loadModules(
  modules: readonly ModuleAt[],
  input: Pick<LinkedModulesInput, 'repository' | 'loader' | 'facts' | 'sources'>,
): Promise<NotChecked[]> {
  if (modules.length === 0) return [];
  const blobs = await input.repository.blobs([...new Set(modules.map(({ oid }) => oid))], { maxBytes: MAX_FILE_BYTES });
  const notChecked = new Map<string, NotChecked>();
  const tasks: (ModuleAt & ExtractionTask)[] = [];
  for (const module of modules) {
    const bytes = blobs.get(module.oid)?.bytes ?? null;
    const reading = bytes === null ? null : classify(module.path, bytes);
    const text = reading?.text ?? null;
    const reason = reading?.notRead?.reason ?? null;
    if (text !== null) input.sources.add(module.side, module.path, text);
    // An import was there before and is not part of the change, so that it calls itself generated hides nothing.
    const accepted = reason === null || (reason === 'generated' && module.beside !== true);
    if (text !== null && reading?.dialect != null && accepted) {
      tasks.push({ ...module, dialect: reading.dialect, text });
    } else if (module.beside !== true) {
      notChecked.set(module.path, imported(module.path, reason ?? 'unreadable', 'could not be read'));
    }
  }
  const outcomes = await input.loader.load(tasks);
  for (const { side, path, oid, dialect, beside: isBeside } of tasks) {
    const outcome = outcomes.get(factsKey(oid, dialect));
    if (outcome !== undefined && 'facts' in outcome) input.facts[side].set(path, outcome.facts);
    else if (isBeside !== true) notChecked.set(path, imported(path, 'unparsable', outcome?.failed ?? 'gave no facts'));
  }
  return [...notChecked.values()];
}

function imported(path: string, reason: NotChecked['reason'], why: string): NotChecked {
  const detail = `The change imports it, but it was not looked into: ${why} (${reason}).`;
  return { path, reason: 'context', detail, lines: null, ruleId: null };
}

function leftOut(count: number, depth: number, modules: number): NotChecked {
  const [what, were] = count === 1 ? ['1 module', 'was'] : [`${count} modules`, 'were'];
  const detail = `${what} that the change reaches only through more than ${depth} imports, or beyond the first ${modules} modules, ${were} not looked into.`;
  return { path: null, reason: 'context', detail, lines: null, ruleId: null };
}

function keyOf({ side, path }: ModuleOn): string {
  return `${side}\0${path}`;
}
