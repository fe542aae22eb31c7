/** A whole review of a 20-file change, as a user starts it: a new process each time, on a temporary repository. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createScratchRepository } from '../../test/repositories/scratch-repository.ts';
import { ROOT } from '../rule-files.ts';
import type { Corpus } from './corpus.ts';
import { median } from './stopwatch.ts';

export interface ReviewTimes {
  /** Milliseconds from start to exit of the process, facts of files not known yet. */
  readonly cold: number;
  /** The same with the facts of the last review still in the cache. */
  readonly cached: number;
}

const HANDLER = `
export async function addedForMeasuring(request, response) {
  const rows = await request.store.query('select name from places where id = ' + request.params.id);
  if (!(await request.member.mayRead(request.params.id))) return response.status(403).end();
  return response.json(rows);
}
`;

/** Throws where a review ends otherwise than with a verdict. */
export function timeReviews(corpus: Corpus, changed: readonly string[], runs: number): ReviewTimes {
  const repository = createScratchRepository();
  const cache = mkdtempSync(join(tmpdir(), 'bench-cache-'));
  try {
    for (const { path, text } of corpus.files) repository.write(path, text);
    repository.commit('everything');
    repository.git('switch', '-q', '-c', 'change');
    for (const { path, text } of corpus.files) if (changed.includes(path)) repository.write(path, text + HANDLER);
    repository.commit('twenty files');
    const cold = timesOf(runs, () => review(repository.dir, cache, ['--no-cache']));
    const cached = timesOf(runs, () => review(repository.dir, cache, []));
    return { cold: median(cold), cached: median(cached) };
  } finally {
    repository.dispose();
    rmSync(cache, { recursive: true, force: true });
  }
}

function timesOf(runs: number, run: () => number): number[] {
  run();
  return Array.from({ length: runs }, run);
}

function review(dir: string, cache: string, flags: readonly string[]): number {
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
  const run = spawnSync(process.execPath, [...command, '--format', 'json', ...flags], {
    env: { ...process.env, XDG_CACHE_HOME: cache },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const took = performance.now() - started;
  if (run.status !== 0) throw new Error(`the review ended with ${String(run.status)}: ${run.stderr}`);
  return took;
}
