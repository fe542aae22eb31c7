/** One step back from a value to what it is made of, inside the function or through variables around it. Calls are `call-steps.ts`. */
import type { FlowNode, FunctionFacts, NodeId, PointId } from '../../module-facts.ts';
import { constrainedIf } from './constraints.ts';
import { exportedValue, importedFrom } from '../link/exported-value.ts';
import {
  ELEMENT,
  except,
  exceptions,
  isWhole,
  KEYS,
  within,
  type AccessPath,
  type FlowQuestion,
  type FlowStep,
  type Move,
} from './flow-state.ts';
import {
  functionOf,
  nodeOf,
  type FunctionRef,
  type LinkedModule,
  type Program,
  type ValueRef,
  valueIn,
} from '../link/program.ts';
import { isAmong, valueName } from './value-names.ts';

const SAME: FlowStep = { kind: 'same' };
const MEMBER: FlowStep = { kind: 'member' };
const TEXT: FlowStep = { kind: 'text' };

/** Properties that are numbers whatever they are read from. */
const COUNTS: ReadonlySet<string> = new Set(['length', 'size', 'byteLength']);

/** Nodes of calls, parameters and `this` have no operands here. */
export function operandMoves(program: Program, state: Move, question: FlowQuestion): Move[] {
  const { at, path } = state;
  const node = nodeOf(at);
  const to = (id: NodeId, part: AccessPath, step: FlowStep = SAME): Move => ({
    at: valueIn(at, id),
    path: part,
    context: state.context,
    anchor: state.anchor,
    step,
  });
  switch (node.kind) {
    case 'await':
    case 'spread':
      return [to(node.of, path)];
    case 'member':
      return COUNTS.has(node.name) ? [] : [to(node.of, within(node.name, path), MEMBER)];
    case 'index':
      return [to(node.of, within(ELEMENT, path), MEMBER)];
    case 'element':
      return [to(node.of, within(node.yields === 'keys' ? KEYS : ELEMENT, path))];
    case 'concat':
      return isWhole(path) || path[0] === ELEMENT ? node.parts.map((part) => to(part, [], TEXT)) : [];
    case 'binary':
      return node.operator === '+' ? [to(node.left, [], TEXT), to(node.right, [], TEXT)] : [];
    case 'array':
      return node.items.flatMap((item) => itemMove(at, item, path, to));
    case 'object':
      return propertyMoves(node.properties, path, question).map(([id, part]) => to(id, part));
    case 'update':
      return updateMoves(node, path, question).map(([id, part]) => to(id, part));
    case 'rest':
      return node.without.includes(path[0] ?? '') ? [] : [to(node.of, except(path, node.without))];
    case 'logical':
      return node.operator === '&&' ? [to(node.right, path)] : [to(node.left, path), to(node.right, path)];
    case 'join':
      return choices(program, at, node.of, branchOf(at, node), path, question).map((id) => to(id, path));
    case 'conditional':
      return choices(program, at, [node.then, node.otherwise], node.test, path, question).map((id) => to(id, path));
    case 'unknown':
      return node.of.map((id) => to(id, []));
    case 'captured':
      return capturedMoves(program, state, node);
    case 'import':
      return importMoves(program, state, node.import);
    default:
      return [];
  }
}

// ── Objects and lists ───────────────────────────────────────────────────────────────────────────────

function itemMove(
  at: ValueRef,
  item: NodeId,
  path: AccessPath,
  to: (id: NodeId, part: AccessPath) => Move,
): readonly Move[] {
  const [name, ...rest] = path;
  const node = at.fn.nodes[item];
  if (isWhole(path)) return [to(item, [])];
  if (name !== ELEMENT) return [];
  return node?.kind === 'spread' ? [to(node.of, path)] : [to(item, rest)];
}

type Part = readonly [NodeId, AccessPath];

/** The properties that a part of an object may come from, the last written first. */
function propertyMoves(
  properties: Extract<FlowNode, { kind: 'object' }>['properties'],
  path: AccessPath,
  { wholeObject: counted, anyKey }: FlowQuestion,
): Part[] {
  const [name, ...rest] = path;
  if (name === KEYS) return [];
  const whole = isWhole(path);
  const written = new Set(exceptions(path));
  const parts: Part[] = [];
  for (const { key, spread, value } of [...properties].reverse()) {
    if (spread) parts.push([value, except(path, [...written])]);
    else if (key !== null && written.has(key)) continue;
    else if (whole) {
      if (counted === null || (key !== null && counted.has(key))) parts.push([value, []]);
    } else if (key === name) {
      parts.push([value, rest]);
      break;
    } else if (anyKey && (name === ELEMENT || key === null)) parts.push([value, rest]);
    if (key !== null) written.add(key);
  }
  return parts;
}

