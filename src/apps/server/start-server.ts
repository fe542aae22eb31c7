/** The server of the App: webhooks in, and what says that it is alive. Whoever starts it closes what it was given. */
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Store } from '#review/store/store.ts';
import { listen, type RunningServer } from './http/listen.ts';
import { createBodyReader } from './http/read-body.ts';
import { homePage } from './home-page.ts';
import { createReadiness } from './readiness.ts';
import { receiveWebhook } from './receive-webhook.ts';
import { route, type Routes } from './routes.ts';
import { createSignatureCheck } from './signature.ts';

export const WEBHOOK_PATH = '/api/github/webhooks';
/** GitHub never sends more than 25 MB. */
const MAX_BODY_BYTES = 25 * 1024 * 1024;
const MAX_BYTES_AT_ONCE = 10 * MAX_BODY_BYTES;

export interface ServerDeps {
  readonly store: Store;
  readonly log: Logger;
  /** Of the GitHub App, to tell its checks from those of others. */
  readonly appId: number;
  /** The one of now, and where it is being changed, the one before. */
  readonly webhookSecrets: readonly string[];
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** @throws StartError */
export async function startServer(deps: ServerDeps): Promise<RunningServer> {
  const { store, host, port, appId, now } = deps;
  const log = deps.log.child({ part: 'server' });
  const signatures = await createSignatureCheck(deps.webhookSecrets, log);
  const bodies = createBodyReader({ maxBytes: MAX_BODY_BYTES, maxBytesAtOnce: MAX_BYTES_AT_ONCE });
  const readiness = createReadiness(() => store.ping(), { log, now });
  const routes: Routes = {
    [WEBHOOK_PATH]: { POST: (request) => receiveWebhook(request, { store, signatures, bodies, appId, log }) },
    '/healthz': { GET: async () => ({ status: 200, body: 'alive' }) },
    '/readyz': { GET: () => readiness.answer() },
    '/': { GET: async () => homePage('running') },
  };
  const handle = (request: IncomingMessage) => route(routes, request);
  const server = await listen({ host, port, log, handle, maxBodyBytes: MAX_BODY_BYTES });
  log.info({ url: server.url, webhooks: WEBHOOK_PATH }, 'listening');
  return {
    ...server,
    async stop(options) {
      readiness.end();
      await server.stop(options);
      log.info('the server has stopped');
    },
  };
}
