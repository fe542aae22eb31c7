/**
 * Expressions that grow to the left: `a.b().c()[d]`, `a + b + c`, `a && b && c`. Source text has them thousands long,
 * so they are followed by loops, down the left side and up again, never by recursion.
 */
import type { Expr } from '#analysis/ir.ts';
import type { Span } from '#domain/span.ts';
import { stringValue, templateParts } from './literals.ts';
import type { Lowering } from './lowering.ts';
import { argumentsOf } from './operands.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';
import { unwrap } from './wrappers.ts';

/** Member access, indexing and calls. */
export function lowerAccess(l: Lowering, node: NodeIndex): Expr {
  const links: NodeIndex[] = [];
  let base = node;
  for (let inner = receiverOf(l, node); inner !== NONE; inner = receiverOf(l, inner)) {
    links.push(base);
    base = inner;
  }
  let value: Expr;
  if (links.at(-1) === undefined) return { kind: 'unknown', parts: [], span: l.table.span(node) };
  if (l.table.kind(base) === 'import') {
    value = importLink(l, links.pop() as NodeIndex);
  } else {
    value = l.expression(base);
  }
  for (let link = links.pop(); link !== undefined; link = links.pop()) value = addLink(l, link, value);
  return value;
}

/** What the link hangs on, without its wrappers; `NONE` where the node is no link, or is broken. */
function receiverOf(l: Lowering, node: NodeIndex): NodeIndex {
  const { table } = l;
  switch (table.kind(node)) {
    case 'member_expression':
    case 'subscript_expression':
      return unwrap(table, table.child(node, 'object'));
    case 'call_expression':
      return unwrap(table, table.child(node, 'function'));
    default:
      return NONE;
  }
}

function addLink(l: Lowering, node: NodeIndex, inner: Expr): Expr {
  const { table } = l;
  const span = table.span(node);
  const optional = table.has(node, 'optional_chain') || table.has(node, '?.');
  switch (table.kind(node)) {
    case 'call_expression': {
      const args = table.child(node, 'arguments');
      if (args !== NONE && table.kind(args) === 'template_string') {
        return { kind: 'template', tag: inner, parts: templateParts(l, args), span };
      }
      return { kind: 'call', callee: inner, args: argumentsOf(l, args), construct: false, optional, span };
    }
    case 'member_expression': {
      const property = table.child(node, 'property');
      if (property === NONE || table.missing(property)) return { kind: 'unknown', parts: [inner], span };
      return member(inner, table.source(property), optional, span, table.span(property));
    }
    default:
      return indexLink(l, node, inner, optional, span);
  }
}

/** `a['b']` is `a.b`. */
function indexLink(l: Lowering, node: NodeIndex, object: Expr, optional: boolean, span: Span): Expr {
  const index = l.table.child(node, 'index');
  if (index === NONE) return { kind: 'unknown', parts: [object], span };
  const key = unwrap(l.table, index);
  if (l.table.kind(key) === 'string') return member(object, stringValue(l, key), optional, span, l.table.span(key));
  return { kind: 'index', object, index: l.expression(index), optional, span };
}

function member(object: Expr, property: string, optional: boolean, span: Span, propertySpan: Span): Expr {
  return { kind: 'member', object, property, optional, span, propertySpan };
}

/** `import('m')`, and in older grammars `import.meta`. */
function importLink(l: Lowering, node: NodeIndex): Expr {
  const span = l.table.span(node);
  if (l.table.kind(node) !== 'call_expression') return { kind: 'unknown', parts: [], span };
  const [module, ...rest] = argumentsOf(l, l.table.child(node, 'arguments'));
  if (module === undefined) return { kind: 'unknown', parts: [], span };
  const load: Expr = { kind: 'import', module, span };
  // Its options (`{ with: … }`) are plain data as a rule; where code runs in them it is kept.
  const running = rest.filter((argument) => argument.kind !== 'object');
  return running.length === 0 ? load : { kind: 'sequence', items: [...running, load], span };
}

const LOGICAL: ReadonlySet<string> = new Set(['&&', '||', '??']);

/** Binary operators of all kinds. All `+` in a row become one sum. */
export function lowerBinary(l: Lowering, node: NodeIndex): Expr {
  const { table } = l;
  const links: NodeIndex[] = [];
  let base = node;
  while (table.kind(base) === 'binary_expression' && table.child(base, 'left') !== NONE) {
    links.push(base);
    base = unwrap(table, table.child(base, 'left'));
  }
  if (links.length === 0) return { kind: 'unknown', parts: [], span: table.span(node) };
  let value = table.kind(base) === 'private_property_identifier' ? privateName(l, base) : l.expression(base);
  let terms: Expr[] | null = null;
  for (let link = links.pop(); link !== undefined; link = links.pop()) {
    const operator = operatorOf(l, link);
    const right = rightOf(l, link);
    const span = table.span(link);
    if (operator === '+') {
      if (terms) terms.push(right);
      else terms = [value, right];
      value = { kind: 'sum', terms, span };
      continue;
    }
    terms = null;
    value = LOGICAL.has(operator)
      ? { kind: 'logical', operator: operator as '&&', left: value, right, span }
      : { kind: 'binary', operator, left: value, right, span };
  }
  return value;
}

function operatorOf(l: Lowering, node: NodeIndex): string {
  const operator = l.table.child(node, 'operator');
  return operator === NONE ? '' : l.table.kind(operator);
}

function rightOf(l: Lowering, node: NodeIndex): Expr {
  const right = l.table.child(node, 'right');
  return right === NONE ? { kind: 'unknown', parts: [], span: l.table.span(node) } : l.expression(right);
}

/** `#field in object`. */
function privateName(l: Lowering, node: NodeIndex): Expr {
  return { kind: 'literal', value: l.table.source(node), span: l.table.span(node) };
}
