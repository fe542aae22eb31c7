/** From what was gathered to what rules are called with: programs of both sides, and the changed files by kind. */
import { posix } from 'node:path';
import type { Resource } from '#analysis/infrastructure/resource.ts';
import { agentFileOf } from '#analysis/agent-files.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import { linkInfrastructure, type InfrastructureFile } from '#analysis/infrastructure/link.ts';
import type { ConfigFacts } from '#analysis/configuration-facts.ts';
import type { ModuleFacts } from '#analysis/module-facts.ts';
import { linkProgram } from '#analysis/dataflow/link/link.ts';
import type { Program } from '#analysis/dataflow/link/program.ts';
import { aiUsesIn } from '#checks/agents/ai-use.ts';
import type { ConfigFile, InputsByNeed } from '#checks/rule-inputs.ts';
import type { FileChange, FileVersion } from '#domain/change.ts';
import { pathOf } from '#domain/change.ts';
import type { LineRange, Side } from '#domain/span.ts';
import { type CodePolicy, defaultCodePolicy } from '#policy/code-policy.ts';
import { defaultDependencyPolicy, type DependencyPolicy } from '#policy/dependency-policy.ts';
import { dependencyChanges } from './dependency-changes.ts';
import type { allowsServer } from '#policy/allowed-servers.ts';
import type { BySide, Gathered } from './gather/gathered.ts';

const SIDES = ['base', 'head'] as const;

/** The program of one side: its changed modules, and those that they import. */
export function programOf({ snapshot, facts, resolve }: Gathered, side: Side): Program {
  const modules = new Map<string, ModuleFacts>();
  for (const [path, found] of facts[side]) if (found.kind === 'module') modules.set(path, found);
  const changedLines = new Map<string, readonly LineRange[]>();
  for (const change of snapshot.changes) {
    const path = change[side]?.path;
    const module = path === undefined ? undefined : modules.get(path);
    if (path !== undefined && module !== undefined) changedLines.set(path, linesOf(change, side, module));
  }
  return linkProgram({ side, modules, changedLines, resolve: resolve[side] });
}

/** A file whose lines could not be compared is changed as a whole. */
function linesOf({ hunks }: FileChange, side: Side, { lineCount }: ModuleFacts): readonly LineRange[] {
  if (hunks === null) return [{ start: 1, end: lineCount }];
  return hunks.map((hunk) => hunk[side]).filter(({ start, end }) => start <= end);
}

/** What policy says of dependencies, and whether this change is held to the limits for AI-assisted ones. */
export interface DependencyTerms {
  readonly policy: DependencyPolicy;
  readonly assisted: boolean;
  /** What policy asks of code; its default where nobody says. */
  readonly code?: CodePolicy;
}

export function ruleInputs(
  gathered: Gathered,
  programs: BySide<Program>,
  terms: DependencyTerms = { policy: defaultDependencyPolicy(), assisted: false },
  servers: ReturnType<typeof allowsServer> = null,
): InputsByNeed {
  const { snapshot } = gathered;
  const infrastructure = { base: infrastructureOf(gathered, 'base'), head: infrastructureOf(gathered, 'head') };
  const configuration = SIDES.flatMap((side) => configFiles(gathered, side));
  return {
    program: SIDES.map((side) => ({ side, program: programs[side] })),
    'governed-program': SIDES.map((side) => ({
      side,
      program: programs[side],
      policy: terms.code ?? defaultCodePolicy(),
      assisted: terms.assisted,
    })),
    'program-change': [{ ...programs, renames: renamesOf(snapshot.changes) }],
    infrastructure: SIDES.flatMap((side) =>
      snapshot.changes.flatMap((change) => {
        const file = infrastructure[side].get(change[side]?.path ?? '');
        return file === undefined ? [] : [{ ...file, side }];
      }),
    ),
    'infrastructure-change': snapshot.changes.flatMap((change) => infrastructurePair(infrastructure, change)),
    workflow: configuration.filter((file) => isWorkflow(file.path)),
    manifest: snapshot.changes.flatMap((change) => manifestPair(gathered, change)),
    dependencies: dependencyChanges(gathered, terms),
    'agent-settings': configuration
      .filter((file) => agentFileOf(file.path) === 'configuration')
      .map((file) => ({ ...file, allowsServer: servers })),
    'agent-servers': snapshot.changes.flatMap((change) => agentPair(gathered, change)),
    instructions: SIDES.flatMap((side) => instructionFiles(gathered, side)),
    'ai-use': [{ base: aiUses(gathered, 'base'), head: aiUses(gathered, 'head') }],
    secrets: SIDES.map((side) => ({
      side,
      secrets: snapshot.secrets.filter((secret) => secret.place.side === side),
    })),
  };
}

