/**
 * authz-mutants: handlers of real applications in which a guard was removed, moved behind the work, left without an exit,
 * not awaited or weakened. Each mutant is a change of one file in the tree of its application. It counts as found when
 * something new of the area auth lies in its handler; each handler as it was counts once, and must stay silent.
 */
import { z } from 'zod';
import type { ModuleFacts } from '#analysis/module-facts.ts';
import { RULES } from '#checks/registry.ts';
import type { Finding } from '#domain/finding.ts';
import type { LineRange, Side } from '#domain/span.ts';
import type { Gathered } from '#review/gather/gathered.ts';
import type { CaseFile } from '../../../test/rules/cases.ts';
import { createOutside, type ClosableOutside } from '../../../test/rules/outside.ts';
import { runCase } from '../../../test/rules/run-case.ts';
import { type Judgement, type SetRunner, type Tally, tallyByGroup } from '../judgement.ts';

const mutantCase = z.object({
  id: z.string(),
  app: z.string(),
  mutation: z.string(),
  handler: z.string(),
  guard_line: z.number(),
  file: z.string(),
  before: z.string(),
  after: z.string(),
});

type Mutant = z.infer<typeof mutantCase>;

/** The files of an application as they were, by path. */
type Tree = ReadonlyMap<string, string>;

const AUTH_RULES = RULES.filter(({ definition }) => definition.meta.area === 'auth');

export const runner: SetRunner = {
  async run(cases) {
    const mutants = cases.map((one) => mutantCase.parse(one));
    const outside = createOutside();
    const judgements: Judgement[] = [];
    const alone: Judgement[] = [];
    for (const app of new Set(mutants.map((mutant) => mutant.app))) {
      const own = mutants.filter((mutant) => mutant.app === app);
      const tree = new Map(own.map((mutant) => [mutant.file, mutant.before]));
      judgements.push(...(await judgeHandlers(tree, own, outside)));
      for (const mutant of own) {
        judgements.push(await judgeMutant(tree, mutant, mutant.before, outside));
        alone.push(await judgeMutant(tree, mutant, null, outside));
      }
    }
    await outside.close();
    return {
      judgements,
      notes: ['of the head alone, without a base to compare:', ...tallyByGroup(alone).map(tellAlone)],
    };
  },
};

function tellAlone([group, { found, missed }]: readonly [string, Tally]): string {
  return `  ${group}: ${found} of ${found + missed} found`;
}

/** `before` is null where the mutant is read as a file that the change adds. */
async function judgeMutant(
  tree: Tree,
  mutant: Mutant,
  before: string | null,
  outside: ClosableOutside,
): Promise<Judgement> {
  const files = [...tree].map(([path, text]) =>
    path === mutant.file ? changed(path, before, mutant.after) : kept(path, text),
  );
  const { findings, gathered } = await runCase(AUTH_RULES, files, outside);
  const lines = { base: linesOfHandler(mutant, gathered, 'base'), head: linesOfHandler(mutant, gathered, 'head') };
  const own = findings.filter(({ state, place }) => {
    return state === 'new' && place.path === mutant.file && liesIn(place.span.startLine, lines[place.side]);
  });
  const detail = own.length === 0 ? `${mutant.handler}, guard in line ${mutant.guard_line}` : told(own);
  const outcome = own.length === 0 ? 'missed' : 'found';
  return { caseId: mutant.id, group: `${mutant.app}, ${mutant.mutation}`, outcome, detail };
}

/** Everything as it was, read as a change that adds it all. */
async function judgeHandlers(tree: Tree, mutants: readonly Mutant[], outside: ClosableOutside): Promise<Judgement[]> {
  const { findings, gathered } = await runCase(
    AUTH_RULES,
    [...tree].map(([path, text]) => changed(path, null, text)),
    outside,
  );
  const handlers = new Map(mutants.map((mutant) => [`${mutant.file} ${mutant.handler}`, mutant]));
  return [...handlers].map(([caseId, mutant]): Judgement => {
    const lines = linesOfHandler(mutant, gathered, 'head');
    const own = findings.filter(({ place }) => place.path === mutant.file && liesIn(place.span.startLine, lines));
    const outcome = own.length === 0 ? 'silent' : 'wrong';
    return { caseId, group: `${mutant.app}, handlers as they were`, outcome, detail: told(own) };
  });
}

function told(findings: readonly Finding[]): string {
  return findings
    .map(({ ruleId, place, message }) => `${ruleId} in line ${place.span.startLine}: ${message}`)
    .join('; ');
}

function liesIn(line: number, ranges: readonly LineRange[]): boolean {
  return ranges.some(({ start, end }) => line >= start && line <= end);
}

/** The lines of the functions of the handler's name with the decorators above them. */
function linesOfHandler(mutant: Mutant, gathered: Gathered, side: Side): LineRange[] {
  const facts = gathered.facts[side].get(mutant.file);
  if (facts?.kind !== 'module') return [];
  return facts.functions
    .filter((fn) => fn.name === mutant.handler)
    .map((fn) => ({ start: firstDecoratorLine(facts, fn) ?? fn.span.startLine, end: fn.span.endLine }));
}

function firstDecoratorLine(facts: ModuleFacts, fn: ModuleFacts['functions'][number]): number | null {
  const parent = fn.parent === null ? undefined : facts.functions[fn.parent];
  const lines = fn.decorators.map((node) => parent?.nodes[node]?.span.startLine ?? fn.span.startLine);
  return lines.length === 0 ? null : Math.min(...lines, fn.span.startLine);
}

function kept(path: string, text: string): CaseFile {
  return { path, base: text, head: text, hunks: [] };
}

/** One hunk, from the first line that differs to the last. */
function changed(path: string, base: string | null, head: string): CaseFile {
  const before = base === null ? [] : base.split('\n');
  const after = head.split('\n');
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let tail = 0;
  const shorter = Math.min(before.length, after.length) - start;
  while (tail < shorter && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const range = (lines: readonly string[]): LineRange => ({ start: start + 1, end: lines.length - tail });
  return { path, base, head, hunks: [{ base: range(before), head: range(after) }] };
}
