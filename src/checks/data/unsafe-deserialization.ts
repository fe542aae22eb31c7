/** What someone sent is made into objects by a reader that runs code of it. */
import { SERIALIZED_SINKS } from '#analysis/dataflow/models/sinks/serialized.ts';
import { sinkTable } from '#analysis/dataflow/sinks/modelled-sinks.ts';
import { defineRule } from '../rule.ts';
import { type FlowKind, reportModelledFlows } from './modelled-flows.ts';

const KIND: FlowKind = {
  table: sinkTable(SERIALIZED_SINKS),
  becomes: 'is made into objects, with the functions that it holds, by',
  ends: 'read here',
  remedy: 'Read what was sent with JSON.parse, which makes data only, and check its shape.',
  // The text says what is built, however it is quoted.
  cleans: () => false,
};

export const rule = defineRule({
  meta: {
    title: 'What someone sent is made into objects with functions',
    area: 'data',
    severity: 'critical',
    confidence: 'high',
    cwe: [502],
    owasp: 'A08:2021',
  },
  needs: 'program',
  check: ({ side, program }, report) => reportModelledFlows(KIND, side, program, report),
});
