/**
 * codeql-js: JavaScript and TypeScript files with labelled lines, from a query suite's own tests. A finding goes to the
 * nearest label of its category within two lines, positives first; a negative is hit on its own line only.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { RULES } from '#checks/registry.ts';
import type { Finding } from '#domain/finding.ts';
import type { Judgement, SetRunner } from '../judgement.ts';
import { neutralPath, withNeutralNames } from '../neutral-names.ts';
import { createFilesReviewer, type FilesReviewer } from '../review-files.ts';
import { isOfCategory } from '../weakness-categories.ts';

const label = z.object({
  line: z.number(),
  end_line: z.number().nullish(),
  rule: z.string(),
  kind: z.enum(['positive', 'negative']),
  category: z.string().nullish(),
});
const labelledFile = z.object({ id: z.string(), files: z.record(z.string(), z.string()), expect: z.array(label) });

type Label = z.infer<typeof label>;
type LabelledFile = z.infer<typeof labelledFile>;

const NEAR = 2;

export const runner: SetRunner = {
  async run(cases, folder) {
    const scored = readScoredRules(folder);
    const files = cases.map((one) => labelledFile.parse(one));
    const categories = categoriesByFolder(files);
    const reviewer = createFilesReviewer();
    const judgements: Judgement[] = [];
    const unread: string[] = [];
    for (const one of files) {
      const findings = await findingsOf(one, reviewer).catch(() => null);
      if (findings === null) unread.push(one.id);
      else judgements.push(...judge(one, findings, categories.get(folderOf(one.id)) ?? new Set()));
    }
    await reviewer.close();
    const counted = judgements.filter(({ group }) => scored === null || group === CLEAN || scored.has(group));
    const covered = counted.filter(({ group }) => group === CLEAN || isCovered(group, files));
    const uncovered = counted.length - covered.length;
    return { judgements: covered, notes: notesOn(covered, counted, uncovered, unread) };
  },
};

const CLEAN = 'clean files';

function notesOn(covered: Judgement[], counted: Judgement[], uncovered: number, unread: readonly string[]): string[] {
  return [
    `average recall by rule: ${percent(averageRecall(covered))} of the rules above, ${percent(averageRecall(counted))} of all that count`,
    `${uncovered} labels are of categories for which there is no rule yet`,
    ...(unread.length === 0 ? [] : [`${unread.length} files could not be read: ${unread.join(', ')}`]),
  ];
}

async function findingsOf(one: LabelledFile, reviewer: FilesReviewer): Promise<readonly Finding[]> {
  const files = Object.entries(one.files).map(([path, text], index): [string, string] => {
    return [neutralPath(path, index), withNeutralNames(text)];
  });
  return reviewer.review(new Map(files));
}

function judge(one: LabelledFile, findings: readonly Finding[], categories: ReadonlySet<string>): Judgement[] {
  if (one.expect.length === 0) return [judgeClean(one, findings, categories)];
  const hit = new Set<Label>();
  for (const finding of findings) {
    const own = labelOf(finding, one.expect);
    if (own !== null) hit.add(own);
  }
  return one.expect.map((expected): Judgement => {
    const isHit = hit.has(expected);
    const outcome = expected.kind === 'positive' ? (isHit ? 'found' : 'missed') : isHit ? 'wrong' : 'silent';
    return { caseId: one.id, group: expected.rule, outcome, detail: `line ${expected.line}` };
  });
}

/** A clean file is silent when nothing of its folder's categories is reported in it. */
function judgeClean(one: LabelledFile, findings: readonly Finding[], categories: ReadonlySet<string>): Judgement {
  const heard = findings.filter(({ cwe }) => [...categories].some((category) => isOfCategory(cwe, category)));
  const detail = heard.map(({ ruleId, place }) => `${ruleId} in line ${place.span.startLine}`).join(', ');
  return { caseId: one.id, group: CLEAN, outcome: heard.length === 0 ? 'silent' : 'wrong', detail };
}

/** The nearest label that the finding counts for; the positive of two that are as near. */
function labelOf(finding: Finding, labels: readonly Label[]): Label | null {
  const line = finding.place.span.startLine;
  let nearest: { readonly label: Label; readonly rank: number } | null = null;
  for (const one of labels) {
    if (!isOfCategory(finding.cwe, one.category ?? '')) continue;
    const distance = Math.max(0, one.line - line, line - (one.end_line ?? one.line));
    if (distance > (one.kind === 'positive' ? NEAR : 0)) continue;
    const rank = one.kind === 'positive' ? distance : NEAR + 1;
    if (nearest === null || rank < nearest.rank) nearest = { label: one, rank };
  }
  return nearest?.label ?? null;
}

function isCovered(rule: string, files: readonly LabelledFile[]): boolean {
  const categories = files.flatMap((one) =>
    one.expect.filter((own) => own.rule === rule).map((own) => own.category ?? ''),
  );
  return categories.some((category) => RULES.some(({ definition }) => isOfCategory(definition.meta.cwe, category)));
}

function categoriesByFolder(files: readonly LabelledFile[]): ReadonlyMap<string, ReadonlySet<string>> {
  const categories = new Map<string, Set<string>>();
  for (const { id, expect } of files) {
    const own = categories.get(folderOf(id)) ?? new Set();
    for (const { category } of expect) if (category != null) own.add(category);
    categories.set(folderOf(id), own);
  }
  return categories;
}

function folderOf(id: string): string {
  return id.slice(0, id.lastIndexOf('/'));
}

/** One file with many labels must not carry the figure: each rule counts once. */
function averageRecall(judgements: readonly Judgement[]): number {
  const byRule = new Map<string, { found: number; all: number }>();
  for (const { group, outcome } of judgements) {
    if (outcome !== 'found' && outcome !== 'missed') continue;
    const counts = byRule.get(group) ?? { found: 0, all: 0 };
    byRule.set(group, { found: counts.found + (outcome === 'found' ? 1 : 0), all: counts.all + 1 });
  }
  const recalls = [...byRule.values()].map(({ found, all }) => found / all);
  return recalls.length === 0 ? 0 : recalls.reduce((sum, one) => sum + one, 0) / recalls.length;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** The rules that count, one a line; all of them where nobody says. */
function readScoredRules(folder: string): ReadonlySet<string> | null {
  const file = join(folder, 'scored-rules.txt');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  return new Set(lines.filter((line) => line !== '' && !line.startsWith('#')));
}
