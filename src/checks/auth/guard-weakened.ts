/** A guard that is still there and refuses fewer callers than before. */
import { counterpart } from '#analysis/dataflow/access/counterpart.ts';
import { type Weakening, type WeakeningKind, weakenings } from '#analysis/dataflow/access/weakening.ts';
import type { FunctionRef } from '#analysis/dataflow/link/program.ts';
import type { Confidence } from '#domain/finding.ts';
import type { Place, Side, Span } from '#domain/span.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A guard refuses fewer callers than before',
    area: 'auth',
    severity: 'high',
    confidence: 'high',
    cwe: [863, 285],
    owasp: 'A01:2021',
  },
  needs: 'program-change',
  check({ base, head, renames }, report) {
    for (const module of base.changed) {
      for (const fn of module.facts.functions) {
        const before: FunctionRef = { module, fn };
        const after = counterpart(base, head, before, renames);
        if (after === null) continue;
        for (const found of weakenings(base, head, before, after)) report(tell(found, before, after));
      }
    }
  },
});

function tell(found: Weakening, before: FunctionRef, after: FunctionRef): RuleReport {
  const at = (ref: FunctionRef, side: Side, span: Span): Place => ({ path: ref.module.path, side, span });
  const { was } = found;
  const { confidence, doubt } = weighed(found);
  return {
    place: at(after, 'head', found.now),
    symbol: after.fn.symbol,
    message: messageOf(found, after),
    remedy: REMEDIES[found.kind],
    evidence: [
      ...(was === null ? [] : [{ place: at(before, 'base', was.span), message: 'what the guard was' }]),
      { place: at(after, 'head', found.now), message: was === null ? 'what is new' : 'what it is now' },
    ],
    ...(doubt === null ? {} : { confidence, adjustments: [doubt] }),
    identity: `${found.kind} ${was?.key ?? ''} ${found.detail}`,
  };
}

function messageOf({ kind, was, detail, byCaller }: Weakening, after: FunctionRef): string {
  const asks = `\`${was?.asks ?? ''}\``;
  switch (kind) {
    case 'unawaited':
      return `${asks} is no longer awaited: if it gives a promise, nobody is refused`;
    case 'narrower':
      if (detail === '') return `the guard that asks ${asks} refuses in fewer cases than before`;
      return byCaller
        ? `whoever sends the right \`${detail}\` is no longer refused where ${asks} is asked`
        : `the guard that asks ${asks} now refuses in fewer cases, depending on \`${detail}\``;
    case 'inverted':
      return `the condition is inverted: whom ${asks} permitted is refused, and the others are let through`;
    case 'never':
      return `the guard that asks ${asks} can no longer refuse anybody`;
    case 'more-values':
      return `${asks} now also lets \`${detail}\` through`;
    case 'lower-value':
      return `${asks} now asks for \`${detail}\`, which more callers have than \`${(was?.values ?? []).join(', ')}\``;
    case 'fewer-values':
      return `${asks} no longer asks for \`${detail}\``;
    case 'public':
      return `\`@${detail}\` opens \`${after.fn.symbol}\` to everybody`;
    case 'permits':
      return `\`${detail}\` now permits everything`;
  }
}

const LESS = 'Ask as before; if more callers may do this now, let an owner of the area say so.';

const REMEDIES: Readonly<Record<WeakeningKind, string>> = {
  unawaited: 'Await the answer.',
  narrower: LESS,
  inverted: 'Negate the condition again.',
  never: 'Let the condition decide again.',
  'more-values': LESS,
  'lower-value': LESS,
  'fewer-values': LESS,
  public: 'Take the mark away, or let an owner of the area say that this is public now.',
  permits: 'Ask again what it was asked for, and refuse where that is not so.',
};

function weighed({ kind, byCaller }: Weakening): { confidence: Confidence; doubt: string | null } {
  if (kind === 'unawaited') return { confidence: 'medium', doubt: 'what it gives was not seen' };
  if (kind === 'narrower' && !byCaller)
    return { confidence: 'medium', doubt: 'the new condition may be one that permits' };
  if (kind === 'public') return { confidence: 'medium', doubt: 'it may be public on purpose' };
  return { confidence: 'high', doubt: null };
}
