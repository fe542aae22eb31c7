/** Keeps a folder of entries below a size by removing those that have not been used for longest. */
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Removing a quarter more than needed leaves room until the next time. */
const KEPT_SHARE = 0.75;
/** What a process that was killed has left behind. */
const UNFINISHED_AFTER_MS = 60 * 60 * 1000;

/** @param now milliseconds since 1970 */
export async function trimFolder(folder: string, maxBytes: number, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const entries = await Promise.all(names.map((name) => measure(join(folder, name))));
  const present = entries.filter((entry) => entry !== null);
  const isStale = (entry: Entry): boolean => entry.file.endsWith('.tmp') && now - entry.usedAt > UNFINISHED_AFTER_MS;
  const removed = present.filter(isStale);
  const kept = present.filter((entry) => !isStale(entry)).sort((one, other) => one.usedAt - other.usedAt);
  let size = kept.reduce((sum, entry) => sum + entry.bytes, 0);
  if (size > maxBytes) {
    for (const entry of kept) {
      if (size <= maxBytes * KEPT_SHARE) break;
      removed.push(entry);
      size -= entry.bytes;
    }
  }
  await Promise.all(removed.map(({ file }) => rm(file, { force: true }).catch(() => undefined)));
}

interface Entry {
  readonly file: string;
  readonly bytes: number;
  readonly usedAt: number;
}

async function measure(file: string): Promise<Entry | null> {
  try {
    const { size, mtimeMs } = await stat(file);
    return { file, bytes: size, usedAt: mtimeMs };
  } catch {
    return null;
  }
}
