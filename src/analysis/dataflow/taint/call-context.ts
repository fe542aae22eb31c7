/** The calls that a walk is inside of: how it enters one by its result, and when it does not. */
import type { AccessPath, CallContext, FlowStep, Move } from './flow-state.ts';
import { type CallRef, type FunctionRef, type Program, valueIn } from '../link/program.ts';

/** Calls inside of calls are followed this deep. */
const MAX_DEPTH = 8;
const MAX_ROUNDS = 2;

/** Told where a walk stops for being deep or wide enough, so that there may be more than it finds. */
export type CutShort = () => void;

/**
 * The context inside of a call. Null where the walk is in that call already, has been in that function twice, or is deep
 * enough: recursion adds nothing that its first round does not.
 */
export function enter(
  program: Program,
  state: Move,
  entered: Omit<CallContext, 'below' | 'depth' | 'key'>,
  cutShort: CutShort,
): CallContext | null {
  const { context } = state;
  let rounds = 0;
  for (let at = context; at !== null; at = at.below) {
    if (at.call.call === entered.call.call) return null;
    if (at.into === entered.into) rounds += 1;
  }
  const depth = (context?.depth ?? 0) + 1;
  if (rounds >= MAX_ROUNDS) return null;
  if (depth > MAX_DEPTH) {
    cutShort();
    return null;
  }
  const key = `${context?.key ?? ''}>${numberOf(program, entered.call)}`;
  return { ...entered, below: context, depth, key };
}

/** Tells calls of a program apart. */
function numberOf(program: Program, ref: CallRef): number {
  return program.memo.once('number of a call', ref.call, 0, 0, () => {
    const counter = program.memo.once('calls counted', program.modules, 0, { next: 0 }, () => ({ next: 0 }));
    counter.next += 1;
    return counter.next;
  });
}

/** What a function returns, seen from inside of it. */
export function exitMoves(callee: FunctionRef, path: AccessPath, context: CallContext | null, step: FlowStep): Move[] {
  return callee.fn.exits.flatMap((exit) =>
    exit.kind === 'return' && exit.value !== null
      ? [{ at: valueIn(callee, exit.value), path, context, anchor: exit.point, step }]
      : [],
  );
}