type Infrastructure = ReadonlyMap<string, InfrastructureFile>;

function infrastructureOf({ facts }: Gathered, side: Side): Infrastructure {
  const files = new Map<string, ConfigFacts>();
  for (const [path, found] of facts[side]) if (found.kind === 'configuration') files.set(path, found);
  return linkInfrastructure(files);
}

function infrastructurePair(infrastructure: BySide<Infrastructure>, change: FileChange) {
  const of = (side: Side) => infrastructure[side].get(change[side]?.path ?? '') ?? null;
  const pair = { base: of('base'), head: of('head') };
  if (pair.base === null && pair.head === null) return [];
  const headScope = pair.head?.scope ?? scopeOfFolder(infrastructure.head, pathOf(change));
  return [{ path: pathOf(change), ...pair, headScope }];
}

/** Of a file that is gone: what the others of its folder hold. */
function scopeOfFolder(files: Infrastructure, path: string): readonly Resource[] {
  const folder = posix.dirname(path);
  return [...files.values()].find((file) => posix.dirname(file.path) === folder)?.scope ?? [];
}

function configFiles({ snapshot, facts }: Gathered, side: Side): ConfigFile[] {
  return snapshot.changes.flatMap((change) => {
    const path = change[side]?.path;
    const found = path === undefined ? undefined : facts[side].get(path);
    return path !== undefined && found?.kind === 'configuration' ? [{ side, path, facts: found }] : [];
  });
}

function aiUses({ snapshot, facts }: Gathered, side: Side) {
  return snapshot.changes.flatMap((change) => {
    const path = change[side]?.path;
    const found = path === undefined ? undefined : facts[side].get(path);
    return path === undefined || found === undefined ? [] : aiUsesIn(path, found).map((use) => ({ path, use }));
  });
}

function instructionFiles({ snapshot, facts }: Gathered, side: Side) {
  return snapshot.changes.flatMap((change) => {
    const path = change[side]?.path;
    const found = path === undefined ? undefined : facts[side].get(path);
    return path !== undefined && found?.kind === 'instructions' ? [{ side, path, facts: found }] : [];
  });
}

function agentPair({ facts }: Gathered, change: FileChange): InputsByNeed['agent-servers'][number][] {
  const of = (side: Side) => {
    const path = change[side]?.path;
    const found = path === undefined || agentFileOf(path) !== 'configuration' ? undefined : facts[side].get(path);
    return path !== undefined && found?.kind === 'configuration' ? { path, facts: found } : null;
  };
  const [base, head] = [of('base'), of('head')];
  return base === null && head === null ? [] : [{ path: pathOf(change), base, head: head?.facts ?? null }];
}

/** What GitHub runs as a workflow, and the actions that a repository offers or uses of its own. */
function isWorkflow(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) || /(?:^|\/)action\.ya?ml$/.test(path);
}

function manifestPair({ facts }: Gathered, change: FileChange) {
  const of = (side: Side, version: FileVersion | null) => {
    const found: FileFacts | undefined = version === null ? undefined : facts[side].get(version.path);
    return found?.kind === 'manifest' ? found : null;
  };
  const pair = { base: of('base', change.base), head: of('head', change.head) };
  return pair.base === null && pair.head === null ? [] : [{ path: pathOf(change), ...pair }];
}

function renamesOf(changes: readonly FileChange[]): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  for (const { base, head } of changes) {
    if (base !== null && head !== null && base.path !== head.path) renames.set(base.path, head.path);
  }
  return renames;
}
