/** What is known to hold where a value is made. */
import type { Span } from '#domain/span.ts';
import type { NodeId } from '../../module-facts.ts';
import { holdsAt } from '../access/order.ts';
import type { FunctionRef } from '../link/program.ts';

export interface Condition {
  readonly node: NodeId;
  readonly holds: boolean;
}

export function conditionsAround({ fn }: FunctionRef, id: NodeId): readonly Condition[] {
  const point = fn.madeAt[id];
  return point === undefined ? [] : holdsAt(fn, point);
}

export function contains(outer: Span, inner: Span): boolean {
  const startsBefore =
    outer.startLine < inner.startLine ||
    (outer.startLine === inner.startLine && outer.startColumn <= inner.startColumn);
  const endsAfter =
    outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn);
  return startsBefore && endsAfter;
}
