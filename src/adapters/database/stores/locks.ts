/** Locks as rows with a lease and a fencing token, renewed while they are used. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { HeldLock, LockStore } from '#review/store/locks.ts';
import type { Engine } from '../engine.ts';
import type { Schema } from '../schema.ts';
import { nextToken } from '../tokens.ts';

export interface LockSettings {
  readonly leaseMs: number;
  /** From 0 to 1. */
  readonly random: () => number;
}

type Database = Engine['db'] | Transaction<Schema>;

const LONGEST_PAUSE_MS = 100;
const RENEWALS_PER_LEASE = 4;

export function createLockStore(engine: Engine, { leaseMs, random }: LockSettings): LockStore {
  const taken = async (db: Database, name: string, now: number): Promise<boolean> => {
    const row = await findLock(db, name);
    // A lease from the future was given before the clock was set back.
    return row !== undefined && row.lease_until > now && row.leased_at <= now;
  };

  const take = async (name: string): Promise<number | null> => {
    // Who waits only reads.
    if (await taken(engine.db, name, await engine.now())) return null;
    return engine.write(async (transaction) => {
      await engine.serialise(transaction, `lock/${name}`);
      const now = await engine.now();
      if (await taken(transaction, name, now)) return null;
      const token = await nextToken(transaction);
      const columns = { token, lease_until: now + leaseMs, leased_at: now };
      await transaction
        .insertInto('locks')
        .values({ name, ...columns })
        .onConflict((conflict) => conflict.column('name').doUpdateSet(columns))
        .execute();
      return token;
    });
  };

  const renew = async (name: string, token: number): Promise<boolean> =>
    engine.write(async (transaction) => {
      const now = await engine.now();
      const renewed = await transaction
        .updateTable('locks')
        .set({ lease_until: now + leaseMs, leased_at: now })
        .where('name', '=', name)
        .where('token', '=', token)
        .executeTakeFirst();
      return renewed.numUpdatedRows > 0n;
    });

  const isHeld = async (name: string, token: number): Promise<boolean> => {
    const row = await findLock(engine.db, name);
    return row?.token === token && row.lease_until > (await engine.now());
  };

  const giveBack = async (name: string, token: number): Promise<void> => {
    await engine.write(async (transaction) => {
      await transaction.deleteFrom('locks').where('name', '=', name).where('token', '=', token).execute();
    });
  };

  const waitFor = async (name: string, waitMs: number): Promise<number | null> => {
    const end = performance.now() + waitMs;
    for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      const token = await take(name);
      if (token !== null || performance.now() >= end) return token;
      await pause(pauseMs * (0.5 + random() / 2));
    }
  };

  return {
    async hold(name, { waitMs }, use) {
      const token = await waitFor(name, waitMs);
      if (token === null) return { held: false };
      const controller = new AbortController();
      const lock: HeldLock = { signal: controller.signal, isHeld: () => isHeld(name, token) };
      const heart = setInterval(() => {
        renew(name, token).then(
          (renewed) => {
            if (!renewed) controller.abort();
          },
          () => controller.abort(),
        );
      }, leaseMs / RENEWALS_PER_LEASE);
      try {
        return { held: true, value: await use(lock) };
      } finally {
        clearInterval(heart);
        // Where that fails its lease ends by itself, and what was done under it is done.
        await giveBack(name, token).catch(() => undefined);
      }
    },
  };
}

async function findLock(db: Database, name: string) {
  return db.selectFrom('locks').selectAll().where('name', '=', name).executeTakeFirst();
}
