/**
 * The whole App in one process, on embedded defaults: the store on a data folder, the server and the worker. What it
 * makes it also closes, in the order in which one thing needs the other.
 */
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Logger } from 'pino';
import { openSqliteStore } from '#adapters/database/sqlite/open-store.ts';
import { decodeFacts, encodeFacts } from '#adapters/facts-cache/facts-codec.ts';
import { createMirrors } from '#adapters/git/mirror/mirrors.ts';
import { githubEndpoints } from '#adapters/github/endpoints.ts';
import { createGitHubApp } from '#adapters/github/github-app.ts';
import { createOrganisationFiles } from '#adapters/github/organisation-file.ts';
import { createExtractor } from '#adapters/grammars/extractor.ts';
import { locateInFolder } from '#adapters/grammars/locate-wasm.ts';
import { createPackageFacts } from '#adapters/package-facts/package-facts.ts';
import { createSecretScanner } from '#adapters/secrets/secretlint-scanner.ts';
import { startWorker } from '#apps/worker/start-worker.ts';
import type { FactsExtractor, KeptFacts } from '#review/ports.ts';
import type { Store } from '#review/store/store.ts';
import type { AppCredentials, Environment } from './environment.ts';
import { faultOf } from './fault.ts';
import type { RunningServer } from './http/listen.ts';
import { deriveKey } from './private-key.ts';
import { StartError } from './start-error.ts';
import { startServer } from './start-server.ts';

export interface EmbeddedAppOptions {
  readonly environment: Environment;
  readonly credentials: AppCredentials;
  readonly log: Logger;
  /** Of the checkout or package. */
  readonly root: string;
  readonly version: string;
  /** The process's, for git. */
  readonly processEnvironment: NodeJS.ProcessEnv;
  /** Milliseconds since the epoch; the machine's clock if not given. */
  readonly now?: () => number;
}

export interface EmbeddedApp {
  readonly url: string;
  readonly store: Store;
  stop(): Promise<void>;
}

/** Together less than the 10 s that containers are given by default. */
const GRACE_MS = { server: 5_000, worker: 6_000 };

/** @throws StartError */
export async function startEmbeddedApp(options: EmbeddedAppOptions): Promise<EmbeddedApp> {
  const { environment, credentials, log } = options;
  const store = await openStore(options);
  const extractor = extractorFor(options.root);
  let server: RunningServer;
  try {
    server = await startServer({
      ...{ store, log, appId: credentials.appId, webhookSecrets: environment.webhookSecrets },
      ...{ host: environment.host, port: environment.port, now: options.now ?? Date.now },
    });
  } catch (error) {
    await Promise.all([store.close(), extractor.close()]);
    throw error;
  }
  const worker = startWorker(workerDeps(options, store, extractor), { concurrency: environment.concurrency });
  return {
    url: server.url,
    store,
    async stop() {
      await Promise.all([server.stop({ graceMs: GRACE_MS.server }), worker.stop({ graceMs: GRACE_MS.worker })]);
      await Promise.all([store.close(), extractor.close()]);
    },
  };
}

function workerDeps(
  { environment, credentials, log, version, processEnvironment, now = Date.now }: EmbeddedAppOptions,
  store: Store,
  extractor: FactsExtractor,
): Parameters<typeof startWorker>[0] {
  const { privateKey, appId } = credentials;
  const endpoints = githubEndpoints(environment.github);
  const workerLog = log.child({ part: 'worker' });
  return {
    store,
    endpoints,
    extractor,
    github: createGitHubApp({
      ...{ api: endpoints.api, log: workerLog, userAgent: `countersign/${version}`, appId, privateKey, now },
    }),
    organisationFiles: createOrganisationFiles({ now }),
    mirrors: createMirrors({
      folder: join(environment.dataFolder, 'mirrors'),
      environment: processEnvironment,
      report({ kind, ...what }) {
        if (kind === 'condemned') workerLog.warn(what, 'a mirror could not be read, and is made anew');
        else workerLog.debug(what, 'fetched');
      },
    }),
    secretScanner: createSecretScanner({ salt: deriveKey(privateKey, 'secret-fingerprints') }),
    packageFacts: createPackageFacts({ cache: store.packageAnswers, environment: processEnvironment }),
    log: workerLog,
    engine: version,
    resolveThreads: environment.resolveThreads,
    markerKey: environment.markerKey ?? deriveKey(privateKey, 'comment-markers'),
    now,
  };
}

async function openStore({ environment, log, now = Date.now }: EmbeddedAppOptions): Promise<Store> {
  const opened = await openSqliteStore({
    folder: environment.dataFolder,
    now,
    random: Math.random,
    worker: `${hostname()}/${process.pid}`,
    factsCodec: { encode: encodeFacts, decode: (bytes) => decodeFacts(bytes) as KeptFacts },
    onProblem: (problem) => log.error({ err: faultOf(problem) }, 'the store met a problem'),
  });
  if (opened.kind === 'open') return opened.store;
  const { message, remedy } = opened.problem;
  const where = `The data folder is ${environment.dataFolder}; COUNTERSIGN_DATA names another one.`;
  throw new StartError('store-refused', message, `${remedy} ${where}`, { cause: opened.problem });
}

/** A published package has its grammars and its thread beside its bundle; a checkout in its dependencies and sources. */
function extractorFor(root: string): FactsExtractor {
  if (existsSync(join(root, 'src', 'apps'))) return createExtractor();
  const folder = join(root, 'dist');
  const threadFile = pathToFileURL(join(folder, 'extraction-thread.js'));
  return createExtractor({ locate: locateInFolder(folder), folder, threadFile });
}
