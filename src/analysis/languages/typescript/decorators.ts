/** Decorators, as the expressions that they are. */
import type { Expr } from '#analysis/ir.ts';
import type { Lowering } from './lowering.ts';
import { onlyOperand } from './operands.ts';
import type { NodeIndex } from './syntax-table.ts';

/** The decorators written directly in this node. */
export function decoratorsIn(l: Lowering, node: NodeIndex): Expr[] {
  const { table } = l;
  const decorators: Expr[] = [];
  const end = table.after(node);
  for (let child = node + 1; child < end; child = table.after(child)) {
    if (table.kind(child) === 'decorator') decorators.push(onlyOperand(l, child));
  }
  return decorators;
}
