/**
 * kics-iac: files of infrastructure with labelled lines. A finding of a rule that answers for the label's check counts for
 * a label within two lines, or in the same block; a file without the fault must have none of them.
 */
import { z } from 'zod';
import type { Finding } from '#domain/finding.ts';
import type { Judgement, SetRunner } from '../judgement.ts';
import { askedBy, isAsked, type Asked } from '../infrastructure-risks.ts';
import { withNeutralWords } from '../neutral-names.ts';
import { createFilesReviewer, type FilesReviewer } from '../review-files.ts';
import { blocksOfText } from '../text-blocks.ts';

const label = z.object({ query: z.string(), line: z.number().nullish(), kind: z.enum(['positive', 'negative']) });
const labelledFile = z.object({
  id: z.string(),
  platform: z.string(),
  files: z.record(z.string(), z.string()),
  expect: z.array(label),
});

type LabelledFile = z.infer<typeof labelledFile>;
type Label = z.infer<typeof label>;

const NEAR = 2;

export const runner: SetRunner = {
  async run(cases, folder) {
    const asked = askedBy(folder);
    const reviewer = createFilesReviewer({ unreadIsEmpty: true });
    const judgements: Judgement[] = [];
    for (const one of cases) {
      const file = labelledFile.parse(one);
      const findings = await findingsOf(file, reviewer);
      judgements.push(...judge(file, findings, asked));
    }
    await reviewer.close();
    return { judgements, notes: ['beyond: any finding about infrastructure near the label, whatever it is about'] };
  },
};

const NAMES: Readonly<Record<string, string>> = {
  dockerfile: 'Dockerfile',
  dockerCompose: 'docker-compose.yml',
  serverlessFW: 'serverless.yml',
  github: '.github/workflows/build.yml',
};

async function findingsOf({ platform, files }: LabelledFile, reviewer: FilesReviewer): Promise<readonly Finding[]> {
  const neutral = Object.entries(files).map(([path, text], index): [string, string] => {
    const extension = /\.[A-Za-z]+$/.exec(path)?.[0] ?? '';
    const name = index === 0 ? (NAMES[platform] ?? `app${extension}`) : `part${index}${extension}`;
    return [name, withNeutralWords(text)];
  });
  return reviewer.review(new Map(neutral));
}

function judge(
  { id, platform, files, expect }: LabelledFile,
  findings: readonly Finding[],
  asked: ReadonlyMap<string, Asked>,
): Judgement[] {
  const blocks = blocksOfText(Object.values(files)[0] ?? '');
  return expect.map((one): Judgement => {
    const by = asked.get(`${platform}/${one.query}`) ?? null;
    const counting = findings.filter((one) =>
      by === null ? one.ruleId.startsWith('infrastructure/') : isAsked(by, one),
    );
    const group = by === null ? `beyond, ${platform}` : by.risk;
    if (one.kind === 'negative') {
      const said = counting.map(({ ruleId, place }) => `${ruleId} in line ${place.span.startLine}`).join(', ');
      // Beyond the named risks a file may well have faults that another check is about.
      const outcome = counting.length === 0 || by === null ? 'silent' : 'wrong';
      return { caseId: id, group, outcome, detail: said };
    }
    const isFound = counting.some((finding) => isAt(finding, one, blocks));
    return { caseId: id, group, outcome: isFound ? 'found' : 'missed', detail: `${one.query}, line ${one.line ?? 0}` };
  });
}

function isAt({ place: { span } }: Finding, { line }: Label, blocks: readonly (readonly [number, number])[]): boolean {
  if (line == null) return true;
  if (span.startLine - NEAR <= line && line <= span.endLine + NEAR) return true;
  // The innermost block around the label, which the finding must be in.
  return blocks.some(([from, to]) => from <= line && line <= to && from <= span.startLine && span.startLine <= to);
}
