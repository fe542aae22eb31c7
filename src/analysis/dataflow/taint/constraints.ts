/**
 * Conditions that leave a value no room: after `ALLOWED.includes(sort)`, `/^\d+$/.test(id)` or `kind === 'a'` held, what
 * the value is made of no longer matters. Comparisons with something that the caller also chose do not count.
 */
import type { FlowNode, FunctionFacts, NodeId, Point, PointId } from '../../module-facts.ts';
import { functionsOf, symbolsOf } from '../link/meaning.ts';
import { CONVERSIONS, VALIDATING_PREDICATES } from '../models/conversions.ts';
import { above, takeApart } from '../access/order.ts';
import { type FunctionRef, type Program, valueIn } from '../link/program.ts';
import { allowsOnlyPlainText } from './regular-expressions.ts';
import { valueName } from './value-names.ts';

/** What was established longer ago than this many steps is not looked at. */
const MAX_POINTS = 1_500;
/** Predicates are looked into this deep. */
const MAX_LOOK = 2;

/** Names (see `valueName`) of the values that are constrained on every way to a point. */
export function constrainedAt(program: Program, ref: FunctionRef, point: PointId): ReadonlySet<string> {
  return program.memo.once<ReadonlySet<string>>('constrained', ref.fn, point, new Set<string>(), () => {
    const byConditions = heldAt(ref.fn, point).flatMap(({ node, holds }) =>
      constrainedWhen(program, ref, node, holds, MAX_LOOK),
    );
    return new Set([...byConditions, ...byAssertions(program, ref, point)]);
  });
}

/** The same for one condition that is known to hold, or not to. */
export function constrainedIf(program: Program, ref: FunctionRef, condition: NodeId, holds: boolean): Set<string> {
  return new Set(
    takeApart(ref.fn, condition, holds).flatMap((one) => constrainedWhen(program, ref, one.node, one.holds, MAX_LOOK)),
  );
}

function constrainedWhen(program: Program, ref: FunctionRef, id: NodeId, holds: boolean, look: number): string[] {
  const node = ref.fn.nodes[id];
  if (node?.kind === 'await') return constrainedWhen(program, ref, node.of, holds, look);
  if (node?.kind === 'binary') return comparison(program, ref, node, holds);
  if (node?.kind === 'index') return holds ? named(ref, node.key) : [];
  if (node?.kind === 'call') return predicate(program, ref, node.call, holds, look);
  return [];
}

/** From a point upwards, as far as is looked. */
function* recent(fn: FunctionFacts, point: PointId): Generator<{ readonly id: PointId; readonly point: Point }> {
  let steps = 0;
  for (const step of above(fn, point)) {
    steps += 1;
    if (steps > MAX_POINTS) return;
    yield step;
  }
}

/** The conditions that hold at a point, taken apart, the nearest first. */
function heldAt(fn: FunctionFacts, point: PointId): { readonly node: NodeId; readonly holds: boolean }[] {
  const held: { node: NodeId; holds: boolean }[] = [];
  for (const step of recent(fn, point)) {
    if (step.point.kind !== 'assume') continue;
    const branch = fn.branches[step.point.branch];
    if (branch !== undefined) held.push(...takeApart(fn, branch.condition, step.point.holds));
  }
  return held;
}

// ── Comparisons ─────────────────────────────────────────────────────────────────────────────────────

function comparison(
  program: Program,
  ref: FunctionRef,
  node: Extract<FlowNode, { kind: 'binary' }>,
  holds: boolean,
): string[] {
  const { operator, left, right } = node;
  if (operator === 'in') return holds ? named(ref, left) : [];
  if (operator === 'instanceof') return holds ? named(ref, left) : [];
  const equal = operator === '===' || operator === '==';
  const unequal = operator === '!==' || operator === '!=';
  if (equal || unequal) {
    if (equal !== holds) return onIndexOf(ref, node, holds, operator);
    const typed = typeTest(ref, left, right) ?? typeTest(ref, right, left);
    if (typed !== null) return typed;
    if (isConstant(ref, right)) return named(ref, left);
    return isConstant(ref, left) ? named(ref, right) : [];
  }
  return onIndexOf(ref, node, holds, operator);
}

/** `typeof x === 'number'`. Null where it is no test of a type. */
function typeTest(ref: FunctionRef, tested: NodeId, against: NodeId): string[] | null {
  const node = ref.fn.nodes[tested];
  const type = ref.fn.nodes[against];
  if (node?.kind !== 'unary' || node.operator !== 'typeof') return null;
  return type?.kind === 'literal' && (type.value === 'number' || type.value === 'boolean' || type.value === 'bigint')
    ? named(ref, node.of)
    : [];
}

