/** Modules linked into one program: what a name imported here is over there. Made per review, for one side. */
import type { LineRange, Side } from '#domain/span.ts';
import type { FunctionFacts, FunctionId, ModuleFacts } from '../module-facts.ts';

export interface LinkedModule {
  readonly path: string;
  readonly facts: ModuleFacts;
  /** For each of `facts.imports`: the path of the repository's own module it means, or null for a package or an unknown. */
  readonly resolvedImports: readonly (string | null)[];
  /** Lines of this side that the change adds or removes; the whole file where it is new or gone; none for an unchanged module. */
  readonly changedLines: readonly LineRange[];
}

export interface Program {
  readonly side: Side;
  readonly modules: ReadonlyMap<string, LinkedModule>;
  /** The modules that the change touches, by path order. */
  readonly changed: readonly LinkedModule[];
}

/** One function of one module. */
export interface FunctionRef {
  readonly module: LinkedModule;
  readonly fn: FunctionFacts;
}

export function functionOf(module: LinkedModule, id: FunctionId): FunctionRef {
  const fn = module.facts.functions[id];
  if (fn === undefined) throw new RangeError(`${module.path} has no function ${id}`);
  return { module, fn };
}
