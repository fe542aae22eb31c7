/** The queue as operators see it, and what they may do to it. */
import type { Transaction } from 'kysely';
import { URGENCIES, type JobState, type QueuedJob, type QueueOverview } from '#review/store/job-queue.ts';
import { jobSubjectSchema } from '#review/store/job-subject.ts';
import type { Engine } from '../../engine.ts';
import type { JobRow, Schema } from '../../schema.ts';
import { toIso } from '../../times.ts';
import { fresh } from './job-changes.ts';
import { findJob, place } from './job-rows.ts';

export async function overview(engine: Engine): Promise<QueueOverview> {
  const rows = await engine.db
    .selectFrom('jobs')
    .select(({ fn }) => ['state', fn.countAll().as('count'), fn.min('since').as('since')])
    .groupBy('state')
    .execute();
  const count = (state: JobState): number => Number(rows.find((row) => row.state === state)?.count ?? 0);
  const oldest = rows.find((row) => row.state === 'ready')?.since;
  return {
    ready: count('ready'),
    delayed: count('delayed'),
    running: count('running'),
    dead: count('dead'),
    oldestReadyMs: oldest === undefined ? 0 : Math.max(0, (await engine.now()) - oldest),
  };
}

export async function list({ db }: Engine, state: JobState, limit: number): Promise<readonly QueuedJob[]> {
  const rows = await db
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', state)
    .orderBy('since')
    .orderBy('key')
    .limit(limit)
    .execute();
  return rows.map(queuedJob);
}

function queuedJob(row: JobRow): QueuedJob {
  return {
    key: row.key,
    installationId: row.installation_id,
    subject: parseSubject(row.subject),
    state: row.state,
    urgency: URGENCIES[row.urgency] ?? 'background',
    headSha: row.head_sha,
    attempts: row.attempts,
    lastFailure: row.last_failure,
    since: toIso(row.since),
    dueAt: row.state === 'delayed' ? toIso(row.run_at) : null,
    worker: row.state === 'running' ? row.worker : null,
  };
}

/** Null where another version wrote what this one does not know. */
export function parseSubject(json: string): QueuedJob['subject'] {
  return jobSubjectSchema.safeParse(JSON.parse(json)).data ?? null;
}

export async function revive(engine: Engine, key: string): Promise<boolean> {
  return engine.write(async (transaction) => {
    const row = await findJob(transaction, key);
    if (row?.state !== 'dead') return false;
    const now = await engine.now();
    await place(transaction, { row: { ...fresh(row), since: now }, dueAt: now }, { exists: true, now });
    return true;
  });
}

/** Until then nothing of this installation becomes ready, and what is ready waits. */
export async function hold(engine: Engine, installationId: number, delayMs: number): Promise<void> {
  await engine.write(async (transaction) => {
    const now = await engine.now();
    const until = now + delayMs;
    const known = await transaction
      .selectFrom('installation_holds')
      .selectAll()
      .where('installation_id', '=', installationId)
      .executeTakeFirst();
    if (known !== undefined && known.set_at <= now && known.until >= until) return;
    await transaction
      .insertInto('installation_holds')
      .values({ installation_id: installationId, until, set_at: now })
      .onConflict((conflict) => conflict.column('installation_id').doUpdateSet({ until, set_at: now }))
      .execute();
    await postpone(transaction, installationId, { until, now });
  });
}

async function postpone(
  transaction: Transaction<Schema>,
  installationId: number,
  { until, now }: { readonly until: number; readonly now: number },
): Promise<void> {
  await transaction
    .updateTable('jobs')
    .set({ state: 'delayed', run_at: until, set_at: now })
    .where('state', 'in', ['ready', 'delayed'])
    // All of them: it is the index that wants to know.
    .where('urgency', 'in', [...URGENCIES.keys()])
    .where('installation_id', '=', installationId)
    .where('run_at', '<', until)
    .execute();
}
