/** What someone sent says to which server a request goes. */
import { knownText } from '#analysis/dataflow/sinks/sql-text.ts';
import { REQUEST_SINKS } from '#analysis/dataflow/models/sinks/requests.ts';
import { sinkTable } from '#analysis/dataflow/sinks/modelled-sinks.ts';
import type { Flow } from '#analysis/dataflow/taint/taint.ts';
import { type FlowKind, reportModelledFlows } from '../data/modelled-flows.ts';
import { defineRule } from '../rule.ts';

const KIND: FlowKind = {
  table: sinkTable(REQUEST_SINKS),
  becomes: 'says to which server a request goes by',
  ends: 'the request is sent here',
  remedy:
    'Choose the server from a fixed list. Where any address is wanted, resolve it and refuse private and local networks, also after redirects.',
  cleans: () => false,
  harms: (_sink, flow) => !hostIsWritten(flow),
};

/** A value behind a written host chooses a path there, and no server. */
function hostIsWritten(flow: Flow): boolean {
  return flow.states.some(({ step, towards }) => {
    if (step.kind !== 'text' || towards === null) return false;
    return /^(?:https?|wss?):\/\/[^/\s?]+\//i.test(knownText(towards.at) ?? '');
  });
}

export const rule = defineRule({
  meta: {
    title: 'What someone sent says where a request goes',
    area: 'integrations',
    severity: 'high',
    confidence: 'high',
    cwe: [918],
    owasp: 'A10:2021',
  },
  needs: 'program',
  check: ({ side, program }, report) => reportModelledFlows(KIND, side, program, report),
});
