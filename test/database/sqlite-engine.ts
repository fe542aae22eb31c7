/** SQLite for the contract suite: a folder a database, and a clock that goes when it is told to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openSqliteStore, type SqliteStoreOptions } from '#adapters/database/sqlite/open-store.ts';
import { decodeFacts, encodeFacts } from '#adapters/facts-cache/facts-codec.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import type { Store } from '#review/store/store.ts';
import { CONTRACT_SETTINGS, type ContractDatabase, type ContractEngine } from './contract/contract-database.ts';
import { seeded } from './contract/random.ts';

export const FACTS_CODEC: SqliteStoreOptions['factsCodec'] = {
  encode: encodeFacts,
  decode: (bytes) => decodeFacts(bytes) as FileFacts,
};

export interface SqliteDatabase extends ContractDatabase {
  readonly folder: string;
  /** As `open`, with a clock or settings of its own. */
  openWith(options: Partial<SqliteStoreOptions>): Promise<Store>;
  /** Now, by the clock of all its stores. */
  now(): number;
}

export const sqliteEngine: ContractEngine = {
  name: 'SQLite',
  create: async ({ realTime }) => createSqliteDatabase({ realTime }),
};

export function createSqliteDatabase({ realTime }: { readonly realTime: boolean }): SqliteDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-store-'));
  const stores: Store[] = [];
  let clock = Date.UTC(2026, 2, 1, 12);
  const now = realTime ? () => Date.now() : () => clock;
  const openWith = async (options: Partial<SqliteStoreOptions>): Promise<Store> => {
    const store = await openIn(folder, { now, random: seeded(stores.length), ...options });
    stores.push(store);
    return store;
  };
  return {
    folder,
    now,
    openWith,
    open: (worker = `worker-${stores.length}`) => openWith({ worker }),
    async passTime(milliseconds) {
      clock += milliseconds;
      if (realTime) await pause(milliseconds);
    },
    forChild: { module: fileURLToPath(import.meta.url), place: folder },
    async remove() {
      for (const store of stores) await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * In a process of its own, by the real clock.
 *
 * @public found by the path of this module
 */
export async function openForChild(place: string): Promise<Store> {
  return openIn(place, { worker: `process-${process.pid}` });
}

async function openIn(folder: string, options: Partial<SqliteStoreOptions>): Promise<Store> {
  const opened = await openSqliteStore({
    folder,
    now: () => Date.now(),
    random: seeded(process.pid),
    worker: 'worker',
    factsCodec: FACTS_CODEC,
    onProblem: (problem) => {
      throw problem;
    },
    settings: CONTRACT_SETTINGS,
    ...options,
  });
  if (opened.kind === 'refused') throw opened.problem;
  return opened.store;
}
