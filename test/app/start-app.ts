/** The App as a host runs it, in this process and on embedded defaults, pointed at a stand-in GitHub. */
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type EmbeddedApp, startEmbeddedApp } from '../../src/apps/server/embedded-app.ts';
import { packageRoot, packageVersion } from '../../src/apps/server/package-root.ts';
import { WEBHOOK_PATH } from '../../src/apps/server/start-server.ts';
import type { StandInGithub } from '../github/stand-in-github.ts';

export interface AppOptions {
  readonly standIn: StandInGithub;
  /** Where the App keeps what it keeps. */
  readonly folder: string;
  readonly log: Logger;
  /** Milliseconds since the epoch: of the queue, of tokens, of limits. */
  readonly now: () => number;
  readonly concurrency: number;
  /** Of services that know packages; a test that names none asks nobody. */
  readonly packageServices?: Readonly<Record<string, string>>;
}

/** Addresses where nothing listens. */
const NOBODY = { COUNTERSIGN_DEPS_DEV_URL: 'http://127.0.0.1:9/', COUNTERSIGN_OSV_URL: 'http://127.0.0.1:9/' };

/** How npm is set up on this machine is no test's business. */
function withoutNpm(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(environment).filter(([name]) => !/^npm_config_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    npm_config_userconfig: '/nonexistent/user',
    npm_config_globalconfig: '/nonexistent/global',
  };
}

const ROOT = packageRoot(fileURLToPath(import.meta.url));

export async function startApp(options: AppOptions): Promise<EmbeddedApp> {
  const { standIn, folder, log, now, concurrency, packageServices = NOBODY } = options;
  const app = await startEmbeddedApp({
    environment: {
      ...{ webhookSecrets: [standIn.app.webhookSecret], markerKey: null, organisation: null, credentials: null },
      ...{ github: { host: standIn.host, protocol: 'http' }, host: '127.0.0.1', port: 0 },
      ...{ dataFolder: join(folder, 'data'), logLevel: 'trace', concurrency, resolveThreads: false },
    },
    credentials: { appId: standIn.app.id, privateKey: standIn.privateKey },
    ...{
      log,
      now,
      root: ROOT,
      version: packageVersion(ROOT),
      processEnvironment: { ...withoutNpm(process.env), ...packageServices },
    },
  });
  standIn.app.webhookUrl = `${app.url}${WEBHOOK_PATH}`;
  return app;
}
