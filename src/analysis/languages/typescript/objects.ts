/** Object literals. */
import type { Expr, PropertyIr } from '#analysis/ir.ts';
import { givenBy } from './given-names.ts';
import type { Lowering } from './lowering.ts';
import { onlyOperand } from './operands.ts';
import { keyText } from './property-keys.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';

export function lowerObject(l: Lowering, node: NodeIndex): Expr {
  const { table } = l;
  const properties: PropertyIr[] = [];
  const end = table.after(node);
  for (let child = node + 1; child < end; child = table.after(child)) properties.push(property(l, child));
  return { kind: 'object', properties, span: table.span(node) };
}

function property(l: Lowering, node: NodeIndex): PropertyIr {
  const { table } = l;
  const span = table.span(node);
  switch (table.kind(node)) {
    case 'pair': {
      const key = table.child(node, 'key');
      const value = table.child(node, 'value');
      return keyed(l, key, value === NONE ? onlyOperand(l, node) : l.expression(value, givenBy(l, key, value)), node);
    }
    case 'method_definition': {
      const value: Expr = { kind: 'function', fn: l.fn(node), span };
      return keyed(l, table.child(node, 'name'), value, node);
    }
    case 'shorthand_property_identifier':
      return { kind: 'property', key: table.source(node), value: l.expression(node), span };
    case 'spread_element':
      return { kind: 'spread', value: onlyOperand(l, node), span };
    default:
      // Broken source: `{ a.b }`. Nothing is known of its key, as of a spread's.
      return { kind: 'spread', value: l.expression(node), span };
  }
}

function keyed(l: Lowering, key: NodeIndex, value: Expr, node: NodeIndex): PropertyIr {
  const span = l.table.span(node);
  const text = key === NONE ? null : keyText(l, key);
  if (text !== null) return { kind: 'property', key: text, value, span };
  return key === NONE ? { kind: 'spread', value, span } : { kind: 'computed', key: onlyOperand(l, key), value, span };
}
