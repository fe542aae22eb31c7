/** Keys of properties, methods, fields and destructuring: names, texts, numbers, and computed ones. */
import { numberValue } from './escapes.ts';
import { stringValue } from './literals.ts';
import type { Lowering } from './lowering.ts';
import { NONE, type NodeIndex } from './syntax-table.ts';
import { unwrap } from './wrappers.ts';

/** The key as a text; null where it is computed from anything but a literal. */
export function keyText(l: Lowering, key: NodeIndex): string | null {
  const { table } = l;
  switch (table.kind(key)) {
    case 'computed_property_name': {
      const inner = table.firstChild(key);
      if (inner === NONE) return null;
      const value = unwrap(table, inner);
      return table.kind(value) === 'string' || table.kind(value) === 'number' ? keyText(l, value) : null;
    }
    case 'string':
      return stringValue(l, key);
    case 'number':
      return String(numberValue(table.source(key)));
    default:
      return table.source(key);
  }
}

/** A text for every key: computed ones as they are written, `[Symbol.iterator]`, cut to 80 characters. */
export function keyLabel(l: Lowering, key: NodeIndex): string {
  return keyText(l, key) ?? l.table.source(key).slice(0, 80);
}
