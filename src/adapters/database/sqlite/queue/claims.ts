/**
 * Taking jobs and giving them back. A claim is a lease with a fencing token: whoever has an older token changes nothing.
 * Each call is one transaction.
 */
import type { Transaction } from 'kysely';
import { URGENCIES, type Fence, type JobResult, type Standing } from '#review/store/job-queue.ts';
import type { Engine } from '../../engine.ts';
import type { JobRow, Schema } from '../../schema.ts';
import { nextToken } from '../../tokens.ts';
import { backOffMs, type BackOff } from './back-off.ts';
import { done, failed, later, lost, returned, type Change } from './job-changes.ts';
import { deleteJob, findJob, place, updateJob } from './job-rows.ts';
import { nextInTurn } from './lanes.ts';

export interface ClaimSettings {
  readonly leaseMs: number;
  readonly maxAttempts: number;
  readonly backOff: BackOff;
  /** From 0 to 1. */
  readonly random: () => number;
}

export interface Claims {
  /** Up to `count` jobs, in the order in which they should start; none if none is due. */
  claim(count: number, worker: string): Promise<readonly JobRow[]>;
  /** Prolongs the leases of those that still hold their job; to be called at intervals, also with none. */
  beat(fences: readonly Fence[]): Promise<ReadonlyMap<Fence, Standing>>;
  standing(fence: Fence): Promise<Standing>;
  reviewing(fence: Fence, headSha: string): Promise<Standing>;
  /** `stale`, and nothing changes, where the job is no longer that run's. */
  settle(fence: Fence, result: JobResult): Promise<'settled' | 'stale'>;
}

const PROMOTED_AT_ONCE = 100;
/** Who has waited for so long gets one claim in ten, so that the last in order comes too. */
const OVERDUE_MS = 10 * 60_000;
const OVERDUE_SHARE = 0.1;

export function createClaims(engine: Engine, settings: ClaimSettings): Claims {
  const { leaseMs, maxAttempts, backOff, random } = settings;

  const settled = (row: JobRow, result: JobResult, now: number): Change | null => {
    switch (result.kind) {
      case 'done':
        return done(row, now);
      case 'interrupted':
        return returned(row, now);
      case 'later':
        return later(row, result.reason, result.delayMs, now);
      case 'failed':
        return failed(row, result.reason, backOffMs(row.attempts, random(), backOff), { now, maxAttempts });
    }
  };

  const take = async (transaction: Transaction<Schema>, row: JobRow, worker: string, now: number): Promise<JobRow> => {
    const claimed: JobRow = {
      ...row,
      state: 'running',
      attempts: row.attempts + 1,
      token: await nextToken(transaction),
      lease_until: now + leaseMs,
      leased_at: now,
      worker,
      claimed_generation: row.generation,
      claimed_head: row.head_sha,
    };
    await updateJob(transaction, claimed);
    return claimed;
  };

  return {
    async claim(count, worker) {
      if (count < 1 || !(await hasWork(engine, await engine.now()))) return [];
      return engine.write(async (transaction) => {
        const now = await engine.now();
        await reap(transaction, { now, maxAttempts });
        await promote(transaction, now);
        const claimed: JobRow[] = [];
        while (claimed.length < count) {
          const row = await next(transaction, now, random() < OVERDUE_SHARE);
          if (row === undefined) break;
          claimed.push(await take(transaction, row, worker, now));
        }
        return claimed;
      });
    },
    async beat(fences) {
      await dueByAnotherClock(engine);
      const standings = new Map<Fence, Standing>();
      if (fences.length === 0) return standings;
      await engine.write(async (transaction) => {
        const now = await engine.now();
        for (const fence of fences) {
          const row = await held(transaction, fence);
          standings.set(fence, standingOf(row));
          if (row !== undefined) {
            await updateJob(transaction, { ...row, lease_until: now + leaseMs, leased_at: now });
          }
        }
      });
      return standings;
    },
    async standing(fence) {
      const row = await engine.db.selectFrom('jobs').selectAll().where('key', '=', fence.key).executeTakeFirst();
      return standingOf(ownedBy(fence, row));
    },
    async reviewing(fence, headSha) {
      return engine.write(async (transaction) => {
        const row = await held(transaction, fence);
        if (row === undefined) return 'lost';
        const alone = row.generation === row.claimed_generation;
        const changed = { ...row, claimed_head: headSha, head_sha: alone ? headSha : row.head_sha };
        await updateJob(transaction, changed);
        return standingOf(changed);
      });
    },
    async settle(fence, result) {
      return engine.write(async (transaction) => {
        const row = await held(transaction, fence);
        if (row === undefined) return 'stale';
        const now = await engine.now();
        const change = settled(row, result, now);
        if (change === null) await deleteJob(transaction, row.key);
        else await place(transaction, change, { exists: true, now });
        return 'settled';
      });
    },
  };
}

