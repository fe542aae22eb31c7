/**
 * What can go wrong between GitHub and us. Switch on `code`. Neither message nor fields hold anything that GitHub sent
 * back, but for `answer`, which is cleared of tokens: an error can be logged as it is.
 */

export type GitHubErrorCode =
  /** A rate limit, primary or secondary. Nothing was done. */
  | 'rate-limited'
  /** No answer, or one that says nothing: a 5xx, a timeout. A write may have had its effect: read before writing again. */
  | 'unavailable'
  /** Not there, not visible to this installation, or not there yet: GitHub's replicas lag behind its webhooks. */
  | 'not-found'
  /** A permission is missing, or what is written to is archived or blocked. */
  | 'forbidden'
  /** The request itself is refused: 400, 409, 422. */
  | 'refused'
  /** The App's key or the token does not hold. */
  | 'unauthorised'
  | 'installation-suspended'
  | 'installation-gone'
  /** The content has not changed since the ETag that was named. */
  | 'not-modified'
  /** An answer that is not what GitHub documents. */
  | 'unexpected';

export interface GitHubErrorDetails {
  /** Method and route as documented, without values: `GET /repos/{owner}/{repo}/pulls/{pull_number}`. */
  readonly request: string;
  readonly status?: number | null;
  /** When to come again at the earliest, where GitHub or its rules say so. */
  readonly retryAfterMs?: number | null;
  /** GitHub's own id of the request, for its support. */
  readonly requestId?: string | null;
  /** Of a refusal, what GitHub says of it: at most 300 characters, for people. */
  readonly answer?: string | null;
}

const SAYS: Readonly<Record<GitHubErrorCode, string>> = {
  'rate-limited': 'GitHub asks to wait',
  unavailable: 'GitHub did not answer',
  'not-found': 'GitHub knows no such thing',
  forbidden: 'GitHub does not allow it',
  refused: 'GitHub refused the request',
  unauthorised: 'GitHub does not accept the credentials',
  'installation-suspended': 'The installation is suspended',
  'installation-gone': 'The installation is no longer there',
  'not-modified': 'The content has not changed',
  unexpected: 'GitHub answered with something else than it documents',
};

export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly code: GitHubErrorCode;
  readonly request: string;
  readonly status: number | null;
  readonly retryAfterMs: number | null;
  readonly requestId: string | null;
  readonly answer: string | null;

  constructor(code: GitHubErrorCode, details: GitHubErrorDetails) {
    super(`${SAYS[code]} (${details.request}).`);
    this.code = code;
    this.request = details.request;
    this.status = details.status ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.requestId = details.requestId ?? null;
    this.answer = details.answer ?? null;
  }
}

export function isGitHubError(error: unknown, ...codes: readonly GitHubErrorCode[]): error is GitHubError {
  return error instanceof GitHubError && (codes.length === 0 || codes.includes(error.code));
}

export interface Reschedule {
  readonly afterMs: number;
  readonly reason: 'github-rate-limited' | 'github-unavailable';
}

const UNAVAILABLE_FOR_MS = 15_000;

/**
 * How long to put work off that ended with this error; null where waiting changes nothing. Nothing in here ever sleeps:
 * the queue does, and gives the worker to somebody else meanwhile.
 */
export function rescheduleFor(error: unknown): Reschedule | null {
  if (!isGitHubError(error, 'rate-limited', 'unavailable')) return null;
  if (error.code === 'unavailable')
    return { afterMs: error.retryAfterMs ?? UNAVAILABLE_FOR_MS, reason: 'github-unavailable' };
  return { afterMs: error.retryAfterMs ?? WITHOUT_A_WORD_MS, reason: 'github-rate-limited' };
}

/** Where a limit names no time. Source: docs.github.com, "Rate limits for the REST API": wait for at least one minute. */
export const WITHOUT_A_WORD_MS = 60_000;
