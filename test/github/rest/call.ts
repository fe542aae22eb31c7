/** What a handler of the REST API is given, and the forms in which it answers. */
import type { OperationId } from '../description/operations-in-use.ts';
import { notFound } from '../http/api-error.ts';
import type { RateLimits } from '../http/rate-limits.ts';
import type { User } from '../state/accounts.ts';
import type { Actor, App, Installation, InstallationToken } from '../state/apps.ts';
import type { PullRequest } from '../state/pull-requests.ts';
import type { Repository } from '../state/repositories.ts';
import type { World } from '../state/world.ts';

export type Parameters = Readonly<Record<string, string | number | boolean>>;

/** Parameters and body are as GitHub's description has them: a handler may take their types for granted. */
export interface Call {
  readonly world: World;
  readonly actor: Actor;
  readonly path: Parameters;
  readonly query: Parameters;
  readonly body: unknown;
  /** The media types asked for. */
  readonly accept: string;
  /** Null where the path names none. */
  readonly repository: Repository | null;
  readonly limits: RateLimits;
}

export type Answer =
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'empty'; readonly status: number }
  /** Text of another media type, which GitHub's description does not cover. */
  | { readonly kind: 'text'; readonly status: number; readonly type: string; readonly body: string | Uint8Array }
  /** A list, of which only the page that was asked for is rendered. */
  | {
      readonly kind: 'list';
      readonly items: readonly unknown[];
      readonly render: (item: never) => unknown;
      readonly wrap: Wrap | null;
    };

/** For lists that come in an object with their total. */
type Wrap = (page: readonly unknown[], total: number) => unknown;

export type Handler = (call: Call) => Answer | Promise<Answer>;
export type Handlers = Readonly<Partial<Record<OperationId, Handler>>>;

export function ok(body: unknown): Answer {
  return { kind: 'json', status: 200, body };
}

export function created(body: unknown): Answer {
  return { kind: 'json', status: 201, body };
}

export function empty(status = 204): Answer {
  return { kind: 'empty', status };
}

export function list<T>(items: readonly T[], render: (item: T) => unknown, wrap: Wrap | null = null): Answer {
  return { kind: 'list', items, render, wrap };
}

export function repositoryOf(call: Call): Repository {
  if (call.repository === null) throw notFound();
  return call.repository;
}

/** The pull request that the path names, be it as `pull_number` or as `issue_number`. */
export function pullOf(call: Call): PullRequest {
  const number = call.path['pull_number'] ?? call.path['issue_number'];
  const pull = repositoryOf(call).pulls.get(number as number);
  if (pull === undefined) throw notFound();
  return pull;
}

/** The account in whose name something is written: a user's own, or an app's bot. */
export function writerOf({ actor }: Call): User {
  if (actor.kind === 'user') return actor.token.user;
  if (actor.kind === 'installation') return actor.token.installation.app.bot;
  throw notFound();
}

export function appOf({ actor }: Call): App {
  if (actor.kind === 'app') return actor.app;
  if (actor.kind === 'installation') return actor.token.installation.app;
  throw notFound();
}

export function tokenOf({ actor }: Call): InstallationToken {
  if (actor.kind !== 'installation') throw notFound();
  return actor.token;
}

/** Throws 404 for another app's. */
export function ownInstallation(call: Call, matches: (installation: Installation) => boolean): Installation {
  const app = appOf(call);
  const found = call.world.installations.find((one) => one.app === app && !one.deleted && matches(one));
  if (found === undefined) throw notFound();
  return found;
}
