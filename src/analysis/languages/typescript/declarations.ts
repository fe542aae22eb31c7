/** `const`, `let`, `var`, `using`. */
import type { DeclareStmt, Stmt } from '#analysis/ir.ts';
import { givenBy } from './given-names.ts';
import type { Lowering } from './lowering.ts';
import { operandNode } from './operands.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';
import { declaredType } from './types-as-written.ts';

const MUTABLE: ReadonlySet<string> = new Set(['let', 'var']);

/** One statement a declarator. */
export function lowerDeclaration(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  let word = 'const';
  const end = table.after(node);
  for (let child = node + 1; child < end; child = table.after(child)) {
    const kind = table.kind(child);
    if (MUTABLE.has(kind)) word = kind;
    else if (kind === 'variable_declarator') into.push(declarator(l, child, word));
    else if (kind === 'ERROR') l.statement(child, into);
  }
}

function declarator(l: Lowering, node: NodeIndex, word: string): DeclareStmt {
  const { table } = l;
  const name = table.child(node, 'name');
  const value = table.child(node, 'value');
  return {
    kind: 'declare',
    mutable: word !== 'const',
    hoisted: word === 'var',
    target: l.pattern(name === NONE ? node : name),
    type: declaredType(l, node),
    init: value === NONE ? null : l.expression(value, givenBy(l, name, value)),
    span: table.span(node),
  };
}

/** TypeScript's grammar reads `using a = b` as an assignment with a word before it, `await using` as the awaiting of one. */
export function lowerUsing(l: Lowering, node: NodeIndex, into: Stmt[]): boolean {
  const { table } = l;
  let assignment = node;
  if (table.kind(assignment) === 'await_expression') assignment = operandNode(l, assignment);
  if (assignment === NONE || table.kind(assignment) !== 'assignment_expression') return false;
  if (!table.has(assignment, 'using')) return false;
  const left = table.child(assignment, 'left');
  const right = table.child(assignment, 'right');
  if (left === NONE || right === NONE) return false;
  into.push({
    kind: 'declare',
    mutable: false,
    hoisted: false,
    target: l.pattern(left),
    type: null,
    init: l.expression(right, givenBy(l, left, right)),
    span: table.span(assignment),
  });
  return true;
}
