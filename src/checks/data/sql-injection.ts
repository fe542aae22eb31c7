/**
 * What someone sent becomes part of the text of an SQL statement. Followed from the statement back to the request,
 * through functions and files; values that can only be numbers, listed words or quoted texts are left alone.
 */
import { confidenceOf } from '#analysis/dataflow/taint/flow-confidence.ts';
import { requestSource } from '#analysis/dataflow/entry/request-sources.ts';
import { defineRule } from '../rule.ts';
import { sqlFlows, tellSqlFlow } from './sql-flows.ts';

export const rule = defineRule({
  meta: {
    title: 'What someone sent becomes part of an SQL statement',
    area: 'data',
    severity: 'critical',
    confidence: 'high',
    cwe: [89],
    owasp: 'A03:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const found of sqlFlows(program, requestSource, report)) {
      const { confidence, adjustments } = confidenceOf(found.flow);
      report({
        ...tellSqlFlow(found, side, 'comes from the request'),
        confidence,
        ...(adjustments.length === 0 ? {} : { adjustments }),
      });
    }
  },
});
