/** What is about a person is written to a log: numbers of cards and accounts, dates of birth, addresses. */
import { logSinksIn, leftOutNames } from '#analysis/dataflow/sinks/log-sinks.ts';
import { personalSource } from '#analysis/dataflow/sinks/personal-sources.ts';
import { masksSecrets } from '#analysis/dataflow/sinks/secret-values.ts';
import { isMaskedName } from '#analysis/dataflow/models/secret-names.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { type LinkedModule, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { shownAt } from '#analysis/dataflow/taint/flow-place.ts';
import type { FlowQuestion } from '#analysis/dataflow/taint/flow-state.ts';
import { placeIn, symbolIn } from '../call-places.ts';
import { calledAt, type Sink, sunkFlows, wayOf } from '../flow-reports.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'What is about a person is written to a log',
    area: 'logging',
    severity: 'medium',
    confidence: 'medium',
    cwe: [532, 359],
    owasp: 'A09:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    const leftOut = leftOutNames(program);
    for (const found of sunkFlows(program, sinksIn, QUESTION, report)) {
      const { place, flow } = found;
      const name = flow.source.text.slice(flow.source.text.lastIndexOf('.') + 1).toLowerCase();
      if (leftOut.has(name)) continue;
      report({
        place: placeIn(place, side, place.span),
        symbol: symbolIn(place),
        message: `\`${flow.source.text}\`, by its name about a person, is written to the log by ${calledAt(place)}`,
        remedy: 'Write the id of the person instead, or have the logger leave it out (redaction by path).',
        evidence: wayOf(found, side, 'is about a person by its name', 'written to the log'),
        ...(flow.source.kind === 'grave'
          ? {}
          : {
              severity: 'low' as const,
              confidence: 'low' as const,
              adjustments: ['lowered: whether it may be logged depends on what was promised'],
            }),
      });
    }
  },
});

const QUESTION: FlowQuestion = {
  sourceAt: personalSource,
  isClean: (_, { at }) => isMaskedName(nameOf(at, at.node)),
  cleans: (program, ref) => masksSecrets(program, ref, ref.call.callee, ref.call.args),
  wholeObject: null,
  guesses: false,
  maxCalls: 2,
  anyKey: false,
  barriers: false,
};

function* sinksIn(program: Program, module: LinkedModule): Generator<Sink> {
  for (const { call: ref } of logSinksIn(program, module)) {
    for (const id of ref.call.args) {
      const value = valueIn(ref, id);
      yield { value, starts: [{ at: value, path: [], anchor: ref.call.point }], shown: shownAt(ref) };
    }
  }
}
