/** Reading who or what wrote 1,000 commits: messages of ordinary length, some with trailers, some with a pull request's text. */
import { performance } from 'node:perf_hooks';
import type { Commit } from '#domain/snapshot.ts';
import { readProvenance } from '#provenance/read-provenance.ts';
import { median } from './stopwatch.ts';

const COUNT = 1_000;
const ADA = { name: 'Ada Example', email: 'ada@example.com' };
const PARAGRAPH =
  'The cache is asked first, and with what it gives the list is drawn; what is missing is read from the store.\n';
const ENDINGS = [
  'Signed-off-by: Ada Example <ada@example.com>\n',
  'Co-Authored-By: Claude <noreply@anthropic.com>\n',
  '## AI assistance\n\n- [x] No AI tools were used for this change.\n',
  '* one thing\n* another thing\n\n---------\n\nCo-authored-by: Bo Example <bo@example.com>\n',
];

/** Milliseconds, the median of so many runs after one that is not counted. */
export function timeProvenance(runs: number): number {
  const commits = Array.from({ length: COUNT }, (_, index) => commit(index));
  const times: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const started = performance.now();
    readProvenance({ commits, pullRequest: null });
    if (run > 0) times.push(performance.now() - started);
  }
  return median(times);
}

function commit(index: number): Commit {
  const message = `Draw the list ${index}\n\n${PARAGRAPH.repeat(1 + (index % 5))}\n${ENDINGS[index % ENDINGS.length] ?? ''}`;
  const sha = index.toString(16).padStart(40, '0');
  return { sha, parents: [], author: ADA, committer: ADA, authoredAt: '2030-01-01T00:00:00Z', message };
}
