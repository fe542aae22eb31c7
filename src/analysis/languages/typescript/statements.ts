/** Which part lowers which kind of statement, and the kinds that are small enough to be lowered here. */
import type { Expr, Stmt, SwitchCase } from '#analysis/ir.ts';
import { lowerClass } from './classes.ts';
import { lowerDeclaration, lowerUsing } from './declarations.ts';
import { lowerEnum } from './enums.ts';
import { isExpressionKind } from './expressions.ts';
import { lowerDo, lowerFor, lowerForIn, lowerWhile } from './loops.ts';
import { bodyOf, statementsIn, type Lowering } from './lowering.ts';
import { lowerExport, lowerImport, lowerImportAlias } from './modules.ts';
import { lowerNamespace } from './namespaces.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';

type LowerStatement = (l: Lowering, node: NodeIndex, into: Stmt[]) => void;

const STATEMENTS: ReadonlyMap<string, LowerStatement> = new Map<string, LowerStatement>([
  ['expression_statement', lowerExpressionStatement],
  ['lexical_declaration', lowerDeclaration],
  ['variable_declaration', lowerDeclaration],
  ['using_declaration', lowerDeclaration],
  ['function_declaration', lowerFunctionStatement],
  ['generator_function_declaration', lowerFunctionStatement],
  ['class_declaration', lowerClassStatement],
  ['abstract_class_declaration', lowerClassStatement],
  ['statement_block', lowerBlock],
  ['if_statement', lowerIf],
  ['switch_statement', lowerSwitch],
  ['for_statement', lowerFor],
  ['for_in_statement', lowerForIn],
  ['while_statement', lowerWhile],
  ['do_statement', lowerDo],
  ['try_statement', lowerTry],
  ['with_statement', lowerWith],
  ['return_statement', lowerReturn],
  ['throw_statement', lowerThrow],
  ['break_statement', lowerJump],
  ['continue_statement', lowerJump],
  ['labeled_statement', lowerLabeled],
  ['import_statement', lowerImport],
  ['export_statement', lowerExport],
  ['import_alias', lowerImportAlias],
  ['enum_declaration', lowerEnum],
  ['internal_module', lowerNamespace],
  ['module', lowerNamespace],
]);

/** Statements in which nothing runs. */
const EMPTY: ReadonlySet<string> = new Set([
  ...['empty_statement', 'debugger_statement', 'interface_declaration', 'type_alias_declaration'],
  ...['ambient_declaration', 'function_signature', 'type_annotation', 'type_arguments', 'type_parameters'],
]);

export function lowerStatement(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  const kind = table.kind(node);
  const lower = STATEMENTS.get(kind);
  if (lower) lower(l, node, into);
  else if (EMPTY.has(kind)) return;
  else if (kind === 'ERROR') into.push({ kind: 'broken', body: recovered(l, node), span: table.span(node) });
  else if (isExpressionKind(kind))
    into.push({ kind: 'expression', expression: l.expression(node), span: table.span(node) });
  // Pieces of broken source: a lone `else`, a list of parameters.
  else if (table.firstChild(node) !== NONE) into.push(...recovered(l, node));
}

function recovered(l: Lowering, node: NodeIndex): Stmt[] {
  const body: Stmt[] = [];
  statementsIn(l, node, body);
  return body;
}

function lowerExpressionStatement(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  const value = table.firstChild(node);
  if (value === NONE) return;
  // TypeScript's grammar knows `namespace A {}` and `using a = b` as expressions.
  if (table.kind(value) === 'internal_module') return lowerNamespace(l, value, into);
  if (lowerUsing(l, value, into)) return;
  into.push({ kind: 'expression', expression: l.expression(value), span: table.span(node) });
  const end = table.after(node);
  for (let child = table.after(value); child < end; child = table.after(child)) l.statement(child, into);
}

function lowerFunctionStatement(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const fn = l.fn(node);
  if (fn.name !== null) l.declared.add(fn.name);
  into.push({ kind: 'function', fn, span: l.table.span(node) });
}

function lowerClassStatement(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  into.push({ kind: 'class', class: lowerClass(l, node, [], null), span: l.table.span(node) });
}

function lowerBlock(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  into.push({ kind: 'block', body: bodyOf(l, node), span: l.table.span(node) });
}

