/** Linking, and all rules on the linked program, timed over the facts of a corpus in which some files count as added. */
import { posix } from 'node:path';
import { performance } from 'node:perf_hooks';
import { linkProgram } from '#analysis/dataflow/link/link.ts';
import type { Program } from '#analysis/dataflow/link/program.ts';
import type { ModuleFacts } from '#analysis/module-facts.ts';
import { runRules, type RulesResult } from '#checks/engine.ts';
import { RULES } from '#checks/registry.ts';
import { NO_SETTINGS } from '#checks/rule-settings.ts';
import type { Side } from '#domain/span.ts';

export type FactsByPath = ReadonlyMap<string, ModuleFacts>;

export function linkCorpus(facts: FactsByPath, changed: readonly string[], side: Side): Program {
  const changedLines = new Map(
    changed.map((path) => [path, [{ start: 1, end: facts.get(path)?.lineCount ?? 1 }]] as const),
  );
  return linkProgram({ side, modules: facts, changedLines, resolve: (made, from) => resolveIn(facts, made, from) });
}

export interface TimedQuery {
  readonly milliseconds: number;
  readonly result: RulesResult;
}

/**
 * All rules, on a head that has the changed files and a base that does not. A program remembers what it was asked, so each
 * run links anew, outside of the time.
 */
export function queryCorpus(facts: FactsByPath, changed: readonly string[]): TimedQuery {
  const isChanged = new Set(changed);
  const before = new Map([...facts].filter(([path]) => !isChanged.has(path)));
  const base = linkCorpus(before, [], 'base');
  const head = linkCorpus(facts, changed, 'head');
  const inputs = {
    program: [
      { side: 'base', program: base },
      { side: 'head', program: head },
    ],
    'governed-program': [],
    'program-change': [{ base, head, renames: new Map() }],
    infrastructure: [],
    'infrastructure-change': [],
    workflow: [],
    manifest: [],
    dependencies: [],
    secrets: [],
    'agent-settings': [],
    'agent-servers': [],
    instructions: [],
    'ai-use': [],
  } as const;
  const started = performance.now();
  const result = runRules(RULES, { inputs, changes: [], textOf: () => null, settings: NO_SETTINGS });
  return { milliseconds: performance.now() - started, result };
}

/** An even draw of so many paths. */
export function someOf(facts: FactsByPath, count: number): string[] {
  const paths = [...facts.keys()];
  const step = Math.max(1, Math.floor(paths.length / count));
  return paths.filter((_, index) => index % step === 0).slice(0, count);
}

function resolveIn(facts: FactsByPath, specifier: string, from: string): string | null {
  if (!specifier.startsWith('.')) return null;
  const stem = posix.join(posix.dirname(from), specifier);
  const found = ['', '.js', '.ts', '.mjs', '/index.js', '/index.ts'].find((end) => facts.has(stem + end));
  return found === undefined ? null : stem + found;
}
