/** trivy-iac: good and bad snippets for a check, judged by file: one of the rules that answer for the check reports, or none does. */
import { z } from 'zod';
import { askedBy, isAsked } from '../infrastructure-risks.ts';
import type { Judgement, SetRunner } from '../judgement.ts';
import { withNeutralWords } from '../neutral-names.ts';
import { createFilesReviewer } from '../review-files.ts';

const snippet = z.object({
  id: z.string(),
  format: z.enum(['cloudformation', 'terraform', 'dockerfile', 'kubernetes']),
  text: z.string(),
  expect: z.array(z.object({ id: z.string(), kind: z.enum(['positive', 'negative']) })),
});

export const runner: SetRunner = {
  async run(cases, folder) {
    const asked = askedBy(folder);
    const reviewer = createFilesReviewer({ unreadIsEmpty: true });
    const judgements: Judgement[] = [];
    for (const one of cases) {
      const { id, format, text, expect } = snippet.parse(one);
      const findings = await reviewer.review(new Map([[pathOf(format, text), withNeutralWords(text)]]));
      for (const { id: check, kind } of expect) {
        const by = asked.get(check) ?? null;
        const said = findings
          .filter((one) => (by === null ? one.ruleId.startsWith('infrastructure/') : isAsked(by, one)))
          .map(({ ruleId }) => ruleId);
        const isWrong = said.length > 0 && by !== null;
        const outcome = kind === 'positive' ? (said.length > 0 ? 'found' : 'missed') : isWrong ? 'wrong' : 'silent';
        const group = by === null ? `beyond, ${format}` : by.risk;
        judgements.push({ caseId: id, group, outcome, detail: `${check}: ${said.join(', ') || 'nothing'}` });
      }
    }
    await reviewer.close();
    return { judgements, notes: ['beyond: any finding about infrastructure, whatever it is about'] };
  },
};

function pathOf(format: string, text: string): string {
  if (format === 'terraform') return 'main.tf';
  if (format === 'dockerfile') return 'Dockerfile';
  return text.trimStart().startsWith('{') ? 'template.json' : 'template.yaml';
}
