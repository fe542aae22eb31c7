/**
 * Transactions that come at the same time are committed together: the sync to the disk is nine tenths of what a small
 * one costs, and one sync does for all of them. Each caller is answered after it.
 */
import type { Kysely, Transaction } from 'kysely';

export interface GroupCommit<Tables> {
  /** May run `work` a second time: it reads and writes through the transaction it is given, and nothing else. */
  write<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** When all that was asked so far has been answered. */
  drained(): Promise<void>;
}

interface Waiting<Tables> {
  readonly run: (transaction: Transaction<Tables>) => Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** The process stands still while it commits; so many are no matter. */
const TOGETHER = 32;

export function createGroupCommit<Tables>(db: Kysely<Tables>): GroupCommit<Tables> {
  const waiting: Waiting<Tables>[] = [];
  let draining: Promise<void> | null = null;

  const drain = async (): Promise<void> => {
    while (waiting.length > 0) {
      // Whatever came in over the network while the last commit held the process up gets a chance to join.
      await new Promise((resolve) => setImmediate(resolve));
      await commit(db, waiting.splice(0, TOGETHER));
    }
    // In the same step in which nothing was waiting: whoever comes later starts anew.
    draining = null;
  };

  return {
    write(work) {
      return new Promise((resolve, reject) => {
        let value: Awaited<ReturnType<typeof work>>;
        waiting.push({
          run: async (transaction) => {
            value = await work(transaction);
          },
          resolve: () => resolve(value),
          reject,
        });
        draining ??= drain();
      });
    },
    async drained() {
      await draining;
    },
  };
}

async function commit<Tables>(db: Kysely<Tables>, group: readonly Waiting<Tables>[]): Promise<void> {
  try {
    await db.transaction().execute(async (transaction) => {
      for (const { run } of group) await run(transaction);
    });
    for (const { resolve } of group) resolve();
  } catch (error) {
    if (group.length === 1) group[0]?.reject(error);
    // One of them failed and nothing was written: alone, only that one fails.
    else for (const each of group) await commit(db, [each]);
  }
}
