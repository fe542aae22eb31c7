/** Lists of expressions: arguments, array items, whatever can be recovered inside broken source. */
import type { Expr } from '#analysis/ir.ts';
import type { Lowering } from './lowering.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';

/** Arguments of a call; none where the list is missing. */
export function argumentsOf(l: Lowering, node: NodeIndex): Expr[] {
  return node === NONE ? [] : expressionsIn(l, node);
}

/** Every child as an expression. */
export function expressionsIn(l: Lowering, parent: NodeIndex): Expr[] {
  const { table } = l;
  const expressions: Expr[] = [];
  const end = table.after(parent);
  for (let child = parent + 1; child < end; child = table.after(child)) expressions.push(l.expression(child));
  return expressions;
}

/** Array items; a hole is null. A comma at the end adds none. */
export function itemsIn<T>(l: Lowering, parent: NodeIndex, lower: (node: NodeIndex) => T): (T | null)[] {
  const { table } = l;
  const items: (T | null)[] = [];
  let filled = false;
  const end = table.after(parent);
  for (let child = parent + 1; child < end; child = table.after(child)) {
    if (table.kind(child) !== ',') {
      items.push(lower(child));
      filled = true;
    } else if (filled) filled = false;
    else items.push(null);
  }
  return items;
}

const KEYWORDS: ReadonlySet<string> = new Set(['await', 'yield', '*']);

/** The operand of a node with a single one, behind its keyword; or `NONE`. */
export function operandNode(l: Lowering, node: NodeIndex): NodeIndex {
  const { table } = l;
  const end = table.after(node);
  let child = node + 1;
  while (child < end && KEYWORDS.has(table.kind(child))) child = table.after(child);
  return child < end ? child : NONE;
}

/** The same as an expression; `unknown` where it is not there. */
export function onlyOperand(l: Lowering, node: NodeIndex): Expr {
  const operand = operandNode(l, node);
  return operand === NONE ? { kind: 'unknown', parts: [], span: l.table.span(node) } : l.expression(operand);
}
