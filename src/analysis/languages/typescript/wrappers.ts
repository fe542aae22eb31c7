/** Nodes that say something about an expression and leave its value as it is: parentheses, casts, `!`. */
import { NONE, type NodeIndex, type SyntaxTable } from './syntax-table.ts';

const WRAPPERS: ReadonlySet<string> = new Set([
  'parenthesized_expression',
  'as_expression',
  'satisfies_expression',
  'non_null_expression',
  'instantiation_expression',
  'type_assertion',
]);

/**
 * The expression inside any number of wrappers. Stops at a wrapper whose inside cannot be read,
 * so that its errors are met by whoever lowers it.
 */
export function unwrap(table: SyntaxTable, node: NodeIndex): NodeIndex {
  let inner = node;
  while (inner !== NONE && WRAPPERS.has(table.kind(inner))) {
    const value = wrappedValue(table, inner);
    if (value === NONE || table.has(inner, 'ERROR')) return inner;
    inner = value;
  }
  return inner;
}

export function isWrapper(kind: string): boolean {
  return WRAPPERS.has(kind);
}

function wrappedValue(table: SyntaxTable, node: NodeIndex): NodeIndex {
  const first = table.firstChild(node);
  if (first === NONE || table.kind(first) !== 'type_arguments') return first;
  const value = table.after(first);
  return value < table.after(node) ? value : NONE;
}
