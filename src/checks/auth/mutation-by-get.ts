/** A GET that changes data. */
import { type Effect, effectsIn } from '#analysis/dataflow/access/effects.ts';
import { isOpenOnPurpose, requestsOf } from '#analysis/dataflow/access/protection.ts';
import type { EntryPoint } from '#analysis/dataflow/entry/handlers.ts';
import { nameOf } from '#analysis/dataflow/link/operands.ts';
import { wordsOf } from '#analysis/dataflow/models/access-words.ts';
import type { Place, Side, Span } from '#domain/span.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'Data is changed by a GET request',
    area: 'auth',
    severity: 'medium',
    confidence: 'medium',
    cwe: [352, 650],
    owasp: 'A01:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const module of program.changed) {
      for (const entry of requestsOf(program, module)) {
        if (entry.method !== 'get' || entry.kind !== 'request' || isOpenOnPurpose(entry)) continue;
        const effect = effectsIn(program, entry.handler).find((one) => changesData(entry, one));
        if (effect !== undefined) report(tell(entry, effect, side));
      }
    }
  },
});

/** Words that change what others see; setting, adding and storing may well be a cache's or a counter's. */
const CHANGES: ReadonlySet<string> = new Set([
  ...[
    'delete',
    'remove',
    'destroy',
    'drop',
    'purge',
    'update',
    'upsert',
    'insert',
    'create',
    'cancel',
    'approve',
    'reject',
  ],
  ...[
    'transfer',
    'grant',
    'revoke',
    'archive',
    'publish',
    'charge',
    'refund',
    'pay',
    'disable',
    'enable',
    'rename',
    'merge',
    'assign',
  ],
]);

/** What keeps things for itself, whoever asks; and what is taken out of an answer. */
const OWN_AFFAIRS =
  /secret|sensitive|private|password|fields?$|props?$|duplicate|html|prefix|empty|null|cache|session|stat|metric|visit|view|hit|counter|log|audit|track|token|lock|temp|tmp|memo|index|signed|url|stream|cursor|client|connection/i;

function changesData({ handler }: EntryPoint, { call }: Effect): boolean {
  const name = nameOf(handler, call.callee);
  const [first = ''] = wordsOf(name);
  const receiver = call.receiver === null ? '' : nameOf(handler, call.receiver);
  return CHANGES.has(first) && call.awaited && !OWN_AFFAIRS.test(name) && !OWN_AFFAIRS.test(receiver);
}

function tell({ handler }: EntryPoint, effect: Effect, side: Side): RuleReport {
  const at = (span: Span): Place => ({ path: handler.module.path, side, span });
  return {
    place: at(effect.call.span),
    symbol: handler.fn.symbol,
    message: `\`${effect.text}\` changes data in answer to a GET, which a link, an image or a prefetch on another site can send with the user's cookies`,
    remedy: 'Let a POST, PUT, PATCH or DELETE do it.',
    evidence: [
      { place: at(handler.fn.nameSpan), message: 'the handler of a GET' },
      { place: at(effect.call.span), message: 'data is changed here' },
    ],
  };
}
