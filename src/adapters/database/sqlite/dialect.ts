/**
 * Kysely's SQLite dialect on node:sqlite. A transaction takes the write lock when it begins (two that find out later
 * that both want to write would fail at once), and waits for it without blocking the process.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely';
import { patiently, type Patience } from './patience.ts';
import { asStoreError } from './sqlite-errors.ts';

export interface NodeSqliteOptions {
  readonly database: DatabaseSync;
  readonly file: string;
  readonly patience: Patience;
}

/** What a statement costs to prepare is what a small one costs to run. */
const STATEMENTS_KEPT = 300;

export function createNodeSqliteDialect(options: NodeSqliteOptions): SqliteDialect {
  const database = adapted(options);
  return new (class extends SqliteDialect {
    override createDriver() {
      return new ImmediateDriver({ database }, options);
    }
    override createAdapter() {
      return new TransactionalAdapter();
    }
  })({ database });
}

class TransactionalAdapter extends SqliteAdapter {
  /** Kysely says no; SQLite rolls back `create table` like anything else. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #options: NodeSqliteOptions;

  constructor(config: { readonly database: SqliteDatabase }, options: NodeSqliteOptions) {
    super(config);
    this.#options = options;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await patiently(() => connection.executeQuery(CompiledQuery.raw('begin immediate')), this.#options.patience);
  }

  /** A full disk has already rolled it back; a second time would hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const { database } = this.#options;
    if (database.isOpen && database.isTransaction) await super.rollbackTransaction(connection);
  }
}

function adapted({ database, file }: NodeSqliteOptions): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  return {
    close: () => {
      kept.clear();
      if (database.isOpen) database.close();
    },
    prepare(sql) {
      const known = kept.get(sql);
      if (known !== undefined) return known;
      const statement = adaptedStatement(
        explained(() => database.prepare(sql), file),
        file,
      );
      if (kept.size >= STATEMENTS_KEPT) kept.clear();
      kept.set(sql, statement);
      return statement;
    },
  };
}

function adaptedStatement(statement: StatementSync, file: string): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => explained(() => statement.all(...values(parameters)), file),
    run: (parameters) => explained(() => statement.run(...values(parameters)), file),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}

function explained<T>(work: () => T, file: string): T {
  try {
    return work();
  } catch (error) {
    throw asStoreError(error, file);
  }
}

/** The schema's own types are all that is ever bound. */
function values(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[];
}
