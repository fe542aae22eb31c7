/**
 * zizmor-workflows: workflow files, and what another tool finds in them as it is used by default. Measured for the checks
 * that the project has rules for; a case in which the other tool is asked for more (a stricter persona) or configured is
 * left out. A negative is a check that the case has no finding of.
 */
import { z } from 'zod';
import type { Finding } from '#domain/finding.ts';
import type { Judgement, SetRunner } from '../judgement.ts';
import { createFilesReviewer } from '../review-files.ts';

const labelledWorkflow = z.object({
  id: z.string(),
  args: z.array(z.string()),
  files: z.record(z.string(), z.string()),
  expect: z.array(z.object({ rule: z.string(), file: z.string(), line: z.number() })),
});

type LabelledWorkflow = z.infer<typeof labelledWorkflow>;

/** The set's checks, and our rules that are about the same. */
const RULES: Readonly<Record<string, readonly string[]>> = {
  artipacked: ['workflows/persisted-credentials'],
  'cache-poisoning': ['workflows/cache-in-release'],
  'dangerous-triggers': ['workflows/privileged-trigger', 'workflows/untrusted-checkout'],
  'excessive-permissions': ['workflows/excessive-permissions', 'workflows/missing-permissions'],
  'github-env': ['workflows/environment-file-write'],
  'hardcoded-container-credentials': ['workflows/container-credentials'],
  'insecure-commands': ['workflows/insecure-commands'],
  'overprovisioned-secrets': ['workflows/inherited-secrets'],
  'secrets-inherit': ['workflows/inherited-secrets'],
  'self-hosted-runner': ['workflows/self-hosted-runner'],
  'template-injection': ['workflows/template-injection'],
  'unpinned-uses': ['workflows/unpinned-action'],
  'unredacted-secrets': ['workflows/inherited-secrets'],
};

const NEAR = 2;

export const runner: SetRunner = {
  async run(cases) {
    const reviewer = createFilesReviewer();
    const judgements: Judgement[] = [];
    let leftOut = 0;
    try {
      for (const one of cases) {
        const workflow = labelledWorkflow.parse(one);
        if (!isByDefault(workflow)) {
          leftOut += 1;
          continue;
        }
        const paths = new Map(Object.keys(workflow.files).map((file, index) => [file, pathOf(file, index)]));
        const files = new Map(Object.entries(workflow.files).map(([file, text]) => [paths.get(file) ?? file, text]));
        const findings = await reviewer.review(files);
        for (const check of Object.keys(RULES)) judgements.push(...judge(workflow, check, findings, paths));
      }
    } finally {
      await reviewer.close();
    }
    const notes = [
      `${leftOut} cases left out: they ask for more than the defaults, or are about another tool's configuration`,
    ];
    return { judgements, notes };
  },
};

function isByDefault({ args, files, id }: LabelledWorkflow): boolean {
  const isStricter = args.some((argument) => /pedantic|auditor/.test(argument));
  return (
    !isStricter &&
    !/config|policy/.test(id) &&
    !Object.keys(files).some((file) => file.includes('/configs/')) &&
    Object.keys(files).every((file) => /\.ya?ml$/.test(file) && !/dependabot/.test(file))
  );
}

/** A neutral name in the place where GitHub reads such a file. */
function pathOf(file: string, index: number): string {
  return /(?:^|\/)action\.ya?ml$/.test(file) ? `actions/part${index}/action.yml` : `.github/workflows/part${index}.yml`;
}

function judge(
  one: LabelledWorkflow,
  check: string,
  findings: readonly Finding[],
  paths: ReadonlyMap<string, string>,
): Judgement[] {
  const own = findings.filter(({ ruleId }) => isOfCheck(ruleId, check));
  const labels = one.expect.filter(({ rule }) => rule === check);
  // Labels name a file from the folder that the files lie in.
  const pathOfLabel = (file: string) => [...paths].find(([name]) => name === file || name.endsWith(`/${file}`))?.[1];
  const near = (finding: Finding, label: { file: string; line: number }): boolean =>
    finding.place.path === pathOfLabel(label.file) && Math.abs(finding.place.span.startLine - label.line) <= NEAR;
  const hits = labels.map((label): Judgement => {
    const isFound = own.some((finding) => near(finding, label));
    return {
      caseId: one.id,
      group: check,
      outcome: isFound ? 'found' : 'missed',
      detail: `${label.file}:${label.line}`,
    };
  });
  const rest = own.filter(
    (finding) => !one.expect.some((label) => isOfCheck(finding.ruleId, label.rule) && near(finding, label)),
  );
  if (labels.length > 0 && rest.length === 0) return hits;
  const detail = rest.map(({ place, message }) => `${place.span.startLine}: ${message}`).join('; ');
  return [...hits, { caseId: one.id, group: check, outcome: rest.length > 0 ? 'wrong' : 'silent', detail }];
}

function isOfCheck(ruleId: string, check: string): boolean {
  if (ruleId === 'workflows/unpinned-action' && check === 'unpinned-images') return true;
  return RULES[check]?.includes(ruleId) === true;
}
