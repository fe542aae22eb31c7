/** What a change uses of language models that the files it touches did not use before: named, so that it is known, not because it is wrong. */
import { defineRule } from '../rule.ts';
import type { AiUse } from './ai-use.ts';

export const rule = defineRule({
  meta: {
    title: 'The change brings a use of AI that was not there before',
    area: 'agents',
    severity: 'low',
    confidence: 'high',
    cwe: [1059],
  },
  needs: 'ai-use',
  check({ base, head }, report) {
    const known = new Set(base.map(({ use }) => keyOf(use)));
    const told = new Set<string>();
    for (const { path, use } of head) {
      const key = keyOf(use);
      if (known.has(key) || told.has(key)) continue;
      told.add(key);
      report({
        place: { path, side: 'head', span: use.span },
        message: `${WHAT[use.kind]} ${use.name.replace(/[^\x20-\x7e]/g, '').slice(0, 100)} is new here${use.provider === null ? '' : ` (${use.provider})`}`,
        remedy:
          'Nothing is wrong with it by itself: see that it is meant, and what is sent to it. `countersign bom` lists all of them.',
        symbol: null,
        identity: key,
      });
    }
  },
});

const WHAT = {
  package: 'the package',
  model: 'the model',
  server: 'the server',
  instructions: 'the file for agents',
} as const;

function keyOf({ kind, name }: AiUse): string {
  return `${kind} ${name}`;
}
