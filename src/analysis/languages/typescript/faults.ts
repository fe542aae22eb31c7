/** What the parser could not read, as places. Only what the grammars lack and this room understands anyway is left out. */
import type { Span } from '#domain/span.ts';
import type { NodeIndex, SyntaxTable } from './syntax-table.ts';

/** The outermost faults, in the order of the text. `understood` are nodes that were read all the same. */
export function faultSpans(table: SyntaxTable, understood: ReadonlySet<NodeIndex>): Span[] {
  const spans: Span[] = [];
  let covered = 0;
  for (const { node, inside } of table.faults) {
    if (node < covered) continue;
    covered = table.after(node);
    if (!understood.has(node) && !isVariance(table, node, inside)) spans.push(table.span(node));
  }
  return spans;
}

/** `interface Reader<out T>`: the grammar does not know the word. No code runs in a list of type parameters. */
function isVariance(table: SyntaxTable, node: NodeIndex, inside: string): boolean {
  return (inside === 'type_parameters' || inside === 'type_parameter') && /^[A-Za-z]\w*$/.test(table.source(node));
}
