/**
 * A function puts what it is given into the text of an SQL statement, in a place for values, and nobody in sight calls
 * it. Whether the value was sent, its callers decide; that it ought to be a parameter, the statement shows.
 */
import { openParameter } from '#analysis/dataflow/taint/open-parameters.ts';
import { nodeOf } from '#analysis/dataflow/link/program.ts';
import type { Flow } from '#analysis/dataflow/taint/taint.ts';
import { defineRule } from '../rule.ts';
import { sqlFlows, tellSqlFlow } from './sql-flows.ts';

export const rule = defineRule({
  meta: {
    title: 'A function puts what it is given into the text of an SQL statement',
    area: 'data',
    severity: 'high',
    confidence: 'low',
    cwe: [89],
    owasp: 'A03:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const found of sqlFlows(program, openParameter, report))
      if (standsForValue(found.flow)) report(tellSqlFlow(found, side, 'is chosen by callers that are not in sight'));
  },
});

/** Behind a quote, an operator, a bracket or a comma stands a value; a table or a column stands elsewhere. */
function standsForValue({ states }: Flow): boolean {
  return states.some(({ at, step, towards }) => {
    const text = towards === null ? undefined : nodeOf(towards.at);
    if (step.kind !== 'text' || text?.kind !== 'concat') return false;
    const before = text.parts[text.parts.indexOf(at.node) - 1];
    const piece = before === undefined || towards === null ? undefined : towards.at.fn.nodes[before];
    return piece?.kind === 'literal' && /(?:['%]|[=<>(,]\s*|\blike\s+)$/i.test(String(piece.value).slice(-20));
  });
}
