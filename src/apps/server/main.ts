/**
 * Starts the App: server and worker on the embedded store, or, where there is no GitHub App yet, set-up and then those.
 * Ends on SIGTERM and SIGINT with exit code 0, when what was begun is answered or given back; 2 where it cannot start.
 */
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { githubEndpoints } from '#adapters/github/endpoints.ts';
import { startEmbeddedApp } from './embedded-app.ts';
import { type AppCredentials, type Environment, readEnvironment } from './environment.ts';
import { faultOf } from './fault.ts';
import { packageRoot, packageVersion } from './package-root.ts';
import { createProcessLog } from './process-log.ts';
import { keepCredentials, readKeptCredentials, type KeptCredentials } from './setup/kept-credentials.ts';
import { readAppFile } from './setup/manifest.ts';
import { registerApp } from './setup/register-app.ts';
import { startSetup } from './setup/start-setup.ts';
import { StartError } from './start-error.ts';

const EXIT = { stopped: 0, failed: 1, refused: 2 } as const;

const root = packageRoot(fileURLToPath(import.meta.url));
const version = packageVersion(root);

try {
  await run(process.env);
} catch (error) {
  explain(error);
}

async function run(env: NodeJS.ProcessEnv): Promise<void> {
  const environment = readEnvironment(env);
  const log = createProcessLog(environment.logLevel);
  const stopped = stopSignal(log);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: faultOf(error) }, 'the process met a fault of ours and ends');
      process.exit(EXIT.failed);
    });
  }
  const kept = environment.credentials ?? readKeptCredentials(environment.dataFolder);
  const credentials = kept ?? (await setUp(environment, log, stopped));
  if (credentials === null) process.exit(EXIT.stopped);
  const app = await startEmbeddedApp({
    environment: withKeptSecret(environment, credentials, log),
    ...{ credentials, log, root, version, processEnvironment: env },
  });
  log.info({ url: app.url, version, appId: credentials.appId }, 'Countersign is running');
  log.info({ signal: await stopped }, 'stopping');
  await app.stop();
  log.info('stopped');
  process.exit(EXIT.stopped);
}

/** Null where a signal came first. */
async function setUp(environment: Environment, log: Logger, stopped: Promise<string>): Promise<KeptCredentials | null> {
  const { host, port, github, organisation, dataFolder, webhookSecrets } = environment;
  const { api, web } = githubEndpoints(github);
  const setup = await startSetup({
    ...{ host, port, log, web, organisation, app: readAppFile(root) },
    register: (code) =>
      registerApp(code, { api, userAgent: `countersign/${version}`, webhookSecret: webhookSecrets[0] }),
    keep: (credentials) => keepCredentials(dataFolder, credentials),
  });
  const credentials = await Promise.race([setup.done, stopped.then(() => null)]);
  await setup.stop({ graceMs: 2_000 });
  return credentials;
}

/** GitHub signs with the secret that it made, where it could not be told ours. */
function withKeptSecret(
  environment: Environment,
  credentials: AppCredentials | KeptCredentials,
  log: Logger,
): Environment {
  const kept = 'webhookSecret' in credentials ? credentials.webhookSecret : null;
  if (kept === null) return environment;
  log.warn('the App on GitHub has a webhook secret of its own: enter WEBHOOK_SECRET there');
  return { ...environment, webhookSecrets: [...environment.webhookSecrets, kept] };
}

/** A terminal tells the whole group, and npm and our own starter pass it on: these are one and the same. */
const SAME_SIGNAL_MS = 1_000;

/** The first one asks to end; a second one does not wait. */
function stopSignal(log: Logger): Promise<string> {
  return new Promise((resolve) => {
    let askedAt: number | null = null;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (askedAt !== null && performance.now() - askedAt > SAME_SIGNAL_MS) {
          log.warn({ signal }, 'asked a second time: not waiting any longer');
          process.exit(EXIT.failed);
        }
        askedAt ??= performance.now();
        resolve(signal);
      });
    }
  });
}

function explain(error: unknown): never {
  if (error instanceof StartError) {
    process.stderr.write(`countersign: ${error.message}\n  ${error.remedy}\n`);
    process.exit(EXIT.refused);
  }
  process.stderr.write(`countersign: does not start, and this is its own fault: ${JSON.stringify(faultOf(error))}\n`);
  process.exit(EXIT.failed);
}