function updateMoves(
  node: Extract<FlowNode, { kind: 'update' }>,
  path: AccessPath,
  { wholeObject: counted, anyKey }: FlowQuestion,
): Part[] {
  const [name, ...rest] = path;
  if (isWhole(path)) {
    const before: Part = [node.of, node.name === null ? path : except(path, [node.name])];
    const counts = node.name === null || counted === null || counted.has(node.name);
    return counts && !exceptions(path).includes(node.name ?? '') ? [[node.value, []], before] : [before];
  }
  if (node.name === name) return [[node.value, rest]];
  const may = name === ELEMENT ? anyKey || node.name === null : anyKey && node.name === null;
  return may && name !== KEYS
    ? [
        [node.value, rest],
        [node.of, path],
      ]
    : [[node.of, path]];
}

// ── Choices ─────────────────────────────────────────────────────────────────────────────────────────

function branchOf(at: FunctionRef, node: Extract<FlowNode, { kind: 'join' }>): NodeId | null {
  return node.branch === undefined ? null : (at.fn.branches[node.branch]?.condition ?? null);
}

/** The values that may be chosen, without those that the condition for choosing them constrains. */
function choices(
  program: Program,
  at: ValueRef,
  of: readonly NodeId[],
  condition: NodeId | null,
  path: AccessPath,
  question: FlowQuestion,
): readonly NodeId[] {
  if (condition === null || !question.barriers) return of;
  return of.filter((id, side) => {
    const name = valueName(at, id, path);
    return name === null || !isAmong(name, constrainedIf(program, at, condition, side === 0));
  });
}

// ── Variables and modules ───────────────────────────────────────────────────────────────────────────

function capturedMoves(program: Program, state: Move, node: Extract<FlowNode, { kind: 'captured' }>): Move[] {
  const owner = functionOf(state.at.module, node.fn);
  const values = owner.fn.variables[node.variable]?.values ?? [];
  const inner = state.at;
  const made = program.memo.once('created at', inner.fn, owner.fn.id, null as PointId | null, () =>
    createdAt(inner, owner),
  );
  const latest = program.memo.once('latest values', owner.fn, node.variable, values, () =>
    latestOf(owner.module, values),
  );
  return latest.map((given) => ({
    at: { ...functionOf(state.at.module, given.in), node: given.node },
    path: state.path,
    context: null,
    anchor: given.in === owner.fn.id ? made : null,
    step: SAME,
  }));
}

type Given = FunctionFacts['variables'][number]['values'][number];

/** A list that grows is a new value with each step; the last ones hold the others. */
function latestOf(module: LinkedModule, values: readonly Given[]): readonly Given[] {
  if (values.length < 3) return values;
  const held = new Set<string>();
  for (const given of values) {
    const node = module.facts.functions[given.in]?.nodes[given.node];
    if (node?.kind === 'update') held.add(`${given.in} ${node.of}`);
  }
  return values.filter((given) => !held.has(`${given.in} ${given.node}`));
}

/** The point in `owner` at which the function inside it, that the walk is in, is made. */
function createdAt(inner: FunctionRef, owner: FunctionRef): PointId | null {
  let { fn } = inner;
  for (let steps = 0; fn.parent !== null && fn.parent !== owner.fn.id && steps < 64; steps += 1)
    fn = functionOf(inner.module, fn.parent).fn;
  if (fn.parent !== owner.fn.id) return null;
  const made = owner.fn.nodes.findIndex((node) => node.kind === 'function' && node.fn === fn.id);
  return owner.fn.madeAt[made] ?? null;
}

function importMoves(program: Program, state: Move, index: number): Move[] {
  const made = state.at.module.facts.imports[index];
  const target = importedFrom(program, state.at.module, index);
  if (made === undefined || target === null) return [];
  const [name, ...rest] = state.path;
  const found = (values: readonly ValueRef[], path: AccessPath): Move[] =>
    values.map((at) => ({ at, path, context: null, anchor: null, step: SAME }));
  if (made.imported !== '*') {
    const values = exportedValue(program, target, made.imported);
    if (values.length > 0 || made.imported !== 'default') return found(values, state.path);
    return found(exportedValue(program, target, '='), state.path);
  }
  const own = found(exportedValue(program, target, '='), state.path);
  return name === undefined ? own : [...own, ...found(exportedValue(program, target, name), rest)];
}
