/** Reading and writing rows of jobs inside a transaction, where every change of state goes through `place`. */
import type { Transaction } from 'kysely';
import type { JobRow, Schema } from '../../schema.ts';
import type { Change } from './job-changes.ts';
import { takeTurn } from './lanes.ts';

export async function findJob(transaction: Transaction<Schema>, key: string): Promise<JobRow | undefined> {
  return transaction.selectFrom('jobs').selectAll().where('key', '=', key).executeTakeFirst();
}

/** Writes the row; a job that is to wait is put among the ready or the delayed ones, behind what GitHub asked us to wait for. */
export async function place(
  transaction: Transaction<Schema>,
  { row, dueAt }: Change,
  { exists, now }: { readonly exists: boolean; readonly now: number },
): Promise<void> {
  const placed = dueAt === null ? row : await waiting(transaction, row, dueAt, now);
  if (exists) await updateJob(transaction, placed);
  else await transaction.insertInto('jobs').values(placed).execute();
}

async function waiting(transaction: Transaction<Schema>, row: JobRow, dueAt: number, now: number): Promise<JobRow> {
  const due = Math.max(dueAt, await heldUntil(transaction, row.installation_id, now));
  const base: JobRow = { ...row, run_at: due, set_at: now, worker: null, lease_until: 0, leased_at: 0 };
  if (due > now) return { ...base, state: 'delayed' };
  return { ...base, state: 'ready', turn: await takeTurn(transaction, row) };
}

async function heldUntil(transaction: Transaction<Schema>, installationId: number, now: number): Promise<number> {
  const hold = await transaction
    .selectFrom('installation_holds')
    .selectAll()
    .where('installation_id', '=', installationId)
    .executeTakeFirst();
  // Set in the future: the clock has been set back since, and nobody knows how long it was meant to last.
  return hold === undefined || hold.set_at > now ? 0 : hold.until;
}

export async function updateJob(transaction: Transaction<Schema>, { key, ...columns }: JobRow): Promise<void> {
  await transaction.updateTable('jobs').set(columns).where('key', '=', key).execute();
}

export async function deleteJob(transaction: Transaction<Schema>, key: string): Promise<void> {
  await transaction.deleteFrom('jobs').where('key', '=', key).execute();
}
