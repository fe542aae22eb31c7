/** Another system is asked with nothing that ends the waiting. Weighs little; told only where the module's other calls have an end. */
import { optionOf } from '#analysis/dataflow/taint/written-options.ts';
import type { CallRef, Program } from '#analysis/dataflow/link/program.ts';
import { argumentOf, changedCalls, placeIn, symbolIn } from '../call-places.ts';
import { defineRule } from '../rule.ts';
import { outgoingApi } from './outgoing-calls.ts';

export const rule = defineRule({
  meta: {
    title: 'Another system is waited for without an end',
    area: 'integrations',
    severity: 'low',
    confidence: 'low',
    cwe: [1088, 400],
    owasp: 'A04:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    if (!isCustom(program)) return;
    for (const ref of changedCalls(program)) {
      if (waits(program, ref) !== 'for ever') continue;
      report({
        place: placeIn(ref, side, ref.call.span),
        symbol: symbolIn(ref),
        message: 'Other calls here say how long they wait for an answer, this one does not',
        remedy: 'Give it an end: `signal: AbortSignal.timeout(5_000)`, or `timeout`.',
      });
    }
  },
});

/** Calls of this program, in their majority, say how long they wait. */
function isCustom(program: Program): boolean {
  return program.memo.once('calls say how long they wait', program.modules, 0, false, () => {
    let limited = 0;
    let open = 0;
    for (const module of program.modules.values())
      for (const fn of module.facts.functions)
        for (const call of fn.calls) {
          const answer = waits(program, { module, fn, call });
          if (answer === 'with an end') limited += 1;
          else if (answer === 'for ever') open += 1;
        }
    return limited >= 3 && limited > open;
  });
}

function waits(program: Program, ref: CallRef): 'with an end' | 'for ever' | 'unknown' {
  const api = outgoingApi(program, ref);
  if (api?.timeout == null) return 'unknown';
  const options = argumentOf(ref, api.options);
  const found = api.timeout.map((name) => optionOf(program, options, name).kind);
  if (found.includes('given')) return 'with an end';
  return found.every((kind) => kind === 'absent') ? 'for ever' : 'unknown';
}
