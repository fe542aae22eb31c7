/** Assignment, plain and compound, `++` and `--`. */
import type { Expr, Pattern } from '#analysis/ir.ts';
import { givenBy } from './given-names.ts';
import type { Lowering } from './lowering.ts';
import { onlyOperand } from './operands.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';
import { unwrap } from './wrappers.ts';

/** `a = b = c` hangs on its right side: collected by a loop, built from the end. */
export function lowerAssignment(l: Lowering, node: NodeIndex): Expr {
  const { table } = l;
  const links: { readonly node: NodeIndex; readonly target: Pattern }[] = [];
  let last = node;
  let left = NONE;
  while (last !== NONE && table.kind(last) === 'assignment_expression' && table.child(last, 'left') !== NONE) {
    left = table.child(last, 'left');
    links.push({ node: last, target: l.pattern(left) });
    last = unwrap(table, table.child(last, 'right'));
  }
  if (links.length === 0) return onlyOperand(l, node);
  let value: Expr =
    last === NONE ? { kind: 'unknown', parts: [], span: table.span(node) } : l.expression(last, givenBy(l, left, last));
  for (let link = links.pop(); link; link = links.pop()) {
    value = { kind: 'assign', target: link.target, operator: null, value, span: table.span(link.node) };
  }
  return value;
}

export function lowerAugmentedAssignment(l: Lowering, node: NodeIndex): Expr {
  const { table } = l;
  const span = table.span(node);
  const left = table.child(node, 'left');
  const right = table.child(node, 'right');
  if (left === NONE || right === NONE) return onlyOperand(l, node);
  const operator = table.kind(table.child(node, 'operator')).slice(0, -1);
  return {
    kind: 'assign',
    target: l.pattern(left),
    operator,
    value: l.expression(right, givenBy(l, left, right)),
    span,
  };
}

export function lowerUpdate(l: Lowering, node: NodeIndex): Expr {
  const { table } = l;
  const span = table.span(node);
  const argument = table.child(node, 'argument');
  const operator = table.child(node, 'operator');
  if (argument === NONE || operator === NONE) return onlyOperand(l, node);
  const one: Expr = { kind: 'literal', value: 1, span: table.span(operator) };
  return { kind: 'assign', target: l.pattern(argument), operator: table.kind(operator).charAt(0), value: one, span };
}
