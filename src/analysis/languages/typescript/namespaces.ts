/**
 * TypeScript namespaces: the body as a block, then an object of what it exports, under the namespace's name.
 * What runs at the module's top level still runs there; what others reach through the name they still reach.
 */
import type { Expr, Stmt } from '#analysis/ir.ts';
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

  const span = table.span(node);
  const nameSpan = table.span(name);
  const [root, ...inner] = table
    .source(name)
    .split('.')
    .map((part) => part.trim());
  if (exported.length > 0 && root !== undefined) {
    const target = { kind: 'bind', name: root, span: nameSpan } as const;
    into.push({ kind: 'declare', mutable: true, hoisted: true, target, type: null, init: null, span: nameSpan });
    const value = inner.reduceRight((value, part) => holder([[part, value]], nameSpan), members(exported, nameSpan));
    const assign: Expr = { kind: 'assign', target, operator: null, value, span: nameSpan };
    statements.push({ kind: 'expression', expression: assign, span: nameSpan });
  }
  into.push({ kind: 'block', body: statements, span });
}

function members(names: readonly string[], span: Expr['span']): Expr {
  return holder(
    names.map((name) => [name, { kind: 'name', name, span }]),
    span,
  );
}

function holder(entries: readonly (readonly [string, Expr])[], span: Expr['span']): Expr {
  return {
    kind: 'object',
    properties: entries.map(([key, value]) => ({ kind: 'property', key, value, span })),
    span,
  };
}
