/** What someone sent is told to a language model, and nothing looks at it first. Weighs little: it is what most are made for. */
import { requestSource } from '#analysis/dataflow/entry/request-sources.ts';
import { modelTextsIn, type ModelText } from '#analysis/dataflow/sinks/model-texts.ts';
import { nameOf, operandsOf } from '#analysis/dataflow/link/operands.ts';
import { type LinkedModule, type Program, type ValueRef, valueIn } from '#analysis/dataflow/link/program.ts';
import type { FlowQuestion } from '#analysis/dataflow/taint/flow-state.ts';
import type { Flow } from '#analysis/dataflow/taint/taint.ts';
import { calledSymbols, placeIn, symbolIn } from '../call-places.ts';
import { calledAt, type SunkFlow, sunkFlows, wayOf } from '../flow-reports.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'What someone sent is told to a language model unchecked',
    area: 'prompts',
    severity: 'low',
    confidence: 'low',
    cwe: [1427],
    owasp: 'A03:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const found of sunkFlows(program, saidTexts, QUESTION, report)) {
      const { place, flow } = found;
      if (isChecked(found)) continue;
      report({
        place: placeIn(place, side, place.span),
        symbol: symbolIn(place),
        message: `\`${flow.source.text}\`, which comes from the request, is told to a language model by ${calledAt(place)}, and nothing looks at it first`,
        remedy:
          'Limit how long it may be, mark where it begins and ends, and have it looked at (moderation, a check for injections) where the model can do more than answer.',
        evidence: wayOf(found, side, 'comes from the request', 'told to a language model'),
      });
    }
  },
});

const QUESTION: FlowQuestion = {
  sourceAt: requestSource,
  isClean: () => false,
  cleans: (_, ref) => CHECKS.test(nameOf(ref, ref.call.callee)),
  wholeObject: null,
  guesses: false,
  maxCalls: 8,
  anyKey: true,
  barriers: true,
};

const CHECKS = /guardrail|moderat|sanitize|sanitise|redact|injection|validate|screen|filter|checkPlainText|safety/i;

function* saidTexts(program: Program, module: LinkedModule): Generator<ModelText> {
  for (const text of modelTextsIn(program, module)) if (!text.instructs && !isGuarded(program, text)) yield text;
}

/** Asked by a client that looks at what it is given (openai.github.io/openai-guardrails-js). */
function isGuarded(program: Program, { shown }: ModelText): boolean {
  if (shown.call === null) return false;
  const ref = { module: shown.module, fn: shown.fn, call: shown.call };
  if (!calledSymbols(program, ref).some((symbol) => /guardrails/i.test(symbol)) || shown.call.receiver === null)
    return false;
  return operandsOf(valueIn(ref, shown.call.receiver), { throughCalls: true }).some((part) => {
    const node = part.fn.nodes[part.node];
    return (
      node?.kind === 'object' &&
      node.properties.some(({ key }) => key === 'input' || key === 'pre_flight' || key === 'preFlight')
    );
  });
}

/** What the text is made of is given to a check, before. */
function isChecked({ sink, flow }: SunkFlow<ModelText>): boolean {
  const asked = sink.shown.call?.point ?? null;
  return flow.states.some(({ at }) =>
    at.fn.calls.some(
      (call) =>
        CHECKS.test(nameOf(at, call.callee)) &&
        (at.fn !== sink.shown.fn || asked === null || call.point <= asked) &&
        call.args.some((id) =>
          operandsOf(valueIn(at, id), { throughCalls: false }).some((part) => same(part, at, flow)),
        ),
    ),
  );
}

function same(part: ValueRef, at: ValueRef, flow: Flow): boolean {
  if (part.fn !== at.fn) return false;
  return part.node === at.node || flow.states.some((state) => state.at.fn === part.fn && state.at.node === part.node);
}
