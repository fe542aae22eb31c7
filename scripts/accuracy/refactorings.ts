/**
 * How often a guard that is kept is reported, and one that is lost is not, on handlers of our own writing in seven
 * frameworks: `node scripts/node.mjs scripts/accuracy/refactorings.ts [--cases]`.
 */
import { parseArgs } from 'node:util';
import { createOutside } from '../../test/rules/outside.ts';
import { type Judgement, tallyByGroup } from './judgement.ts';
import { handlerCases } from './refactorings/handlers.ts';
import { judgeHandler } from './refactorings/measure.ts';

const { values } = parseArgs({ options: { cases: { type: 'boolean', default: false } } });
const outside = createOutside();
const judgements: Judgement[] = [];
const cases = handlerCases();
for (const one of cases) judgements.push(...(await judgeHandler(one, outside)));
await outside.close();

console.log(`${cases.length} handlers\n`);
for (const [group, { found, missed, silent, wrong }] of tallyByGroup(judgements))
  console.log(
    `${group.padEnd(40)} ${found + missed > 0 ? `found ${found}, missed ${missed}` : `silent ${silent}, wrong ${wrong}`}`,
  );
if (values.cases)
  for (const { outcome, group, caseId, detail } of judgements)
    if (outcome === 'missed' || outcome === 'wrong') console.log(`${outcome}  ${group}  ${caseId}: ${detail}`);
