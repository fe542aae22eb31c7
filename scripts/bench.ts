/**
 * How long each stage of the engine takes: `npm run bench [-- --lines 60000] [--runs 5]`. Measures on source from the
 * checkout's own node_modules; writes nothing but a temporary repository, which it removes.
 */
import { parseArgs } from 'node:util';
import { timeCache } from './bench/cache-stages.ts';
import { collectCorpus } from './bench/corpus.ts';
import { extractCorpus, type Extraction } from './bench/extraction-stages.ts';
import { timeIndex } from './bench/index-stages.ts';
import { timeInfrastructure } from './bench/infrastructure-review.ts';
import { describeMachine } from './bench/machine.ts';
import { linkCorpus, queryCorpus, someOf } from './bench/program-stages.ts';
import { timeSecrets } from './bench/secret-stages.ts';
import { timeProvenance } from './bench/provenance-stage.ts';
import { median, timeRuns } from './bench/stopwatch.ts';
import { timeReviews } from './bench/whole-review.ts';

const { values } = parseArgs({
  options: { lines: { type: 'string', default: '60000' }, runs: { type: 'string', default: '5' } },
});
const runs = Number(values.runs);
const corpus = collectCorpus(Number(values.lines));

console.log(describeMachine());
console.log(
  `${corpus.files.length} files, ${corpus.lines} lines, ${(corpus.bytes / 1e6).toFixed(1)} MB; medians of ${runs} runs\n`,
);

const extractions: Extraction[] = [];
for (let run = 0; run <= runs; run += 1) extractions.push(await extractCorpus(corpus));
const [first, ...counted] = extractions;
if (first === undefined) throw new RangeError('no runs');
for (const stage of ['parse', 'lower', 'extract'] as const) {
  tell(stage, median(counted.map(({ times }) => times[stage])), corpus.bytes);
}
console.log(`${first.failed} files failed, ${first.withBrokenRegions} with regions that could not be read`);

const { facts } = first;
const cache = await timeCache(facts, runs);
tell('facts: keep', cache.save, corpus.bytes);
tell('facts: load', cache.load, corpus.bytes);
const twenty = someOf(facts, 20);
const index = timeIndex(corpus, twenty, runs);
tell('index: made anew', index.anew, corpus.bytes);
tell('index: brought up', index.broughtUp);
tell('index: look up', index.lookUp);
tell('link', median(await timeRuns(runs, () => linkCorpus(facts, twenty, 'head'))));
tellQuery('query, 20 files changed', twenty, runs);
tellQuery('query, all files changed', [...facts.keys()], 1);

const secrets = await timeSecrets(corpus, runs);
tell('secrets', secrets.corpus, corpus.bytes);
tell('secrets, hostile text', secrets.hostile.milliseconds, 1_000_000);
console.log(
  `  ${secrets.found} found; the slowest of the hostile texts repeats ${JSON.stringify(secrets.hostile.piece)}`,
);

tell('provenance, 1,000 commits', timeProvenance(runs));
const review = await timeReviews(corpus, twenty, runs);
tell('review, nothing known', review.cold);
tell('review, facts in the cache', review.cached);
tell("review, machine's own Node", review.byMachinesNode);
tell('review, engine alone, warm', review.warm);

const infrastructure = await timeInfrastructure(runs);
tell(`${infrastructure.files} infrastructure files`, infrastructure.review);
console.log(`  ${infrastructure.lines} lines changed, ${infrastructure.findings} findings`);

function tellQuery(stage: string, changed: readonly string[], times: number): void {
  const queries = Array.from({ length: times + 1 }, () => queryCorpus(facts, changed)).slice(1);
  tell(stage, median(queries.map(({ milliseconds }) => milliseconds)));
  const crashes = queries[0]?.result.notChecked ?? [];
  for (const { detail } of crashes.slice(0, 3)) console.log(`  ${detail}`);
}

/** `bytes` where a stage's time grows with the text it reads. */
function tell(stage: string, milliseconds: number, bytes?: number): void {
  const speed = bytes === undefined ? '' : `${(bytes / 1e3 / milliseconds).toFixed(1).padStart(8)} MB/s`;
  console.log(`${stage.padEnd(28)} ${milliseconds.toFixed(0).padStart(7)} ms ${speed}`);
}
