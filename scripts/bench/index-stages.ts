/** The derived index over a corpus: made anew from all texts, brought up to a commit that changed twenty files, and asked about those. */
import { performance } from 'node:perf_hooks';
import { emptyIndex, importersIn, updateIndex } from '#analysis/index/import-index.ts';
import { importWords } from '#analysis/index/import-words.ts';
import type { Corpus } from './corpus.ts';
import { median } from './stopwatch.ts';

/** Milliseconds. */
export interface IndexTimes {
  readonly anew: number;
  readonly broughtUp: number;
  readonly lookUp: number;
}

export function timeIndex(corpus: Corpus, changed: readonly string[], runs: number): IndexTimes {
  const times: Record<keyof IndexTimes, number>[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const started = performance.now();
    const index = updateIndex(emptyIndex('1'), { ...NOTHING, commit: '1', modules: wordsOf(corpus.files) });
    const made = performance.now();
    const later = corpus.files.filter(({ path }) => changed.includes(path));
    const updated = updateIndex(index, { ...NOTHING, commit: '2', modules: wordsOf(later) });
    const broughtUp = performance.now();
    importersIn(updated, changed);
    const lookedUp = performance.now();
    if (run > 0) times.push({ anew: made - started, broughtUp: broughtUp - made, lookUp: lookedUp - broughtUp });
  }
  const of = (stage: keyof IndexTimes): number => median(times.map((time) => time[stage]));
  return { anew: of('anew'), broughtUp: of('broughtUp'), lookUp: of('lookUp') };
}

const NOTHING = { leftOut: 0, replaced: new Set<string>() };

function wordsOf(files: Corpus['files']): Map<string, readonly string[]> {
  return new Map(files.map(({ path, text }) => [path, importWords(text)]));
}
