/** What failed is tried again and again, with nothing that ends it: no count, no time, no wait that grows. */
import { functionsOf } from '#analysis/dataflow/link/meaning.ts';
import { nameOf, operandsOf } from '#analysis/dataflow/link/operands.ts';
import { type CallRef, type FunctionRef, nodeOf, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import type { Branch, PointId } from '#analysis/module-facts.ts';
import { changedFunctions, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';
import { outgoingApi } from './outgoing-calls.ts';

export const rule = defineRule({
  meta: {
    title: 'What failed is tried again without an end',
    area: 'integrations',
    severity: 'medium',
    confidence: 'medium',
    cwe: [835, 400],
    owasp: 'A04:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedFunctions(program)) {
      for (const branch of ref.fn.branches) {
        if (branch.form !== 'loop' || !isEndless(program, ref, branch) || counts(ref, branch)) continue;
        const call = ref.fn.calls.find(
          (one) => isIn(branch, one.point) && isTried(ref, one.point) && asks(program, { ...ref, call: one }),
        );
        if (call === undefined) continue;
        report({
          place: placeIn(ref, side, branch.span),
          symbol: symbolIn(ref),
          message: 'Another system is asked again for as long as it fails',
          remedy: 'Count the tries and give up after some; wait longer after each, with some chance in it.',
          evidence: [{ place: placeIn(ref, side, call.span), message: 'asked here, with failures caught' }],
        });
      }
    }
  },
});

function isEndless(program: Program, ref: FunctionRef, loop: Branch): boolean {
  const { values, open } = knownValues(program, valueIn(ref, loop.condition));
  return !open && values.length > 0 && values.every(Boolean);
}

function isIn(loop: Branch, point: PointId): boolean {
  return point >= loop.whenTrue.points.from && point < loop.whenTrue.points.to;
}

/** Inside the body of a `try`. */
function isTried(ref: FunctionRef, point: PointId): boolean {
  for (let at: PointId | null = point, steps = 0; at !== null && steps < 1_000; steps += 1) {
    const own: FunctionRef['fn']['points'][number] | undefined = ref.fn.points[at];
    if (own?.kind === 'try') return true;
    at = own?.parent ?? null;
  }
  return false;
}

/** Something in the loop is compared with a limit, or may be called off from outside. */
function counts(ref: FunctionRef, loop: Branch): boolean {
  return ref.fn.branches.some((branch) => {
    if (branch === loop || !isIn(loop, branch.point)) return false;
    return operandsOf(valueIn(ref, branch.condition), { throughCalls: true }).some((part) => {
      const node = nodeOf(part);
      if (node.kind === 'binary' && /^[<>]=?$/.test(node.operator)) return true;
      return /abort|signal|max|limit|attempt|retr(?:y|ies)|tries|deadline|timeout|stop|closed|destroyed|cancel/i.test(
        nameOf(part, part.node),
      );
    });
  });
}

function asks(program: Program, ref: CallRef): boolean {
  if (outgoingApi(program, ref) !== null) return true;
  return functionsOf(program, valueIn(ref, ref.call.callee)).some((fn) =>
    fn.fn.calls.some((call) => outgoingApi(program, { ...fn, call }) !== null),
  );
}
