/** The whole App on this machine, pointed at a stand-in GitHub: what a host runs, in one process and on embedded defaults. */
import { join } from 'node:path';
import type { Logger } from 'pino';
import { decodeFacts, encodeFacts } from '#adapters/facts-cache/facts-codec.ts';
import { openSqliteStore } from '#adapters/database/sqlite/open-store.ts';
import { createMirrors } from '#adapters/git/mirror/mirrors.ts';
import { githubEndpoints } from '#adapters/github/endpoints.ts';
import { createGitHubApp } from '#adapters/github/github-app.ts';
import { createOrganisationFiles } from '#adapters/github/organisation-file.ts';
import { createExtractor } from '#adapters/grammars/extractor.ts';
import { createSecretScanner } from '#adapters/secrets/secretlint-scanner.ts';
import { startServer, WEBHOOK_PATH } from '../../src/apps/server/start-server.ts';
import { startWorker } from '../../src/apps/worker/start-worker.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import type { Store } from '#review/store/store.ts';
import type { StandInGithub } from '../github/stand-in-github.ts';

export interface RunningApp {
  readonly url: string;
  readonly store: Store;
  stop(): Promise<void>;
}

export interface AppOptions {
  readonly standIn: StandInGithub;
  /** Where the App keeps what it keeps. */
  readonly folder: string;
  readonly log: Logger;
  /** Milliseconds since the epoch: of the queue, of tokens, of limits. */
  readonly now: () => number;
  readonly concurrency: number;
}

export async function startApp({ standIn, folder, log, now, concurrency }: AppOptions): Promise<RunningApp> {
  const opened = await openSqliteStore({
    folder: join(folder, 'data'),
    now,
    random: Math.random,
    worker: 'app',
    factsCodec: { encode: encodeFacts, decode: (bytes) => decodeFacts(bytes) as FileFacts },
    onProblem: (problem) => log.error({ code: (problem as { code?: unknown }).code }, 'the store met a problem'),
  });
  if (opened.kind === 'refused') throw opened.problem;
  const { store } = opened;
  const endpoints = githubEndpoints({ host: standIn.host, protocol: 'http' });
  const github = createGitHubApp({
    ...{
      api: endpoints.api,
      log,
      userAgent: 'countersign',
      now,
      appId: standIn.app.id,
      privateKey: standIn.privateKey,
    },
  });
  const extractor = createExtractor();
  const server = await startServer({
    ...{ store, log, appId: standIn.app.id, webhookSecrets: [standIn.app.webhookSecret] },
    ...{ host: '127.0.0.1', port: 0, now },
  });
  const worker = startWorker(
    {
      ...{
        store,
        github,
        endpoints,
        extractor,
        log,
        engine: 'test',
        markerKey: 'marker-key-of-the-tests',
        now: Date.now,
      },
      organisationFiles: createOrganisationFiles({ now }),
      mirrors: createMirrors({ folder: join(folder, 'mirrors'), environment: process.env }),
      secretScanner: createSecretScanner({ salt: 'salt-of-the-tests' }),
    },
    { concurrency },
  );
  standIn.app.webhookUrl = `${server.url}${WEBHOOK_PATH}`;
  return {
    url: server.url,
    store,
    async stop() {
      await server.stop({ graceMs: 2_000 });
      await worker.stop({ graceMs: 5_000 });
      await Promise.all([store.close(), extractor.close()]);
    },
  };
}
