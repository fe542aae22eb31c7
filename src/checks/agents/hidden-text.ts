/** Text in a file for agents that a person does not see: it is read all the same, and followed. */
import type { InstructionFacts, InvisibleRun } from '#analysis/instruction-facts.ts';
import { defineRule, type RuleReport } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A file for agents holds text that a person does not see',
    area: 'agents',
    severity: 'high',
    confidence: 'high',
    cwe: [1427, 1007, 451],
    owasp: 'A08:2021',
  },
  needs: 'instructions',
  check({ side, path, facts }, report) {
    const tell = (told: Omit<RuleReport, 'place' | 'symbol'>, span: InvisibleRun['span']): void =>
      void report({ place: { path, side, span }, symbol: null, ...told });
    for (const run of facts.invisible) tell(toldOfRun(run), run.span);
    for (const { text, span } of facts.hidden) {
      if (!readsAsOrder(text, facts, span.startLine, span.endLine)) continue;
      tell(
        {
          message: 'a comment that no page shows reads like an order to an agent',
          remedy: 'Say it where everyone can read it, or take it out.',
          identity: `comment ${text.slice(0, 200)}`,
          confidence: 'medium',
        },
        span,
      );
    }
  },
});

const NAMES = {
  'zero-width': 'characters of no width',
  bidirectional: 'characters that turn the direction of reading',
  tag: 'tag characters, which repeat the alphabet unseen',
  variation: 'variation selectors, which can carry any bytes unseen',
  control: 'control characters',
} as const;

function toldOfRun({ kind, count, spells }: InvisibleRun): Omit<RuleReport, 'place' | 'symbol'> {
  const spelt = spells === '' ? '' : `, and they spell "${spells.replace(/[^\x20-\x7e]/g, '').slice(0, 80)}"`;
  const isPlain = kind === 'zero-width' && count <= 2;
  return {
    message: `${count === 1 ? 'here is one of the' : `here are ${count}`} ${NAMES[kind]}${spelt}`,
    remedy: 'Take them out: an agent reads what a person does not see. If they came by copying, nothing is lost.',
    identity: `${kind} ${count} ${spells}`,
    ...(isPlain
      ? { severity: 'low', adjustments: ['severity lowered: so few of them carry no text; they come along by copying'] }
      : {}),
    ...(kind === 'control' ? { severity: 'medium' } : {}),
  };
}

const ORDER =
  /\b(?:you (?:must|should|are|will|need)|always|never|ignore|do not|don'?t|make sure|execute|run|fetch|send|upload|read|include|add|append|install|instead|important|assistant|agent|claude|copilot|cursor|gemini|model)\b/gi;

/** Several of the words that orders have; a licence, a heading of a linter or a note of a generator has none. */
function readsAsOrder(text: string, facts: InstructionFacts, from: number, to: number): boolean {
  if (facts.requests.some(({ hidden, span }) => hidden && span.startLine >= from && span.startLine <= to)) return true;
  if (
    /^\s*(?:prettier|markdownlint|textlint|eslint|vale|cspell|toc|doctoc|copyright|spdx|license|generated|auto-?generated|begin|end|region|todo|note to (?:humans|maintainers))/i.test(
      text,
    )
  )
    return false;
  return new Set([...text.matchAll(ORDER)].map(([word]) => word.toLowerCase())).size >= 3;
}
