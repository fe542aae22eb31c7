/** Imports and exports. */
import type { Expr, Stmt } from '#analysis/ir.ts';
import type { Span } from '#domain/span.ts';
import { lowerClass } from './classes.ts';
import { decoratorsIn } from './decorators.ts';
import { stringValue } from './literals.ts';
import type { GivenName, Lowering } from './lowering.ts';
import { boundNames } from './patterns.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';

const DEFAULT_LOCAL = '*default*';

// ── Imports ─────────────────────────────────────────────────────────────────────────────────────────

export function lowerImport(l: Lowering, node: NodeIndex): void {
  const { table } = l;
  const span = table.span(node);
  const typeOnly = isTypeOnly(l, node);
  const required = table.childOfKind(node, 'import_require_clause');
  if (required !== NONE) return importRequire(l, required, typeOnly, span);
  const source = table.child(node, 'source');
  if (source === NONE) return;
  const module = stringValue(l, source);
  const clause = table.childOfKind(node, 'import_clause');
  if (clause === NONE) {
    l.imports.push({ module, imported: '*', local: null, typeOnly, span });
    return;
  }
  const end = table.after(clause);
  for (let child = clause + 1; child < end; child = table.after(child)) importBinding(l, child, module, typeOnly);
}

function isTypeOnly(l: Lowering, node: NodeIndex): boolean {
  return l.table.has(node, 'type') || l.table.has(node, 'typeof');
}

/** `import x = require('m')`. */
function importRequire(l: Lowering, clause: NodeIndex, typeOnly: boolean, span: Span): void {
  const source = l.table.child(clause, 'source');
  const name = l.table.childOfKind(clause, 'identifier');
  if (source === NONE || name === NONE) return;
  const module = stringValue(l, source);
  l.imports.push({ module, imported: '*', local: l.table.source(name), typeOnly, span });
}

function importBinding(l: Lowering, node: NodeIndex, module: string, typeOnly: boolean): void {
  const { table } = l;
  const span = table.span(node);
  switch (table.kind(node)) {
    case 'identifier':
      l.imports.push({ module, imported: 'default', local: table.source(node), typeOnly, span });
      return;
    case 'namespace_import': {
      const name = table.childOfKind(node, 'identifier');
      if (name !== NONE) l.imports.push({ module, imported: '*', local: table.source(name), typeOnly, span });
      return;
    }
    case 'named_imports': {
      const end = table.after(node);
      for (let child = node + 1; child < end; child = table.after(child)) importBinding(l, child, module, typeOnly);
      return;
    }
    case 'import_specifier': {
      const name = table.child(node, 'name');
      if (name === NONE) return;
      const alias = table.child(node, 'alias');
      const local = table.source(alias === NONE ? name : alias);
      const type = typeOnly || isTypeOnly(l, node);
      l.imports.push({ module, imported: exportedName(l, name), local, typeOnly: type, span });
    }
  }
}

/** `import A = B.C`: another name for something of a namespace. */
export function lowerImportAlias(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  const span = table.span(node);
  const name = table.childOfKind(node, 'identifier');
  if (name === NONE) return;
  const value = table.after(name);
  const written = table.kind(value) === '=' ? table.after(value) : value;
  if (written >= table.after(node)) return;
  const target = { kind: 'bind', name: table.source(name), span: table.span(name) } as const;
  into.push({ kind: 'declare', mutable: false, hoisted: false, target, type: null, init: dotted(l, written), span });
}

/** `A.B.C`, whose nodes are not those of an expression. */
function dotted(l: Lowering, node: NodeIndex): Expr {
  const span = l.table.span(node);
  const [root = '', ...properties] = l.table
    .source(node)
    .split('.')
    .map((part) => part.trim());
  return properties.reduce<Expr>(
    (object, property) => ({ kind: 'member', object, property, optional: false, span, propertySpan: span }),
    { kind: 'name', name: root, span },
  );
}

// ── Exports ─────────────────────────────────────────────────────────────────────────────────────────

export function lowerExport(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  if (table.has(node, 'type') || (table.has(node, 'as') && table.has(node, 'namespace'))) return;
  const declaration = table.child(node, 'declaration');
  const isDefault = table.has(node, 'default');
  if (declaration !== NONE) return exportDeclaration(l, node, declaration, isDefault, into);
  if (isDefault) return exportDefault(l, node, into);
  if (table.has(node, '=')) return exportAssignment(l, node, into);
  exportNames(l, node);
  const end = table.after(node);
  for (let child = node + 1; child < end; child = table.after(child)) {
    if (table.kind(child) === 'ERROR') l.statement(child, into);
  }
}

