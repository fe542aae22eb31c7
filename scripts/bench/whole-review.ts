/** A whole review of a 20-file change on a temporary repository: as a user starts it, a new process each time, and warm. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openLocalRepository } from '#adapters/git/local-repository.ts';
import { RULES } from '#checks/registry.ts';
import { defaultPolicy } from '#policy/policy.ts';
import { review as reviewInProcess } from '#review/review.ts';
import { createScratchRepository } from '../../test/repositories/scratch-repository.ts';
import { createOutside } from '../../test/rules/outside.ts';
import { ROOT } from '../rule-files.ts';
import type { Corpus } from './corpus.ts';
import { median, timeRuns } from './stopwatch.ts';

/** Milliseconds. */
export interface ReviewTimes {
  /** From start to exit of the process, facts of files not known yet. */
  readonly cold: number;
  /** The same with the facts of the last review still in the cache. */
  readonly cached: number;
  /** The same, started by the Node that the machine has, which may have to start the project's own. */
  readonly byMachinesNode: number;
  /** The engine alone, in a process that has reviewed before: from the range to the verdict. */
  readonly warm: number;
}

const HANDLER = `
export async function addedForMeasuring(request, response) {
  const rows = await request.store.query('select name from places where id = ' + request.params.id);
  if (!(await request.member.mayRead(request.params.id))) return response.status(403).end();
  return response.json(rows);
}
`;

/** Throws where a review ends otherwise than with a verdict. */
export async function timeReviews(corpus: Corpus, changed: readonly string[], runs: number): Promise<ReviewTimes> {
  const repository = createScratchRepository();
  const cache = mkdtempSync(join(tmpdir(), 'bench-cache-'));
  try {
    for (const { path, text } of corpus.files) repository.write(path, text);
    const base = repository.commit('everything');
    repository.git('switch', '-q', '-c', 'change');
    for (const { path, text } of corpus.files) if (changed.includes(path)) repository.write(path, text + HANDLER);
    const head = repository.commit('twenty files');
    const run = (node: string, flags: readonly string[]) => () => review({ node, dir: repository.dir, cache, flags });
    return {
      cold: median(timesOf(runs, run(process.execPath, ['--no-cache']))),
      cached: median(timesOf(runs, run(process.execPath, []))),
      byMachinesNode: median(timesOf(runs, run('node', []))),
      warm: median(await timeWarmReviews(repository.dir, { base, head }, runs)),
    };
  } finally {
    repository.dispose();
    rmSync(cache, { recursive: true, force: true });
  }
}

async function timeWarmReviews(dir: string, range: { base: string; head: string }, runs: number): Promise<number[]> {
  const repository = await openLocalRepository({ dir, environment: process.env });
  const outside = createOutside();
  const ports = { ...outside, repository };
  const base = { sha: range.base, ref: 'main' };
  const request = {
    range: { base, head: { sha: range.head, ref: 'change' }, target: base },
    pullRequest: null,
    policy: defaultPolicy(),
    policyUse: { source: 'built-in default', digest: '', mode: 'observe', warnings: [] },
    rules: RULES,
    engine: 'bench',
    decidedAt: '2030-01-01T00:00:00Z',
  } as const;
  const times = await timeRuns(runs, () => reviewInProcess(ports, request));
  await Promise.all([repository.close(), outside.close()]);
  return times;
}

function timesOf(runs: number, run: () => number): number[] {
  run();
  return Array.from({ length: runs }, run);
}

interface Start {
  readonly node: string;
  readonly dir: string;
  readonly cache: string;
  readonly flags: readonly string[];
}

function review({ node, dir, cache, flags }: Start): number {
  const command = [
    join(ROOT, 'bin', 'countersign.js'),
    'review',
    '--repo',
    dir,
    '--base',
    'main',
    '--fail-on',
    'never',
  ];
  const started = performance.now();
  const run = spawnSync(node, [...command, '--format', 'json', ...flags], {
    env: { ...process.env, XDG_CACHE_HOME: cache },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const took = performance.now() - started;
  if (run.status !== 0) throw new Error(`the review ended with ${String(run.status)}: ${run.stderr}`);
  return took;
}
