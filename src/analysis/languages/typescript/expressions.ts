/** Which part lowers which kind of expression, and the kinds that are small enough to be lowered here. */
import type { Expr } from '#analysis/ir.ts';
import { lowerAssignment, lowerAugmentedAssignment, lowerUpdate } from './assignments.ts';
import { lowerAccess, lowerBinary } from './chains.ts';
import { lowerClass } from './classes.ts';
import { lowerElement } from './jsx.ts';
import { lowerKeyword, lowerName, lowerNumber, lowerRegex, lowerString, lowerTemplate } from './literals.ts';
import type { GivenName, Lowering } from './lowering.ts';
import { lowerObject } from './objects.ts';
import { argumentsOf, expressionsIn, itemsIn, onlyOperand, operandNode } from './operands.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';
import { isWrapper, unwrap } from './wrappers.ts';

type LowerExpression = (l: Lowering, node: NodeIndex, given: GivenName | null) => Expr;

const EXPRESSIONS: ReadonlyMap<string, LowerExpression> = new Map<string, LowerExpression>([
  ['identifier', lowerName],
  ['shorthand_property_identifier', lowerName],
  ['undefined', lowerName],
  ['this', lowerKeyword],
  ['super', lowerKeyword],
  ['true', lowerKeyword],
  ['false', lowerKeyword],
  ['null', lowerKeyword],
  ['number', lowerNumber],
  ['string', lowerString],
  ['template_string', lowerTemplate],
  ['regex', lowerRegex],
  ['member_expression', lowerAccess],
  ['subscript_expression', lowerAccess],
  ['call_expression', lowerAccess],
  ['binary_expression', lowerBinary],
  ['assignment_expression', lowerAssignment],
  ['augmented_assignment_expression', lowerAugmentedAssignment],
  ['update_expression', lowerUpdate],
  ['object', lowerObject],
  ['class', (l, node, given) => ({ kind: 'class', class: lowerClass(l, node, [], given), span: l.table.span(node) })],
  ['arrow_function', lowerFunctionExpression],
  ['function_expression', lowerFunctionExpression],
  ['generator_function', lowerFunctionExpression],
  ['jsx_element', lowerElement],
  ['jsx_self_closing_element', lowerElement],
  ['jsx_fragment', lowerElement],
  ['jsx_expression', (l, node) => (l.table.firstChild(node) === NONE ? absent(l, node) : onlyOperand(l, node))],
  ['new_expression', lowerNew],
  ['unary_expression', lowerUnary],
  ['ternary_expression', lowerConditional],
  ['sequence_expression', lowerSequence],
  [
    'array',
    (l, node) => ({ kind: 'array', items: itemsIn(l, node, (item) => l.expression(item)), span: l.table.span(node) }),
  ],
  ['await_expression', (l, node) => ({ kind: 'await', value: onlyOperand(l, node), span: l.table.span(node) })],
  ['yield_expression', lowerYield],
  ['spread_element', (l, node) => ({ kind: 'spread', value: onlyOperand(l, node), span: l.table.span(node) })],
  ['meta_property', (l, node) => ({ kind: 'unknown', parts: [], span: l.table.span(node) })],
]);

/** Lowers any node as an expression; what has no meaning as one is `unknown` with what can be read inside it. */
export function lowerExpression(l: Lowering, node: NodeIndex, given: GivenName | null): Expr {
  const inner = unwrap(l.table, node);
  const lower = EXPRESSIONS.get(l.table.kind(inner));
  return lower ? lower(l, inner, given) : unknown(l, inner);
}

/** Whether a node of this kind is an expression that this room reads. */
export function isExpressionKind(kind: string): boolean {
  return EXPRESSIONS.has(kind) || isWrapper(kind);
}

/** Parts of broken source that are no expressions (a stray block, a list of parameters) are looked into as well. */
function unknown(l: Lowering, node: NodeIndex): Expr {
  const { table } = l;
  const parts: Expr[] = [];
  const end = table.after(node);
  for (let child = node + 1; child < end; child = table.after(child)) {
    if (isExpressionKind(table.kind(child)) || table.firstChild(child) !== NONE) parts.push(l.expression(child));
  }
  return { kind: 'unknown', parts, span: table.span(node) };
}

function absent(l: Lowering, node: NodeIndex): Expr {
  return { kind: 'absent', span: l.table.span(node) };
}

function lowerFunctionExpression(l: Lowering, node: NodeIndex, given: GivenName | null): Expr {
  return { kind: 'function', fn: l.fn(node, given), span: l.table.span(node) };
}

function lowerNew(l: Lowering, node: NodeIndex): Expr {
  const { table } = l;
  const constructor = table.child(node, 'constructor');
  const span = table.span(node);
  const args = argumentsOf(l, table.child(node, 'arguments'));
  if (constructor === NONE) return { kind: 'unknown', parts: args, span };
  return { kind: 'call', callee: l.expression(constructor), args, construct: true, optional: false, span };
}

function lowerUnary(l: Lowering, node: NodeIndex): Expr {
  const { table } = l;
  const span = table.span(node);
  const argument = table.child(node, 'argument');
  if (argument === NONE) return { kind: 'unknown', parts: expressionsIn(l, node), span };
  const operator = table.kind(table.child(node, 'operator'));
  const value = l.expression(argument);
  if (value.kind === 'literal') {
    if (operator === 'void') return { kind: 'absent', span };
    if (operator === '-' && typeof value.value === 'number') return { kind: 'literal', value: -value.value, span };
  }
  return { kind: 'unary', operator, value, span };
}

/** `a ? b : c ? d : e …` hangs on its last part, as long as people like: collected by a loop, built from the end. */
function lowerConditional(l: Lowering, node: NodeIndex): Expr {
  const { table } = l;
  const links: { readonly node: NodeIndex; readonly test: Expr; readonly then: Expr }[] = [];
  let last = node;
  while (last !== NONE && table.kind(last) === 'ternary_expression') {
    const test = operand(l, last, 'condition');
    links.push({ node: last, test, then: operand(l, last, 'consequence') });
    last = unwrap(table, table.child(last, 'alternative'));
  }
  let value: Expr = last === NONE ? { kind: 'unknown', parts: [], span: table.span(node) } : l.expression(last);
  for (let link = links.pop(); link; link = links.pop()) {
    const { test, then } = link;
    value = { kind: 'conditional', test, then, otherwise: value, span: table.span(link.node) };
  }
  return value;
}

function operand(l: Lowering, node: NodeIndex, field: string): Expr {
  const child = l.table.child(node, field);
  return child === NONE ? { kind: 'unknown', parts: [], span: l.table.span(node) } : l.expression(child);
}

/** Flat as the grammar has it, or nested to the right in older ones. */
function lowerSequence(l: Lowering, node: NodeIndex): Expr {
  const { table } = l;
  const items: Expr[] = [];
  let open = node;
  while (open !== NONE) {
    const end = table.after(open);
    let next: NodeIndex = NONE;
    for (let child = open + 1; child < end; child = table.after(child)) {
      if (table.kind(child) === 'sequence_expression' && table.after(child) === end) next = child;
      else items.push(l.expression(child));
    }
    open = next;
  }
  const [only] = items;
  return only && items.length === 1 ? only : { kind: 'sequence', items, span: table.span(node) };
}

function lowerYield(l: Lowering, node: NodeIndex): Expr {
  const value = operandNode(l, node);
  return { kind: 'yield', value: value === NONE ? null : l.expression(value), span: l.table.span(node) };
}
