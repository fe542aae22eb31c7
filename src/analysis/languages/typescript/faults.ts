/** What the parser could not read, as places. Only what the grammars lack and this room understands anyway is left out. */
import type { Span } from '#domain/span.ts';
import type { NodeIndex, SyntaxTable } from './syntax-table.ts';
import type { Fault } from './tree-copy.ts';

/** The outermost faults, in the order of the text. `understood` are nodes that were read all the same. */
export function faultSpans(table: SyntaxTable, understood: ReadonlySet<NodeIndex>): Span[] {
  const spans: Span[] = [];
  let covered = -1;
  for (const fault of table.faults) {
    if (fault.start < covered) continue;
    covered = fault.end;
    if (!understood.has(fault.node) && !isVariance(table, fault)) spans.push(table.spanOf(fault.start, fault.end));
  }
  return spans;
}

/** `interface Reader<out T>`: the grammar does not know the word. No code runs in a list of type parameters. */
function isVariance(table: SyntaxTable, { inside, start, end }: Fault): boolean {
  if (inside !== 'type_parameters' && inside !== 'type_parameter') return false;
  return /^[A-Za-z]\w*$/.test(table.text.slice(start, end));
}
