/** The real server on a real store, without a worker: what comes in stays to be looked at. */
import { Writable } from 'node:stream';
import { createProcessLog } from '../../src/apps/server/process-log.ts';
import { startServer } from '../../src/apps/server/start-server.ts';
import type { EventCount } from '#review/store/deliveries.ts';
import type { QueuedJob } from '#review/store/job-queue.ts';
import type { Store } from '#review/store/store.ts';
import { createSqliteDatabase, type SqliteDatabase } from '../database/sqlite-engine.ts';
import { APP_ID } from './payloads.ts';
import { type Answered, type Sending, sendWebhook, SECRET } from './webhook-sender.ts';

export interface IntakeScene {
  readonly url: string;
  readonly store: Store;
  readonly database: SqliteDatabase;
  /** Lines of the log, as written. */
  readonly lines: readonly string[];
  send(event: string, payload: unknown, how?: Sending): Promise<Answered>;
  /** All that wait. */
  jobs(): Promise<readonly QueuedJob[]>;
  counts(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface SceneOptions {
  readonly webhookSecrets?: readonly string[];
  readonly waitMs?: number;
}

export async function createIntakeScene({
  webhookSecrets = [SECRET],
  waitMs = 200,
}: SceneOptions = {}): Promise<IntakeScene> {
  const database = createSqliteDatabase({ realTime: true });
  const store = await database.openWith({ settings: { waitMs } });
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString().trimEnd());
      done();
    },
  });
  const server = await startServer({
    ...{ store, webhookSecrets, appId: APP_ID, host: '127.0.0.1', port: 0, now: Date.now },
    log: createProcessLog('debug', destination),
  });
  return {
    ...{ url: server.url, store, database, lines },
    send: (event, payload, how) => sendWebhook(server.url, event, payload, how),
    async jobs() {
      return [...(await store.jobs.list('ready', 1_000)), ...(await store.jobs.list('delayed', 1_000))];
    },
    counts: async () => (await store.deliveries.counts()).map(asText),
    async close() {
      await server.stop({ graceMs: 1_000 });
      await database.remove();
    },
  };
}

function asText({ event, action, outcome, count }: EventCount): string {
  return `${event}${action === null ? '' : `.${action}`} ${outcome} ${count}`;
}