/** What is declared is lowered as everywhere; its names are exported besides. */
function exportDeclaration(
  l: Lowering,
  node: NodeIndex,
  declaration: NodeIndex,
  isDefault: boolean,
  into: Stmt[],
): void {
  const { table } = l;
  const first = into.length;
  const outer = decoratorsIn(l, node);
  if (outer.length > 0 && table.kind(declaration).endsWith('class_declaration')) {
    const lowered = lowerClass(l, declaration, outer, null);
    into.push({ kind: 'class', class: lowered, span: table.span(declaration) });
  } else {
    l.statement(declaration, into);
  }
  for (const stmt of into.slice(first)) {
    for (const { name, span } of declaredNames(stmt)) addExport(l, isDefault ? 'default' : name, name, span);
  }
}

function declaredNames(stmt: Stmt): { readonly name: string; readonly span: Span }[] {
  switch (stmt.kind) {
    case 'function':
      return stmt.fn.name === null ? [] : [{ name: stmt.fn.name, span: stmt.fn.nameSpan }];
    case 'class':
      return stmt.class.name === null ? [] : [{ name: stmt.class.name, span: stmt.class.nameSpan }];
    case 'declare':
      return boundNames(stmt.target).map((name) => ({ name, span: stmt.target.span }));
    default:
      return [];
  }
}

/** Inside a namespace, names are exported to the namespace alone. */
function addExport(l: Lowering, exported: string, local: string, span: Span): void {
  const namespace = l.namespaces.at(-1);
  if (namespace) namespace.push(exported);
  else l.exports.push({ exported, local, module: null, imported: null, span });
}

function exportDefault(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  const value = table.child(node, 'value');
  if (value === NONE) return;
  const span = table.span(node);
  const word = table.childOfKind(node, 'default');
  const given: GivenName = { name: 'default', node: word === NONE ? node : word };
  const target = { kind: 'bind', name: DEFAULT_LOCAL, span: table.span(given.node) } as const;
  into.push({
    kind: 'declare',
    mutable: false,
    hoisted: false,
    target,
    type: null,
    init: l.expression(value, given),
    span,
  });
  l.exports.push({ exported: 'default', local: DEFAULT_LOCAL, module: null, imported: null, span: target.span });
}

/** `export = value` is `module.exports = value`. */
function exportAssignment(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  const equals = table.childOfKind(node, '=');
  const value = table.after(equals);
  if (value >= table.after(node)) return;
  const span = table.span(node);
  const at = table.span(equals);
  const module: Expr = { kind: 'name', name: 'module', span: at };
  const place: Expr = {
    kind: 'member',
    object: module,
    property: 'exports',
    optional: false,
    span: at,
    propertySpan: at,
  };
  const target = { kind: 'place', expression: place, span: at } as const;
  const assigned = l.expression(value, { name: 'default', node: equals });
  into.push({
    kind: 'expression',
    expression: { kind: 'assign', target, operator: null, value: assigned, span },
    span,
  });
}

/** `export { a as b }`, with or without `from`; `export * from`, `export * as ns from`. */
function exportNames(l: Lowering, node: NodeIndex): void {
  const { table } = l;
  const source = table.child(node, 'source');
  const module = source === NONE ? null : stringValue(l, source);
  const clause = table.childOfKind(node, 'export_clause');
  if (clause !== NONE) {
    const end = table.after(clause);
    for (let child = clause + 1; child < end; child = table.after(child)) {
      if (table.kind(child) === 'export_specifier') exportSpecifier(l, child, reservedAlias(l, child, end), module);
    }
    return;
  }
  if (module === null) return;
  const span = table.span(node);
  const namespace = table.childOfKind(node, 'namespace_export');
  const exported = namespace === NONE ? '*' : lastName(l, namespace);
  l.exports.push({ exported, local: null, module, imported: '*', span });
}

function lastName(l: Lowering, node: NodeIndex): string {
  const { table } = l;
  let name = '*';
  const end = table.after(node);
  for (let child = node + 1; child < end; child = table.after(child)) name = exportedName(l, child);
  return name;
}

/** `export { none as null }`: the grammar does not take a reserved word there, the language does. */
function reservedAlias(l: Lowering, specifier: NodeIndex, end: NodeIndex): string | null {
  const { table } = l;
  const next = table.after(specifier);
  if (next >= end || table.kind(next) !== 'ERROR' || table.child(specifier, 'alias') !== NONE) return null;
  const word = /^as\s+([a-z]+)$/.exec(table.source(next))?.[1];
  if (word === undefined) return null;
  l.understood.add(next);
  return word;
}

function exportSpecifier(l: Lowering, node: NodeIndex, reserved: string | null, module: string | null): void {
  const { table } = l;
  const name = table.child(node, 'name');
  if (name === NONE || isTypeOnly(l, node)) return;
  const alias = table.child(node, 'alias');
  const written = exportedName(l, name);
  const exported = reserved ?? (alias === NONE ? written : exportedName(l, alias));
  const span = table.span(node);
  if (module !== null) l.exports.push({ exported, local: null, module, imported: written, span });
  else addExport(l, exported, written, span);
}

/** Names of exports may be written as texts. */
function exportedName(l: Lowering, node: NodeIndex): string {
  return l.table.kind(node) === 'string' ? stringValue(l, node) : l.table.source(node);
}
