/** Evidence of AI that was once seen in a pull request: what an author takes back later is not gone. */
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('provenance_evidence')
    .addColumn('repository_id', 'bigint', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('signals', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('provenance_evidence_key', ['repository_id', 'number'])
    .execute();
}
