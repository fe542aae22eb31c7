/**
 * Opens a database file so that what was acknowledged is on the disk: write-ahead log, a sync at each commit. Refuses
 * versions of SQLite that are known to corrupt such a log.
 */
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { StoreError } from '#review/store/store-error.ts';
import { createNodeSqliteDialect } from './dialect.ts';
import { patiently, type Patience } from './patience.ts';
import { asStoreError } from './sqlite-errors.ts';

export interface ConnectionOptions {
  readonly file: string;
  /** `full`: a commit survives a power cut. `normal`: the database does, its last commits may not. */
  readonly durability: 'full' | 'normal';
  readonly patience: Patience;
}

export interface SqliteConnection<Tables> {
  readonly db: Kysely<Tables>;
  /** Whoever asks afterwards gets the error `closed`. */
  close(): void;
}

/** How long the process may stand still for another one that is writing; beyond that it waits while it does other work. */
const BLOCK_MS = 20;
const LOG_KEPT_BYTES = 64 * 1024 * 1024;

/** @throws StoreError */
export async function openConnection<Tables>(options: ConnectionOptions): Promise<SqliteConnection<Tables>> {
  const { file, durability, patience } = options;
  const explain = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw asStoreError(error, file);
    }
  };
  explain(() => makePrivate(file));
  const database = explain(() => new DatabaseSync(file, { timeout: BLOCK_MS }));
  try {
    const { version } = explain(() => database.prepare('select sqlite_version() as version').get()) as {
      version: string;
    };
    refuseUnsound(version);
    // Two processes that switch a new file to the log at once: one of them is told that it is locked.
    await patiently(() => explain(() => database.exec('pragma journal_mode = wal')), patience);
    explain(() => database.exec(`pragma synchronous = ${durability}; pragma journal_size_limit = ${LOG_KEPT_BYTES}`));
    // SQLite opens a file that it may only read, and says so at the first write.
    await patiently(() => explain(() => database.exec('begin immediate; rollback')), patience);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    db: new Kysely<Tables>({ dialect: createNodeSqliteDialect({ database, file, patience }) }),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

/** Policies and the names of private repositories are nobody else's to read. SQLite gives its log the same permissions. */
function makePrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  try {
    chmodSync(file, 0o600);
  } catch {
    // Another user's file that we may write, in a shared folder: theirs to decide.
  }
}

const FIRST_SOUND = [3, 51, 3] as const;

/** Before 3.51.3 a reset of the write-ahead log could corrupt the database. @throws StoreError `engine-too-old` */
export function refuseUnsound(version: string): void {
  const parts = version.split('.').map(Number);
  for (const [index, wanted] of FIRST_SOUND.entries()) {
    const part = parts[index] ?? 0;
    if (part > wanted) return;
    if (!(part < wanted)) continue;
    throw new StoreError(
      'engine-too-old',
      `This Node has SQLite ${version}, which can lose data.`,
      `Use a Node with SQLite ${FIRST_SOUND.join('.')} or newer: the one that npm installs with Countersign has it.`,
    );
  }
}
