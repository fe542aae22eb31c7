/** Questions of order inside one function: what has happened, or holds, on every way to a point, and what may run before what. */
import type { Branch, FunctionFacts, NodeId, Point, PointId } from '../../module-facts.ts';

export interface Assumption {
  readonly branch: Branch;
  readonly holds: boolean;
}

/** From a point up to the entry, the point itself first. */
export function* above(fn: FunctionFacts, point: PointId): Generator<{ readonly id: PointId; readonly point: Point }> {
  let id: PointId | null = point;
  while (id !== null) {
    const at: Point | undefined = fn.points[id];
    if (at === undefined) return;
    yield { id, point: at };
    id = at.parent;
  }
}

/** Whether `first` lies on every way to `then`. */
export function dominates(fn: FunctionFacts, first: PointId, then: PointId): boolean {
  if (first > then) return false;
  for (const { id } of above(fn, then)) {
    if (id === first) return true;
    if (id < first) return false;
  }
  return false;
}

/** The decisions that are known, and how they went, at a point. */
export function assumptionsAt(fn: FunctionFacts, point: PointId): Assumption[] {
  const assumptions: Assumption[] = [];
  for (const step of above(fn, point)) {
    if (step.point.kind !== 'assume') continue;
    const branch = fn.branches[step.point.branch];
    if (branch !== undefined) assumptions.push({ branch, holds: step.point.holds });
  }
  return assumptions;
}

/** Whether some way runs `first` before `then`: earlier in order, neither on opposite sides of one decision nor with an exit between. */
export function mayPrecede(fn: FunctionFacts, first: PointId, then: PointId): boolean {
  if (first >= then) return false;
  if (dominates(fn, first, then)) return true;
  const known = new Map(assumptionsAt(fn, then).map(({ branch, holds }) => [branch, holds]));
  for (const { branch, holds } of assumptionsAt(fn, first)) {
    const side = holds ? branch.whenTrue : branch.whenFalse;
    if (known.has(branch)) {
      if (known.get(branch) !== holds && !fallsThrough(branch)) return false;
    } else if (
      side.leaves !== 'none' &&
      side.leaves !== 'break' &&
      side.leaves !== 'continue' &&
      then >= side.points.to
    ) {
      return false;
    }
  }
  return true;
}

/** The false side of a case is whatever follows, which the true side may fall into. */
function fallsThrough(branch: Branch): boolean {
  return branch.form === 'case';
}

/** The conditions that hold at a point, taken apart: `a && b` being true says that both are. */
export function holdsAt(fn: FunctionFacts, point: PointId): { readonly node: NodeId; readonly holds: boolean }[] {
  return assumptionsAt(fn, point).flatMap(({ branch, holds }) => takeApart(fn, branch.condition, holds));
}

export function takeApart(
  fn: FunctionFacts,
  condition: NodeId,
  holds: boolean,
): { readonly node: NodeId; readonly holds: boolean }[] {
  const facts: { node: NodeId; holds: boolean }[] = [];
  const pending = [{ node: condition, holds }];
  for (let one = pending.pop(); one !== undefined; one = pending.pop()) {
    const node = fn.nodes[one.node];
    if (node?.kind === 'unary' && node.operator === '!') pending.push({ node: node.of, holds: !one.holds });
    else if (node?.kind === 'logical' && node.operator === (one.holds ? '&&' : '||'))
      pending.push({ node: node.left, holds: one.holds }, { node: node.right, holds: one.holds });
    else facts.push(one);
  }
  return facts;
}
