/**
 * TypeScript namespaces: an object under the namespace's name, the body as a block, and at its end what it exports as
 * properties of that object. What runs at the module's top level still runs there; what others reach through the name
 * they still reach, and a namespace adds to the class, function or enum whose name it shares.
 */
import type { Expr, Stmt } from '#analysis/ir.ts';
import type { Span } from '#domain/span.ts';
import { bodyOf, type Lowering } from './lowering.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';

export function lowerNamespace(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  const name = table.child(node, 'name');
  const body = table.child(node, 'body');
  // `module 'name'` describes code that is elsewhere.
  if (name === NONE || body === NONE || table.kind(name) === 'string') return;
  const exported: string[] = [];
  l.namespaces.push(exported);
  const statements = bodyOf(l, body);
  l.namespaces.pop();

  const span = table.span(name);
  const [root = '', ...path] = table
    .source(name)
    .split('.')
    .map((part) => part.trim());
  if (exported.length > 0) {
    declareRoot(l, root, span, into);
    statements.push(...attach(root, path, exported, span));
  }
  into.push({ kind: 'block', body: statements, span: table.span(node) });
}

/** What the name already stands for is kept. */
function declareRoot(l: Lowering, name: string, span: Span, into: Stmt[]): void {
  if (l.declared.has(name)) return;
  l.declared.add(name);
  const init: Expr = { kind: 'object', properties: [], span };
  const target = { kind: 'bind', name, span } as const;
  into.push({ kind: 'declare', mutable: true, hoisted: true, target, type: null, init, span });
}

/** `A.B.one = one` for each exported name, behind `A.B = {}`. */
function attach(root: string, path: readonly string[], exported: readonly string[], span: Span): Stmt[] {
  const statements: Stmt[] = [];
  let object: Expr = { kind: 'name', name: root, span };
  for (const part of path) {
    object = property(object, part, span);
    statements.push(assign(object, { kind: 'object', properties: [], span }));
  }
  for (const name of exported) statements.push(assign(property(object, name, span), { kind: 'name', name, span }));
  return statements;
}

function property(object: Expr, name: string, span: Span): Expr {
  return { kind: 'member', object, property: name, optional: false, span, propertySpan: span };
}

function assign(expression: Expr, value: Expr): Stmt {
  const { span } = expression;
  const target = { kind: 'place', expression, span } as const;
  return { kind: 'expression', expression: { kind: 'assign', target, operator: null, value, span }, span };
}
