/**
 * Who calls a function, and with what: calls by name, calls of what a parameter holds, callbacks that known functions
 * call. What is called through an unknown function, or from a module that was not loaded, is not found.
 */
import type { FlowNode, FunctionFacts, NodeId } from '../../module-facts.ts';
import { ELEMENT, within, type AccessPath, type Binding } from './flow-state.ts';
import { functionsOf, meaningsOf, symbolsOf } from '../link/meaning.ts';
import { CALLBACK_FUNCTIONS, CALLBACK_METHODS, type CallbackModel } from '../models/callbacks.ts';
import { type CallRef, type FunctionRef, type Program, type ValueRef, valueIn } from '../link/program.ts';

export interface Invocation {
  readonly call: CallRef;
  readonly binding: Binding;
}

/** Every call that is known to run the function. */
export function invocationsOf(program: Program, ref: FunctionRef): readonly Invocation[] {
  return index(program).get(ref.fn) ?? [];
}

/** Calls, in a function and in those written inside it, of what its parameter holds. */
export function invocationsOfParam(program: Program, ref: FunctionRef, param: number): readonly CallRef[] {
  return program.memo.once('calls of a parameter', ref.fn, param, [] as readonly CallRef[], () =>
    ref.module.facts.functions
      .filter((fn) => isInside(ref.module.facts.functions, fn, ref.fn))
      .flatMap((fn) =>
        fn.calls
          .filter((call) => mayBeParameter(fn.nodes[call.callee]))
          .map((call): CallRef => ({ module: ref.module, fn, call }))
          .filter((call) =>
            meaningsOf(program, valueIn(call, call.call.callee)).some(
              (one) => one.kind === 'param' && one.ref.fn === ref.fn && one.index === param && one.path.length === 0,
            ),
          ),
      ),
  );
}

function mayBeParameter(node: FlowNode | undefined): boolean {
  return node?.kind === 'param' || node?.kind === 'captured' || node?.kind === 'join';
}

function isInside(functions: readonly FunctionFacts[], fn: FunctionFacts, outer: FunctionFacts): boolean {
  let at: FunctionFacts | undefined = fn;
  for (let steps = 0; at !== undefined && steps < 64; steps += 1) {
    if (at === outer) return true;
    at = at.parent === null ? undefined : functions[at.parent];
  }
  return false;
}

/** What a parameter holds at a call, as values of the caller. */
export function givenTo(
  invocation: Invocation,
  param: number,
  path: AccessPath,
  rest: boolean,
): { readonly at: ValueRef; readonly path: AccessPath }[] {
  const { call, binding } = invocation;
  const value = (id: NodeId, part: AccessPath) => ({ at: valueIn(call, id), path: part });
  const { args, receiver } = call.call;
  switch (binding.kind) {
    case 'arguments':
      return argumentsFor(call, param + binding.skip, path, rest);
    case 'list': {
      const list = args[binding.argument];
      return list === undefined ? [] : [value(list, within(ELEMENT, path))];
    }
    case 'callback':
      return binding.params
        .filter((one) => one.index === param)
        .flatMap((one) => {
          if (one.takes === 'receiver' || one.takes === 'element') {
            if (receiver === null) return [];
            return [value(receiver, one.takes === 'element' ? within(ELEMENT, path) : path)];
          }
          const given = args[one.argument ?? 0];
          if (given === undefined) return [];
          return [value(given, one.takes === 'argument-element' ? within(ELEMENT, path) : path)];
        });
  }
}

function argumentsFor(call: CallRef, param: number, path: AccessPath, rest: boolean) {
  const found: { at: ValueRef; path: AccessPath }[] = [];
  for (const [position, id] of call.call.args.entries()) {
    const node = call.fn.nodes[id];
    if (node?.kind === 'spread') {
      if (rest || position <= param) found.push({ at: valueIn(call, node.of), path: within(ELEMENT, path) });
      if (!rest) break;
    } else if (rest ? position >= param : position === param) {
      const part = rest && path[0] === ELEMENT ? path.slice(1) : path;
      found.push({ at: valueIn(call, id), path: part });
    }
  }
  return found;
}

// ── The index ───────────────────────────────────────────────────────────────────────────────────────

type Index = ReadonlyMap<FunctionFacts, readonly Invocation[]>;

function index(program: Program): Index {
  return program.memo.once('invocations', program.modules, 0, new Map() as Index, () => build(program));
}

function build(program: Program): Index {
  const found = new Map<FunctionFacts, Invocation[]>();
  for (const ref of callsOf(program)) {
    for (const [callee, invocation] of invocationsAt(program, ref)) {
      const list = found.get(callee);
      if (list === undefined) found.set(callee, [invocation]);
      else list.push(invocation);
    }
  }
  return found;
}

