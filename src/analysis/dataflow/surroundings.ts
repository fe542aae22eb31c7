/** What is known to hold where a value is written, although values have no place in the order of a function. */
import type { Span } from '#domain/span.ts';
import type { NodeId, PointId } from '../module-facts.ts';
import { holdsAt, takeApart } from './order.ts';
import type { FunctionRef } from './program.ts';

export interface Condition {
  readonly node: NodeId;
  readonly holds: boolean;
}

/** The conditions that decide whether a value is made at all, and those that hold where it is used first. */
export function conditionsAround(ref: FunctionRef, id: NodeId): Condition[] {
  const sides = ref.fn.branches.flatMap((branch) =>
    [true, false].flatMap((holds): Condition[] => {
      const { nodes } = holds ? branch.whenTrue : branch.whenFalse;
      return nodes.from <= id && id < nodes.to ? takeApart(ref.fn, branch.condition, holds) : [];
    }),
  );
  const span = ref.fn.nodes[id]?.span;
  const point = span === undefined ? null : pointAround(ref, span);
  return point === null ? sides : [...sides, ...holdsAt(ref.fn, point)];
}

/** The innermost call, write or exit that a span lies in; null where there is none. */
export function pointAround(ref: FunctionRef, span: Span): PointId | null {
  const around = [
    ...ref.fn.calls.map((call) => ({ point: call.point, outer: call.span })),
    ...ref.fn.exits.map((exit) => ({ point: exit.point, outer: exit.span })),
    ...ref.fn.points.flatMap((point, id) => {
      const node = point.kind === 'write' ? ref.fn.nodes[point.node] : undefined;
      return node === undefined ? [] : [{ point: id, outer: node.span }];
    }),
  ].filter(({ outer }) => contains(outer, span));
  const [first, ...others] = around;
  if (first === undefined) return null;
  return others.reduce((best, one) => (contains(best.outer, one.outer) ? one : best), first).point;
}

export function contains(outer: Span, inner: Span): boolean {
  const startsBefore =
    outer.startLine < inner.startLine ||
    (outer.startLine === inner.startLine && outer.startColumn <= inner.startColumn);
  const endsAfter =
    outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn);
  return startsBefore && endsAfter;
}
