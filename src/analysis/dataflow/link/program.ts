/** Modules linked into one program: what a name imported here is over there. Made per review, for one side. */
import type { LineRange, Side } from '#domain/span.ts';
import type { CallFact, FlowNode, FunctionFacts, FunctionId, ModuleFacts, NodeId } from '../../module-facts.ts';
import type { Memo } from './memo.ts';

export interface LinkedModule {
  readonly path: string;
  readonly facts: ModuleFacts;
  /** For each of `facts.imports`: the path of the repository's own module it means, or null for a package or an unknown. */
  readonly resolvedImports: readonly (string | null)[];
  /** The same for the specifiers of re-exports. */
  readonly resolvedReexports: ReadonlyMap<string, string | null>;
  /** Lines of this side that the change adds or removes; the whole file where it is new or gone; none for an unchanged module. */
  readonly changedLines: readonly LineRange[];
}

export interface Program {
  readonly side: Side;
  readonly modules: ReadonlyMap<string, LinkedModule>;
  /** The modules that the change touches, by path order. */
  readonly changed: readonly LinkedModule[];
  readonly memo: Memo;
}

/** One function of one module. */
export interface FunctionRef {
  readonly module: LinkedModule;
  readonly fn: FunctionFacts;
}

/** One value of one function. */
export interface ValueRef extends FunctionRef {
  readonly node: NodeId;
}

/** One call of one function. */
export interface CallRef extends FunctionRef {
  readonly call: CallFact;
}

export function functionOf(module: LinkedModule, id: FunctionId): FunctionRef {
  const fn = module.facts.functions[id];
  if (fn === undefined) throw new RangeError(`${module.path} has no function ${id}`);
  return { module, fn };
}

export function nodeOf(value: ValueRef): FlowNode {
  const node = value.fn.nodes[value.node];
  if (node === undefined) throw new RangeError(`${value.module.path} ${value.fn.symbol} has no node ${value.node}`);
  return node;
}

export function valueIn(ref: FunctionRef, node: NodeId): ValueRef {
  return { module: ref.module, fn: ref.fn, node };
}
