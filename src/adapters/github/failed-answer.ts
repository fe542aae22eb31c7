/**
 * A failed request of Octokit's as an error of ours. Octokit's own carries the request with its headers and whatever
 * GitHub's body said; neither may reach a log.
 */
import { z } from 'zod';
import { GitHubError, type GitHubErrorCode, WITHOUT_A_WORD_MS } from './github-error.ts';

const failure = z.object({
  status: z.number(),
  response: z
    .object({
      headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()),
      data: z.unknown(),
    })
    .optional(),
});

const body = z.object({
  message: z.string().optional(),
  documentation_url: z.string().optional(),
  errors: z.array(z.union([z.string(), z.object({ message: z.string().optional() })])).optional(),
});

type Headers = Readonly<Record<string, string | number | undefined>>;

export interface FailureContext {
  readonly request: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Takes what is secret out of a text. */
  readonly redact: (text: string) => string;
}

export function failedAnswer(error: unknown, { request, now, redact }: FailureContext): GitHubError {
  if (error instanceof GitHubError) return error;
  const parsed = failure.safeParse(error);
  if (!parsed.success) return new GitHubError('unexpected', { request });
  // Without a response nothing is known of the effect: no connection, a timeout, a connection that broke.
  if (parsed.data.response === undefined) return new GitHubError('unavailable', { request });
  const { status, response } = parsed.data;
  const said = body.safeParse(response.data);
  const text = said.success ? saidText(said.data) : '';
  const limit = limitOf(status, response.headers, text, now);
  const code = limit === null ? codeOf(status, request, text) : 'rate-limited';
  return new GitHubError(code, {
    request,
    status,
    retryAfterMs: limit ?? (status >= 500 ? retryAfter(response.headers, now) : null),
    requestId: requestIdOf(redact(String(response.headers['x-github-request-id'] ?? ''))),
    answer: code === 'refused' ? redact(text).slice(0, 300) : null,
  });
}

function codeOf(status: number, request: string, text: string): GitHubErrorCode {
  const isTokenRequest = request.endsWith('/access_tokens');
  switch (status) {
    case 304:
      return 'not-modified';
    case 401:
      return 'unauthorised';
    case 403:
      return isTokenRequest || /\bsuspended\b/i.test(text) ? 'installation-suspended' : 'forbidden';
    case 404:
    case 410:
    case 451:
      return isTokenRequest ? 'installation-gone' : 'not-found';
    case 400:
    case 409:
    case 422:
      return 'refused';
    default:
      return status >= 500 || status === 408 ? 'unavailable' : 'unexpected';
  }
}

const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * For a rate limit, how long to wait; null for anything else. A secondary limit has nothing but its words where
 * GitHub leaves `retry-after` out.
 * Source: docs.github.com, "Rate limits for the REST API", "Exceeding the rate limit".
 */
function limitOf(status: number, headers: Headers, text: string, now: number): number | null {
  if (status !== 403 && status !== 429) return null;
  const after = retryAfter(headers, now);
  if (after !== null) return after;
  if (String(headers['x-ratelimit-remaining']) === '0') {
    const reset = Number(headers['x-ratelimit-reset']);
    return Number.isFinite(reset) ? bounded(reset * 1000 - now) : WITHOUT_A_WORD_MS;
  }
  return status === 429 || /\b(?:secondary[ -]rate[ -]limit|abuse detection|rate limit exceeded)/i.test(text)
    ? WITHOUT_A_WORD_MS
    : null;
}

/** Seconds, or a date. */
function retryAfter(headers: Headers, now: number): number | null {
  const given = headers['retry-after'];
  if (given === undefined) return null;
  const seconds = Number(given);
  if (Number.isFinite(seconds)) return bounded(seconds * 1000);
  const date = Date.parse(String(given));
  return Number.isNaN(date) ? null : bounded(date - now);
}

function bounded(waitMs: number): number {
  return Math.min(Math.max(waitMs, 1000), LONGEST_WAIT_MS);
}

function requestIdOf(id: string): string | null {
  return /^[A-Za-z0-9:_-]{1,64}$/.test(id) ? id : null;
}

function saidText({ message, documentation_url: page, errors }: z.infer<typeof body>): string {
  const all = (errors ?? []).map((error) => (typeof error === 'string' ? error : (error.message ?? '')));
  return [message ?? '', ...all, page ?? ''].filter((part) => part !== '').join(' ');
}
