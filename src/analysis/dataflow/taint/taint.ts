/**
 * From a sink back to the sources that reach it: a breadth-first walk over the linked graphs of values, so that the
 * first way found is the shortest. A call that is entered by its result is left by its own arguments; a function that
 * is reached from inside is left to all its callers. Contexts are bounded in depth and no call is entered twice on one
 * way, which takes the place of summaries: only what a sink asks about is ever walked, and recursion ends.
 * A value that is constrained where it is used goes no further. Steps are counted, and it is said when they run out.
 */
import { constrainedAt } from './constraints.ts';
import { callMoves, paramMoves } from './call-steps.ts';
import { thisMoves } from './field-steps.ts';
import { BELOW, type FlowQuestion, type FlowState, type Move, type Source } from './flow-state.ts';
import type { PointId } from '../../module-facts.ts';
import { nodeOf, type Program, type ValueRef } from '../link/program.ts';
import { isPlainType } from './plain-types.ts';
import { isAmong, valueName } from './value-names.ts';
import { operandMoves } from './value-steps.ts';

/** Where a walk begins: a value, the part of it that matters, and the point at which it is used. */
export interface FlowStart {
  readonly at: ValueRef;
  readonly path: readonly string[];
  readonly anchor: PointId | null;
}

/** One way from a source to the sink. `states` begin at the sink. */
export interface Flow {
  readonly source: Source;
  readonly states: readonly FlowState[];
}

export interface FlowsFound {
  /** Shortest first. */
  readonly flows: readonly Flow[];
  /** False where the budget or the depth ran out, so that there may be more. */
  readonly complete: boolean;
}

/** So many states may wait for each that may be looked at. */
const MAX_WAITING = 4;

/** Steps that one rule may take on one side, and on one sink. */
export interface FlowBudget {
  left: number;
  readonly perSink: number;
}

export function createFlowBudget(): FlowBudget {
  return { left: 60_000, perSink: 3_000 };
}

export function flowsInto(
  program: Program,
  starts: readonly FlowStart[],
  question: FlowQuestion,
  budget: FlowBudget,
): FlowsFound {
  let complete = true;
  const seen = createSeen();
  const flows: Flow[] = [];
  const queue: FlowState[] = [];
  const add = (asked: Move, towards: FlowState | null): void => {
    const move = question.anyKey && asked.path[0] === BELOW ? { ...asked, path: [] } : asked;
    const calls = (towards?.calls ?? 0) + (crosses(move) ? 1 : 0);
    if (calls <= question.maxCalls && seen.add(move)) queue.push({ ...move, towards, calls });
  };
  for (const start of starts) add({ ...start, context: null, step: { kind: 'same' } }, null);
  let steps = 0;
  for (; steps < queue.length; steps += 1) {
    const state = queue[steps];
    if (state === undefined) break;
    if (steps >= budget.perSink || budget.left <= 0) {
      complete = false;
      break;
    }
    budget.left -= 1;
    if (queue.length > budget.perSink * MAX_WAITING) {
      complete = false;
      break;
    }
    if (isHarmless(program, state, question)) continue;
    const source = question.sourceAt(program, state);
    if (source !== null) {
      flows.push({ source, states: wayOf(state) });
      continue;
    }
    for (const move of movesFrom(program, state, question, () => (complete = false))) add(move, state);
  }
  return { flows, complete };
}

function crosses({ step }: Move): boolean {
  return step.kind === 'argument' || step.kind === 'returned' || step.kind === 'field';
}

function movesFrom(program: Program, state: FlowState, question: FlowQuestion, cutShort: () => void): Move[] {
  const node = nodeOf(state.at);
  switch (node.kind) {
    case 'call':
      return callMoves(program, state, question, cutShort);
    case 'param':
      return paramMoves(program, state, node.index, cutShort);
    case 'this':
      return thisMoves(program, state);
    default:
      return operandMoves(program, state, question);
  }
}

function isHarmless(program: Program, state: FlowState, question: FlowQuestion): boolean {
  if (question.isClean(program, state)) return true;
  if (!question.barriers) return false;
  const node = nodeOf(state.at);
  if (node.kind === 'param' && state.path.length === 0 && isPlainType(state.at.fn.params[node.index]?.type ?? null))
    return true;
  return isConstrained(program, state, state.anchor) || isConstrained(program, state, takenAt(state));
}

/** The point at which what the value becomes part of is made, in the same function. */
function takenAt({ at, towards }: FlowState): PointId | null {
  return towards === null || towards.at.fn !== at.fn ? null : (at.fn.madeAt[towards.at.node] ?? null);
}

function isConstrained(program: Program, { at, path }: FlowState, point: PointId | null): boolean {
  if (point === null) return false;
  const constrained = constrainedAt(program, at, point);
  return constrained.size > 0 && isAmong(valueName(at, at.node, path), constrained);
}

function wayOf(state: FlowState): FlowState[] {
  const way: FlowState[] = [];
  for (let at: FlowState | null = state; at !== null; at = at.towards) way.push(at);
  return way.reverse();
}

/** Remembers states: the value, its part, the context and the point of use. */
function createSeen(): { add(move: Move): boolean } {
  const seen = new Map<object, Set<string>>();
  return {
    add({ at, path, context, anchor }) {
      const key = `${at.node} ${path.length === 0 ? '' : path.join('.')} ${anchor ?? ''} ${context?.key ?? ''}`;
      const keys = seen.get(at.fn);
      if (keys === undefined) {
        seen.set(at.fn, new Set([key]));
        return true;
      }
      if (keys.has(key)) return false;
      keys.add(key);
      return true;
    },
  };
}
