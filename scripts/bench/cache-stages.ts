/** Keeping and loading facts through the cache on disk, in a temporary folder. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createFolderFactsStore } from '#adapters/facts-cache/folder-facts-store.ts';
import type { FactsByPath } from './program-stages.ts';
import { median, timeRuns } from './stopwatch.ts';

export interface CacheTimes {
  readonly save: number;
  readonly load: number;
}

/** Throws where something that was kept is not found again: the time would mean nothing. */
export async function timeCache(facts: FactsByPath, runs: number): Promise<CacheTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-facts-'));
  try {
    const store = createFolderFactsStore({ folder, maxBytes: 2 ** 31 });
    const entries = new Map([...facts].map(([path, own]) => [createHash('sha256').update(path).digest('hex'), own]));
    const started = performance.now();
    await store.save(entries);
    const save = performance.now() - started;
    const load = median(
      await timeRuns(runs, async () => {
        const found = await store.load([...entries.keys()]);
        if (found.size !== entries.size)
          throw new RangeError(`${found.size} of ${entries.size} facts were found again`);
      }),
    );
    return { save, load };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