/** Read before the write lock is taken, because most of the time the answer is no. */
async function hasWork({ db }: Engine, now: number): Promise<boolean> {
  const ready = db.selectFrom('jobs').select('key').where('state', '=', 'ready').limit(1);
  if ((await ready.executeTakeFirst()) !== undefined) return true;
  const due = db.selectFrom('jobs').select('key').where('state', '=', 'delayed').where('run_at', '<=', now).limit(1);
  if ((await due.executeTakeFirst()) !== undefined) return true;
  return (await expired(db, now).limit(1).executeTakeFirst()) !== undefined;
}

/** A lease from the future was given before the clock was set back; its holder, if it lives, prolongs it soon. */
function expired(db: Engine['db'], now: number) {
  return db
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', 'running')
    .where((is) => is.or([is('lease_until', '<=', now), is('leased_at', '>', now)]));
}

async function reap(
  transaction: Transaction<Schema>,
  trying: { readonly now: number; readonly maxAttempts: number },
): Promise<void> {
  for (const row of await expired(transaction, trying.now).execute()) {
    await place(transaction, lost(row, trying), { exists: true, now: trying.now });
  }
}

async function promote(transaction: Transaction<Schema>, now: number): Promise<void> {
  const due = await transaction
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', 'delayed')
    .where('run_at', '<=', now)
    .orderBy('run_at')
    .limit(PROMOTED_AT_ONCE)
    .execute();
  for (const row of due) {
    await place(transaction, { row: { ...row, since: now }, dueAt: row.run_at }, { exists: true, now });
  }
}

async function next(transaction: Transaction<Schema>, now: number, overdue: boolean): Promise<JobRow | undefined> {
  const row = overdue ? await oldest(transaction, now - OVERDUE_MS) : undefined;
  if (row !== undefined) return row;
  for (let urgency = 0; urgency < URGENCIES.length; urgency += 1) {
    const inTurn = await nextInTurn(transaction, urgency);
    if (inTurn !== undefined) return inTurn;
  }
  return undefined;
}

async function oldest(transaction: Transaction<Schema>, before: number): Promise<JobRow | undefined> {
  return transaction
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', 'ready')
    .where('since', '<', before)
    .orderBy('since')
    .limit(1)
    .executeTakeFirst();
}

/** What was put off to a time counted from a future that has not come yet, because the clock was set back, is due. */
async function dueByAnotherClock(engine: Engine): Promise<void> {
  const now = await engine.now();
  const ahead = engine.db.selectFrom('jobs').select('key').where('state', '=', 'delayed').where('set_at', '>', now);
  if ((await ahead.limit(1).executeTakeFirst()) === undefined) return;
  await engine.write(async (transaction) => {
    await transaction
      .updateTable('jobs')
      .set({ run_at: now, set_at: now })
      .where('state', '=', 'delayed')
      .where('set_at', '>', now)
      .execute();
  });
}

async function held(transaction: Transaction<Schema>, fence: Fence): Promise<JobRow | undefined> {
  return ownedBy(fence, await findJob(transaction, fence.key));
}

function ownedBy(fence: Fence, row: JobRow | undefined): JobRow | undefined {
  return row?.state === 'running' && row.token === fence.token ? row : undefined;
}

function standingOf(row: JobRow | undefined): Standing {
  if (row === undefined) return 'lost';
  return row.generation !== row.claimed_generation && row.head_sha !== row.claimed_head ? 'superseded' : 'current';
}
