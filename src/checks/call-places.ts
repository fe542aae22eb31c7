/** Calls of the changed modules, what they call, and where a report about one stands. What most rules about calls share. */
import { symbolsOf } from '#analysis/dataflow/link/meaning.ts';
import {
  type CallRef,
  type FunctionRef,
  type Program,
  type ValueRef,
  valueIn,
} from '#analysis/dataflow/link/program.ts';
import type { Place, Side, Span } from '#domain/span.ts';

/** Every call that is written in a module which the change touches, in order. */
export function* changedCalls(program: Program): Generator<CallRef> {
  for (const module of program.changed)
    for (const fn of module.facts.functions) for (const call of fn.calls) yield { module, fn, call };
}

/** Every function of those modules. */
export function* changedFunctions(program: Program): Generator<FunctionRef> {
  for (const module of program.changed) for (const fn of module.facts.functions) yield { module, fn };
}

/** What a call calls, by the way to it: `crypto.createHash().update`. Built-in modules are called without `node:`. */
export function calledSymbols(program: Program, ref: CallRef): readonly string[] {
  return plainSymbols(program, valueIn(ref, ref.call.callee));
}

/** The symbols of a value; built-in modules are called without `node:`. */
export function plainSymbols(program: Program, value: ValueRef): readonly string[] {
  return symbolsOf(program, value).map((symbol) => (symbol.startsWith('node:') ? symbol.slice(5) : symbol));
}

/** The value of an argument; null where the call has none there, or where a spread leaves open which it is. */
export function argumentOf(ref: CallRef, position: number): ValueRef | null {
  const before = ref.call.args.slice(0, position + 1);
  if (before.some((id) => ref.fn.nodes[id]?.kind === 'spread')) return null;
  const id = ref.call.args[position];
  return id === undefined ? null : valueIn(ref, id);
}

export function placeIn(ref: FunctionRef, side: Side, span: Span): Place {
  return { path: ref.module.path, side, span };
}

/** The enclosing function as a report names it; null at file level. */
export function symbolIn(ref: FunctionRef): string | null {
  return ref.fn.symbol === '' ? null : ref.fn.symbol;
}