/** `ALLOWED.indexOf(x) !== -1`, `>= 0`, `> -1`, and their opposites where they do not hold. */
function onIndexOf(
  ref: FunctionRef,
  { left, right }: Extract<FlowNode, { kind: 'binary' }>,
  holds: boolean,
  operator: string,
): string[] {
  const node = ref.fn.nodes[left];
  const bound = numberOf(ref, right);
  if (node?.kind !== 'call' || bound === null) return [];
  const call = ref.fn.calls[node.call];
  const callee = call === undefined ? undefined : ref.fn.nodes[call.callee];
  const [argument] = call?.args ?? [];
  if (callee?.kind !== 'member' || callee.name !== 'indexOf' || argument === undefined) return [];
  const found =
    bound === -1
      ? operator === '>' || operator === '!==' || operator === '!='
        ? true
        : operator === '===' || operator === '=='
          ? false
          : null
      : bound === 0 && (operator === '>=' || operator === '<')
        ? operator === '>='
        : null;
  return found === holds ? named(ref, argument) : [];
}

function numberOf(ref: FunctionRef, id: NodeId): number | null {
  const node = ref.fn.nodes[id];
  if (node?.kind === 'literal' && typeof node.value === 'number') return node.value;
  if (node?.kind !== 'unary' || node.operator !== '-') return null;
  const inner = numberOf(ref, node.of);
  return inner === null ? null : -inner;
}

function isConstant(ref: FunctionRef, id: NodeId): boolean {
  const node = ref.fn.nodes[id];
  if (node?.kind === 'literal') return node.value !== null && node.value !== '';
  return node?.kind === 'member' && /^[A-Z][A-Z0-9_]*$/.test(node.name);
}

// ── Predicates ──────────────────────────────────────────────────────────────────────────────────────

function predicate(program: Program, ref: FunctionRef, index: number, holds: boolean, look: number): string[] {
  const call = ref.fn.calls[index];
  if (call === undefined) return [];
  const [first, second] = call.args;
  const callee = ref.fn.nodes[call.callee];
  const receiver = call.receiver === null ? undefined : ref.fn.nodes[call.receiver];
  if (callee?.kind === 'member' && receiver !== undefined && holds) {
    const pattern = receiver.kind === 'regex' ? receiver : regexOf(ref, call.receiver);
    if (callee.name === 'test' && pattern !== null)
      return allowsOnlyPlainText(pattern.pattern, pattern.flags) ? namedThrough(ref, first) : [];
    if (callee.name === 'match') {
      const asked = first === undefined ? null : regexOf(ref, first);
      return asked !== null && allowsOnlyPlainText(asked.pattern, asked.flags)
        ? namedThrough(ref, call.receiver ?? undefined)
        : [];
    }
    if (callee.name === 'includes' || callee.name === 'has')
      return receiver.kind === 'literal' || receiver.kind === 'concat' ? [] : namedThrough(ref, first);
    if (callee.name === 'hasOwnProperty') return namedThrough(ref, first);
    if (callee.name === 'hasOwn') return namedThrough(ref, second);
    if (callee.name === 'call') return namedThrough(ref, second);
  }
  const symbols = symbolsOf(program, valueIn(ref, call.callee));
  if (symbols.some((symbol) => VALIDATING_PREDICATES.get(symbol) === holds)) return namedThrough(ref, first);
  if (look <= 0) return [];
  return functionsOf(program, valueIn(ref, call.callee)).flatMap((fn) =>
    constrainedParams(program, fn, holds, look - 1).flatMap((param) => namedThrough(ref, call.args[param])),
  );
}

function regexOf(ref: FunctionRef, id: NodeId | null): Extract<FlowNode, { kind: 'regex' }> | null {
  let node = id === null ? undefined : ref.fn.nodes[id];
  const { module } = ref;
  for (let steps = 0; node?.kind === 'captured' && steps < 4; steps += 1) {
    const values: readonly { readonly in: number; readonly node: NodeId }[] =
      module.facts.functions[node.fn]?.variables[node.variable]?.values ?? [];
    const [only] = values;
    if (values.length !== 1 || only === undefined) return null;
    node = module.facts.functions[only.in]?.nodes[only.node];
  }
  return node?.kind === 'regex' ? node : null;
}

/** Parameters that are constrained whenever the function answers truthily, or falsily. */
function constrainedParams(program: Program, ref: FunctionRef, holds: boolean, look: number): number[] {
  return paramsIn(ref, constrainedByExits(program, ref, holds, look));
}

