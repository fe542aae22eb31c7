/**
 * Brings a database to this version's tables, on either engine. Any number of processes may start at once: they come
 * here one after the other, and all but the first find nothing to do. A migration is done whole or not at all.
 */
import type { Kysely } from 'kysely';
import { StoreError } from '#review/store/store-error.ts';
import type { Engine } from './engine.ts';
import type { Migration } from './migrations/list.ts';
import type { Schema } from './schema.ts';

/** @throws StoreError `newer-schema` */
export async function migrate(engine: Engine, migrations: readonly Migration[]): Promise<void> {
  if (missing(migrations, await appliedIfAny(engine.db)).length === 0) return;
  await engine.write(async (transaction) => {
    await engine.serialise(transaction, 'migrate');
    await transaction.schema
      .createTable('schema_migrations')
      .ifNotExists()
      .addColumn('number', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('applied_at', 'bigint', (column) => column.notNull())
      .execute();
    const now = await engine.now();
    for (const { number, name, up } of missing(migrations, await applied(transaction))) {
      await up(transaction as unknown as Kysely<unknown>);
      await transaction.insertInto('schema_migrations').values({ number, name, applied_at: now }).execute();
    }
  });
}

async function applied(db: Kysely<Schema>): Promise<readonly number[]> {
  const rows = await db.selectFrom('schema_migrations').select('number').orderBy('number').execute();
  return rows.map(({ number }) => number);
}

/** Without writing, so that a start on a database that is up to date waits for nobody. */
async function appliedIfAny(db: Kysely<Schema>): Promise<readonly number[]> {
  const tables = await db.introspection.getTables();
  return tables.some(({ name }) => name === 'schema_migrations') ? applied(db) : [];
}

function missing(migrations: readonly Migration[], done: readonly number[]): readonly Migration[] {
  const unknown = done.find((number) => !migrations.some((migration) => migration.number === number));
  if (unknown !== undefined) {
    throw new StoreError(
      'newer-schema',
      `A newer version of Countersign has used this database: it has migration ${unknown}, and this version ends at ${migrations.at(-1)?.number ?? 0}.`,
      'Start the newer version, or restore a backup that this one made.',
    );
  }
  return migrations.filter(({ number }) => !done.includes(number));
}
