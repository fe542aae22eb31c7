/** Enums become what they are when they run: an object. */
import type { Expr, PropertyIr, Stmt } from '#analysis/ir.ts';
import type { Lowering } from './lowering.ts';
import { onlyOperand } from './operands.ts';
import { keyText } from './property-keys.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';

export function lowerEnum(l: Lowering, node: NodeIndex, into: Stmt[]): void {
  const { table } = l;
  const name = table.child(node, 'name');
  const body = table.child(node, 'body');
  if (name === NONE) return;
  const span = table.span(node);
  l.declared.add(table.source(name));
  const properties = body === NONE ? [] : membersOf(l, body);
  into.push({
    kind: 'declare',
    mutable: false,
    hoisted: false,
    target: { kind: 'bind', name: table.source(name), span: table.span(name) },
    type: null,
    init: { kind: 'object', properties, span },
    span,
  });
}

/** Members without a value count on from the last number. */
function membersOf(l: Lowering, body: NodeIndex): PropertyIr[] {
  const { table } = l;
  const properties: PropertyIr[] = [];
  let next: number | null = 0;
  const end = table.after(body);
  for (let child = body + 1; child < end; child = table.after(child)) {
    const span = table.span(child);
    const assigned = table.kind(child) === 'enum_assignment';
    const key = assigned ? table.child(child, 'name') : child;
    const written = assigned ? table.child(child, 'value') : NONE;
    const value: Expr = written === NONE ? counted(next, span) : l.expression(written);
    next = value.kind === 'literal' && typeof value.value === 'number' ? value.value + 1 : null;
    const text = key === NONE || table.kind(key) === 'ERROR' ? null : keyText(l, key);
    properties.push(
      text === null
        ? { kind: 'computed', key: onlyOperand(l, key === NONE ? child : key), value, span }
        : { kind: 'property', key: text, value, span },
    );
  }
  return properties;
}

function counted(next: number | null, span: Expr['span']): Expr {
  return next === null ? { kind: 'unknown', parts: [], span } : { kind: 'literal', value: next, span };
}
