/** An object is taken by an id that the caller chose, and nothing asks whether it is theirs, where the siblings ask. */
import type { Effect } from '#analysis/dataflow/access/effects.ts';
import {
  isOpenOnPurpose,
  protectionOf,
  requestsOf,
  siblingsOf,
  weightyEffects,
} from '#analysis/dataflow/access/protection.ts';
import type { EntryPoint } from '#analysis/dataflow/entry/handlers.ts';
import type { Program } from '#analysis/dataflow/link/program.ts';
import type { Place, Side, Span } from '#domain/span.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'Whose object it is is not asked, where the siblings ask',
    area: 'auth',
    severity: 'high',
    confidence: 'medium',
    cwe: [639, 863],
    owasp: 'A01:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const module of program.changed) {
      for (const entry of requestsOf(program, module)) {
        const found = unasked(program, entry);
        if (found !== null) report(tell(found, side));
      }
    }
  },
});

interface Unasked {
  readonly entry: EntryPoint;
  readonly effect: Effect;
  readonly asking: readonly EntryPoint[];
  readonly siblings: number;
}

const MIN_SIBLINGS = 4;
const MIN_SHARE = 0.8;

function unasked(program: Program, entry: EntryPoint): Unasked | null {
  const protection = protectionOf(program, entry);
  // Whoever asks for no login at all has no caller to compare with: that is told by `auth/missing-guard`.
  if (protection.guards.length === 0 || protection.authorizes || protection.usesCaller || isOpenOnPurpose(entry))
    return null;
  const effect = byId(program, entry);
  if (effect === null) return null;
  const siblings = siblingsOf(program, entry, MIN_SIBLINGS).filter((one) => byId(program, one) !== null);
  const asking = siblings.filter((one) => {
    const other = protectionOf(program, one);
    return other.authorizes || other.usesCaller;
  });
  if (siblings.length < MIN_SIBLINGS || asking.length < siblings.length * MIN_SHARE) return null;
  return { entry, effect, asking, siblings: siblings.length };
}

const ID = /(?:^|\.)(?:\w*[iI]ds?|\w*ID|uuid|guid|slug|key)$/;

/** The gravest of what is done with an id that the caller chose. */
function byId(program: Program, entry: EntryPoint): Effect | null {
  const effects = weightyEffects(program, entry).filter(({ about }) => about.some((part) => ID.test(part)));
  return effects.find(({ kind }) => kind === 'write') ?? effects[0] ?? null;
}

function tell({ entry, effect, asking, siblings }: Unasked, side: Side): RuleReport {
  const { module, fn } = entry.handler;
  const at = (span: Span, path = module.path): Place => ({ path, side, span });
  const id = effect.about.find((part) => ID.test(part)) ?? '';
  const writes = effect.kind === 'write';
  return {
    place: at(effect.call.span),
    symbol: fn.symbol,
    message: `\`${effect.text}\` takes whatever object \`${id}\` names; ${asking.length} of ${siblings} siblings ask whether it is the caller's, and this one does not`,
    remedy:
      'Ask whether this caller may have this object, or look it up together with the caller: `{ id, ownerId: user.id }`.',
    evidence: [
      { place: at(effect.call.span), message: `the caller chooses \`${id}\`` },
      ...asking.slice(0, 2).map(({ handler }) => ({
        place: at(handler.fn.nameSpan, handler.module.path),
        message: 'a sibling, which asks',
      })),
    ],
    confidence: writes ? 'medium' : 'low',
  };
}
