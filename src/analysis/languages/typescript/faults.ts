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
    if (!understood.has(fault.node) && !isHarmless(table, fault)) spans.push(table.spanOf(fault.start, fault.end));
  }
  return spans;
}

function isHarmless(table: SyntaxTable, fault: Fault): boolean {
  return isVariance(table, fault) || isDefaultSignature(table, fault);
}

/** `interface Reader<out T>`: the grammar does not know the word. No code runs in a list of type parameters. */
function isVariance(table: SyntaxTable, { inside, start, end }: Fault): boolean {
  if (inside !== 'type_parameters' && inside !== 'type_parameter') return false;
  return /^[A-Za-z]\w*$/.test(table.text.slice(start, end));
}

const RUNS = /_expression$|^(?:statement_block|decorator)$/;
/** No code runs in these: `import('a').B` is a type there. */
const TYPES = /^(?:type_annotation|type_parameters|asserts_annotation|type_predicate_annotation)$/;

/** `export default function (a: A): void;` in a file of declarations: without a name, the grammar wants a body. */
function isDefaultSignature(table: SyntaxTable, { node, inside, start }: Fault): boolean {
  if (node < 0 || inside !== 'expression_statement') return false;
  if (!/^default\s{1,20}function\s{0,20}[<(]/.test(table.text.slice(start, start + 60))) return false;
  let typesEnd = node;
  for (let under = node + 1; under < table.after(node); under += 1) {
    const kind = table.kind(under);
    if (kind === 'ERROR' || (under >= typesEnd && RUNS.test(kind))) return false;
    if (TYPES.test(kind)) typesEnd = Math.max(typesEnd, table.after(under));
  }
  return true;
}
