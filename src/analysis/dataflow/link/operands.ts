/** What a value is made of: a walk over its operands, inside one function and, through captured variables, the ones around it. */
import type { CallFact, FlowNode, NodeId } from '../../module-facts.ts';
import { functionOf, type FunctionRef, nodeOf, type ValueRef, valueIn } from './program.ts';

/** A value is looked into this many nodes deep in all. */
const MAX_NODES = 400;

/** How a node's operands are reached; `skip` leaves a node's operands out. */
export interface OperandOptions {
  /** Whether what a call was given counts as part of its result. */
  readonly throughCalls: boolean;
  readonly skip?: (value: ValueRef) => boolean;
}

/** The value itself and everything that it is made of, nearest first. */
export function operandsOf(value: ValueRef, options: OperandOptions): ValueRef[] {
  const found: ValueRef[] = [value];
  const seen = new Map<object, Set<NodeId>>();
  mark(seen, value);
  for (let next = 0; next < found.length && found.length < MAX_NODES; next += 1) {
    const at = found[next];
    if (at === undefined || options.skip?.(at) === true) continue;
    for (const operand of directOperands(at, options.throughCalls)) if (mark(seen, operand)) found.push(operand);
  }
  return found;
}

function mark(seen: Map<object, Set<NodeId>>, value: ValueRef): boolean {
  const known = seen.get(value.fn);
  if (known === undefined) {
    seen.set(value.fn, new Set([value.node]));
    return true;
  }
  if (known.has(value.node)) return false;
  known.add(value.node);
  return true;
}

function directOperands(value: ValueRef, throughCalls: boolean): ValueRef[] {
  const node = nodeOf(value);
  if (node.kind === 'captured') {
    const values = functionOf(value.module, node.fn).fn.variables[node.variable]?.values ?? [];
    return values.map((given) => ({ ...functionOf(value.module, given.in), node: given.node }));
  }
  if (node.kind === 'call') {
    const call = value.fn.calls[node.call];
    if (call === undefined || !throughCalls) return [];
    return [call.callee, ...call.args].map((id) => valueIn(value, id));
  }
  return plainOperands(node).map((id) => valueIn(value, id));
}

function plainOperands(node: FlowNode): readonly NodeId[] {
  switch (node.kind) {
    case 'await':
    case 'member':
    case 'element':
    case 'spread':
    case 'rest':
    case 'unary':
      return [node.of];
    case 'index':
      return [node.of, node.key];
    case 'concat':
      return node.parts;
    case 'object':
      return node.properties.map((part) => part.value);
    case 'array':
      return node.items;
    case 'update':
      return [node.of, node.value];
    case 'join':
    case 'unknown':
      return node.of;
    case 'binary':
    case 'logical':
      return [node.left, node.right];
    case 'conditional':
      return [node.test, node.then, node.otherwise];
    case 'markup':
      return [...(node.tag === null ? [] : [node.tag]), ...node.attributes.map((part) => part.value), ...node.children];
    default:
      return [];
  }
}

/** The last name of a callee or member: `canView` in `membership.canView`. Empty where there is none. */
export function nameOf(ref: FunctionRef, id: NodeId): string {
  const node = ref.fn.nodes[id];
  switch (node?.kind) {
    case 'member':
    case 'global':
    case 'captured':
      return node.name;
    case 'import': {
      const made = ref.module.facts.imports[node.import];
      return made === undefined
        ? ''
        : made.imported === '*' || made.imported === 'default'
          ? (made.local ?? made.module)
          : made.imported;
    }
    case 'function':
      return ref.module.facts.functions[node.fn]?.name ?? '';
    case 'param':
      return ref.fn.params[node.index]?.name ?? '';
    case 'await':
      return nameOf(ref, node.of);
    default:
      return '';
  }
}

/** A value as its reader would write it: `req.params.projectId`, `membership.canView(…)`. */
export function describe(ref: FunctionRef, id: NodeId, depth = 6): string {
  return ref.fn.locals.find((local) => local.node === id)?.name ?? describeWritten(ref, id, depth);
}

/** The same, but spelling out a value that has a name. */
export function describeWritten(ref: FunctionRef, id: NodeId, depth = 6): string {
  const node = ref.fn.nodes[id];
  if (node === undefined || depth === 0) return '…';
  switch (node.kind) {
    case 'member': {
      const owner = describe(ref, node.of, depth - 1);
      return owner === '…' ? node.name : `${owner}.${node.name}`;
    }
    case 'call': {
      const call = ref.fn.calls[node.call];
      return call === undefined
        ? '…'
        : `${describe(ref, call.callee, depth - 1)}(${call.args.length === 0 ? '' : '…'})`;
    }
    case 'await':
      return describeWritten(ref, node.of, depth);
    case 'this':
      return 'this';
    case 'literal':
      return typeof node.value === 'string' ? `'${node.value.slice(0, 40)}'` : String(node.value);
    case 'unary':
      return `${node.operator}${describe(ref, node.of, depth - 1)}`;
    case 'binary':
      return `${describe(ref, node.left, depth - 1)} ${node.operator} ${describe(ref, node.right, depth - 1)}`;
    case 'update':
      return describe(ref, node.of, depth - 1);
    case 'index':
      return `${describe(ref, node.of, depth - 1)}[…]`;
    default:
      return nameOf(ref, id) || '…';
  }
}

/** The call that a node is the result of. */
export function callOfNode(ref: FunctionRef, id: NodeId): CallFact | null {
  const node = nodeOf(valueIn(ref, id));
  return node.kind === 'call' ? (ref.fn.calls[node.call] ?? null) : null;
}
