/** Calls of a table of sinks in one module, with the values that must not come from outside. */
import { symbolsOf } from '../link/meaning.ts';
import { nameOf } from '../link/operands.ts';
import { type CallRef, type LinkedModule, nodeOf, type Program, valueIn } from '../link/program.ts';
import type { SinkModel } from '../models/sinks/sink-model.ts';
import { isRootedIn } from '../taint/schema-constraints.ts';
import type { FlowStart } from '../taint/taint.ts';

export interface ModelledSink {
  readonly call: CallRef;
  readonly starts: readonly FlowStart[];
}

/** A table by the names of what is called, so that most calls are passed over by their name alone. */
export interface SinkTable {
  readonly byName: ReadonlyMap<string, readonly SinkModel[]>;
  /** Rows whose package is called itself. */
  readonly bare: readonly SinkModel[];
}

export function sinkTable(models: readonly SinkModel[]): SinkTable {
  const byName = new Map<string, SinkModel[]>();
  for (const model of models) {
    for (const method of model.methods) byName.set(method, [...(byName.get(method) ?? []), model]);
  }
  return { byName, bare: byName.get('') ?? [] };
}

export function modelledSinksIn(program: Program, module: LinkedModule, table: SinkTable): ModelledSink[] {
  return module.facts.functions.flatMap((fn) =>
    fn.calls.flatMap((call) => {
      const ref: CallRef = { module, fn, call };
      const model = call.args.length === 0 ? null : modelOf(program, ref, table);
      const starts = model === null ? [] : startsOf(ref, model);
      return starts.length === 0 ? [] : [{ call: ref, starts }];
    }),
  );
}

function modelOf(program: Program, ref: CallRef, { byName, bare }: SinkTable): SinkModel | null {
  const name = nameOf(ref, ref.call.callee);
  const named = byName.get(name) ?? [];
  const isPlain = ref.call.receiver === null;
  if (named.length === 0 && (!isPlain || bare.length === 0)) return null;
  const symbols = symbolsOf(program, valueIn(ref, ref.call.callee));
  const isOf = (model: SinkModel): boolean =>
    model.packages.some((packageName) => symbols.some((symbol) => isRootedIn(symbol, packageName)));
  return named.find(isOf) ?? (isPlain ? (bare.find((model) => isPackageItself(model, symbols)) ?? null) : null);
}

/** `axios(url)`: the package, or its default, is what is called. */
function isPackageItself({ packages }: SinkModel, symbols: readonly string[]): boolean {
  return symbols.some((symbol) => packages.includes(symbol.replace(/\.default$/, '')));
}

function startsOf(ref: CallRef, model: SinkModel): FlowStart[] {
  const positions = model.arguments === 'all' ? ref.call.args.map((_, index) => index) : model.arguments;
  return positions.flatMap((position): FlowStart[] => {
    const id = ref.call.args[position];
    if (id === undefined) return [];
    const at = valueIn(ref, id);
    const { kind } = nodeOf(at);
    if (kind === 'literal' || kind === 'function' || kind === 'absent') return [];
    if (kind !== 'object') return [{ at, path: [], anchor: ref.call.point }];
    return model.keys.map((key) => ({ at, path: [key], anchor: ref.call.point }));
  });
}
