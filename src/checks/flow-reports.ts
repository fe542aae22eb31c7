/** What rules that follow values share: the flows into sinks that the change touches, each place told once, the shortest way. */
import { describe } from '#analysis/dataflow/link/operands.ts';
import type { LinkedModule, Program, ValueRef } from '#analysis/dataflow/link/program.ts';
import { tellFlow } from '#analysis/dataflow/taint/flow-evidence.ts';
import { placeOf, type Shown } from '#analysis/dataflow/taint/flow-place.ts';
import type { FlowQuestion } from '#analysis/dataflow/taint/flow-state.ts';
import { createFlowBudget, type Flow, flowsInto, type FlowStart } from '#analysis/dataflow/taint/taint.ts';
import type { EvidenceStep } from '#domain/finding.ts';
import type { Side } from '#domain/span.ts';
import type { Report } from './rule.ts';

/** A place where a value can do harm. */
export interface Sink {
  readonly starts: readonly FlowStart[];
  /** The value that is given, and where. */
  readonly value: ValueRef;
  readonly shown: Shown;
}

export interface SunkFlow<S extends Sink> {
  readonly sink: S;
  readonly flow: Flow;
  readonly place: Shown;
}

export function* sunkFlows<S extends Sink>(
  program: Program,
  sinksIn: (program: Program, module: LinkedModule) => Iterable<S>,
  question: FlowQuestion,
  report: Report,
): Generator<SunkFlow<S>> {
  const changed = new Set(program.changed.map((module) => module.path));
  const budget = createFlowBudget();
  for (const module of program.modules.values()) {
    for (const sink of sinksIn(program, module)) {
      const { flows, complete } = flowsInto(program, sink.starts, question, budget);
      const told = new Set<string>();
      for (const flow of flows) {
        if (!flow.states.some(({ at }) => changed.has(at.module.path))) continue;
        const place = placeOf(sink.shown, flow);
        const from = flow.source.at;
        const key = `${place.module.path} ${place.span.startLine} ${place.span.startColumn} ${from.module.path} ${from.fn.id} ${flow.source.kind}`;
        if (told.has(key)) continue;
        told.add(key);
        yield { sink, flow, place };
      }
      if (!complete && changed.has(module.path)) report.unfinished(module.path);
    }
  }
}

/** The way as evidence; `end` is said of the sink. */
export function wayOf({ sink, flow }: SunkFlow<Sink>, side: Side, origin: string, end: string): EvidenceStep[] {
  return tellFlow(flow, {
    side,
    origin,
    ofText: () => null,
    end: { at: sink.value, span: sink.shown.span, message: end },
  });
}

/** What is called at a place, as a reader would write it. */
export function calledAt(place: Shown): string {
  return place.call === null ? 'an assignment' : `\`${describe(place, place.call.callee)}\``;
}
