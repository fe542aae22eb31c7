/**
 * The server while there is no GitHub App yet: a page with a button that has GitHub register one from our manifest, and
 * the way back from there. It takes no webhooks. Whoever reaches it can set it up, so it should be reached by nobody
 * else until it is done; what comes back is taken only for a page that this process has shown.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { escaped, homePage, page } from '../home-page.ts';
import type { Answer } from '../http/answer.ts';
import { listen, type RunningServer } from '../http/listen.ts';
import { route, type Routes } from '../routes.ts';
import { WEBHOOK_PATH } from '../start-server.ts';
import type { KeptCredentials } from './kept-credentials.ts';
import { type AppFile, manifestFor } from './manifest.ts';
import type { Registered } from './register-app.ts';

export interface SetupDeps {
  readonly host: string;
  readonly port: number;
  readonly log: Logger;
  readonly app: AppFile;
  /** Where people are sent to register it: github.com, or an Enterprise of one's own. */
  readonly web: string;
  /** Whose the App will be; null: of who registers it. */
  readonly organisation: string | null;
  readonly register: (code: string) => Promise<Registered>;
  readonly keep: (credentials: KeptCredentials) => Promise<void>;
}

export interface RunningSetup extends RunningServer {
  /** When the App is registered and kept. */
  readonly done: Promise<KeptCredentials>;
}

const NO_WEBHOOKS: Answer = {
  status: 503,
  body: 'There is no GitHub App yet: set it up at /probot.',
  headers: { 'retry-after': '60' },
  close: true,
};
const NOT_READY: Answer = { status: 503, body: 'not set up' };
const NOT_OURS: Answer = {
  status: 400,
  body: 'This is not the answer to a page of this server. Start again at /probot.',
};
const MOST_STATES = 100;

/** @throws StartError */
export async function startSetup(deps: SetupDeps): Promise<RunningSetup> {
  const { host, port, log } = deps;
  const done = Promise.withResolvers<KeptCredentials>();
  const states = new Set<string>();
  let working = false;

  async function finish(url: URL): Promise<Answer> {
    const code = url.searchParams.get('code') ?? '';
    const state = url.searchParams.get('state') ?? '';
    if (!/^[\w-]{1,200}$/.test(code) || working || !states.delete(state)) return NOT_OURS;
    working = true;
    try {
      const registered = await deps.register(code);
      if (registered.kind === 'refused') {
        log.warn({ status: registered.status }, 'GitHub did not hand over the App');
        return page('Not set up', '<p>GitHub did not hand over the App. <a href="/probot">Start again.</a></p>', 502);
      }
      await deps.keep(registered.credentials);
      log.info({ appId: registered.credentials.appId }, 'the GitHub App is registered');
      done.resolve(registered.credentials);
      const location = `${registered.credentials.page}/installations/new`;
      return { status: 302, body: 'Set up. Now install it.', headers: { location }, close: true };
    } finally {
      working = false;
    }
  }

  const routes: Routes = {
    '/': { GET: async () => homePage('set-up') },
    '/healthz': { GET: async () => ({ status: 200, body: 'alive' }) },
    '/readyz': { GET: async () => NOT_READY },
    [WEBHOOK_PATH]: { POST: async () => NO_WEBHOOKS },
    '/probot': { GET: async (request) => setupPage(deps, request, states) },
    '/probot/setup': { GET: (_request, url) => finish(url) },
  };
  const server = await listen({ host, port, log, handle: (request) => route(routes, request), maxBodyBytes: 0 });
  log.info({ url: `${server.url}/probot` }, 'there is no GitHub App yet: open this page to set it up');
  return { ...server, done: done.promise };
}

function setupPage({ app, web, organisation }: SetupDeps, request: IncomingMessage, states: Set<string>): Answer {
  const base = baseOf(request);
  if (base === null) return { status: 400, body: 'The Host header is no host.' };
  const state = randomBytes(24).toString('base64url');
  states.add(state);
  if (states.size > MOST_STATES) states.delete(states.values().next().value ?? '');
  const account = organisation === null ? '' : `/organizations/${organisation}`;
  const action = `${web}${account}/settings/apps/new?state=${state}`;
  return page(
    'Set up Countersign',
    `<p>GitHub will register an App with the permissions and events of <code>app.yml</code>, and send webhooks to <code>${escaped(base + WEBHOOK_PATH)}</code>. GitHub has to reach that address.</p>
<form method="post" action="${escaped(action)}"><input type="hidden" name="manifest" value="${escaped(manifestFor(app, base, WEBHOOK_PATH))}"><button>Register the App on GitHub</button></form>
<p>It will belong to ${organisation === null ? 'you. Start with <code>GH_ORG</code> to register it for an organisation' : escaped(organisation)}.</p>
<h2>It exists already?</h2><p>Set <code>APP_ID</code> and <code>PRIVATE_KEY_PATH</code>, and start again.</p>`,
  );
}

/** As the browser reaches this server; a proxy in front of it says so. */
function baseOf({ headers }: IncomingMessage): string | null {
  const forwarded = first(headers['x-forwarded-host']);
  const host = forwarded ?? headers.host ?? '';
  const protocol = first(headers['x-forwarded-proto']) === 'https' ? 'https' : 'http';
  return /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$/.test(host) ? `${protocol}://${host}` : null;
}

function first(header: string | string[] | undefined): string | undefined {
  return (Array.isArray(header) ? header[0] : header)?.split(',', 1)[0]?.trim();
}
