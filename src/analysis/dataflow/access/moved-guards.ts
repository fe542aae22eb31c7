/** Guards that left a function and stand in one that it now calls. */
import { functionsOf } from '../link/meaning.ts';
import { type FunctionRef, type Program, valueIn } from '../link/program.ts';
import { guardsIn } from './guards.ts';

/** Head calls something that base did not, and that refuses by itself, or that calls what was lost. */
export function movedIntoCallee(base: Program, head: Program, before: FunctionRef, after: FunctionRef): boolean {
  const known = new Set(calledFunctions(base, before).map((ref) => ref.fn.hash));
  return calledFunctions(head, after).some((ref) => !known.has(ref.fn.hash) && guardsIn(head, ref).length > 0);
}

function calledFunctions(program: Program, ref: FunctionRef): FunctionRef[] {
  return ref.fn.calls.flatMap((call) => functionsOf(program, valueIn(ref, call.callee)));
}
