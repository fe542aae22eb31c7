/** Which calls give a promise, which is always true in a condition: by the code behind them, or by how others use them. */
import type { CallFact, FlowNode, NodeId } from '../../module-facts.ts';
import { functionsOf, symbolsOf } from '../link/meaning.ts';
import { nameOf } from '../link/operands.ts';
import { type FunctionRef, nodeOf, type Program, type ValueRef, valueIn } from '../link/program.ts';
import { calleeName } from './callee-name.ts';

/** `code`: what is called is asynchronous. `callback`: it is given an asynchronous callback. `others`: everybody else awaits it. */
export type PromiseEvidence = 'code' | 'callback' | 'others';

const MAX_LOOK = 3;

export function promiseOf(program: Program, ref: FunctionRef, call: CallFact): PromiseEvidence | null {
  if (call.construct) return null;
  const behind = functionsOf(program, valueIn(ref, call.callee));
  if (behind.some((fn) => isAsynchronous(program, fn, MAX_LOOK))) return 'code';
  if (takesAsyncPredicate(ref, call)) return 'callback';
  if (behind.length > 0) return null;
  const name = calleeName(ref, call.callee);
  const use = name === null ? undefined : usage(program).get(name);
  return use !== undefined && use.awaited > use.plain ? 'others' : null;
}

/** `async`, or every value that it returns is a promise. */
function isAsynchronous(program: Program, { module, fn }: FunctionRef, look: number): boolean {
  if (fn.async) return !fn.generator;
  if (look <= 0) return false;
  return program.memo.once('is asynchronous', fn, look, false, () => {
    const returned = fn.exits.flatMap((exit) =>
      exit.kind === 'return' && exit.value !== null ? [valueIn({ module, fn }, exit.value)] : [],
    );
    return returned.length > 0 && returned.every((value) => isPromise(program, value, look - 1));
  });
}

function isPromise(program: Program, value: ValueRef, look: number): boolean {
  const node = nodeOf(value);
  if (node.kind === 'conditional')
    return [node.then, node.otherwise].every((id) => isPromise(program, valueIn(value, id), look));
  const call = node.kind === 'call' ? value.fn.calls[node.call] : undefined;
  if (call === undefined) return false;
  const callee = valueIn(value, call.callee);
  if (
    symbolsOf(program, callee).some((symbol) =>
      /^Promise(?:\.(?:all|race|any|allSettled|resolve|reject))?$/.test(symbol),
    )
  )
    return true;
  if (nodeOf(callee).kind === 'member' && nameOf(value, call.callee) === 'then') return true;
  return functionsOf(program, callee).some((fn) => isAsynchronous(program, fn, look));
}

const PREDICATE_METHODS: ReadonlySet<string> = new Set(['every', 'some', 'find', 'filter']);

/** `ids.every(async (id) => …)`: the callback's promise is true whatever it will say. */
function takesAsyncPredicate(ref: FunctionRef, call: CallFact): boolean {
  const callee = ref.fn.nodes[call.callee];
  if (callee?.kind !== 'member' || !PREDICATE_METHODS.has(callee.name)) return false;
  const [first] = call.args;
  const callback = first === undefined ? undefined : ref.fn.nodes[first];
  return callback?.kind === 'function' && ref.module.facts.functions[callback.fn]?.async === true;
}

// ── How others use it ───────────────────────────────────────────────────────────────────────────────

interface Usage {
  awaited: number;
  /** Asked as it is. */
  plain: number;
}

function usage(program: Program): ReadonlyMap<string, Usage> {
  return program.memo.once('awaited by name', program.modules, 0, new Map<string, Usage>(), () => {
    const found = new Map<string, Usage>();
    for (const module of program.modules.values())
      for (const fn of module.facts.functions) countUses({ module, fn }, found);
    return found;
  });
}

function countUses(ref: FunctionRef, found: Map<string, Usage>): void {
  const settled = settledCalls(ref);
  const asked = new Set(ref.fn.branches.flatMap((branch) => askedCalls(ref.fn.nodes, branch.condition)));
  ref.fn.calls.forEach((call, index) => {
    const awaited = call.awaited || settled.has(index);
    if (!awaited && !asked.has(index)) return;
    const name = calleeName(ref, call.callee);
    if (name === null) return;
    const use = found.get(name) ?? { awaited: 0, plain: 0 };
    if (awaited) use.awaited += 1;
    else use.plain += 1;
    found.set(name, use);
  });
}

/** Calls whose result is awaited later, or told what to do `then`. */
function settledCalls(ref: FunctionRef): ReadonlySet<number> {
  const settled = new Set<number>();
  for (const node of ref.fn.nodes) {
    const of =
      node.kind === 'await' || (node.kind === 'member' && /^(?:then|catch|finally)$/.test(node.name)) ? node.of : null;
    const inner = of === null ? undefined : ref.fn.nodes[of];
    if (inner?.kind === 'call') settled.add(inner.call);
  }
  return settled;
}

/** The calls that a condition is decided by as they are, through `!`, `&&` and `||`. */
function askedCalls(nodes: readonly FlowNode[], condition: NodeId): number[] {
  const found: number[] = [];
  const pending = [condition];
  for (let id = pending.pop(); id !== undefined && found.length < 64; id = pending.pop()) {
    const node = nodes[id];
    if (node?.kind === 'call') found.push(node.call);
    else if (node?.kind === 'unary' && node.operator === '!') pending.push(node.of);
    else if (node?.kind === 'logical') pending.push(node.left, node.right);
    else if (node?.kind === 'binary' && /^[!=]==?$/.test(node.operator)) pending.push(node.left, node.right);
  }
  return found;
}
