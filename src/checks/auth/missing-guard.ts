/** An endpoint that asks nobody anything, where its siblings do. */
import type { Effect } from '#analysis/dataflow/access/effects.ts';
import {
  isOpenOnPurpose,
  isProtected,
  protectionOf,
  requestsOf,
  siblingsOf,
  weightyEffects,
} from '#analysis/dataflow/access/protection.ts';
import type { EntryPoint } from '#analysis/dataflow/entry/handlers.ts';
import type { Program } from '#analysis/dataflow/link/program.ts';
import type { Confidence, EvidenceStep } from '#domain/finding.ts';
import type { Place, Side, Span } from '#domain/span.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'An endpoint asks for neither login nor permission, where its siblings do',
    area: 'auth',
    severity: 'high',
    confidence: 'medium',
    cwe: [862, 306],
    owasp: 'A01:2021',
  },
  needs: 'program',
  check({ side, program }, report) {
    for (const module of program.changed) {
      for (const entry of requestsOf(program, module)) {
        const found = unguarded(program, entry);
        if (found !== null) report(tell(found, side));
      }
    }
  },
});

interface Unguarded {
  readonly entry: EntryPoint;
  readonly effect: Effect;
  readonly guarded: readonly EntryPoint[];
  readonly siblings: number;
  readonly custom: string | null;
  readonly program: Program;
}

/** A convention is what at least four in five of at least five do. */
const MIN_SIBLINGS = 5;
const MIN_SHARE = 0.8;

function unguarded(program: Program, entry: EntryPoint): Unguarded | null {
  if (isOpenOnPurpose(entry) || isProtected(protectionOf(program, entry))) return null;
  const effects = weightyEffects(program, entry);
  const effect = effects.find((one) => one.kind === 'write') ?? effects[0];
  if (effect === undefined) return null;
  const siblings = siblingsOf(program, entry, MIN_SIBLINGS).filter((one) => !isOpenOnPurpose(one));
  const guarded = siblings.filter((one) => protectionOf(program, one).guards.length > 0);
  if (siblings.length < MIN_SIBLINGS || guarded.length < siblings.length * MIN_SHARE) return null;
  return { entry, effect, guarded, siblings: siblings.length, custom: customOf(program, guarded), program };
}

/** The guard that most of them have in common, as it is written. */
function customOf(program: Program, guarded: readonly EntryPoint[]): string | null {
  const counts = new Map<string, number>();
  for (const entry of guarded)
    for (const asks of new Set(protectionOf(program, entry).guards.map((guard) => guard.asks)))
      counts.set(asks, (counts.get(asks) ?? 0) + 1);
  const [first] = [...counts].sort((one, other) => other[1] - one[1]);
  return first !== undefined && first[1] * 2 > guarded.length ? first[0] : null;
}

function tell({ entry, effect, guarded, siblings, custom, program }: Unguarded, side: Side): RuleReport {
  const { module, fn } = entry.handler;
  const at = (span: Span, path = module.path): Place => ({ path, side, span });
  const writes = effect.kind === 'write';
  const near = guarded.filter((one) => one.handler.module === module).length >= 3;
  const confidence: Confidence = writes && near && custom !== null ? 'high' : writes || near ? 'medium' : 'low';
  return {
    place: at(fn.nameSpan),
    symbol: fn.symbol,
    message: `nothing asks who the caller is or what they may before \`${effect.text}\`, while ${guarded.length} of ${siblings} siblings ask${custom === null ? '' : ` \`${custom}\``}`,
    remedy: 'Ask as the siblings do. If this endpoint is public on purpose, say so where it is registered.',
    evidence: [
      {
        place: at(effect.call.span),
        message: `anybody can have this done, with ${effect.about.map((part) => `\`${part}\``).join(', ')}`,
      },
      ...guarded.slice(0, 2).flatMap((one) => asked(program, one, side)),
    ],
    confidence,
    ...(writes
      ? {
          severity: 'critical' as const,
          adjustments: ['severity raised: it changes data, and nothing on the way asks for a login'],
        }
      : {}),
    identity: `unguarded ${fn.symbol}`,
  };
}

function asked(program: Program, { handler }: EntryPoint, side: Side): EvidenceStep[] {
  return [
    {
      place: { path: handler.module.path, side, span: handler.fn.nameSpan },
      message: `a sibling, which asks \`${guardOf(program, handler)}\``,
    },
  ];
}

function guardOf(program: Program, handler: EntryPoint['handler']): string {
  const entry = requestsOf(program, handler.module).find((one) => one.handler.fn === handler.fn);
  return entry === undefined ? '' : (protectionOf(program, entry).guards[0]?.asks ?? '');
}
