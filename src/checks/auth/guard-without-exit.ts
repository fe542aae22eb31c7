/** A guard that says no and goes on. */
import { type OpenRefusal, openRefusals } from '#analysis/dataflow/access/open-refusals.ts';
import { describe } from '#analysis/dataflow/link/operands.ts';
import type { FunctionRef } from '#analysis/dataflow/link/program.ts';
import type { Place, Side, Span } from '#domain/span.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A guard refuses and the work is done nevertheless',
    area: 'auth',
    severity: 'high',
    confidence: 'high',
    cwe: [862, 863, 705],
    owasp: 'A01:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const module of program.changed) {
      for (const fn of module.facts.functions) {
        const ref = { module, fn };
        for (const open of openRefusals(program, ref)) report(tell(open, ref, side));
      }
    }
  },
});

const SAID: Readonly<Record<OpenRefusal['how'], { readonly message: string; readonly refusal: string }>> = {
  answers: { message: 'the function answers and goes on: the work is done', refusal: 'the caller is told no here' },
  drops: {
    message: 'the answer is made and dropped: the function goes on',
    refusal: 'the refusal, which nobody returns',
  },
  reports: { message: 'nothing ends the function: the work is done', refusal: 'nobody but the log hears of it' },
};

function tell({ branch, how, side: refusing, next }: OpenRefusal, ref: FunctionRef, side: Side): RuleReport {
  const at = (span: Span): Place => ({ path: ref.module.path, side, span });
  const refused = ref.fn.calls[refusing.calls.from]?.span ?? branch.span;
  const asks = conditionText(ref, branch.condition);
  return {
    place: at(branch.span),
    symbol: ref.fn.symbol,
    message: `where \`${asks}\` refuses, ${SAID[how].message} for a caller who was refused`,
    remedy: 'Return or throw where the caller is refused.',
    evidence: [
      { place: at(refused), message: SAID[how].refusal },
      { place: at(next.span), message: 'and this runs all the same' },
    ],
    ...(how === 'reports'
      ? {
          confidence: 'medium' as const,
          adjustments: ['that a caller should be refused here is told by the words alone'],
        }
      : {}),
  };
}

/** What is asked, without what negates it. */
function conditionText(ref: FunctionRef, condition: number): string {
  let id = condition;
  for (let node = ref.fn.nodes[id]; node?.kind === 'unary' || node?.kind === 'await'; node = ref.fn.nodes[id])
    id = node.of;
  return describe(ref, id);
}
