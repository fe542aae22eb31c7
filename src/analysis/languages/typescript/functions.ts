/** Functions of every form, and their parameters. */
import type { Expr, FunctionIr, ParamIr, Stmt } from '#analysis/ir.ts';
import { decoratorsIn } from './decorators.ts';
import { givenBy } from './given-names.ts';
import { stringValue } from './literals.ts';
import { bodyOf, type GivenName, type Lowering } from './lowering.ts';
import { keyLabel } from './property-keys.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';
import { declaredType } from './types-as-written.ts';
import type { Span } from '#domain/span.ts';

export function lowerFunction(l: Lowering, node: NodeIndex, given: GivenName | null): FunctionIr {
  const { table } = l;
  const body = table.child(node, 'body');
  const kind = functionKind(l, node);
  const own = table.child(node, 'name');
  const directives = kind === 'arrow' && table.kind(body) !== 'statement_block' ? [] : directivesOf(l, body);
  return {
    name: own === NONE ? (given?.name ?? null) : keyLabel(l, own),
    kind,
    params: paramsOf(l, node),
    decorators: decoratorsIn(l, node),
    async: table.has(node, 'async'),
    generator: table.has(node, '*') || table.kind(node).startsWith('generator_function'),
    static: table.has(node, 'static') || table.has(node, 'static get'),
    directives,
    body: functionBody(l, body, directives.length),
    span: table.span(node),
    nameSpan: own !== NONE ? table.span(own) : given ? table.span(given.node) : header(l, node, body),
  };
}

function functionKind(l: Lowering, node: NodeIndex): FunctionIr['kind'] {
  const { table } = l;
  switch (table.kind(node)) {
    case 'arrow_function':
      return 'arrow';
    case 'method_definition':
      if (table.has(node, 'get') || table.has(node, 'static get')) return 'getter';
      return table.has(node, 'set') ? 'setter' : 'method';
    default:
      return 'function';
  }
}

/** Everything before the body. */
function header(l: Lowering, node: NodeIndex, body: NodeIndex): Span {
  const { table } = l;
  if (body === NONE) return table.span(node);
  const text = table.text.slice(table.start(node), table.start(body));
  return table.spanOf(table.start(node), table.start(node) + Math.max(text.trimEnd().length, 1));
}

/** An arrow's expression is what it returns. Directives are told apart from what runs. */
function functionBody(l: Lowering, body: NodeIndex, directives: number): Stmt[] {
  const { table } = l;
  if (body === NONE) return [];
  if (table.kind(body) !== 'statement_block') {
    return [{ kind: 'return', value: l.expression(body), span: table.span(body) }];
  }
  if (directives === 0) return bodyOf(l, body);
  const statements: Stmt[] = [];
  const end = table.after(body);
  let skip = directives;
  for (let child = body + 1; child < end; child = table.after(child)) {
    if (skip > 0) skip -= 1;
    else l.statement(child, statements);
  }
  return statements;
}

/** Leading statements that are nothing but a text: `'use server'`. */
function directivesOf(l: Lowering, body: NodeIndex): string[] {
  const { table } = l;
  const directives: string[] = [];
  if (body === NONE) return directives;
  const end = table.after(body);
  for (let child = body + 1; child < end; child = table.after(child)) {
    const text = table.kind(child) === 'expression_statement' ? table.firstChild(child) : NONE;
    if (text === NONE || table.kind(text) !== 'string' || table.after(text) !== table.after(child)) break;
    directives.push(stringValue(l, text));
  }
  return directives;
}

function paramsOf(l: Lowering, node: NodeIndex): ParamIr[] {
  const { table } = l;
  const only = table.child(node, 'parameter');
  if (only !== NONE) return [param(l, only)];
  const list = table.child(node, 'parameters');
  const params: ParamIr[] = [];
  if (list === NONE) return params;
  const end = table.after(list);
  for (let child = list + 1; child < end; child = table.after(child)) {
    if (!isThisType(l, child)) params.push(param(l, child));
  }
  return params;
}

/** TypeScript's `this: Type` says something about the function; it is no parameter. */
function isThisType(l: Lowering, node: NodeIndex): boolean {
  const pattern = l.table.child(node, 'pattern');
  return pattern !== NONE && l.table.kind(pattern) === 'this';
}

function param(l: Lowering, node: NodeIndex): ParamIr {
  const { table } = l;
  const pattern = table.child(node, 'pattern');
  const typed = pattern !== NONE;
  const target = typed ? pattern : node;
  const value = typed ? table.child(node, 'value') : NONE;
  const lowered = l.pattern(target);
  const initial: Expr | null = value === NONE ? null : l.expression(value, givenBy(l, target, value));
  return {
    target: initial ? { kind: 'default', target: lowered, value: initial, span: table.span(node) } : lowered,
    type: typed ? declaredType(l, node) : null,
    rest: table.kind(target) === 'rest_pattern',
    decorators: typed ? decoratorsIn(l, node) : [],
    field: typed && isField(l, node),
    span: table.span(node),
  };
}

/** `constructor(private readonly pages: PageService)`. */
function isField(l: Lowering, node: NodeIndex): boolean {
  const { table } = l;
  return ['accessibility_modifier', 'readonly', 'override_modifier'].some((kind) => table.has(node, kind));
}
