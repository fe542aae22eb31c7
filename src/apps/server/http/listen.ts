/**
 * A server on node:http with limits on what a stranger may hold, and an end that waits for what is being answered. What
 * is answered to which path is its caller's.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Logger } from 'pino';
import { faultOf } from '../fault.ts';
import { StartError } from '../start-error.ts';
import { type Answer, send } from './answer.ts';
import { announcesTooMuch, discard } from './read-body.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly log: Logger;
  /** What it throws is logged by name and place, and answered with 500. */
  readonly handle: (request: IncomingMessage) => Promise<Answer>;
  readonly maxBodyBytes: number;
  readonly patience?: Patience;
}

/** How long a sender may take, in milliseconds, and how often somebody looks. */
export interface Patience {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly lookMs: number;
}

export interface RunningServer {
  /** `http://127.0.0.1:3000`: as this machine reaches it. */
  readonly url: string;
  readonly port: number;
  /** Takes no more connections; answers what has come in, for so long; then closes whatever is left. */
  stop(options: { readonly graceMs: number }): Promise<void>;
}

/** GitHub waits 10 s for an answer; a body of 25 MB over a slow line comes in within this. */
const PATIENCE: Patience = { headersMs: 10_000, requestMs: 30_000, lookMs: 2_000 };
/** Longer than load balancers keep a connection that nobody uses (60 s), so that it is they who close it. */
const KEEP_ALIVE_MS = 65_000;
const MOST_CONNECTIONS = 1_000;
const CLOSE_IDLE_MS = 100;
/** What a request may be on its way for, on a connection that has just been opened. */
const SILENT_MS = 1_000;

const FAILED: Answer = { status: 500, body: 'Something went wrong here. The log says what.' };

/** @throws StartError */
export async function listen(options: ListenOptions): Promise<RunningServer> {
  const { log, handle, maxBodyBytes, patience = PATIENCE } = options;
  let stopping = false;

  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    response.on('error', () => undefined);
    handle(request)
      .catch((error: unknown) => {
        log.error({ err: faultOf(error) }, 'a request met a fault of ours');
        return FAILED;
      })
      .then((given) => {
        send(response, stopping ? { ...given, close: true } : given);
        // What is left of a body that nobody wanted.
        if (!request.readableEnded && request.listenerCount('data') === 0) discard(request);
      })
      .catch((error: unknown) => log.error({ err: faultOf(error) }, 'an answer could not be sent'));
  };

  const server = createServer({ connectionsCheckingInterval: patience.lookMs, keepAlive: true }, answer);
  server.requestTimeout = patience.requestMs;
  server.headersTimeout = patience.headersMs;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.timeout = KEEP_ALIVE_MS + patience.requestMs;
  server.maxConnections = MOST_CONNECTIONS;
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // Who asks first is told before sending anything.
    if (!announcesTooMuch(request, maxBodyBytes)) response.writeContinue();
    answer(request, response);
  });
  const silent = silentConnections(server);
  await bind(server, options);
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${reachableAs(options.host)}:${port}`,
    port,
    stop({ graceMs }) {
      stopping = true;
      return close(server, silent, graceMs);
    },
  };
}

function bind(server: Server, { host, port }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refusal(error, host, port)));
    server.listen({ host, port }, () => resolve());
  });
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): StartError {
  const options = { cause: error };
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(
        'port-in-use',
        `Port ${port} is in use.`,
        'End what listens there, or set PORT to another one.',
        options,
      );
    case 'EACCES':
      return new StartError(
        'port-refused',
        `Port ${port} may not be opened by this user.`,
        'Set PORT to one above 1023.',
        options,
      );
    default:
      return new StartError(
        'host-refused',
        `Cannot listen on ${host}, port ${port} (${error.code ?? 'no reason given'}).`,
        'Set HOST to an address of this machine: 0.0.0.0 for all of them.',
        options,
      );
  }
}

/** Connections on which no request has come. Load balancers keep some; Node does not count them among the idle ones. */
function silentConnections(server: Server): ReadonlySet<Socket> {
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  for (const event of ['request', 'checkContinue'] as const) {
    server.prependListener(event, ({ socket }: IncomingMessage) => silent.delete(socket));
  }
  return silent;
}

function close(server: Server, silent: ReadonlySet<Socket>, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_MS);
    const hush = setTimeout(() => silent.forEach((socket) => socket.destroy()), Math.min(SILENT_MS, graceMs));
    const late = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(idle);
      clearTimeout(hush);
      clearTimeout(late);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function reachableAs(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
