/** What someone sent is run as code, or compiled as a template, which is code as well. */
import { CODE_SINKS } from '#analysis/dataflow/models/sinks/code.ts';
import { sinkTable } from '#analysis/dataflow/sinks/modelled-sinks.ts';
import { defineRule } from '../rule.ts';
import { type FlowKind, reportModelledFlows } from './modelled-flows.ts';

const KIND: FlowKind = {
  table: sinkTable(CODE_SINKS),
  becomes: 'is run as code by',
  ends: 'run as code here',
  remedy:
    'Keep code and templates in files of the repository, and give values to them as data: JSON.parse for data, a table of functions for a choice.',
  // A text stays code however it is quoted.
  cleans: () => false,
};

export const rule = defineRule({
  meta: {
    title: 'What someone sent is run as code',
    area: 'data',
    severity: 'critical',
    confidence: 'high',
    cwe: [94, 95, 1336],
    owasp: 'A03:2021',
  },
  needs: 'program',
  check: ({ side, program }, report) => reportModelledFlows(KIND, side, program, report),
});
