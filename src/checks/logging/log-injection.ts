/** What someone sent becomes part of a line of a log as it is: with a line break in it, it is two lines. */
import { requestSource } from '#analysis/dataflow/entry/request-sources.ts';
import { logSinksIn } from '#analysis/dataflow/sinks/log-sinks.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { type CallRef, type LinkedModule, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { confidenceOf } from '#analysis/dataflow/taint/flow-confidence.ts';
import { shownAt } from '#analysis/dataflow/taint/flow-place.ts';
import type { FlowQuestion } from '#analysis/dataflow/taint/flow-state.ts';
import { placeIn, symbolIn } from '../call-places.ts';
import { calledAt, type Sink, sunkFlows, wayOf } from '../flow-reports.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'What someone sent can write lines of its own into a log',
    area: 'logging',
    severity: 'low',
    confidence: 'medium',
    cwe: [117],
    owasp: 'A09:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const found of sunkFlows(program, sinksIn, QUESTION, report)) {
      const { place, flow } = found;
      // No header has a line break in it: the parser refuses such a request.
      if (/\bheaders\b|\.(?:get|header)\(/.test(flow.source.text)) continue;
      const { confidence } = confidenceOf(flow);
      report({
        place: placeIn(place, side, place.span),
        symbol: symbolIn(place),
        message: `\`${flow.source.text}\`, which comes from the request, is written to the log by ${calledAt(place)} as it is: a line break in it makes an entry of its own`,
        remedy: 'Use a logger that writes JSON, or take line breaks out: `value.replace(/[\\r\\n]/g, " ")`.',
        evidence: wayOf(found, side, 'comes from the request', 'written to the log'),
        ...(confidence === 'low' ? { confidence } : {}),
      });
    }
  },
});

const QUESTION: FlowQuestion = {
  sourceAt: requestSource,
  isClean: () => false,
  cleans: takesLineBreaks,
  wholeObject: null,
  guesses: false,
  maxCalls: 4,
  anyKey: false,
  barriers: true,
};

/** Escapes, encodes or takes out line breaks, or everything that is unusual. */
function takesLineBreaks(_: Program, ref: CallRef): boolean {
  const name = nameOf(ref, ref.call.callee);
  if (/^(?:stringify|inspect|encodeURI(?:Component)?|escape\w*|sanitize\w*|toString|quote|format)$/i.test(name))
    return name !== 'toString' && name !== 'format';
  if (name !== 'replace' && name !== 'replaceAll') return false;
  const [first] = ref.call.args;
  const pattern = first === undefined ? undefined : ref.fn.nodes[first];
  if (pattern?.kind === 'regex') return /\\n|\\r|\\s|\[\^|\\W|\\x00|\\p/.test(pattern.pattern);
  return pattern?.kind === 'literal' && /[\r\n]/.test(String(pattern.value));
}

/** Only what writes text as it is: a logger of JSON escapes line breaks, `console` does not. */
function* sinksIn(program: Program, module: LinkedModule): Generator<Sink> {
  for (const { call: ref, kind } of logSinksIn(program, module)) {
    if (kind !== 'console') continue;
    for (const id of ref.call.args) {
      const value = valueIn(ref, id);
      yield { value, starts: [{ at: value, path: [], anchor: ref.call.point }], shown: shownAt(ref) };
    }
  }
}
