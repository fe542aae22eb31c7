/**
 * What someone sent becomes part of the instructions of a language model: the system message, an option for
 * instructions, the description of a tool. Followed from there back to the request; messages of users are left alone.
 */
import { confidenceOf } from '#analysis/dataflow/taint/flow-confidence.ts';
import { tellFlow } from '#analysis/dataflow/taint/flow-evidence.ts';
import { placeOf, type Shown } from '#analysis/dataflow/taint/flow-place.ts';
import type { FlowQuestion } from '#analysis/dataflow/taint/flow-state.ts';
import { promptSinksIn, type PromptSink } from '#analysis/dataflow/sinks/prompt-sinks.ts';
import { requestSource } from '#analysis/dataflow/entry/request-sources.ts';
import { createFlowBudget, flowsInto, type Flow } from '#analysis/dataflow/taint/taint.ts';
import type { Side } from '#domain/span.ts';
import { defineRule, type Report } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'What someone sent becomes part of the instructions of a language model',
    area: 'prompts',
    severity: 'medium',
    confidence: 'high',
    cwe: [1427],
    owasp: 'A03:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    const changed = new Set(program.changed.map((module) => module.path));
    const budget = createFlowBudget();
    for (const module of program.modules.values()) {
      for (const sink of promptSinksIn(program, module)) {
        const { flows, complete } = flowsInto(program, sink.starts, QUESTION, budget);
        const told = flows.filter((flow) => flow.states.some(({ at }) => changed.has(at.module.path)));
        reportFlows(sink, told, side, report);
        if (!complete && changed.has(module.path)) report.unfinished(module.path);
      }
    }
  },
});

const QUESTION: FlowQuestion = {
  sourceAt: requestSource,
  isClean: () => false,
  cleans: () => false,
  wholeObject: null,
  guesses: true,
  maxCalls: 12,
  anyKey: true,
  barriers: true,
};

/** One place is told once for each function that the value comes from, the shortest way. */
function reportFlows(sink: PromptSink, flows: readonly Flow[], side: Side, report: Report): void {
  const told = new Set<string>();
  for (const flow of flows) {
    const place = placeOf(sink.shown, flow);
    const from = flow.source.at;
    const key = `${place.module.path} ${place.span.startLine} ${place.span.startColumn} ${from.module.path} ${from.fn.id}`;
    if (told.has(key)) continue;
    told.add(key);
    reportFlow(sink, flow, place, side, report);
  }
}

function reportFlow(sink: PromptSink, flow: Flow, place: Shown, side: Side, report: Report): void {
  const { confidence, adjustments } = confidenceOf(flow);
  const shaped = sink.certainty === 'shape' && confidence === 'high';
  const { text } = flow.source;
  report({
    place: { path: place.module.path, side, span: place.span },
    message:
      sink.what === 'tool'
        ? `\`${text}\`, which comes from the request, becomes part of the description of a tool (${sink.called})`
        : `\`${text}\`, which comes from the request, becomes part of the instructions of a language model (${sink.called})`,
    remedy:
      'Keep the instructions constant and pass what was sent in a message of the user. Where it has to choose among instructions, let it choose from a fixed list.',
    symbol: place.fn.symbol === '' ? null : place.fn.symbol,
    evidence: tellFlow(flow, {
      side,
      origin: 'comes from the request',
      ofText: () => 'put together into a text here',
      end: { at: { ...sink.shown, node: sink.value.node }, span: sink.shown.span, message: `given as ${sink.called}` },
    }),
    confidence: shaped ? 'medium' : confidence,
    ...(shaped || adjustments.length > 0
      ? {
          adjustments: shaped ? ['confidence lowered: a request to a language model by its shape alone'] : adjustments,
        }
      : {}),
    identity: `${sink.called} ${flow.source.at.fn.symbol} ${text}`,
  });
}
