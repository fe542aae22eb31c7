/**
 * How often the engine is right, on labelled cases that nobody here wrote: `npm run accuracy -- DIR [--set NAME] [--cases]`.
 * DIR holds sets as `<set>.jsonl(.gz)`. Each set has a runner, `scripts/accuracy/sets/<set>.ts`; one without is said to be
 * not measured. Reads alone; exits 0 whatever the figures are.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Judgement, SetResult, SetRunner, Tally } from './accuracy/judgement.ts';
import { recall, silence, tally, tallyByGroup } from './accuracy/judgement.ts';
import { findSets, isDisputed, readCases, readDisputes, type LabelledSet } from './accuracy/labelled-sets.ts';

const USAGE = 'npm run accuracy -- DIR [--set NAME]… [--cases]';

await main();

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { set: { type: 'string', multiple: true }, cases: { type: 'boolean', default: false } },
  });
  const [folder] = positionals;
  if (folder === undefined || !existsSync(folder)) {
    console.error(`${folder === undefined ? 'Which folder?' : `${folder} is not there.`}\n\n${USAGE}`);
    process.exit(2);
  }
  const sets = findSets(folder).filter((set) => values.set === undefined || values.set.includes(set.name));
  const unmeasured: string[] = [];
  for (const set of sets) {
    const runner = await loadRunner(set);
    if (runner === null) unmeasured.push(set.name);
    else printSet(set, await runSet(set, runner, folder), values.cases);
  }
  if (unmeasured.length > 0) console.log(`not measured yet: ${unmeasured.join(', ')}`);
}

async function loadRunner(set: LabelledSet): Promise<SetRunner | null> {
  const file = new URL(`./accuracy/sets/${set.name}.ts`, import.meta.url);
  if (!existsSync(file)) return null;
  const { runner } = (await import(file.href)) as { readonly runner: SetRunner };
  return runner;
}

async function runSet(set: LabelledSet, runner: SetRunner, folder: string): Promise<SetResult> {
  const all = readCases(set);
  const disputes = readDisputes(folder);
  const cases = all.filter((one) => !isDisputed(one.id, set.name, disputes));
  const { judgements, notes } = await runner.run(cases, folder);
  const leftOut = all.length - cases.length;
  return { judgements, notes: [`${cases.length} cases, ${leftOut} disputed ones left out`, ...notes] };
}

function printSet(set: LabelledSet, { judgements, notes }: SetResult, withCases: boolean): void {
  console.log(`${set.name}\n`);
  const rows: [string, Tally][] = [...tallyByGroup(judgements), ['all', tally(judgements)]];
  const width = Math.max(...rows.map(([name]) => name.length));
  console.log(`  ${''.padEnd(width)}   found  missed         silent   wrong`);
  for (const [name, counts] of rows) console.log(`  ${name.padEnd(width)}  ${tellTally(counts)}`);
  console.log('');
  for (const note of notes) console.log(`  ${note}`);
  if (withCases) printCases(judgements);
  console.log('');
}

function tellTally(counts: Tally): string {
  const number = (value: number): string => String(value).padStart(6);
  const share = (value: number | null): string => (value === null ? '' : `${(value * 100).toFixed(1)} %`).padStart(8);
  const { found, missed, silent, wrong } = counts;
  return `${number(found)}  ${number(missed)} ${share(recall(counts))} ${number(silent)}  ${number(wrong)} ${share(silence(counts))}`;
}

function printCases(judgements: readonly Judgement[]): void {
  const mistakes = judgements.filter(({ outcome }) => outcome === 'missed' || outcome === 'wrong');
  console.log('');
  for (const { outcome, group, caseId, detail } of mistakes)
    console.log(`  ${outcome}  ${group}  ${caseId}: ${detail}`);
}
