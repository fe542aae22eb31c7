/** What a language model is told, or answers, is written to a log as a whole. */
import { logSinksIn } from '#analysis/dataflow/sinks/log-sinks.ts';
import { modelCallsIn, modelSource } from '#analysis/dataflow/sinks/model-calls.ts';
import { wordsOf } from '#analysis/dataflow/models/access-words.ts';
import { describe, nameOf } from '#analysis/dataflow/link/operands.ts';
import { type LinkedModule, nodeOf, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { shownAt } from '#analysis/dataflow/taint/flow-place.ts';
import type { FlowQuestion, FlowState, Source } from '#analysis/dataflow/taint/flow-state.ts';
import { localNames } from '#analysis/dataflow/taint/value-names.ts';
import { placeIn, symbolIn } from '../call-places.ts';
import { calledAt, type Sink, sunkFlows, wayOf } from '../flow-reports.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'What a language model is told or answers is written to a log',
    area: 'prompts',
    severity: 'low',
    confidence: 'medium',
    cwe: [532],
    owasp: 'A09:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const found of sunkFlows(program, sinksIn, QUESTION, report)) {
      const { place, flow } = found;
      const answer = flow.source.kind === 'model';
      report({
        place: placeIn(place, side, place.span),
        symbol: symbolIn(place),
        message: answer
          ? `What \`${flow.source.text}\` answered is written to the log by ${calledAt(place)}`
          : `\`${flow.source.text}\`, which a language model is told, is written to the log by ${calledAt(place)}`,
        remedy:
          'Write how long it was, which model answered and what it cost; keep texts where those who wrote them may expect it.',
        evidence: wayOf(
          found,
          side,
          answer ? 'asks a language model' : 'is what a model is told',
          'written to the log',
        ),
      });
    }
  },
});

const QUESTION: FlowQuestion = {
  sourceAt: (program, state) => modelSource(program, state) ?? promptSource(program, state),
  isClean: () => false,
  cleans: (_, ref) =>
    /^(?:slice|substring|substr|truncate|redact|mask|hash|length|count|estimate\w*|keys)$/i.test(
      nameOf(ref, ref.call.callee),
    ),
  wholeObject: null,
  guesses: false,
  maxCalls: 2,
  anyKey: false,
  barriers: true,
};

/** Called `prompt` or `completion`, in a module that asks a model. */
function promptSource(program: Program, state: FlowState): Source | null {
  const { at } = state;
  const node = nodeOf(at);
  if (state.path.length > 0 || !asks(program, at.module)) return null;
  if (node.kind === 'literal' || node.kind === 'binary' || node.kind === 'unary') return null;
  const name = [nameOf(at, at.node), ...localNames(program, at, at.node)].find((one) =>
    /^(?:prompt|prompts|completion)$/.test(wordsOf(one).at(-1) ?? ''),
  );
  return name === undefined
    ? null
    : { text: describe(at, at.node), at, span: node.span, certainty: 'likely', kind: 'prompt' };
}

function asks(program: Program, module: LinkedModule): boolean {
  return program.memo.once('asks a model', module, 0, false, () => modelCallsIn(program, module).length > 0);
}

function* sinksIn(program: Program, module: LinkedModule): Generator<Sink> {
  for (const { call: ref } of logSinksIn(program, module)) {
    for (const id of ref.call.args) {
      const value = valueIn(ref, id);
      yield { value, starts: [{ at: value, path: [], anchor: ref.call.point }], shown: shownAt(ref) };
    }
  }
}
