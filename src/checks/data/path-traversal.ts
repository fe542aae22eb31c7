/** What someone sent names the file that is opened, written, removed or sent. */
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { PATH_SINKS } from '#analysis/dataflow/models/sinks/paths.ts';
import { sinkTable } from '#analysis/dataflow/sinks/modelled-sinks.ts';
import { defineRule } from '../rule.ts';
import { cleansByName, type FlowKind, reportModelledFlows } from './modelled-flows.ts';

const KIND: FlowKind = {
  table: sinkTable(PATH_SINKS),
  becomes: 'becomes part of the path that is given to',
  ends: 'the file is named here',
  remedy:
    'Look the file up by an id of your own, or resolve the path and go on only if it still begins with the folder that it must lie in; path.basename takes folders away.',
  cleans: cleansByName(/^(?:basename|sanitize(?:Filename|Path)?|sanitise(?:Filename|Path)?|slugify)$/i, (ref) =>
    nameOf(ref, ref.call.callee),
  ),
};

export const rule = defineRule({
  meta: {
    title: 'What someone sent names a file',
    area: 'data',
    severity: 'high',
    confidence: 'high',
    cwe: [22, 73],
    owasp: 'A01:2021',
  },
  needs: 'program',
  check: ({ side, program }, report) => reportModelledFlows(KIND, side, program, report),
});
