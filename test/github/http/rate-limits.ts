/**
 * GitHub's limits: so many requests an hour for each who asks, which is always counted and told in headers; and the
 * secondary ones (content and points a minute, requests at once), which hold only where a test asks for them.
 */
import type { Actor } from '../state/apps.ts';
import { ApiError } from './api-error.ts';
import { pointsOf, type RequestRecord } from './request-log.ts';

export interface RateLimitOptions {
  /** Requests an hour; GitHub's smallest for an installation if not given. */
  readonly perHour?: number;
  readonly contentPerMinute?: number;
  readonly pointsPerMinute?: number;
  readonly atOnce?: number;
}

export interface RateLimits {
  /** Counts a request, until it is released. Throws 403 where it is one too many. */
  admit(actor: Actor, record: RequestRecord): void;
  /** A request that was answered 304 costs nothing after all. */
  refund(actor: Actor): void;
  release(actor: Actor): void;
  headers(actor: Actor): Record<string, string>;
  /** As `GET /rate_limit` tells it. */
  state(actor: Actor): {
    readonly limit: number;
    readonly used: number;
    readonly remaining: number;
    readonly reset: number;
  };
}

interface Account {
  used: number;
  resetAt: number;
  running: number;
  readonly recent: { readonly at: number; readonly points: number; readonly content: boolean }[];
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const ANONYMOUS_PER_HOUR = 60;

export function createRateLimits(now: () => Date, options: RateLimitOptions): RateLimits {
  const accounts = new Map<string, Account>();
  const perHour = (actor: Actor): number =>
    actor.kind === 'anonymous' ? ANONYMOUS_PER_HOUR : (options.perHour ?? 5000);
  const accountOf = (actor: Actor): Account => {
    const key = nameOfActor(actor);
    const time = now().getTime();
    const account = accounts.get(key) ?? { used: 0, resetAt: time + HOUR_MS, running: 0, recent: [] };
    if (time >= account.resetAt) Object.assign(account, { used: 0, resetAt: time + HOUR_MS });
    accounts.set(key, account);
    return account;
  };
  const state: RateLimits['state'] = (actor) => {
    const { used, resetAt } = accountOf(actor);
    const limit = perHour(actor);
    return { limit, used, remaining: Math.max(0, limit - used), reset: Math.ceil(resetAt / 1000) };
  };
  return {
    admit(actor, record) {
      const account = accountOf(actor);
      account.running += 1;
      if (account.used >= perHour(actor)) throw primaryLimit(actor);
      account.used += 1;
      admitSecondary(account, record, options, now().getTime());
    },
    refund: (actor) => void (accountOf(actor).used -= 1),
    release: (actor) => void (accountOf(actor).running -= 1),
    headers(actor) {
      const { limit, used, remaining, reset } = state(actor);
      return {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-used': String(used),
        'x-ratelimit-reset': String(reset),
        'x-ratelimit-resource': 'core',
      };
    },
    state,
  };
}

function admitSecondary(account: Account, record: RequestRecord, options: RateLimitOptions, time: number): void {
  const { recent } = account;
  while (recent[0] !== undefined && recent[0].at <= time - MINUTE_MS) recent.shift();
  recent.push({ at: time, points: pointsOf(record), content: record.createsContent });
  const points = recent.reduce((sum, one) => sum + one.points, 0);
  const content = recent.filter((one) => one.content).length;
  const over =
    points > (options.pointsPerMinute ?? Infinity) ||
    (record.createsContent && content > (options.contentPerMinute ?? Infinity)) ||
    account.running > (options.atOnce ?? Infinity);
  if (over) throw secondaryLimit(60);
}

/** `retryAfter` in seconds; null for the answer that says only that one must wait. */
export function secondaryLimit(retryAfter: number | null): ApiError {
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. If you reach out to GitHub Support for help, please include the request ID.';
  return new ApiError(403, message, { headers: retryAfter === null ? {} : { 'retry-after': String(retryAfter) } });
}

function primaryLimit(actor: Actor): ApiError {
  return new ApiError(403, `API rate limit exceeded for ${nameOfActor(actor)}.`);
}

/** Installations share their limit over all their tokens. */
export function nameOfActor(actor: Actor): string {
  switch (actor.kind) {
    case 'anonymous':
      return 'anonymous';
    case 'app':
      return `app ${actor.app.slug}`;
    case 'installation':
      return `installation ${actor.token.installation.id}`;
    case 'user':
      return `user ${actor.token.user.login}`;
  }
}