/** `else if … else if …` hangs on its last part: collected by a loop, built from the end. */
function lowerIf(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  const links: { readonly node: NodeIndex; readonly test: Expr; readonly then: Stmt[] }[] = [];
  let last: NodeIndex = node;
  let otherwise: Stmt[] = [];
  for (;;) {
    const test = operand(l, last, 'condition');
    links.push({ node: last, test, then: bodyOf(l, table.child(last, 'consequence')) });
    const clause = table.child(last, 'alternative');
    const next = clause === NONE ? NONE : table.firstChild(clause);
    if (next === NONE) break;
    if (table.kind(next) !== 'if_statement' || table.after(next) !== table.after(clause)) {
      otherwise = elseBody(l, clause);
      break;
    }
    last = next;
  }
  for (let link = links.pop(); link; link = links.pop()) {
    const { test, then } = link;
    otherwise = [{ kind: 'if', test, then, otherwise, span: table.span(link.node) }];
  }
  into.push(...otherwise);
}

function elseBody(l: Lowering, clause: NodeIndex): Stmt[] {
  const only = l.table.firstChild(clause);
  if (l.table.after(only) === l.table.after(clause)) return bodyOf(l, only);
  return recovered(l, clause);
}

function operand(l: Lowering, node: NodeIndex, field: string): Expr {
  const child = l.table.child(node, field);
  return child === NONE ? { kind: 'unknown', parts: [], span: l.table.span(node) } : l.expression(child);
}

function lowerSwitch(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  const body = table.child(node, 'body');
  const cases: SwitchCase[] = [];
  if (body !== NONE) {
    const end = table.after(body);
    for (let child = body + 1; child < end; child = table.after(child)) cases.push(switchCase(l, child));
  }
  into.push({ kind: 'switch', subject: operand(l, node, 'value'), cases, span: table.span(node) });
}

/** Anything in a switch that is no case is broken; it may run like a default case. */
function switchCase(l: Lowering, node: NodeIndex): SwitchCase {
  const { table } = l;
  const body: Stmt[] = [];
  if (table.kind(node) === 'ERROR') {
    l.statement(node, body);
    return { test: null, body, span: table.span(node) };
  }
  const value = table.child(node, 'value');
  const end = table.after(node);
  for (let child = node + 1; child < end; child = table.after(child)) {
    if (child !== value && table.kind(child) !== 'default') l.statement(child, body);
  }
  return { test: value === NONE ? null : l.expression(value), body, span: table.span(node) };
}

function lowerTry(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  const handler = table.child(node, 'handler');
  const finalizer = table.child(node, 'finalizer');
  into.push({
    kind: 'try',
    body: bodyOf(l, table.child(node, 'body')),
    handler: handler === NONE ? null : catchHandler(l, handler),
    finalizer: finalizer === NONE ? null : bodyOf(l, table.child(finalizer, 'body')),
    span: table.span(node),
  });
}

function catchHandler(l: Lowering, node: NodeIndex) {
  const param = l.table.child(node, 'parameter');
  return {
    param: param === NONE ? null : l.pattern(param),
    body: bodyOf(l, l.table.child(node, 'body')),
    span: l.table.span(node),
  };
}

/** Names inside may mean properties of the object; that is not followed. */
function lowerWith(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const expression = operand(l, node, 'object');
  const body: Stmt[] = [{ kind: 'expression', expression, span: expression.span }];
  body.push(...bodyOf(l, l.table.child(node, 'body')));
  into.push({ kind: 'block', body, span: l.table.span(node) });
}

function lowerReturn(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const value = l.table.firstChild(node);
  into.push({ kind: 'return', value: value === NONE ? null : l.expression(value), span: l.table.span(node) });
}

function lowerThrow(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const span = l.table.span(node);
  const value = l.table.firstChild(node);
  into.push({
    kind: 'throw',
    value: value === NONE ? { kind: 'unknown', parts: [], span } : l.expression(value),
    span,
  });
}

function lowerJump(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  const named = table.child(node, 'label');
  const kind = table.kind(node) === 'break_statement' ? 'break' : 'continue';
  into.push({ kind, label: named === NONE ? null : table.source(named), span: table.span(node) });
}

function lowerLabeled(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  const label = table.child(node, 'label');
  const body = bodyOf(l, table.child(node, 'body'));
  into.push({ kind: 'labeled', label: label === NONE ? '' : table.source(label), body, span: table.span(node) });
}
