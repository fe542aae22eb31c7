/** A guard that asks a promise: the answer is always yes. */
import type { PromiseEvidence } from '#analysis/dataflow/access/promises.ts';
import { type UnawaitedGuard, unawaitedGuards } from '#analysis/dataflow/access/unawaited-guards.ts';
import { describe } from '#analysis/dataflow/link/operands.ts';
import type { FunctionRef } from '#analysis/dataflow/link/program.ts';
import type { Fix } from '#domain/finding.ts';
import type { Place, Side, Span } from '#domain/span.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A guard asks a promise instead of its answer, and so refuses nobody',
    area: 'auth',
    severity: 'critical',
    confidence: 'high',
    cwe: [862, 863],
    owasp: 'A01:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const module of program.changed) {
      for (const fn of module.facts.functions) {
        const ref = { module, fn };
        for (const found of unawaitedGuards(program, ref)) report(tell(found, ref, side));
      }
    }
  },
});

const SAID: Readonly<Record<PromiseEvidence, string>> = {
  code: 'it is asynchronous',
  callback: 'its callback is asynchronous',
  others: 'it is awaited everywhere else',
};

function tell({ guard, call, node, evidence }: UnawaitedGuard, ref: FunctionRef, side: Side): RuleReport {
  const asked = describe(ref, node);
  const at = (span: Span): Place => ({ path: ref.module.path, side, span });
  const fix = evidence === 'callback' ? null : awaitIt(ref, at(call.span), guard.branch !== null);
  return {
    place: at(call.span),
    symbol: ref.fn.symbol,
    message: messageOf(asked, guard.branch === null, evidence),
    remedy: remedyOf(evidence),
    evidence: [
      { place: at(call.span), message: `asked without \`await\`: ${SAID[evidence]}` },
      ...(guard.branch === null ? [] : [{ place: at(guard.span), message: 'so nobody is refused here' }]),
    ],
    ...(evidence === 'others'
      ? {
          confidence: 'medium' as const,
          adjustments: ['that it gives a promise is known only from how it is used elsewhere'],
        }
      : {}),
    ...(fix === null ? {} : { fix }),
  };
}

function messageOf(asked: string, throws: boolean, evidence: PromiseEvidence): string {
  if (throws) return `\`${asked}\` refuses by a rejection that nobody waits for: what follows runs for everybody`;
  if (evidence === 'callback')
    return `\`${asked}\` looks at promises, which are always true: the refusal is never reached`;
  return `\`${asked}\` is a promise here, which is always true: the refusal is never reached`;
}

function remedyOf(evidence: PromiseEvidence): string {
  return evidence === 'callback'
    ? 'Await the answers first (`await Promise.all(…)`), then ask about them.'
    : 'Await it before the answer is used.';
}

/** In a condition the parentheses keep what stands around it apart from `await`. */
function awaitIt(ref: FunctionRef, place: Place, inCondition: boolean): Fix | null {
  if (!ref.fn.async) return null;
  const { span } = place;
  const before = { ...span, endLine: span.startLine, endColumn: span.startColumn };
  const after = { ...span, startLine: span.endLine, startColumn: span.endColumn };
  const edits = inCondition
    ? [
        { place: { ...place, span: before }, replacement: '(await ' },
        { place: { ...place, span: after }, replacement: ')' },
      ]
    : [{ place: { ...place, span: before }, replacement: 'await ' }];
  return { description: 'Await the answer', edits };
}
