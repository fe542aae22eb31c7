/**
 * A GitHub to test against: stateful, over real HTTP on the loopback interface, with real git behind it. Requests are
 * held against GitHub's own description of its API, and so is all that it answers and sends. Used by tests and by the
 * demo; `README.md` beside this file says what it can do.
 */
import { loadGithubDescription } from './description/github-description.ts';
import { createGraphql } from './graphql/answer-graphql.ts';
import { answerGit } from './http/answer-git.ts';
import { answerRequest } from './http/answer-request.ts';
import { createFaults, type Faults } from './http/faults.ts';
import { createRateLimits, type RateLimitOptions } from './http/rate-limits.ts';
import { paceOf, type Pace, type RequestRecord } from './http/request-log.ts';
import { startServer } from './http/server.ts';
import { createAccounts, type Accounts } from './people/accounts.ts';
import { createApps, type Apps } from './people/apps.ts';
import { createPullRequests, type PullRequests } from './people/pull-requests.ts';
import { createRepositories, type Repositories } from './people/repositories.ts';
import { createWaiting } from './people/waiting.ts';
import { HANDLERS } from './rest/handlers.ts';
import type { App, Permissions } from './state/apps.ts';
import { createWorld } from './state/world.ts';
import type { Delivery } from './webhooks/delivery.ts';
import { createPostOffice, type PostOffice } from './webhooks/post-office.ts';

export interface StandInOptions {
  readonly app?: {
    readonly slug?: string;
    /** As in `app.yml`. What they do not allow is refused. */
    readonly permissions?: Permissions;
    readonly events?: readonly string[];
    readonly webhookUrl?: string;
    readonly webhookSecret?: string;
  };
  /** The clock of tokens, limits and timestamps; the machine's if not given. */
  readonly now?: () => Date;
  /** Limits that hold; the secondary ones only where they are given. */
  readonly limits?: RateLimitOptions;
}

export interface StandInGithub extends Accounts, Omit<Repositories, 'dispose'>, PullRequests, Apps {
  /** `http://127.0.0.1:port`: base of the REST API, of `/graphql`, of git and of all links; `/api/v3` and `/api/graphql` work too. */
  readonly url: string;
  /** `127.0.0.1:port`, for `GHE_HOST`. */
  readonly host: string;
  /** The app under test. Set its `webhookUrl` once its server listens. */
  readonly app: App;
  /** PEM. */
  readonly privateKey: string;
  /** Every request, oldest first. */
  readonly requests: readonly RequestRecord[];
  readonly faults: Pick<Faults, 'add' | 'clear'>;
  /** Every delivery, oldest first; redeliveries are their own. */
  readonly deliveries: readonly Delivery[];
  readonly post: Pick<PostOffice, 'hold' | 'release' | 'held' | 'redeliver' | 'settled'>;
  /** What was asked, answered or sent against GitHub's description, with the request it was in. A good test ends with none. */
  problems(): string[];
  /** Every token that was ever given out, for tests that look where they got to. */
  issuedTokens(): readonly string[];
  /** How close the requests came to GitHub's secondary limits. */
  pace(): Pace;
  /** Looks after each request, and now and then. Throws after `timeoutMs` (10 s), saying what it waited for. */
  waitFor(what: string, holds: () => boolean, timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** Large; compiled piece by piece, and the same for every stand-in of a process. */
const DESCRIPTION = loadGithubDescription();

export async function createStandInGithub(options: StandInOptions = {}): Promise<StandInGithub> {
  const { now = () => new Date(), limits: limitOptions = {} } = options;
  const world = createWorld(DESCRIPTION, now);
  const requests: RequestRecord[] = [];
  const faults = createFaults();
  const waiting = createWaiting();
  const limits = createRateLimits(now, limitOptions);
  const post = createPostOffice(world);
  Object.assign(world, { send: post.send, redeliver: post.redeliver });
  const answerGraphql = createGraphql({ world, limits });
  const { url, server } = await startServer({
    ...{ now, requests, faults, answerGraphql, answered: waiting.lookAgain },
    operationAt: (method, path) => DESCRIPTION.find(method, path)?.operation.id ?? null,
    answerApi: (asked) => answerRequest({ world, limits, handlers: HANDLERS }, asked),
    answerGit: (...asked) => answerGit(world, ...asked),
  });
  world.url = url;
  const accounts = createAccounts(world);
  const repositories = createRepositories(world, accounts);
  const apps = createApps(world);
  const { slug = 'countersign', permissions = PERMISSIONS, events = EVENTS, ...hook } = options.app ?? {};
  const owner = accounts.createOrganization('example-tools');
  const { app, privateKey } = apps.registerApp({ slug, owner, permissions, events, ...hook });
  return {
    ...{ ...accounts, ...repositories, ...createPullRequests(world, repositories), ...apps },
    ...{ url, host: new URL(url).host, app, privateKey, requests, faults, post, deliveries: world.deliveries },
    problems: () =>
      requests.flatMap(({ method, path, problems }) => problems.map((problem) => `${method} ${path}: ${problem}`)),
    issuedTokens: () => [...world.tokens.keys()],
    pace: () => paceOf(requests),
    waitFor: waiting.waitFor,
    async close() {
      post.close();
      await post.settled();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      repositories.dispose();
    },
  };
}

const PERMISSIONS: Permissions = {
  metadata: 'read',
  contents: 'read',
  issues: 'read',
  pull_requests: 'write',
  checks: 'write',
  members: 'read',
  merge_queues: 'read',
};

const EVENTS: readonly string[] = [
  'check_run',
  'check_suite',
  'issue_comment',
  'merge_group',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'pull_request_review_thread',
  'push',
  'repository',
];
