/** A way from a source to a sink, told in the order in which the value goes it. */
import type { EvidenceStep } from '#domain/finding.ts';
import type { Side, Span } from '#domain/span.ts';
import type { FlowState } from './flow-state.ts';
import { nodeOf, type ValueRef } from '../link/program.ts';
import type { Flow } from './taint.ts';

export interface Telling {
  readonly side: Side;
  /** `comes from the request`. */
  readonly origin: string;
  /** Said of a text that the value becomes part of; null says nothing of this one. */
  readonly ofText: (text: ValueRef) => string | null;
  /** What happens at the sink. */
  readonly end: { readonly at: ValueRef; readonly span: Span; readonly message: string };
}

/** Longer ways are told by their ends. */
const MAX_STEPS = 12;

export function tellFlow(flow: Flow, telling: Telling): EvidenceStep[] {
  const steps: EvidenceStep[] = [];
  const add = (at: ValueRef, span: Span, message: string): void => {
    const place = { path: at.module.path, side: telling.side, span };
    const last = steps.at(-1);
    const repeated = last?.message === message && last.place.path === place.path && sameSpan(last.place.span, span);
    if (!repeated) steps.push({ place, message });
  };
  add(flow.source.at, flow.source.span, `\`${flow.source.text}\` ${telling.origin}`);
  for (const state of [...flow.states].reverse()) tellStep(state, telling, add);
  const { at, span, message } = telling.end;
  add(at, span, message);
  if (steps.length <= MAX_STEPS) return steps;
  return [...steps.slice(0, MAX_STEPS / 2), ...steps.slice(-MAX_STEPS / 2)];
}

function tellStep(
  { step, towards }: FlowState,
  telling: Telling,
  add: (at: ValueRef, span: Span, message: string) => void,
): void {
  switch (step.kind) {
    case 'argument': {
      const as = step.param === null ? '' : ` as \`${step.param}\``;
      add({ ...step.call, node: step.call.call.callee }, step.call.call.span, `passed to ${called(step.callee)}${as}`);
      return;
    }
    case 'returned':
      add({ ...step.call, node: step.call.call.callee }, step.call.call.span, `given back by ${called(step.callee)}`);
      return;
    case 'text': {
      const message = towards === null ? null : telling.ofText(towards.at);
      if (towards !== null && message !== null) add(towards.at, nodeOf(towards.at).span, message);
      return;
    }
    case 'field':
      if (towards !== null) add(towards.at, step.span, `kept as \`${step.name}\``);
      return;
    case 'guess':
    case 'validated': {
      const { call } = step;
      add({ ...call, node: call.call.callee }, call.call.span, 'goes through a function that is not looked into');
      return;
    }
    case 'same':
    case 'member':
      return;
  }
}

function called(name: string): string {
  return name === '' ? 'a function' : `\`${name}\``;
}

function sameSpan(one: Span, other: Span): boolean {
  return one.startLine === other.startLine && one.startColumn === other.startColumn;
}
