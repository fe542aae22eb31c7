/** Secrets that are handed on or put together as a whole, so that more code holds them than needs any one of them. */
import { entryOf, textOf } from '#analysis/configuration/lookup.ts';
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import { defineRule } from '../rule.ts';
import { expressionsIn, type Expression } from './expressions.ts';
import { spanInText } from './text-place.ts';
import { readWorkflow, saysOf } from './workflow.ts';

export const rule = defineRule({
  meta: {
    title: 'Secrets are handed on as a whole, or in a way that shows them',
    area: 'workflows',
    severity: 'medium',
    confidence: 'high',
    cwe: [200, 522, 532],
    owasp: 'A04:2021',
  },
  needs: 'workflow',
  check({ side, path, facts }, report) {
    for (const document of facts.documents) {
      for (const job of readWorkflow(document).jobs) {
        const secrets = entryOf(job.value, 'secrets');
        const called = saysOf(entryOf(job.value, 'uses')?.value ?? null);
        if (secrets !== null && saysOf(secrets.value) === 'inherit') {
          const isOwn = called.startsWith('./') || called.startsWith('$/');
          report({
            place: { path, side, span: secrets.value.span },
            message: `every secret of this repository is handed to ${isOwn ? 'a workflow of its own' : 'a workflow from elsewhere'}, whichever it needs`,
            remedy: 'Name the secrets that it needs: `secrets: { token: ${{ secrets.TOKEN }} }`.',
            symbol: job.symbol,
            identity: 'inherit',
            ...(isOwn
              ? { severity: 'low', adjustments: ['lowered: the workflow it calls is of this repository'] }
              : {}),
          });
        }
        for (const { value, text, expression } of expressionsOf(job.value)) {
          const what = exposing(expression);
          if (what === null) continue;
          report({
            place: { path, side, span: spanInText(value, text, expression.index) },
            message: MESSAGES[what],
            remedy: REMEDIES[what],
            symbol: job.symbol,
            identity: `${what} ${expression.text.replace(/\s+/g, '')}`,
          });
        }
      }
    }
  },
});

const MESSAGES = {
  all: 'every secret of this repository is put into one value, whichever is needed',
  part: 'a secret is taken apart here, and its parts are not blotted out of logs: GitHub only knows the whole',
} as const;

const REMEDIES = {
  all: 'Name the secret: `secrets.TOKEN`. Where its name is computed, name each that may be meant.',
  part: 'Keep each part as a secret of its own.',
} as const;

function exposing({ contexts, calls }: Expression): 'all' | 'part' | null {
  if (calls.some(({ name, reads }) => name === 'fromjson' && reads.some((read) => /^secrets\.\w/.test(read))))
    return 'part';
  const isWhole = calls.some(({ name, reads }) => name === 'tojson' && reads.includes('secrets'));
  return isWhole || contexts.includes('secrets') || contexts.some((context) => context === 'secrets.*') ? 'all' : null;
}

/** All expressions below a value. Iterates: a tree is as deep as its author likes. */
function expressionsOf(root: ConfigValue): { value: ConfigValue; text: string; expression: Expression }[] {
  const found: { value: ConfigValue; text: string; expression: Expression }[] = [];
  const pending: ConfigValue[] = [root];
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (value.kind === 'map') pending.push(...value.entries.map((entry) => entry.value));
    if (value.kind === 'list') pending.push(...value.items);
    const text = textOf(value);
    if (text === null) continue;
    for (const expression of expressionsIn(text)) found.push({ value, text, expression });
  }
  return found;
}
