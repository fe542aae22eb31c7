/**
 * What can go wrong between an app and GitHub, on demand: answers that fail before or after their effect, answers that
 * come late, are stale, are garbage or never come, limits, and things that happen in the middle of a request.
 */
import type { ServerResponse } from 'node:http';
import type { RequestKind, RequestRecord } from './request-log.ts';

export interface FaultPlan {
  /** Which requests; all if not given. */
  readonly operation?: RequestKind | readonly RequestKind[];
  /** `owner/name`. */
  readonly repository?: string;
  readonly where?: (request: RequestRecord) => boolean;
  /** How often; once if not given. */
  readonly times?: number;
  /** So many matching requests go well first. */
  readonly skip?: number;
  readonly does: Effect;
}

/** `after` means: the effect has happened, and the asker is not told. */
export type Effect =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly message?: string;
      readonly when?: When;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** GitHub's API lags behind its webhooks: not there yet. */
  | { readonly kind: 'not-yet' }
  /** The answer that was given last to the same question; 404 where there was none. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'unprocessable'; readonly errors?: readonly string[] }
  /** `retryAfter` in seconds; null leaves the header out. */
  | { readonly kind: 'secondary-limit'; readonly retryAfter: number | null }
  | { readonly kind: 'slow'; readonly ms: number }
  /** The socket closes without an answer. */
  | { readonly kind: 'close'; readonly when?: When }
  /** 200 with a body that is no JSON. */
  | { readonly kind: 'garbage' }
  /** Something happens meanwhile: a push, a token that is revoked. */
  | { readonly kind: 'meanwhile'; readonly when?: When; readonly run: () => void | Promise<void> };

export type When = 'before' | 'after';

export interface Fault {
  readonly plan: FaultPlan;
  /** How often it has struck. */
  readonly hits: number;
  remove(): void;
}

export interface Faults {
  add(plan: FaultPlan): Fault;
  clear(): void;
  /** Those that strike this request; each is counted by being asked for. */
  striking(request: RequestRecord): readonly Effect[];
}

export function createFaults(): Faults {
  let faults: { plan: FaultPlan; seen: number; hits: number }[] = [];
  return {
    add(plan) {
      const fault = { plan, seen: 0, hits: 0 };
      faults.push(fault);
      return {
        plan,
        get hits() {
          return fault.hits;
        },
        remove: () => void (faults = faults.filter((one) => one !== fault)),
      };
    },
    clear: () => void (faults = []),
    striking(request) {
      const effects: Effect[] = [];
      for (const fault of faults) {
        if (!matches(fault.plan, request)) continue;
        fault.seen += 1;
        if (fault.seen <= (fault.plan.skip ?? 0) || fault.hits >= (fault.plan.times ?? 1)) continue;
        fault.hits += 1;
        request.faults.push(fault.plan.does.kind);
        effects.push(fault.plan.does);
      }
      return effects;
    },
  };
}

function matches({ operation, repository, where }: FaultPlan, request: RequestRecord): boolean {
  if (operation !== undefined && ![operation].flat().some((one) => one === request.operation)) return false;
  if (repository !== undefined && repository.toLowerCase() !== request.repository) return false;
  return where === undefined || where(request);
}

/** Waits, runs what happens meanwhile, closes the socket. True where the request has ended with it. */
export async function strike(effects: readonly Effect[], when: When, response: ServerResponse): Promise<boolean> {
  for (const effect of effects) {
    if (effect.kind === 'slow' && when === 'before') {
      await new Promise((resolve) => setTimeout(resolve, effect.ms));
    }
    if (effect.kind === 'meanwhile' && (effect.when ?? 'before') === when) await effect.run();
    if (effect.kind === 'close' && (effect.when ?? 'before') === when) {
      response.destroy();
      return true;
    }
  }
  return false;
}