/** Every call of the program, module by module. */
export function* callsOf(program: Program): Generator<CallRef> {
  for (const module of program.modules.values())
    for (const fn of module.facts.functions) for (const call of fn.calls) yield { module, fn, call };
}

/** The functions that one call runs: its callee, and the callbacks that it is given. */
function* invocationsAt(program: Program, ref: CallRef): Generator<readonly [FunctionFacts, Invocation]> {
  const { fn, call } = ref;
  const callees = mayBeOurs(program, fn.nodes[call.callee]) ? functionsOf(program, valueIn(ref, call.callee)) : [];
  for (const callee of callees) yield [callee.fn, { call: ref, binding: bindingOf(ref, callee) }];
  for (const [position, id] of call.args.entries()) {
    if (!mayBeFunction(fn.nodes[id])) continue;
    const callbacks = functionsOf(program, valueIn(ref, id));
    if (callbacks.length === 0) continue;
    const runs = callbackInvocations(program, ref, callees, position);
    for (const callback of callbacks) for (const invocation of runs) yield [callback.fn, invocation];
  }
}

/** Asked first, since most calls are of methods that nothing in the repository is called like. */
function mayBeOurs(program: Program, callee: FlowNode | undefined): boolean {
  if (callee?.kind === 'global') return false;
  return callee?.kind !== 'member' || PASSED_ON.has(callee.name) || functionNames(program).has(callee.name);
}

const PASSED_ON: ReadonlySet<string> = new Set(['call', 'apply', 'bind', 'default']);

/** Every name under which a module of the program may offer a function: as declared, as a property, as an export. */
function functionNames(program: Program): ReadonlySet<string> {
  return program.memo.once<ReadonlySet<string>>('names of functions', program.modules, 0, new Set(), () => {
    const names = new Set<string>();
    for (const { facts } of program.modules.values()) {
      for (const { exported } of facts.exports) names.add(exported);
      for (const { fields } of facts.classes) for (const { name } of fields) names.add(name);
      for (const { name, nodes } of facts.functions) {
        if (name !== null) names.add(name);
        for (const node of nodes) for (const key of offeredBy(nodes, node)) names.add(key);
      }
    }
    return names;
  });
}

function* offeredBy(nodes: readonly FlowNode[], node: FlowNode): Generator<string> {
  if (node.kind === 'object') {
    for (const { key, value } of node.properties) if (key !== null && mayHoldFunction(nodes[value])) yield key;
  } else if (node.kind === 'update' && node.name !== null && mayHoldFunction(nodes[node.value])) yield node.name;
}

function mayHoldFunction(node: FlowNode | undefined): boolean {
  const { kind } = node ?? {};
  return kind !== 'literal' && kind !== 'concat' && kind !== 'array' && kind !== 'object' && kind !== 'absent';
}

function mayBeFunction(node: FlowNode | undefined): boolean {
  return node?.kind === 'function' || node?.kind === 'captured' || node?.kind === 'import';
}

/** `f.call(self, …)` and `f.apply(self, list)` give their arguments further along; a method of that name does not. */
export function bindingOf(ref: CallRef, callee?: FunctionRef): Binding {
  const node = ref.fn.nodes[ref.call.callee];
  const name = node?.kind === 'member' ? node.name : '';
  if (callee?.fn.name === name) return { kind: 'arguments', skip: 0 };
  if (name === 'apply') return { kind: 'list', argument: 1 };
  return { kind: 'arguments', skip: name === 'call' ? 1 : 0 };
}

function callbackInvocations(
  program: Program,
  ref: CallRef,
  callees: readonly FunctionRef[],
  position: number,
): Invocation[] {
  if (callees.length > 0)
    return callees.flatMap((callee) =>
      invocationsOfParam(program, callee, position).map((call) => ({ call, binding: bindingOf(call) })),
    );
  const model = callbackModelOf(program, ref);
  if (model?.callback !== position) return [];
  return [{ call: ref, binding: { kind: 'callback', params: model.params } }];
}

/** How a function outside of the repository calls the function it is given; null where that is not known. */
export function callbackModelOf(program: Program, ref: CallRef): CallbackModel | null {
  const callee = ref.fn.nodes[ref.call.callee];
  const named = symbolsOf(program, valueIn(ref, ref.call.callee))
    .map((symbol) => CALLBACK_FUNCTIONS.get(symbol))
    .find((model) => model !== undefined);
  if (named !== undefined) return named;
  return callee?.kind === 'member' ? (CALLBACK_METHODS.get(callee.name) ?? null) : null;
}
