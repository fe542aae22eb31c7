/** Deliveries, once each: what they tell and the jobs that follow are stored in the same transaction. */
import type { Transaction } from 'kysely';
import type { DeliveryStore, EventCount, Intake } from '#review/store/deliveries.ts';
import type { JobRequest } from '#review/store/job-queue.ts';
import type { Engine } from '../engine.ts';
import type { Schema } from '../schema.ts';
import { observePlace } from './installations.ts';
import { observePullRequest } from './pull-requests.ts';

export interface DeliveryQueue {
  /** Takes the jobs into the queue, as part of the transaction. */
  take(transaction: Transaction<Schema>, requests: readonly JobRequest[], now: number): Promise<void>;
  /** After the commit. */
  wake(requests: readonly JobRequest[]): void;
}

export interface DeliveryStoreParts {
  readonly store: DeliveryStore;
  /** Writes what was only counted so far. */
  flush(): Promise<void>;
}

interface Kind {
  readonly event: string;
  readonly action: string | null;
}

export function createDeliveryStore(engine: Engine, queue: DeliveryQueue): DeliveryStoreParts {
  let dropped = new Map<string, Kind & { count: number }>();

  /** Takes what was dropped, and puts it back where the transaction fails. */
  const withDropped = async <T>(work: (transaction: Transaction<Schema>) => Promise<T>): Promise<T> => {
    const taken = dropped;
    dropped = new Map();
    try {
      return await engine.write(async (transaction) => {
        for (const { count, ...kind } of taken.values()) await add(transaction, kind, 'dropped', count);
        return work(transaction);
      });
    } catch (error) {
      for (const { count, ...kind } of taken.values()) drop(kind, count);
      throw error;
    }
  };
  const drop = ({ event, action }: Kind, count: number): void => {
    const key = JSON.stringify([event, action]);
    dropped.set(key, { event, action, count: (dropped.get(key)?.count ?? 0) + count });
  };
  const flush = async (): Promise<void> => {
    if (dropped.size > 0) await withDropped(async () => undefined);
  };

  const store: DeliveryStore = {
    async accept(intake) {
      const outcome = await withDropped((transaction) => takeIntake(engine, transaction, intake, queue));
      if (outcome === 'stored') queue.wake(intake.jobs);
      return outcome;
    },
    drop: (event, action) => drop({ event, action }, 1),
    async counts() {
      await flush();
      const rows = await engine.db
        .selectFrom('event_counts')
        .selectAll()
        .orderBy('event')
        .orderBy('action')
        .orderBy('outcome')
        .execute();
      return rows.map(({ action, ...row }) => ({ ...row, action: action === '' ? null : action }));
    },
  };
  return { store, flush };
}

async function takeIntake(
  engine: Engine,
  transaction: Transaction<Schema>,
  { delivery, observed, jobs }: Intake,
  queue: DeliveryQueue,
): Promise<'stored' | 'duplicate'> {
  const now = await engine.now();
  const { guid, event, action } = delivery;
  const inserted = await transaction
    .insertInto('deliveries')
    .values({
      guid,
      event,
      action,
      installation_id: delivery.installationId,
      repository_id: delivery.repositoryId,
      pull_request: delivery.pullRequest,
      received_at: now,
    })
    .onConflict((conflict) => conflict.column('guid').doNothing())
    .executeTakeFirst();
  const outcome = inserted.numInsertedOrUpdatedRows === 0n ? 'duplicate' : 'stored';
  await add(transaction, { event, action }, outcome, 1);
  if (outcome === 'duplicate') return outcome;
  for (const observation of observed) {
    if (observation.kind === 'pull-request') await observePullRequest(engine, transaction, observation);
    else await observePlace(transaction, observation);
  }
  await queue.take(transaction, jobs, now);
  return outcome;
}

async function add(
  transaction: Transaction<Schema>,
  { event, action }: Kind,
  outcome: EventCount['outcome'],
  count: number,
): Promise<void> {
  await transaction
    .insertInto('event_counts')
    .values({ event, action: action ?? '', outcome, count })
    .onConflict((conflict) =>
      conflict
        .columns(['event', 'action', 'outcome'])
        .doUpdateSet((is) => ({ count: is('event_counts.count', '+', count) })),
    )
    .execute();
}
