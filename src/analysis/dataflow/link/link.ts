/** Puts the facts of one side's modules together. Resolves only what imports mean; everything else is asked for when needed. */
import type { LineRange, Side } from '#domain/span.ts';
import type { ModuleFacts } from '../../module-facts.ts';
import { createMemo } from './memo.ts';
import type { LinkedModule, Program } from './program.ts';

export interface LinkInput {
  readonly side: Side;
  /** Facts by path: the changed modules and those that were loaded because they are imported. */
  readonly modules: ReadonlyMap<string, ModuleFacts>;
  /** Changed lines by path, for the modules that the change touches. */
  readonly changedLines: ReadonlyMap<string, readonly LineRange[]>;
  /** The path of the repository's own module that a specifier means in a file; null for packages and unknowns. */
  readonly resolve: (specifier: string, from: string) => string | null;
}

export function linkProgram(input: LinkInput): Program {
  const modules = new Map<string, LinkedModule>();
  for (const [path, facts] of input.modules) {
    const resolvedImports = facts.imports.map((made) => input.resolve(made.module, path));
    const reexported = facts.exports.flatMap((made) => (made.module === null ? [] : [made.module]));
    const resolvedReexports = new Map(reexported.map((specifier) => [specifier, input.resolve(specifier, path)]));
    modules.set(path, {
      path,
      facts,
      resolvedImports,
      resolvedReexports,
      changedLines: input.changedLines.get(path) ?? [],
    });
  }
  const changed = [...modules.values()]
    .filter((module) => input.changedLines.has(module.path))
    .sort((one, other) => compare(one.path, other.path));
  return { side: input.side, modules, changed, memo: createMemo() };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
