/** The bench measures on what it says: source of several packages, the same each time. */
import { describe, expect, it } from '@jest/globals';
import { collectCorpus } from '../scripts/bench/corpus.ts';
import { median, timeRuns } from '../scripts/bench/stopwatch.ts';

describe('the corpus of the bench', () => {
  const corpus = collectCorpus(3_000);

  it('has about as many lines as asked for, from more than one package', () => {
    expect(corpus.lines).toBeGreaterThanOrEqual(3_000);
    const packages = new Set(corpus.files.map(({ path }) => path.split('/')[1]));
    expect(packages.size).toBeGreaterThan(1);
  });

  it('is the same again', () => {
    expect(collectCorpus(3_000).files.map(({ path }) => path)).toEqual(corpus.files.map(({ path }) => path));
  });
});

describe('timing', () => {
  it('gives a time for each run but the first', async () => {
    let runs = 0;
    expect((await timeRuns(3, () => (runs += 1))).length).toBe(3);
    expect(runs).toBe(4);
  });

  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
  ])('the median of %j is %d', (values, middle) => {
    expect(median(values)).toBe(middle);
  });
});
