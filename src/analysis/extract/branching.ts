/** Decisions: which points hold on which side, and what each side does before it ends. */
import type { Span } from '#domain/span.ts';
import type { Branch, BranchSide, NodeId, PointId } from '../module-facts.ts';
import type { FunctionBuilder } from './function-builder.ts';
import type { Completion } from './walk.ts';

export interface OpenBranch {
  readonly index: number;
  readonly point: PointId;
  readonly sides: { whenTrue: BranchSide; whenFalse: BranchSide };
  /** Writes the branch down and, unless told where the walk goes on, returns to where it was decided. */
  finish(goesOnAt?: PointId): void;
}

export interface OpenSide {
  /** Ends the side; gives the point at its end. */
  close(leaves: BranchSide['leaves']): PointId;
}

const NOTHING: BranchSide = {
  leaves: 'none',
  exits: { from: 0, to: 0 },
  calls: { from: 0, to: 0 },
  points: { from: 0, to: 0 },
};

export function decide(at: FunctionBuilder, condition: NodeId, form: Branch['form'], span: Span): OpenBranch {
  const point = at.point;
  const sides = { whenTrue: NOTHING, whenFalse: NOTHING };
  const open: Branch = { condition, point, form, ...sides, span };
  const index = at.branches.push(open) - 1;
  return {
    index,
    point,
    sides,
    finish(goesOnAt) {
      at.branches[index] = { ...open, ...sides };
      at.point = goesOnAt ?? point;
    },
  };
}

/** Enters one side of a decision: from here on the condition is known. */
export function openSide(at: FunctionBuilder, branch: OpenBranch, holds: boolean): OpenSide {
  at.point = branch.point;
  const from = {
    exits: at.exits.length,
    calls: at.calls.length,
    points: at.points.length,
  };
  at.step({ kind: 'assume', branch: branch.index, holds });
  return {
    close(leaves) {
      const side: BranchSide = {
        leaves,
        exits: { from: from.exits, to: at.exits.length },
        calls: { from: from.calls, to: at.calls.length },
        points: { from: from.points, to: at.points.length },
      };
      if (holds) branch.sides.whenTrue = side;
      else branch.sides.whenFalse = side;
      return at.point;
    },
  };
}

export function leavesOf(completion: Completion): BranchSide['leaves'] {
  return completion === 'normal' ? 'none' : completion;
}

/** How two ways together end. */
export function joinCompletions(one: Completion, other: Completion): Completion {
  if (one === other) return one;
  return one === 'normal' || other === 'normal' ? 'normal' : 'mixed';
}
