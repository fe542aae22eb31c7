/**
 * Conditions as formulas over what they ask, so that two versions of one can be compared whatever they are written like.
 * Spelling is by meaning: names of locals, `await` and layout do not count; `['a', 'b'].includes(x)` is `x` being either.
 */
import type { FlowNode, NodeId } from '../../module-facts.ts';
import { functionOf, type FunctionRef } from '../link/program.ts';

export type Formula =
  | { readonly kind: 'atom'; readonly atom: string; readonly node: NodeId }
  | { readonly kind: 'constant'; readonly holds: boolean }
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Formula[] };

const MAX_DEPTH = 12;
/** More questions than these are not compared: the table of their answers doubles with each. */
const MAX_ATOMS = 10;

export function formulaOf(ref: FunctionRef, id: NodeId, depth = MAX_DEPTH): Formula {
  const node = ref.fn.nodes[id];
  const atom: Formula = { kind: 'atom', atom: spell(ref, id), node: id };
  if (node === undefined || depth === 0) return atom;
  const inner = (of: NodeId): Formula => formulaOf(ref, of, depth - 1);
  switch (node.kind) {
    case 'literal':
      return typeof node.value === 'boolean' ? { kind: 'constant', holds: node.value } : atom;
    case 'await':
      return inner(node.of);
    case 'unary':
      return node.operator === '!' ? { kind: 'not', of: inner(node.of) } : atom;
    case 'logical':
      return { kind: node.operator === '&&' ? 'and' : 'or', of: [inner(node.left), inner(node.right)] };
    case 'binary':
      return comparison(ref, node, id, depth);
    case 'call':
      return membership(ref, node.call, id) ?? atom;
    default:
      return atom;
  }
}

/** `a !== b` is not `a === b`; whichever stands first. */
function comparison(ref: FunctionRef, node: Extract<FlowNode, { kind: 'binary' }>, id: NodeId, depth: number): Formula {
  if (!/^[!=]==?$/.test(node.operator)) return { kind: 'atom', atom: spell(ref, id), node: id };
  const isNegated = node.operator.startsWith('!');
  const constant = ref.fn.nodes[node.right];
  const equality: Formula =
    constant?.kind === 'literal' && typeof constant.value === 'boolean'
      ? constant.value
        ? formulaOf(ref, node.left, depth - 1)
        : { kind: 'not', of: formulaOf(ref, node.left, depth - 1) }
      : { kind: 'atom', atom: equal(spell(ref, node.left), spell(ref, node.right)), node: id };
  return isNegated ? { kind: 'not', of: equality } : equality;
}

function equal(one: string, other: string): string {
  return [one, other].sort().join(' = ');
}

/** `LIST.includes(x)`, `SET.has(x)`, where the list is written down. */
function membership(ref: FunctionRef, index: number, id: NodeId): Formula | null {
  const call = ref.fn.calls[index];
  const callee = call === undefined ? undefined : ref.fn.nodes[call.callee];
  const [value] = call?.args ?? [];
  if (call?.receiver == null || value === undefined || callee?.kind !== 'member') return null;
  if (callee.name !== 'includes' && callee.name !== 'has') return null;
  const items = listAt(ref, call.receiver);
  if (items === null) return null;
  const asked = spell(ref, value);
  return { kind: 'or', of: items.map((item) => ({ kind: 'atom', atom: equal(asked, item), node: id })) };
}

/** The items of a list or set that is written down, here or in a variable around. */
function listAt(ref: FunctionRef, id: NodeId): string[] | null {
  let at = { ref, id };
  for (let steps = 0; steps < 4; steps += 1) {
    const node = at.ref.fn.nodes[at.id];
    if (node?.kind === 'array') {
      const own = at.ref;
      return node.items.map((item) => spell(own, item));
    }
    if (node?.kind === 'captured') {
      const [only, ...others] = functionOf(ref.module, node.fn).fn.variables[node.variable]?.values ?? [];
      if (only === undefined || others.length > 0) return null;
      at = { ref: functionOf(ref.module, only.in), id: only.node };
    } else if (node?.kind === 'call') {
      const call = at.ref.fn.calls[node.call];
      const [first] = call?.args ?? [];
      if (call?.construct !== true || first === undefined) return null;
      at = { ref: at.ref, id: first };
    } else return null;
  }
  return null;
}

// ── Spelling ────────────────────────────────────────────────────────────────────────────────────────

