/** A language model is asked again and again with nothing that ends it but the model itself. */
import { asksModel } from '#analysis/dataflow/sinks/model-calls.ts';
import { functionsOf } from '#analysis/dataflow/link/meaning.ts';
import { nameOf, operandsOf } from '#analysis/dataflow/link/operands.ts';
import { type CallRef, type FunctionRef, nodeOf, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { knownValues } from '#analysis/dataflow/taint/known-values.ts';
import type { Branch } from '#analysis/module-facts.ts';
import { changedFunctions, placeIn, plainSymbols, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A language model is asked again and again without an end',
    area: 'prompts',
    severity: 'medium',
    confidence: 'medium',
    cwe: [835, 770],
    owasp: 'A04:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const ref of changedFunctions(program)) {
      for (const branch of ref.fn.branches) {
        if (branch.form !== 'loop' || isBounded(program, ref, branch)) continue;
        const call = callIn(program, ref, branch);
        if (call === null) continue;
        report({
          place: placeIn(ref, side, branch.span),
          symbol: symbolIn(ref),
          message: 'The loop asks a language model until the model itself ends it',
          remedy:
            'Count the rounds and stop after some; stop when the time or the money that a task may cost is spent.',
          evidence: [{ place: placeIn(ref, side, call.call.span), message: 'asks a language model' }],
        });
      }
      for (const { key, value } of limitsIn(ref)) {
        if (
          !plainSymbols(program, valueIn(ref, value)).some((one) =>
            /^(?:Infinity|Number\.(?:POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE))$/.test(one),
          )
        )
          continue;
        report({
          place: placeIn(ref, side, nodeOf(valueIn(ref, value)).span),
          symbol: symbolIn(ref),
          message: `\`${key}\` is without a limit: the model decides how often it is asked`,
          remedy: 'Give it a number of rounds that a task may need.',
          confidence: 'high',
        });
      }
    }
  },
});

function* limitsIn(ref: FunctionRef): Generator<{ readonly key: string; readonly value: number }> {
  for (const node of ref.fn.nodes)
    if (node.kind === 'object')
      for (const { key, value } of node.properties)
        if (
          key !== null &&
          /^(?:maxSteps|maxTurns|maxIterations|recursionLimit|maxRounds|maxToolRoundtrips|max_turns)$/.test(key)
        )
          yield { key, value };
}

/** The condition, or one inside that leaves the loop, compares something with a limit. */
function isBounded(program: Program, ref: FunctionRef, loop: Branch): boolean {
  if (!isEndless(program, ref, loop)) return true;
  return ref.fn.branches.some((branch) => {
    if (branch === loop || !isInside(loop, branch.point)) return false;
    const leaves = [branch.whenTrue.leaves, branch.whenFalse.leaves].some(
      (way) => way === 'break' || way === 'return' || way === 'throw' || way === 'mixed',
    );
    return leaves && compares(ref, branch.condition);
  });
}

/** `while (true)`, `for (;;)`, or a condition that only the answer of the model changes. */
function isEndless(program: Program, ref: FunctionRef, loop: Branch): boolean {
  const condition = valueIn(ref, loop.condition);
  const { values, open } = knownValues(program, condition);
  if (!open && values.length > 0) return values.some(Boolean);
  if (nodeOf(condition).kind === 'element' || compares(ref, loop.condition)) return false;
  const names = operandsOf(condition, { throughCalls: true }).map((part) => nameOf(part, part.node));
  return names.some((name) =>
    /^(?:done|finished|running|continue|tool_?calls?|finish_?reason|stop_?reason)$/i.test(name),
  );
}

function compares(ref: FunctionRef, id: number): boolean {
  return operandsOf(valueIn(ref, id), { throughCalls: true }).some((part) => {
    const node = nodeOf(part);
    if (node.kind === 'binary' && /^[<>]=?$/.test(node.operator)) return true;
    return /abort|signal|budget|limit|max|timeout|deadline|remaining/i.test(nameOf(part, part.node));
  });
}

function isInside(loop: Branch, point: number): boolean {
  return point >= loop.whenTrue.points.from && point < loop.whenTrue.points.to;
}

/** A call that asks a model, in the loop or in a function that is called there. */
function callIn(program: Program, ref: FunctionRef, loop: Branch): CallRef | null {
  for (const call of ref.fn.calls) {
    if (!isInside(loop, call.point)) continue;
    const at: CallRef = { ...ref, call };
    if (asksModel(program, at)) return at;
    const inner = functionsOf(program, valueIn(ref, call.callee));
    if (inner.some((fn) => fn.fn.calls.some((one) => asksModel(program, { ...fn, call: one })))) return at;
  }
  return null;
}