/** For each exit by which the function can answer so: the names of what is constrained there. */
function constrainedByExits(program: Program, ref: FunctionRef, holds: boolean, look: number): Set<string>[] {
  const exits = ref.fn.exits.filter((exit) => exit.kind === 'return' && exit.value !== null);
  if (exits.length === 0) return [];
  return exits.flatMap((exit) => {
    const value = exit.value === null ? undefined : ref.fn.nodes[exit.value];
    if (exit.value === null || value === undefined) return [];
    if (value.kind === 'literal' && Boolean(value.value) !== holds) return [];
    const own = takeApart(ref.fn, exit.value, holds);
    const facts = [...own, ...heldAt(ref.fn, exit.point)];
    return [new Set(facts.flatMap((one) => constrainedWhen(program, ref, one.node, one.holds, look)))];
  });
}

/**
 * Whether a callback that decides what stays in a list lets only constrained elements through:
 * `filter((key) => ALLOWED.includes(key))`, `filter(([key]) => key in COLUMNS)`.
 */
export function keepsOnlyConstrained(program: Program, callback: FunctionRef): boolean {
  return program.memo.once('keeps only constrained', callback.fn, 0, false, () => {
    const [element] = callback.fn.params;
    const sets = constrainedByExits(program, callback, true, MAX_LOOK);
    return (
      element !== undefined &&
      sets.length > 0 &&
      sets.every((set) => [...set].some((name) => comesFrom(callback, name, element.node)))
    );
  });
}

/** Whether a name (see `valueName`) is of the value, or of a place in it, as `[key]` is of an entry. */
function comesFrom(ref: FunctionRef, name: string, of: NodeId): boolean {
  const id = Number(/^value (\d+)$/.exec(name)?.[1] ?? -1);
  const node = ref.fn.nodes[id];
  return id === of || (node?.kind === 'index' && node.of === of);
}

/** Calls made before, each of which throws unless what it was given is constrained. */
function byAssertions(program: Program, ref: FunctionRef, point: PointId): string[] {
  const names: string[] = [];
  for (const step of recent(ref.fn, point)) {
    if (step.point.kind !== 'call') continue;
    const call = ref.fn.calls[step.point.call];
    if (call === undefined || step.id === point) continue;
    for (const fn of functionsOf(program, valueIn(ref, call.callee)))
      for (const param of assertedParams(program, fn)) names.push(...namedThrough(ref, call.args[param]));
  }
  return names;
}

/** Parameters without whose being constrained the function throws. */
function assertedParams(program: Program, ref: FunctionRef): readonly number[] {
  return program.memo.once('asserted', ref.fn, 0, [] as readonly number[], () => {
    const asserted = ref.fn.branches.flatMap((branch) => {
      const throwing = branch.whenTrue.leaves === 'throw' ? true : branch.whenFalse.leaves === 'throw' ? false : null;
      if (throwing === null || heldAt(ref.fn, branch.point).length > 0) return [];
      return takeApart(ref.fn, branch.condition, !throwing).flatMap((one) =>
        constrainedWhen(program, ref, one.node, one.holds, MAX_LOOK - 1),
      );
    });
    return paramsIn(ref, [new Set(asserted)]);
  });
}

function paramsIn(ref: FunctionRef, sets: readonly ReadonlySet<string>[]): number[] {
  if (sets.length === 0) return [];
  return ref.fn.params.flatMap((param, index) => {
    const name = valueName(ref, param.node);
    return name !== null && sets.every((set) => set.has(name)) ? [index] : [];
  });
}

// ── Names ───────────────────────────────────────────────────────────────────────────────────────────

function named(ref: FunctionRef, id: NodeId | undefined): string[] {
  const name = id === undefined ? null : valueName(ref, id);
  return name === null ? [] : [name];
}

/** A value, and what it was converted from: `Number(x)`, `+x`, `String(x)`, `x.toLowerCase()`. */
function namedThrough(ref: FunctionRef, id: NodeId | undefined): string[] {
  const names = named(ref, id);
  const node = id === undefined ? undefined : ref.fn.nodes[id];
  if (node?.kind === 'unary' && node.operator === '+') return [...names, ...named(ref, node.of)];
  if (node?.kind !== 'call') return names;
  const call = ref.fn.calls[node.call];
  const callee = call === undefined ? undefined : ref.fn.nodes[call.callee];
  if (callee?.kind === 'global' && CONVERSIONS.has(callee.name)) return [...names, ...named(ref, call?.args[0])];
  const shapes = callee?.kind === 'member' && /^(?:to(?:Lower|Upper)Case|trim|toString)$/.test(callee.name);
  return shapes ? [...names, ...named(ref, call?.receiver ?? undefined)] : names;
}
