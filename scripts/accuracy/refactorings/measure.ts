/** Reads handlers, their refactorings and their mutants with the rules of the area auth, as changes of one file. */
import { RULES } from '#checks/registry.ts';
import type { Finding } from '#domain/finding.ts';
import type { CaseFile } from '../../../test/rules/cases.ts';
import { runCase, type Outside } from '../../../test/rules/run-case.ts';
import type { Judgement } from '../judgement.ts';
import type { HandlerCase } from './handlers.ts';

const AUTH_RULES = RULES.filter(({ definition }) => definition.meta.area === 'auth');

export async function judgeHandler(one: HandlerCase, outside: Outside): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  const asIs = await newFindings(one.path, null, one.text, outside);
  judgements.push(judge(one, 'handlers as they are', asIs, false));
  for (const [name, text] of Object.entries(one.refactorings))
    judgements.push(judge(one, `guard kept: ${name}`, await newFindings(one.path, one.text, text, outside), false));
  for (const [name, text] of Object.entries(one.mutants)) {
    judgements.push(judge(one, `guard lost: ${name}`, await newFindings(one.path, one.text, text, outside), true));
    const alone = await newFindings(one.path, null, text, outside);
    judgements.push(judge(one, `head alone: ${name}`, alone, true));
  }
  return judgements;
}

async function newFindings(path: string, base: string | null, head: string, outside: Outside): Promise<Finding[]> {
  const lines = (text: string | null): number => text?.split('\n').length ?? 0;
  const hunk = { base: { start: 1, end: lines(base) }, head: { start: 1, end: lines(head) } };
  const file: CaseFile = { path, base, head, hunks: [hunk] };
  const { findings, broken } = await runCase(AUTH_RULES, [file], outside);
  if (broken.length > 0) throw new Error(`${path} does not parse:\n${head}`);
  return findings.filter(({ state }) => state === 'new');
}

function judge(one: HandlerCase, group: string, found: readonly Finding[], expected: boolean): Judgement {
  const told = found.map(({ ruleId, message }) => `${ruleId}: ${message}`).join('; ');
  const outcome = expected ? (found.length > 0 ? 'found' : 'missed') : found.length > 0 ? 'wrong' : 'silent';
  return { caseId: one.id, group, outcome, detail: told };
}
