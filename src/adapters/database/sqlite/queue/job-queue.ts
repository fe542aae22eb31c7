/** The queue port on SQLite: requests, consumers, and what operators see and do. */
import { jobKey } from '#review/store/job-subject.ts';
import type { JobConsumer, JobQueue, JobRequest } from '#review/store/job-queue.ts';
import type { Engine } from '../../engine.ts';
import type { BackOff } from './back-off.ts';
import { createClaims } from './claims.ts';
import { startConsumer } from './consumer.ts';
import { hold, list, overview, revive } from './inspection.ts';
import { takeRequests } from './requests.ts';

export interface QueueSettings {
  readonly leaseMs: number;
  readonly pollMs: number;
  readonly maxAttempts: number;
  readonly backOff: BackOff;
  readonly random: () => number;
  readonly now: () => number;
  /** Who this process is, for operators. */
  readonly worker: string;
}

export interface SqliteQueue {
  readonly queue: JobQueue;
  /** To be called when jobs were stored by another way than `enqueue`. */
  wake(requests: readonly JobRequest[]): void;
  stop(): Promise<void>;
}

/** So many requests a transaction: nobody else waits for long when a sweep asks for thousands. */
const REQUESTS_AT_ONCE = 100;
const BEATS_PER_LEASE = 4;

export function createJobQueue(engine: Engine, settings: QueueSettings): SqliteQueue {
  const claims = createClaims(engine, settings);
  const listeners = new Set<(keys: ReadonlySet<string>) => void>();
  const consumers = new Set<JobConsumer>();
  const wakeFor = (keys: ReadonlySet<string>): void => {
    for (const listener of listeners) listener(keys);
  };
  const wake = (requests: readonly JobRequest[]): void => {
    wakeFor(new Set(requests.map(({ installationId, subject }) => jobKey(installationId, subject))));
  };
  const queue: JobQueue = {
    async enqueue(requests) {
      for (let at = 0; at < requests.length; at += REQUESTS_AT_ONCE) {
        const batch = requests.slice(at, at + REQUESTS_AT_ONCE);
        await engine.write(async (transaction) => takeRequests(transaction, batch, await engine.now()));
        wake(batch);
      }
    },
    consume(handle, options) {
      const consumer = startConsumer(handle, options, {
        ...settings,
        claims,
        beatMs: settings.leaseMs / BEATS_PER_LEASE,
        onEnqueued: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      });
      consumers.add(consumer);
      return {
        get running() {
          return consumer.running;
        },
        async stop(grace) {
          await consumer.stop(grace);
          consumers.delete(consumer);
        },
      };
    },
    hold: (installationId, delayMs) => hold(engine, installationId, delayMs),
    overview: () => overview(engine),
    list: (state, limit) => list(engine, state, limit),
    async revive(key) {
      const revived = await revive(engine, key);
      if (revived) wakeFor(new Set([key]));
      return revived;
    },
  };
  return {
    queue,
    wake,
    async stop() {
      await Promise.all([...consumers].map((consumer) => consumer.stop({ graceMs: 0 })));
      consumers.clear();
    },
  };
}
