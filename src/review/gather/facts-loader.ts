/** Facts of texts: from the store where it has them, else extracted and kept for the next time. */
import { createHash } from 'node:crypto';
import type { Dialect, FileFacts } from '#analysis/file-facts.ts';
import { EXTRACTOR_VERSION } from '#analysis/module-facts.ts';
import type { ExtractionResult, ExtractionTask, FactsExtractor, FactsStore, KeptFacts, Progress } from '../ports.ts';

export interface FactsLoader {
  /** The outcome for each task, by `factsKey`. */
  load(tasks: readonly ExtractionTask[]): Promise<ReadonlyMap<string, ExtractionResult>>;
  /** Waits until everything is kept that is going to be. */
  settle(): Promise<void>;
}

/** Facts depend on these three alone. */
export function factsKey(oid: string, dialect: Dialect): string {
  return createHash('sha256').update(`${oid}\0${dialect}\0${EXTRACTOR_VERSION}`).digest('hex');
}

/** UTF-16 units that are handed over at once: enough to be worth threads, little enough to show progress. */
const BATCH_LENGTH = 4 * 1024 * 1024;

export function createFactsLoader(store: FactsStore, extractor: FactsExtractor, progress: Progress): FactsLoader {
  const saving: Promise<void>[] = [];
  return {
    async load(tasks) {
      const byKey = new Map(tasks.map((task) => [factsKey(task.oid, task.dialect), task]));
      const outcomes = new Map<string, ExtractionResult>();
      for (const [key, facts] of await loadKept(store, [...byKey.keys()])) {
        if (facts.kind !== 'import-index' && facts.version === EXTRACTOR_VERSION) outcomes.set(key, { facts });
      }
      const missing = [...byKey].filter(([key]) => !outcomes.has(key));
      let done = 0;
      for (const batch of inBatches(missing)) {
        progress.step('Reading code', done, missing.length);
        const results = await extractor.extract(batch.map(([, task]) => task));
        const fresh = new Map<string, FileFacts>();
        for (const [index, [key]] of batch.entries()) {
          const result = results[index] ?? { failed: 'no answer came for it' };
          outcomes.set(key, result);
          if ('facts' in result) fresh.set(key, result.facts);
        }
        // Losing facts costs time, never truth.
        if (fresh.size > 0) saving.push(store.save(fresh).catch(() => undefined));
        done += batch.length;
      }
      if (missing.length > 0) progress.step('Reading code', done, missing.length);
      return outcomes;
    },
    async settle() {
      await Promise.all(saving);
    },
  };
}

async function loadKept(store: FactsStore, keys: readonly string[]): Promise<ReadonlyMap<string, KeptFacts>> {
  try {
    return await store.load(keys);
  } catch {
    return new Map();
  }
}

function inBatches<T>(tasks: readonly (readonly [T, ExtractionTask])[]): (readonly [T, ExtractionTask])[][] {
  const batches: (readonly [T, ExtractionTask])[][] = [];
  let length = Infinity;
  for (const task of tasks) {
    if (length > BATCH_LENGTH) {
      batches.push([]);
      length = 0;
    }
    batches.at(-1)?.push(task);
    length += task[1].text.length;
  }
  return batches;
}
