/** Names for functions and classes that have none of their own: from what they are assigned to. */
import { stringValue } from './literals.ts';
import type { GivenName, Lowering } from './lowering.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';
import { unwrap } from './wrappers.ts';

const NAMELESS: ReadonlySet<string> = new Set(['arrow_function', 'function_expression', 'generator_function', 'class']);

/** Whether the value (inside its wrappers) is one that takes a name. */
function takesName(l: Lowering, value: NodeIndex): boolean {
  return value !== NONE && NAMELESS.has(l.table.kind(unwrap(l.table, value)));
}

/** The name that a target gives to `value`; null where either has none. */
export function givenBy(l: Lowering, target: NodeIndex, value: NodeIndex): GivenName | null {
  return target !== NONE && takesName(l, value) ? nameOfTarget(l, unwrap(l.table, target)) : null;
}

function nameOfTarget(l: Lowering, target: NodeIndex): GivenName | null {
  const { table } = l;
  switch (table.kind(target)) {
    case 'identifier':
    case 'property_identifier':
    case 'private_property_identifier':
    case 'shorthand_property_identifier_pattern':
    case 'number':
      return { name: table.source(target), node: target };
    case 'string':
      return { name: stringValue(l, target), node: target };
    case 'member_expression': {
      const property = table.child(target, 'property');
      // What a CommonJS module exports as a whole is what others call its default.
      const whole = table.source(target) === 'module.exports';
      return property === NONE ? null : { name: whole ? 'default' : table.source(property), node: property };
    }
    case 'subscript_expression': {
      const index = table.child(target, 'index');
      return index !== NONE && table.kind(index) === 'string' ? nameOfTarget(l, index) : null;
    }
    default:
      return null;
  }
}
