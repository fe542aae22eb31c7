/** One step back from what a call gives, and from a parameter to what calls give it. */
import { enter, exitMoves, type CutShort } from './call-context.ts';
import { constructedMoves } from './field-steps.ts';
import type { FlowQuestion, FlowStep, Move } from './flow-state.ts';
import { bindingOf, givenTo, invocationsOf } from './invocations.ts';
import { libraryMoves } from './library-steps.ts';
import { functionsOf, meaningsOf } from '../link/meaning.ts';
import { nameOf } from '../link/operands.ts';
import { type CallRef, type FunctionRef, nodeOf, type Program, valueIn } from '../link/program.ts';

/** Of a function that more calls run, these are followed. */
const MAX_CALLERS = 400;

export function callMoves(program: Program, state: Move, question: FlowQuestion, cutShort: CutShort): Move[] {
  const node = nodeOf(state.at);
  const call = node.kind === 'call' ? state.at.fn.calls[node.call] : undefined;
  if (call === undefined) return [];
  const ref: CallRef = { module: state.at.module, fn: state.at.fn, call };
  if (question.cleans(program, ref)) return [];
  const callees = call.tagged ? [] : calleesOf(program, state, ref);
  if (callees.length === 0) return libraryMoves(program, state, ref, question, cutShort);
  return callees.flatMap((callee) => resultMoves(program, state, ref, callee, cutShort));
}

// ── The repository's own functions ──────────────────────────────────────────────────────────────────

/** The functions that a call may run, also where the callee is what the walk's own call gave a parameter. */
function calleesOf(program: Program, state: Move, ref: CallRef): FunctionRef[] {
  const callee = valueIn(ref, ref.call.callee);
  const direct = functionsOf(program, callee);
  if (direct.length > 0 || state.context === null) return direct;
  const { context } = state;
  return meaningsOf(program, callee).flatMap((meaning) =>
    meaning.kind === 'param' && meaning.ref.fn === ref.fn && meaning.path.length === 0
      ? givenTo(context, meaning.index, [], false).flatMap((given) => functionsOf(program, given.at))
      : [],
  );
}

function resultMoves(program: Program, state: Move, ref: CallRef, callee: FunctionRef, cutShort: CutShort): Move[] {
  const context = enter(program, state, { call: ref, into: callee.fn, binding: bindingOf(ref, callee) }, cutShort);
  if (context === null) return [];
  if (callee.fn.kind === 'constructor') {
    return constructedMoves(program, { ...state, context }, callee);
  }
  return exitMoves(callee, state.path, context, { kind: 'returned', call: ref, callee: nameOf(ref, ref.call.callee) });
}

// ── Parameters ──────────────────────────────────────────────────────────────────────────────────────

export function paramMoves(program: Program, state: Move, index: number, cutShort: CutShort): Move[] {
  const param = state.at.fn.params[index];
  if (param === undefined) return [];
  const { context } = state;
  const invocations = context === null ? invocationsOf(program, state.at) : [context];
  if (invocations.length > MAX_CALLERS) cutShort();
  return invocations.slice(0, MAX_CALLERS).flatMap((invocation) =>
    givenTo(invocation, index, state.path, param.rest).map(({ at, path }): Move => {
      const step: FlowStep =
        invocation.binding.kind === 'callback'
          ? { kind: 'same' }
          : { kind: 'argument', call: invocation.call, param: param.name, callee: calleeName(invocation.call) };
      return { at, path, context: context?.below ?? null, anchor: invocation.call.call.point, step };
    }),
  );
}

function calleeName(ref: CallRef): string {
  return nameOf(ref, ref.call.callee);
}
