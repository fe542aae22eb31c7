/**
 * Where a flow is to be shown. A function that hands on what it is given as it is, is a sink itself for whoever calls
 * it: so the place is the call in the function where the value takes the form that matters, or else where it comes from.
 */
import type { Span } from '#domain/span.ts';
import type { CallFact } from '../../module-facts.ts';
import type { FlowState } from './flow-state.ts';
import { type CallRef, type FunctionRef, nodeOf } from '../link/program.ts';
import type { Flow } from './taint.ts';

export interface Shown extends FunctionRef {
  readonly span: Span;
  /** Null where the value is not given to a call. */
  readonly call: CallFact | null;
}

/** `sink` is where the flow ends. */
export function placeOf(sink: Shown, flow: Flow): Shown {
  let place = sink;
  for (const state of flow.states) {
    if (state.step.kind === 'text' && state.towards !== null && isWritten(state.towards)) break;
    if (state.step.kind === 'argument') place = shownAt(state.step.call);
  }
  return place;
}

export function shownAt(ref: CallRef): Shown {
  return { module: ref.module, fn: ref.fn, span: ref.call.span, call: ref.call };
}

/** A text of which something is written right there. */
function isWritten({ at }: FlowState): boolean {
  const node = nodeOf(at);
  if (node.kind !== 'concat') return node.kind === 'call';
  return node.parts.some((part) => {
    const piece = at.fn.nodes[part];
    return piece?.kind === 'literal' && typeof piece.value === 'string' && piece.value.trim() !== '';
  });
}
