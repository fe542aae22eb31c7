/**
 * All that the stand-in knows, in one place: everything else reads it or changes it through `acts/`. One world is one
 * GitHub; two of them share nothing.
 */
import type { GithubDescription } from '../description/github-description.ts';
import { ApiError } from '../http/api-error.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import type { Account, Organization, User } from './accounts.ts';
import type { App, Installation, Token } from './apps.ts';
import type { IssueComment, PullRequest, Review, ReviewComment, Thread } from './pull-requests.ts';
import { fullNameOf, type Repository } from './repositories.ts';

/** What GraphQL finds by its node id. */
export type Node =
  | { readonly kind: 'PullRequest'; readonly value: PullRequest }
  | { readonly kind: 'IssueComment'; readonly value: IssueComment }
  | { readonly kind: 'PullRequestReview'; readonly value: Review }
  | { readonly kind: 'PullRequestReviewComment'; readonly value: ReviewComment }
  | { readonly kind: 'PullRequestReviewThread'; readonly value: Thread };

export interface World {
  /** Base of all links, without a slash at the end; known once the server listens. */
  url: string;
  readonly description: GithubDescription;
  readonly now: () => Date;
  /** Ids are unique over all kinds, so that one taken for another's finds nothing. */
  readonly nextId: () => number;
  readonly accounts: Map<string, Account>;
  readonly repositories: Map<string, Repository>;
  readonly apps: App[];
  readonly installations: Installation[];
  readonly tokens: Map<string, Token>;
  readonly nodes: Map<string, Node>;
  readonly deliveries: Delivery[];
  /** Apps that wait to be fetched by the code of their manifest. */
  readonly manifests: Map<string, { readonly app: App; readonly privateKey: string }>;
  /** Hand a delivery to whoever sends it; the post office takes them over. */
  send: (delivery: Delivery) => void;
  redeliver: (delivery: Delivery) => void;
}

const FIRST_ID = 1001;

export function createWorld(description: GithubDescription, now: () => Date): World {
  let last = FIRST_ID - 1;
  return {
    url: '',
    description,
    now,
    nextId: () => (last += 1),
    accounts: new Map(),
    repositories: new Map(),
    apps: [],
    installations: [],
    tokens: new Map(),
    nodes: new Map(),
    deliveries: [],
    manifests: new Map(),
    send: () => undefined,
    redeliver: () => undefined,
  };
}

/** In GitHub's newer form: a prefix for the kind, and the rest opaque. */
export function nodeIdOf(prefix: string, id: number): string {
  return `${prefix}_kwDO${Buffer.from(`${prefix}:${id}`).toString('base64url')}`;
}

export function findRepository(world: World, owner: string, name: string): Repository | undefined {
  return world.repositories.get(`${owner}/${name}`.toLowerCase());
}

export function keepRepository(world: World, repository: Repository): void {
  const key = fullNameOf(repository).toLowerCase();
  if (world.repositories.has(key)) throw new Error(`${key} is there already`);
  world.repositories.set(key, repository);
}

export function accountNamed(world: World, login: string): Account {
  const account = world.accounts.get(login.toLowerCase());
  if (account === undefined) throw new ApiError(404, 'Not Found');
  return account;
}

export function organizationNamed(world: World, login: string): Organization {
  const account = accountNamed(world, login);
  if (account.type !== 'Organization') throw new ApiError(404, 'Not Found');
  return account;
}

export function userNamed(world: World, login: string): User {
  const account = accountNamed(world, login);
  if (account.type === 'Organization') throw new ApiError(404, 'Not Found');
  return account;
}

/** Bots and people who have left are looked up by address, as commits name their authors. */
export function userWithEmail(world: World, email: string): User | null {
  for (const account of world.accounts.values()) {
    if (account.type !== 'Organization' && account.email === email) return account;
  }
  return null;
}
