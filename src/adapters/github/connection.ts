/**
 * One way to GitHub, for one set of credentials: each request with a limit of time, each failure as a `GitHubError`,
 * nothing sent a second time but after a 401 with a fresh token, and nothing at all while GitHub asks to wait. It never
 * sleeps, and it never logs a value: routes as documented, status, milliseconds.
 */
import { Octokit } from '@octokit/rest';
import type { Logger } from 'pino';
import { z } from 'zod';
import { failedAnswer } from './failed-answer.ts';
import { GitHubError } from './github-error.ts';

export interface ConnectionOptions {
  /** Base of the REST API. */
  readonly api: string;
  readonly log: Logger;
  readonly userAgent: string;
  /** Milliseconds for one request, its answer included. */
  readonly timeoutMs?: number;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** A strategy of Octokit's, with its options; and how to take what it sends out of a text. */
export interface Authentication {
  readonly strategy: (options: never) => unknown;
  readonly options: Readonly<Record<string, unknown>>;
  readonly redact: (text: string) => string;
}

export interface GraphQlAnswer {
  /** By alias; null or absent where it was not carried out. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly GraphQlProblem[];
}

export interface GraphQlProblem {
  /** `NOT_FOUND`, `FORBIDDEN`; null where the document itself was refused. */
  readonly type: string | null;
  /** The alias that it is about. */
  readonly alias: string | null;
}

export interface Connection {
  readonly rest: Octokit['rest'];
  /** Problems with parts of it are returned; a document or an endpoint that is refused as a whole rejects with `refused`. */
  graphql(document: string, variables: Readonly<Record<string, unknown>>): Promise<GraphQlAnswer>;
}

const DEFAULT_TIMEOUT_MS = 20_000;

export function connect(options: ConnectionOptions, authentication: Authentication): Connection {
  const { log, now = Date.now } = options;
  let quietUntil = 0;

  const octokit = new Octokit({
    baseUrl: options.api,
    userAgent: options.userAgent,
    authStrategy: authentication.strategy,
    auth: authentication.options,
    log: silent,
    request: { retries: 0 },
  });

  octokit.hook.wrap('request', async (request, parameters) => {
    const route = `${parameters.method} ${parameters.url.replace(options.api, '')}`;
    const began = now();
    if (began < quietUntil) throw new GitHubError('rate-limited', { request: route, retryAfterMs: quietUntil - began });
    // In place: hooks further in read the parameters that they were bound to, not those that they are called with.
    parameters.request = {
      ...parameters.request,
      signal: AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS),
    };
    try {
      const answer = await request(parameters);
      log.debug({ request: route, status: answer.status, ms: now() - began }, 'GitHub answered');
      return answer;
    } catch (error) {
      const failed = failedAnswer(error, { request: route, now: now(), redact: authentication.redact });
      if (failed.code === 'rate-limited' && failed.retryAfterMs !== null) quietUntil = now() + failed.retryAfterMs;
      const { code, status, retryAfterMs, requestId } = failed;
      log[QUIET_CODES.has(code) ? 'debug' : 'warn'](
        { request: route, code, status, retryAfterMs, requestId, ms: now() - began },
        'GitHub did not do what was asked',
      );
      throw failed;
    }
  });

  return {
    rest: octokit.rest,
    async graphql(document, variables) {
      try {
        return { data: asRecord(await octokit.graphql<unknown>(document, variables)), errors: [] };
      } catch (error) {
        return graphqlAnswer(error);
      }
    },
  };
}

/** Answers that are part of asking. */
const QUIET_CODES: ReadonlySet<string> = new Set(['not-modified', 'not-found']);

/** What Octokit has to say quotes what GitHub sent. */
const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };

function nothing(): void {
  // Said by the hook above, in our own words.
}

const GRAPHQL = 'POST /graphql';

const graphqlFailure = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ type: z.string().nullish(), path: z.array(z.union([z.string(), z.number()])).nullish() })),
});

function graphqlAnswer(error: unknown): GraphQlAnswer {
  if (error instanceof GitHubError) throw error;
  const parsed = graphqlFailure.safeParse(error);
  if (!parsed.success) throw new GitHubError('unexpected', { request: GRAPHQL });
  const errors = parsed.data.errors.map(({ type, path }) => ({
    type: type ?? null,
    alias: typeof path?.[0] === 'string' ? path[0] : null,
  }));
  if (errors.some(({ type }) => type === 'RATE_LIMITED' || type === 'RATE_LIMIT'))
    throw new GitHubError('rate-limited', { request: GRAPHQL });
  const data = parsed.data.data ?? null;
  if (data === null) throw new GitHubError('refused', { request: GRAPHQL });
  return { data, errors };
}

/** Something else than data has been answered by something else than GitHub: what was carried out is not known. */
function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  throw new GitHubError('unavailable', { request: GRAPHQL });
}
