/** A refusal that comes after the work it should have stopped. */
import { dependsOn, type Effect, effectsIn } from '#analysis/dataflow/access/effects.ts';
import { entryOf } from '#analysis/dataflow/entry/entry-points.ts';
import { type Guard, guardsIn } from '#analysis/dataflow/access/guards.ts';
import { guardsBefore } from '#analysis/dataflow/access/outer-guards.ts';
import { operandsOf } from '#analysis/dataflow/link/operands.ts';
import { dominates, mayPrecede } from '#analysis/dataflow/access/order.ts';
import { type FunctionRef, nodeOf, type Program, valueIn } from '#analysis/dataflow/link/program.ts';
import { callerParts, mentionsIdentity } from '#analysis/dataflow/entry/request-data.ts';
import type { Confidence } from '#domain/finding.ts';
import type { Place, Side, Span } from '#domain/span.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'Work is done before the caller is known to be allowed to have it done',
    area: 'auth',
    severity: 'high',
    confidence: 'high',
    cwe: [863, 696],
    owasp: 'A01:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const module of program.changed) {
      for (const fn of module.facts.functions) {
        for (const late of lateWork(program, { module, fn })) report(describe(late, { module, fn }, side));
      }
    }
  },
});

interface LateWork {
  readonly effect: Effect;
  readonly guard: Guard;
  readonly confidence: Confidence;
  readonly doubts: readonly string[];
}

/** The first late effect before each guard: one finding a guard, about the work that comes first. */
function lateWork(program: Program, ref: FunctionRef): LateWork[] {
  const guards = guardsIn(program, ref);
  if (guards.length === 0) return [];
  const allowedBefore = guardsBefore(program, ref).some((guard) => guard.kind === 'authorization');
  // Outside a handler any parameter may be the caller's or not: only a guard that says so itself is one there.
  const isHandler = entryOf(program, ref) !== null;
  const found: LateWork[] = [];
  const told = new Set<Effect>();
  for (const guard of guards) {
    if (guard.point === null || (allowedBefore && guard.kind === 'authentication')) continue;
    if (!isHandler && !(guard.identity && guard.evidence === 'clear')) continue;
    const effect = effectsIn(program, ref).find((one) => !told.has(one) && isLate(ref, one, guard, guards));
    if (effect === undefined) continue;
    told.add(effect);
    found.push({ effect, guard, ...weighed(program, ref, effect, guard, allowedBefore) });
  }
  return found;
}

function isLate(ref: FunctionRef, effect: Effect, guard: Guard, guards: readonly Guard[]): boolean {
  const decidedAt = guard.point;
  if (decidedAt === null || effect.call === guard.call) return false;
  // A branch is decided at the point of the last thing that happened, which may be the effect itself.
  const justBefore = guard.branch !== null && effect.call.point === decidedAt;
  if (!justBefore && !mayPrecede(ref.fn, effect.call.point, decidedAt)) return false;
  // Another guard has let the caller through already: what follows is its work, not this one's.
  if (guards.some((other) => other !== guard && stands(ref, other, effect))) return false;
  return !feeds(ref, effect, guard);
}

function stands(ref: FunctionRef, guard: Guard, effect: Effect): boolean {
  return guard.point !== null && guard.point < effect.call.point && dominates(ref.fn, guard.point, effect.call.point);
}

/**
 * Load, then check, is a normal idiom: what the guard asks about is its input, and so is what a refusal before it asks
 * about (`if (!report) 404`). What writes is no input, whatever reads its result.
 */
function feeds(ref: FunctionRef, effect: Effect, guard: Guard): boolean {
  if (effect.kind === 'write') return false;
  const asked = guard.branch === null ? [...(guard.call?.args ?? []), ...calleeOf(guard)] : [guard.branch.condition];
  if (asked.some((value) => dependsOn(ref, value, effect.result))) return true;
  return ref.fn.branches.some((branch) => {
    const between = branch.point >= effect.call.point && branch.point <= (guard.point ?? 0);
    const leaves = branch.whenTrue.leaves !== 'none' || branch.whenFalse.leaves !== 'none';
    return between && leaves && dependsOn(ref, branch.condition, effect.result);
  });
}

function calleeOf({ call }: Guard): number[] {
  return call === null ? [] : [call.callee];
}

function weighed(
  program: Program,
  ref: FunctionRef,
  effect: Effect,
  guard: Guard,
  allowedBefore: boolean,
): { confidence: Confidence; doubts: string[] } {
  const doubts: string[] = [];
  if (guard.kind === 'authentication') doubts.push('the guard asks who the caller is, not whether this caller may');
  if (guard.evidence === 'shape') doubts.push('the guard is recognised by its names');
  if (!guard.identity) doubts.push('the caller is not part of what the guard asks');
  if (effect.kind === 'work') doubts.push('the name of the call does not say what it does');
  if (!asksAboutTheSame(program, ref, effect, guard)) doubts.push('the guard does not name what the work is about');
  if (effect.kind !== 'write' && effect.call.args.some((id) => mentionsIdentity(program, valueIn(ref, id))))
    doubts.push('the work is given the caller, and may ask itself');
  if (allowedBefore) doubts.push('another guard stands before this function');
  if (!dominates(ref.fn, effect.call.point, guard.point ?? 0)) doubts.push('only some ways do the work first');
  const confidence = doubts.length <= 1 ? 'high' : doubts.length === 2 ? 'medium' : 'low';
  return { confidence, doubts: confidence === 'high' ? [] : doubts };
}

function asksAboutTheSame(program: Program, ref: FunctionRef, effect: Effect, guard: Guard): boolean {
  const asked = guard.branch === null ? (guard.call?.args ?? []) : [guard.branch.condition];
  const parts = asked.flatMap((id) => [
    ...operandsOf(valueIn(ref, id), { throughCalls: true }),
    ...callerParts(program, valueIn(ref, id)),
  ]);
  const names = new Set(
    parts.map((part) => nodeOf(part)).flatMap((node) => (node.kind === 'member' ? [node.name] : [])),
  );
  const nodes = new Set(parts.map((part) => part.node));
  return effect.call.args.some((argument) =>
    operandsOf(valueIn(ref, argument), { throughCalls: false }).some(
      (part) => nodes.has(part.node) || names.has(memberName(part)),
    ),
  );
}

function memberName(value: Parameters<typeof nodeOf>[0]): string {
  const node = nodeOf(value);
  return node.kind === 'member' ? node.name : '';
}

function describe(late: LateWork, ref: FunctionRef, side: Side): Parameters<Parameters<typeof rule.check>[1]>[0] {
  const { effect, guard } = late;
  const at = (span: Span): Place => ({ path: ref.module.path, side, span });
  const verb = effect.kind === 'write' ? 'changes data' : 'runs';
  return {
    place: at(effect.call.span),
    symbol: ref.fn.symbol,
    message: `\`${effect.text}\` ${verb} before \`${guard.asks}\` is asked, so it also happens for a caller who is then refused`,
    remedy: `Ask \`${guard.asks}\` first and return when it refuses; do the work after.`,
    evidence: [
      {
        place: at(effect.call.span),
        message: `the work is done here, with ${effect.about.map((part) => `\`${part}\``).join(', ')}`,
      },
      { place: at(guard.span), message: 'only here is the caller refused' },
    ],
    confidence: late.confidence,
    adjustments: late.doubts,
  };
}
