/**
 * What rules about flows into a table of sinks share: the flows from a request that the change touches anywhere on
 * their way, told once a place. What cleans a value for a kind of sink, and what is said of it, the rules say.
 */
import { requestSource } from '#analysis/dataflow/entry/request-sources.ts';
import { describe } from '#analysis/dataflow/link/operands.ts';
import { type CallRef, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { modelledSinksIn, type ModelledSink, type SinkTable } from '#analysis/dataflow/sinks/modelled-sinks.ts';
import { confidenceOf } from '#analysis/dataflow/taint/flow-confidence.ts';
import { tellFlow } from '#analysis/dataflow/taint/flow-evidence.ts';
import { placeOf, shownAt } from '#analysis/dataflow/taint/flow-place.ts';
import type { FlowQuestion } from '#analysis/dataflow/taint/flow-state.ts';
import { createFlowBudget, type Flow, flowsInto } from '#analysis/dataflow/taint/taint.ts';
import type { Side } from '#domain/span.ts';
import type { Report } from '../rule.ts';

export interface FlowKind {
  readonly table: SinkTable;
  /** `becomes part of the command that`; what is called comes behind it. */
  readonly becomes: string;
  /** Said of the sink, at the end of the evidence. */
  readonly ends: string;
  readonly remedy: string;
  /** Calls after which a value does no harm of this kind. */
  readonly cleans: FlowQuestion['cleans'];
  /** Whether a flow that arrives does harm at all. */
  readonly harms?: (sink: ModelledSink, flow: Flow) => boolean;
}

export function reportModelledFlows(kind: FlowKind, side: Side, program: Program, report: Report): void {
  const changed = new Set(program.changed.map((module) => module.path));
  const budget = createFlowBudget();
  const question: FlowQuestion = {
    ...{ sourceAt: requestSource, isClean: () => false, cleans: kind.cleans, wholeObject: new Set<string>() },
    ...{ guesses: false, maxCalls: 10, anyKey: true, barriers: true },
  };
  const told = new Set<string>();
  for (const module of program.modules.values()) {
    for (const sink of modelledSinksIn(program, module, kind.table)) {
      const { flows, complete } = flowsInto(program, sink.starts, question, budget);
      for (const flow of flows) {
        if (!flow.states.some(({ at }) => changed.has(at.module.path))) continue;
        if (kind.harms?.(sink, flow) === false) continue;
        const place = placeOf(shownAt(sink.call), flow);
        const key = `${place.module.path} ${place.fn.id} ${place.span.startLine} ${place.span.startColumn}`;
        if (told.has(key)) continue;
        told.add(key);
        tell(kind, { sink, flow, place }, side, report);
      }
      if (!complete && changed.has(module.path)) report.unfinished(module.path);
    }
  }
}

/** What other functions do on the way may make a value harmless in ways that are not seen. */
function surenessOf(flow: Flow): ReturnType<typeof confidenceOf> {
  const { confidence, adjustments } = confidenceOf(flow);
  const isFar = flow.states.some(({ step }) => step.kind === 'argument' || step.kind === 'returned');
  if (!isFar || confidence !== 'high') return { confidence, adjustments };
  return { confidence: 'medium', adjustments: [...adjustments, 'less sure: it goes through other functions'] };
}

interface Found {
  readonly sink: ModelledSink;
  readonly flow: Flow;
  readonly place: ReturnType<typeof placeOf>;
}

function tell(kind: FlowKind, { sink, flow, place }: Found, side: Side, report: Report): void {
  const { call } = sink.call;
  const callee = describe(sink.call, call.callee);
  const { confidence, adjustments } = surenessOf(flow);
  report({
    place: { path: place.module.path, side, span: place.span },
    message: `\`${flow.source.text}\`, which comes from the request, ${kind.becomes} \`${callee}\``,
    remedy: kind.remedy,
    symbol: place.fn.symbol === '' ? null : place.fn.symbol,
    evidence: tellFlow(flow, {
      side,
      origin: 'comes from the request',
      ofText: () => 'becomes part of a text here',
      end: { at: valueIn(sink.call, call.callee), span: call.span, message: kind.ends },
    }),
    confidence,
    ...(adjustments.length === 0 ? {} : { adjustments }),
    ...(flow.source.at.fn === place.fn
      ? {}
      : { identity: `${callee} ${flow.source.at.fn.symbol} ${flow.source.text}` }),
  });
}

/** Cleaned by a call of one of these names, whatever it is a method of. */
export function cleansByName(pattern: RegExp, nameOfCallee: (ref: CallRef) => string): FlowQuestion['cleans'] {
  return (_program, ref) => pattern.test(nameOfCallee(ref));
}
