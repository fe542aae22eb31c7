/**
 * Facts in a folder, one compressed file a blob, for reviews on one machine. Whatever goes wrong with it costs time
 * and nothing else: an entry that cannot be read is not there, one that cannot be written is not kept. Any number of
 * processes may share the folder.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, futimesSync, openSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { FactsStore, KeptFacts } from '#review/ports.ts';
import { decodeFacts, encodeFacts } from './facts-codec.ts';
import { trimFolder } from './trim-folder.ts';

export interface FolderFactsOptions {
  readonly folder: string;
  /** Of all entries, roughly: 256 MB if not given, enough for the history of a repository of 600,000 lines. */
  readonly maxBytes?: number;
}

/** Entries are spread over this many folders by the first two digits of their keys. */
const FOLDERS = 256;
/** Synchronous reading is three times as fast; other work gets its turn after so many. */
const READ_AT_ONCE = 100;
const WRITE_AT_ONCE = 16;
/** An entry that was used is young again; noting that once a day is enough. */
const TOUCH_AFTER_MS = 24 * 60 * 60 * 1000;
/** No entry is near this large; a damaged one might claim to be. */
const MAX_ENTRY_BYTES = 64 * 1024 * 1024;

const COMPRESSION = {
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
};

export function createFolderFactsStore({ folder, maxBytes = 256 * 1024 * 1024 }: FolderFactsOptions): FactsStore {
  const entryOf = (key: string): string => join(folder, key.slice(0, 2), key.slice(2));
  return {
    async load(keys) {
      const found = new Map<string, KeptFacts>();
      const now = Date.now();
      for (const [index, key] of keys.entries()) {
        if (index % READ_AT_ONCE === READ_AT_ONCE - 1) await setImmediate();
        const facts = isKey(key) ? readEntry(entryOf(key), now) : null;
        if (facts !== null) found.set(key, facts);
      }
      return found;
    },
    async save(entries) {
      const writable = [...entries].filter(([key]) => isKey(key));
      for (let at = 0; at < writable.length; at += WRITE_AT_ONCE) {
        const batch = writable.slice(at, at + WRITE_AT_ONCE);
        const written = await Promise.all(batch.map(([key, facts]) => writeEntry(entryOf(key), facts)));
        if (written.includes(false)) return;
      }
      // As many folders as make up for what was added: an eighth of the entries, each in a folder picked by its key.
      const folders = new Set(writable.filter((_, index) => index % 8 === 0).map(([key]) => key.slice(0, 2)));
      for (const name of folders) await trimFolder(join(folder, name), maxBytes / FOLDERS, Date.now());
    },
  };
}

/** Keys are hashes; nothing else becomes a path. */
function isKey(key: string): boolean {
  return /^[0-9a-f]{64}$/.test(key);
}

function readEntry(file: string, now: number): KeptFacts | null {
  try {
    const handle = openSync(file, 'r');
    try {
      touch(handle, now);
      const bytes = zstdDecompressSync(readFileSync(handle), { maxOutputLength: MAX_ENTRY_BYTES });
      return decodeFacts(bytes) as KeptFacts;
    } finally {
      closeSync(handle);
    }
  } catch {
    return null;
  }
}

function touch(handle: number, now: number): void {
  if (now - fstatSync(handle).mtimeMs <= TOUCH_AFTER_MS) return;
  try {
    futimesSync(handle, now / 1000, now / 1000);
  } catch {
    // A folder that is only read is used all the same.
  }
}

/** False where the folder cannot be written. */
async function writeEntry(file: string, facts: KeptFacts): Promise<boolean> {
  const unfinished = `${file}.${randomUUID()}.tmp`;
  try {
    const bytes = zstdCompressSync(encodeFacts(facts), COMPRESSION);
    await mkdir(join(file, '..'), { recursive: true, mode: 0o700 });
    await writeFile(unfinished, bytes, { mode: 0o600 });
    await rename(unfinished, file);
    return true;
  } catch {
    await rm(unfinished, { force: true }).catch(() => undefined);
    return false;
  }
}
