/** All loops. */
import type { Expr, LoopStmt, Stmt } from '#analysis/ir.ts';
import { bodyOf, type Lowering } from './lowering.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';

type LoopParts = Partial<Omit<LoopStmt, 'kind' | 'span'>>;

function loop(l: Lowering, node: NodeIndex, parts: LoopParts): LoopStmt {
  const span = l.table.span(node);
  const body = bodyOf(l, l.table.child(node, 'body'));
  return { kind: 'loop', init: [], test: null, testAfter: false, update: null, each: null, body, span, ...parts };
}

function expressionIn(l: Lowering, node: NodeIndex, field: string): Expr | null {
  const child = l.table.child(node, field);
  return child === NONE || l.table.kind(child) === 'empty_statement' ? null : l.expression(child);
}

export function lowerWhile(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  into.push(loop(l, node, { test: expressionIn(l, node, 'condition') }));
}

export function lowerDo(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  into.push(loop(l, node, { test: expressionIn(l, node, 'condition'), testAfter: true }));
}

export function lowerFor(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const init: Stmt[] = [];
  const start = l.table.child(node, 'initializer');
  if (start !== NONE) l.statement(start, init);
  const test = expressionIn(l, node, 'condition');
  const update = expressionIn(l, node, 'increment');
  into.push(loop(l, node, { init, test, update }));
}

export function lowerForIn(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  const left = table.child(node, 'left');
  const right = table.child(node, 'right');
  if (left === NONE || right === NONE) {
    into.push(loop(l, node, {}));
    return;
  }
  const init: Stmt[] = [];
  const target = l.pattern(left);
  const span = table.span(left);
  // `for (var i = 0 in list)`, which old sloppy code may have.
  const first = expressionIn(l, node, 'value');
  if (first) init.push({ kind: 'declare', mutable: true, hoisted: true, target, type: null, init: first, span });
  const operator = table.child(node, 'operator');
  const yields = operator !== NONE && table.kind(operator) === 'in' ? 'keys' : 'values';
  const each = { target, over: l.expression(right), yields, awaited: awaited(l, node) } as const;
  into.push(loop(l, node, { init, each }));
}

/** `for await (…)`; the `await` of `await using` belongs to the declaration. */
function awaited(l: Lowering, node: NodeIndex): boolean {
  const await_ = l.table.childOfKind(node, 'await');
  return await_ !== NONE && !l.table.hasField(await_, 'kind');
}
