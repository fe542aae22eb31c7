/** What sources of package facts answered, until it may have changed. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('package_answers')
    .addColumn('question', 'text', (column) => column.primaryKey().notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('package_answers_by_age').on('package_answers').column('expires_at').execute();
}
