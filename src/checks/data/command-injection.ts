/** What someone sent becomes part of a command, or says which program runs. */
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { COMMAND_SINKS } from '#analysis/dataflow/models/sinks/commands.ts';
import { sinkTable } from '#analysis/dataflow/sinks/modelled-sinks.ts';
import { defineRule } from '../rule.ts';
import { cleansByName, type FlowKind, reportModelledFlows } from './modelled-flows.ts';

const KIND: FlowKind = {
  table: sinkTable(COMMAND_SINKS),
  becomes: 'becomes part of the command that is run by',
  ends: 'the command is run here',
  remedy:
    'Start a program that is named in the code, with execFile or spawn and a list of arguments, without a shell; choose what varies from a fixed list.',
  cleans: cleansByName(/^(?:quote|shellQuote|shellescape|escapeShellArg|shell_?escape)$/i, (ref) =>
    nameOf(ref, ref.call.callee),
  ),
};

export const rule = defineRule({
  meta: {
    title: 'What someone sent becomes part of a command',
    area: 'data',
    severity: 'critical',
    confidence: 'high',
    cwe: [78, 88],
    owasp: 'A03:2021',
  },
  needs: 'program',
  check: ({ side, program }, report) => reportModelledFlows(KIND, side, program, report),
});
