/**
 * Facts in a database file of their own: they can be made again, so they need not wait for the disk, must not fill the
 * one that holds what cannot, and a damaged file is thrown away. Whatever goes wrong with them costs time and nothing
 * else. Any number of processes may share the file.
 */
import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { sql, type Kysely } from 'kysely';
import type { FactsStore, KeptFacts } from '#review/ports.ts';
import { StoreError } from '#review/store/store-error.ts';
import { openConnection, type SqliteConnection } from './connection.ts';
import type { Patience } from './patience.ts';

/** Facts as bytes and back; `decode` throws on what it did not write. */
export interface FactsCodec {
  encode(facts: KeptFacts): Uint8Array;
  decode(bytes: Buffer): KeptFacts;
}

export interface SqliteFactsOptions {
  readonly file: string;
  readonly codec: FactsCodec;
  readonly maxBytes: number;
  readonly patience: Patience;
  readonly now: () => number;
  /** Told what went wrong, if anybody wants to know. */
  readonly onProblem: (problem: unknown) => void;
}

export interface ClosableFactsStore extends FactsStore {
  close(): void;
}

interface FactsTable {
  readonly facts: { key: string; bytes: Uint8Array; size: number; used_at: number };
}

const READ_AT_ONCE = 100;
const WRITE_AT_ONCE = 32;
/** An entry that was used is young again; noting that once a day is enough. */
const TOUCH_AFTER_MS = 24 * 60 * 60 * 1000;
/** No entry is near this large; a damaged one might claim to be. */
const MAX_ENTRY_BYTES = 64 * 1024 * 1024;
const COMPRESSION = { params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 } };

/** @throws StoreError where no file can be made at all */
export async function openFactsStore(options: SqliteFactsOptions): Promise<ClosableFactsStore> {
  const { codec, maxBytes, now, onProblem } = options;
  const connection = await openTables(options);
  const { db } = connection;

  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      onProblem(error);
    }
  };

  return {
    async load(keys) {
      const found = new Map<string, KeptFacts>();
      await guarded(async () => {
        for (const some of batches([...keys], READ_AT_ONCE)) {
          await setImmediate();
          const rows = await db.selectFrom('facts').selectAll().where('key', 'in', some).execute();
          for (const row of rows) readEntry(row, codec, found);
          const stale = rows.filter((row) => now() - row.used_at > TOUCH_AFTER_MS).map(({ key }) => key);
          if (stale.length === 0) continue;
          await db.updateTable('facts').set({ used_at: now() }).where('key', 'in', stale).execute();
        }
      });
      return found;
    },
    async save(entries) {
      await guarded(async () => {
        for (const some of batches([...entries], WRITE_AT_ONCE)) {
          await setImmediate();
          const rows = some.map(([key, facts]) => {
            const bytes = zstdCompressSync(codec.encode(facts), COMPRESSION);
            return { key, bytes, size: bytes.length, used_at: now() };
          });
          await db.transaction().execute((transaction) => transaction.replaceInto('facts').values(rows).execute());
        }
        if (entries.size > 0) await trim(db, maxBytes);
      });
    },
    close: () => connection.close(),
  };
}

function readEntry(row: FactsTable['facts'], codec: FactsCodec, found: Map<string, KeptFacts>): void {
  try {
    const bytes = zstdDecompressSync(row.bytes, { maxOutputLength: MAX_ENTRY_BYTES });
    found.set(row.key, codec.decode(bytes));
  } catch {
    // An entry that cannot be read is not there; it is written anew.
  }
}

async function openTables(options: SqliteFactsOptions): Promise<SqliteConnection<FactsTable>> {
  try {
    return await createTables(options);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'damaged') throw error;
    for (const ending of ['', '-wal', '-shm']) rmSync(options.file + ending, { force: true });
    return createTables(options);
  }
}

async function createTables({ file, patience }: SqliteFactsOptions): Promise<SqliteConnection<FactsTable>> {
  const connection = await openConnection<FactsTable>({ file, durability: 'normal', patience });
  try {
    await connection.db.transaction().execute(async (transaction) => {
      await transaction.schema
        .createTable('facts')
        .ifNotExists()
        .addColumn('key', 'text', (column) => column.primaryKey().notNull())
        .addColumn('bytes', 'blob', (column) => column.notNull())
        .addColumn('size', 'integer', (column) => column.notNull())
        .addColumn('used_at', 'integer', (column) => column.notNull())
        .execute();
      await transaction.schema
        .createIndex('facts_by_use')
        .ifNotExists()
        .on('facts')
        .columns(['used_at', 'size'])
        .execute();
    });
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** What was not used for longest goes first. Freed pages are used again; the file does not shrink. */
async function trim(db: Kysely<FactsTable>, maxBytes: number): Promise<void> {
  const total = await db
    .selectFrom('facts')
    .select(({ fn }) => fn.sum<number | null>('size').as('bytes'))
    .executeTakeFirst();
  const over = (total?.bytes ?? 0) - maxBytes;
  if (over <= 0) return;
  const running = sql<number>`sum(size) over (order by used_at, size, rowid)`;
  await db
    .deleteFrom('facts')
    .where(
      'key',
      'in',
      db
        .selectFrom(
          db
            .selectFrom('facts')
            .select(['key', 'size', running.as('before')])
            .as('aged'),
        )
        .select('key')
        .where(sql<boolean>`"before" - size < ${over + maxBytes / 10}`),
    )
    .execute();
}

function* batches<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}
