/** A guard that the base has and the head has not, while what it guarded is still done. */
import { effectsIn } from '#analysis/dataflow/access/effects.ts';
import { type Guard, guardsIn } from '#analysis/dataflow/access/guards.ts';
import { guardsBefore } from '#analysis/dataflow/access/outer-guards.ts';
import { openRefusals } from '#analysis/dataflow/access/open-refusals.ts';
import { counterpart, sameSurroundings } from '#analysis/dataflow/access/counterpart.ts';
import { movedIntoCallee } from '#analysis/dataflow/access/moved-guards.ts';
import type { FunctionRef, Program } from '#analysis/dataflow/link/program.ts';
import type { Place, Side } from '#domain/span.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A guard was removed while what it guarded is still done',
    area: 'auth',
    severity: 'high',
    confidence: 'high',
    cwe: [862, 285],
    owasp: 'A01:2021',
  },
  needs: 'program-change',
  check({ base, head, renames }, report) {
    for (const module of base.changed) {
      for (const fn of module.facts.functions) {
        const before: FunctionRef = { module, fn };
        const after = counterpart(base, head, before, renames);
        if (after === null || (after.fn.hash === fn.hash && sameSurroundings(base, head, before, after))) continue;
        for (const guard of lostGuards(base, head, before, after)) report(describe(guard, before, after));
      }
    }
  },
});

// ── What was lost ───────────────────────────────────────────────────────────────────────────────────

function lostGuards(base: Program, head: Program, before: FunctionRef, after: FunctionRef): Guard[] {
  const had = allGuards(base, before);
  if (had.length === 0 || !stillWorks(head, after)) return [];
  const has = allGuards(head, after);
  const left = [...has];
  const lost = had.filter((guard) => {
    const index = left.findIndex((other) => other.key === guard.key);
    if (index >= 0) left.splice(index, 1);
    return index < 0 && !isShifted(base, head, before, after, guard);
  });
  // One that is still there but no longer leaves is told by `auth/guard-without-exit`.
  const opened = openRefusals(head, after).length - openRefusals(base, before).length;
  // Guards move and are renamed: one that is new in head takes the place of one that is gone.
  const replaced = lost.slice(left.length + Math.max(0, opened));
  if (replaced.length === 0 || movedIntoCallee(base, head, before, after)) return [];
  return lost.filter((guard) => replaced.includes(guard));
}

/** Functions without a name of their own are numbered, and one more before them takes their number: they count together. */
function isShifted(base: Program, head: Program, before: FunctionRef, after: FunctionRef, { key }: Guard): boolean {
  const named = unnumbered(before.fn.symbol);
  if (unnumbered(after.fn.symbol) !== named) return false;
  const count = (program: Program, { module }: FunctionRef): number =>
    module.facts.functions
      .filter((fn) => unnumbered(fn.symbol) === named)
      .flatMap((fn) => guardsIn(program, { module, fn }))
      .filter((guard) => guard.key === key).length;
  const had = count(base, before);
  return had > 0 && count(head, after) >= had;
}

function unnumbered(symbol: string): string {
  return symbol.replace(/#\d+$/, '');
}

function allGuards(program: Program, ref: FunctionRef): Guard[] {
  return [...guardsBefore(program, ref), ...guardsIn(program, ref)];
}

/** Something is left to be guarded: an effect, or an answer with data in it. */
function stillWorks(program: Program, ref: FunctionRef): boolean {
  if (effectsIn(program, ref).length > 0) return true;
  return (
    ref.fn.exits.some((exit) => exit.kind === 'return' && exit.value !== null) ||
    ref.fn.calls.some((call) => call.awaited)
  );
}

function describe(guard: Guard, before: FunctionRef, after: FunctionRef): RuleReport {
  const at = (ref: FunctionRef, side: Side, span = ref.fn.nameSpan): Place => ({ path: ref.module.path, side, span });
  const weak = guard.evidence === 'shape' && guard.form === 'condition';
  return {
    place: at(before, 'base', guard.span),
    symbol: after.fn.symbol,
    message: `\`${guard.asks}\` no longer guards \`${after.fn.symbol}\`, which still does its work`,
    remedy:
      'Put the guard back, or show where it now stands: a middleware, a wrapper, or a function that is called first.',
    evidence: [
      { place: at(before, 'base', guard.span), message: 'the guard stood here' },
      { place: at(after, 'head'), message: 'what it guarded is reached without it' },
    ],
    ...(weak ? { confidence: 'medium' as const, adjustments: ['the guard is recognised by its names'] } : {}),
    identity: `${guard.key} ${guard.form}`,
  };
}
