/**
 * The HTTP server of the stand-in, on the loopback interface: tells git from GraphQL from the REST API, keeps the log,
 * lets faults strike. Knows no operation.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gitRequestAt, type GitRequest } from '../git/smart-http.ts';
import { refusal, type Asked, type Told } from './answer-request.ts';
import { ApiError } from './api-error.ts';
import { strike, type Effect, type Faults } from './faults.ts';
import { secondaryLimit } from './rate-limits.ts';
import { createsContent, type RequestKind, type RequestRecord } from './request-log.ts';

export interface Services {
  readonly now: () => Date;
  readonly requests: RequestRecord[];
  readonly faults: Faults;
  /** The operation of a request to the REST API; null where it has none. */
  readonly operationAt: (method: string, path: string) => RequestKind | null;
  readonly answerApi: (asked: Asked) => Promise<Told>;
  readonly answerGraphql: (asked: Asked) => Promise<Told>;
  readonly answerGit: (
    git: GitRequest,
    record: RequestRecord,
    request: IncomingMessage,
    response: ServerResponse,
  ) => Promise<void>;
  /** After each request, whatever came of it. */
  readonly answered: () => void;
}

export async function startServer(services: Services): Promise<{ readonly url: string; readonly server: Server }> {
  const lastAnswers = new Map<string, Told>();
  const server = createServer((request, response) => {
    serve(services, lastAnswers, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

async function serve(
  services: Services,
  lastAnswers: Map<string, Told>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const method = request.method ?? 'GET';
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
  // Enterprise servers have their API under this prefix; apps that are told of a host take it for one.
  const path = url.pathname.replace(/^\/api(\/v3(?=\/|$)|(?=\/graphql$))/, '') || '/';
  const git = gitRequestAt(path, url.search.slice(1));
  const operation = git?.service ?? (path === '/graphql' ? 'graphql' : services.operationAt(method, path));
  const body = git === null ? await readJson(request) : undefined;
  const record: RequestRecord = {
    ...{ at: services.now(), method, path: path + url.search, operation, repository: repositoryIn(path, git), body },
    ...{ createsContent: createsContent(operation, body), actor: '', permissions: null, status: 0, durationMs: 0 },
    ...{ problems: [], faults: [] },
  };
  services.requests.push(record);
  const effects = services.faults.striking(record);
  try {
    if (await strike(effects, 'before', response)) return;
    if (git !== null) return await answerGit(services, effects, git, record, request, response);
    const headers = request.headers as Record<string, string | undefined>;
    const asked: Asked = { method, path, url, headers, body, record };
    const key = `${method} ${url.href} ${headers['authorization'] ?? ''}`;
    const told = await toldWithFaults(services, effects, asked, lastAnswers.get(key));
    if (told.status === 200 && effects.length === 0) lastAnswers.set(key, told);
    if (await strike(effects, 'after', response)) return;
    record.status = told.status;
    tell(response, told);
  } finally {
    record.durationMs = performance.now() - started;
    services.answered();
  }
}

async function answerGit(
  services: Services,
  effects: readonly Effect[],
  git: GitRequest,
  record: RequestRecord,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const instead = insteadOf(effects, 'before', record, undefined);
  if (instead === null) return services.answerGit(git, record, request, response);
  record.status = instead.status;
  tell(response, instead);
}

async function toldWithFaults(
  { answerApi, answerGraphql }: Services,
  effects: readonly Effect[],
  asked: Asked,
  last: Told | undefined,
): Promise<Told> {
  const before = insteadOf(effects, 'before', asked.record, last);
  if (before !== null) return before;
  const told = await (asked.record.operation === 'graphql' ? answerGraphql(asked) : answerApi(asked));
  return insteadOf(effects, 'after', asked.record, last) ?? told;
}

/** What a fault answers in place of the truth; null where none does. */
function insteadOf(
  effects: readonly Effect[],
  when: 'before' | 'after',
  record: RequestRecord,
  last: Told | undefined,
): Told | null {
  for (const effect of effects) {
    if (effect.kind === 'status' && (effect.when ?? 'before') === when) {
      return refusal(
        record,
        new ApiError(effect.status, effect.message ?? 'Server Error', { headers: effect.headers ?? {} }),
      );
    }
    if (when === 'after') continue;
    if (effect.kind === 'not-yet') return refusal(record, new ApiError(404, 'Not Found'));
    if (effect.kind === 'stale') return last ?? refusal(record, new ApiError(404, 'Not Found'));
    if (effect.kind === 'secondary-limit') return refusal(record, secondaryLimit(effect.retryAfter));
    if (effect.kind === 'unprocessable') {
      return refusal(record, new ApiError(422, 'Validation Failed', { errors: effect.errors ?? [] }));
    }
    if (effect.kind === 'garbage') {
      return { status: 200, headers: { 'content-type': 'text/html' }, body: '<html><body>Unicorn!</body></html>' };
    }
  }
  return null;
}

function tell(response: ServerResponse, { status, headers, body }: Told): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('x-github-request-id', randomUUID());
  response.writeHead(status);
  response.end(body);
}

function repositoryIn(path: string, git: GitRequest | null): string | null {
  if (git !== null) return `${git.owner}/${git.name}`.toLowerCase();
  const match = /^\/repos\/([^/]+\/[^/]+)(?:\/|$)/.exec(path);
  return match?.[1]?.toLowerCase() ?? null;
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