/** A value by what it is made of. Values that are made here and have no name are told by their kind alone. */
function spell(ref: FunctionRef, id: NodeId, depth = 8): string {
  const node = ref.fn.nodes[id];
  if (node === undefined || depth === 0) return '…';
  const inner = (of: NodeId): string => spell(ref, of, depth - 1);
  switch (node.kind) {
    case 'await':
    case 'update':
    case 'spread':
      return inner(node.of);
    case 'member':
      return `${inner(node.of)}.${node.name}`;
    case 'index':
      return `${inner(node.of)}[${inner(node.key)}]`;
    case 'call': {
      const call = ref.fn.calls[node.call];
      return call === undefined ? '…' : `${inner(call.callee)}(${call.args.map(inner).join(',')})`;
    }
    case 'literal':
      return JSON.stringify(node.value);
    case 'param':
      return ref.fn.params[node.index]?.name ?? `param ${node.index}`;
    case 'import':
      return ref.module.facts.imports[node.import]?.imported ?? '';
    case 'captured':
      return capturedText(ref, node, depth);
    case 'global':
      return node.name;
    case 'unary':
      return `${node.operator}${inner(node.of)}`;
    case 'binary':
      return `${inner(node.left)} ${node.operator} ${inner(node.right)}`;
    case 'logical':
      return `(${inner(node.left)} ${node.operator} ${inner(node.right)})`;
    case 'array':
      return `[${node.items.map(inner).join(',')}]`;
    case 'object':
      return `{${node.properties.map((part) => `${part.key ?? '…'}:${inner(part.value)}`).join(',')}}`;
    case 'concat':
      return node.parts.map(inner).join('+');
    default:
      return node.kind;
  }
}

/** A local constant that holds a value made of others counts as that value; functions and services go by their names. */
function capturedText(ref: FunctionRef, node: Extract<FlowNode, { kind: 'captured' }>, depth: number): string {
  const owner = functionOf(ref.module, node.fn);
  const [only, ...others] = owner.fn.variables[node.variable]?.values ?? [];
  if (only === undefined || others.length > 0) return node.name;
  const value = functionOf(ref.module, only.in);
  const made = value.fn.nodes[only.node];
  return made?.kind === 'literal' || made?.kind === 'member' ? spell(value, only.node, depth - 1) : node.name;
}

// ── Comparing ───────────────────────────────────────────────────────────────────────────────────────

export type Comparison = 'equal' | 'narrower' | 'wider' | 'inverted' | 'never' | 'other';

/** How `head` relates to `base`: `narrower` holds in fewer cases. Null where they have nothing in common or too much in them. */
export function compareFormulas(base: Formula, head: Formula): Comparison | null {
  const [before, after] = [atomsOf(base), atomsOf(head)];
  const atoms = [...new Set([...before, ...after])];
  if (atoms.length > MAX_ATOMS) return null;
  const rows = Array.from({ length: 2 ** atoms.length }, (_, row) => {
    const answers = new Map(atoms.map((atom, index) => [atom, (row & (1 << index)) !== 0]));
    return { base: holds(base, answers), head: holds(head, answers) };
  });
  if (rows.every((row) => !row.head)) return rows.every((row) => !row.base) ? 'equal' : 'never';
  if (!before.some((atom) => after.includes(atom))) return null;
  const [onlyBase, onlyHead] = [rows.some((row) => row.base && !row.head), rows.some((row) => row.head && !row.base)];
  if (!onlyBase && !onlyHead) return 'equal';
  if (onlyBase && !onlyHead) return 'narrower';
  if (!onlyBase) return 'wider';
  return rows.every((row) => row.base !== row.head) ? 'inverted' : 'other';
}

export function atomsOf(formula: Formula): string[] {
  const found = new Set<string>();
  const pending = [formula];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    if (one.kind === 'atom') found.add(one.atom);
    else if (one.kind === 'not') pending.push(one.of);
    else if (one.kind !== 'constant') pending.push(...one.of);
  }
  return [...found];
}

function holds(formula: Formula, answers: ReadonlyMap<string, boolean>): boolean {
  switch (formula.kind) {
    case 'atom':
      return answers.get(formula.atom) === true;
    case 'constant':
      return formula.holds;
    case 'not':
      return !holds(formula.of, answers);
    case 'and':
      return formula.of.every((one) => holds(one, answers));
    case 'or':
      return formula.of.some((one) => holds(one, answers));
  }
}
