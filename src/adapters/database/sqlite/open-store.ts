/**
 * The store on one machine: a data folder with two SQLite files, which any number of processes may use at once. What
 * cannot be opened is an outcome with a remedy, not an exception.
 */
import { join } from 'node:path';
import type { Store } from '#review/store/store.ts';
import { StoreError } from '#review/store/store-error.ts';
import type { Engine } from '../engine.ts';
import { migrate } from '../migrate.ts';
import { MIGRATIONS } from '../migrations/list.ts';
import type { Schema } from '../schema.ts';
import { createCheckStore } from '../stores/checks.ts';
import { createDeliveryStore } from '../stores/deliveries.ts';
import { createInstallationStore } from '../stores/installations.ts';
import { createLockStore } from '../stores/locks.ts';
import { prune } from '../stores/prune.ts';
import { createPullRequestStore } from '../stores/pull-requests.ts';
import { createMembershipCache, createPackageAnswers, createPolicyStore } from '../stores/remembered.ts';
import { createVerdictStore } from '../stores/verdicts.ts';
import { openConnection, type SqliteConnection } from './connection.ts';
import { createGroupCommit } from './group-commit.ts';
import { openFactsStore, type ClosableFactsStore, type FactsCodec } from './facts-store.ts';
import { BACK_OFF, type BackOff } from './queue/back-off.ts';
import { createJobQueue } from './queue/job-queue.ts';
import { takeRequests } from './queue/requests.ts';

export interface SqliteStoreOptions {
  /** Made if it is not there. On a local disk: SQLite's locks do not hold over a network. */
  readonly folder: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Who this process is, for operators: host and process id. */
  readonly worker: string;
  readonly factsCodec: FactsCodec;
  /** What went wrong where nobody waits for it. */
  readonly onProblem: (problem: unknown) => void;
  readonly settings?: Partial<StoreSettings>;
}

export interface StoreSettings {
  /** How long a worker that is not heard of keeps its job: a killed one's work goes on after that. */
  readonly leaseMs: number;
  /** How often to look for what other processes enqueued, and for what is due. */
  readonly pollMs: number;
  /** Tries of a job until it is dead: three reviews, and one to say that they failed. */
  readonly maxAttempts: number;
  readonly backOff: BackOff;
  /** How long to wait for another process that is writing. */
  readonly waitMs: number;
  readonly maxFactsBytes: number;
}

const SETTINGS: StoreSettings = {
  leaseMs: 20_000,
  pollMs: 200,
  maxAttempts: 4,
  backOff: BACK_OFF,
  waitMs: 5_000,
  maxFactsBytes: 1024 * 1024 * 1024,
};

export type Opened =
  { readonly kind: 'open'; readonly store: Store } | { readonly kind: 'refused'; readonly problem: StoreError };

export async function openSqliteStore(options: SqliteStoreOptions): Promise<Opened> {
  try {
    return { kind: 'open', store: await open(options) };
  } catch (error) {
    if (error instanceof StoreError) return { kind: 'refused', problem: error };
    throw error;
  }
}

async function open(options: SqliteStoreOptions): Promise<Store> {
  const settings = { ...SETTINGS, ...options.settings };
  const patience = { waitMs: settings.waitMs, random: options.random };
  const file = join(options.folder, 'countersign.sqlite');
  const connection = await openConnection<Schema>({ file, durability: 'full', patience });
  try {
    const engine = engineOf(connection, options);
    await migrate(engine, MIGRATIONS);
    const facts = await openFactsStore({
      file: join(options.folder, 'facts.sqlite'),
      codec: options.factsCodec,
      maxBytes: settings.maxFactsBytes,
      patience,
      now: options.now,
      onProblem: options.onProblem,
    });
    return assemble({ connection, engine, facts }, options, settings);
  } catch (error) {
    connection.close();
    throw error;
  }
}

interface SqliteEngine extends Engine {
  drained(): Promise<void>;
}

function engineOf({ db }: SqliteConnection<Schema>, { now }: SqliteStoreOptions): SqliteEngine {
  return { db, ...createGroupCommit(db), serialise: async () => undefined, now: async () => now() };
}

interface Parts {
  readonly connection: SqliteConnection<Schema>;
  readonly engine: SqliteEngine;
  readonly facts: ClosableFactsStore;
}

function assemble({ connection, engine, facts }: Parts, options: SqliteStoreOptions, settings: StoreSettings): Store {
  const jobs = createJobQueue(engine, { ...settings, ...options });
  const deliveries = createDeliveryStore(engine, {
    take: takeRequests,
    wake: (requests) => jobs.wake(requests),
  });
  const close = async (): Promise<void> => {
    await jobs.stop();
    await deliveries.flush().catch(options.onProblem);
    await engine.drained();
    facts.close();
    connection.close();
  };
  let closing: Promise<void> | null = null;
  return {
    deliveries: deliveries.store,
    jobs: jobs.queue,
    installations: createInstallationStore(engine),
    pullRequests: createPullRequestStore(engine),
    verdicts: createVerdictStore(engine),
    checks: createCheckStore(engine),
    policies: createPolicyStore(engine),
    memberships: createMembershipCache(engine),
    packageAnswers: createPackageAnswers(engine),
    locks: createLockStore(engine, { leaseMs: settings.leaseMs, random: options.random }),
    facts,
    async ping() {
      await engine.write((transaction) => transaction.selectFrom('schema_migrations').select('number').execute());
    },
    prune: (retention) => prune(engine, retention),
    async close() {
      closing ??= close();
      await closing;
    },
  };
}
