/**
 * Tells apps what has happened: to whom it goes, by subscription, permission and installation, and in what words.
 * Every payload is held against GitHub's description before it is sent.
 */
import type { GithubDescription } from '../description/github-description.ts';
import type { WebhookId } from '../description/operations-in-use.ts';
import { githubJson } from '../http/github-json.ts';
import { accountResource, organizationSimpleResource } from '../resources/accounts.ts';
import { repositoryResource } from '../resources/repositories.ts';
import type { Account } from '../state/accounts.ts';
import { allows, installationCovers, type App, type Installation, type Permissions } from '../state/apps.ts';
import type { Repository } from '../state/repositories.ts';
import type { World } from '../state/world.ts';
import { deliveryHeaders, newGuid } from './post-office.ts';

export interface News {
  /** As in GitHub's description: `pull-request/opened`, `push`. */
  readonly webhook: WebhookId;
  readonly sender: Account;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What an app must be allowed to read to subscribe to an event, and to hear of it. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  check_run: 'checks',
  check_suite: 'checks',
  issue_comment: 'issues',
  merge_group: 'merge_queues',
  pull_request: 'pull_requests',
  pull_request_review: 'pull_requests',
  pull_request_review_comment: 'pull_requests',
  pull_request_review_thread: 'pull_requests',
  push: 'contents',
  repository: 'metadata',
};

/** Comments on pull requests are told to apps with either permission. */
const OR_PULL_REQUESTS: ReadonlySet<string> = new Set(['issue_comment']);

/** Told to the app itself, whatever it subscribed to. */
const ALWAYS_TOLD: ReadonlySet<string> = new Set(['installation', 'installation_repositories', 'ping']);

/**
 * Events that these permissions do not carry, or that nobody can subscribe to: GitHub refuses an app with them, among
 * them `issue_comment` without `issues`, although it would be told of comments on pull requests.
 */
export function unsupportedEvents(events: readonly string[], permissions: Permissions): string[] {
  return events.filter((event) => !allows(permissions, PERMISSIONS[event] ?? 'nothing', 'read'));
}

/**
 * News of a repository, to every app that is installed there and listens; `only` narrows it to one. `shown` is the
 * repository in the form that the event has for it.
 */
export function announceIn(
  world: World,
  repository: Repository,
  news: News,
  only?: App,
  shown: object = repositoryResource(world.url, repository),
): void {
  const { owner } = repository;
  const about = {
    repository: { ...shown, custom_properties: {} },
    ...(owner.type === 'Organization' ? { organization: organizationSimpleResource(world.url, owner) } : {}),
  };
  for (const installation of world.installations) {
    if (!installationCovers(installation, repository) || installation.suspendedAt !== null) continue;
    if (only !== undefined && installation.app !== only) continue;
    if (!hears(installation, eventOf(news.webhook), only !== undefined)) continue;
    const reference = { installation: { id: installation.id, node_id: installation.nodeId } };
    deliver(world, installation.app, news, { ...about, ...reference }, installation.id, repository.id);
  }
}

/** News of an installation, to its app. */
export function announceInstallation(world: World, installation: Installation, news: News): void {
  deliver(world, installation.app, news, {}, installation.id, null);
}

/** Checks are told unasked to the app that made them, where it may write checks. */
function hears({ permissions, events }: Installation, event: string, own: boolean): boolean {
  if (event.startsWith('check_') && own) return allows(permissions, 'checks', 'write');
  const permission = PERMISSIONS[event] ?? 'metadata';
  const permitted =
    allows(permissions, permission, 'read') ||
    (OR_PULL_REQUESTS.has(event) && allows(permissions, 'pull_requests', 'read'));
  return permitted && (events.includes(event) || ALWAYS_TOLD.has(event));
}

function deliver(
  world: World,
  app: App,
  { webhook, sender, payload }: News,
  about: Readonly<Record<string, unknown>>,
  installationId: number,
  repositoryId: number | null,
): void {
  if (app.webhookUrl === null) return;
  const event = eventOf(webhook);
  const action = webhook.includes('/') ? webhook.slice(webhook.indexOf('/') + 1).replaceAll('-', '_') : null;
  const whole = {
    ...(action === null ? {} : { action }),
    ...payload,
    ...about,
    sender: accountResource(world.url, sender),
  };
  const body = githubJson(whole);
  checkPayload(world, webhook, body);
  const guid = newGuid();
  world.send({
    ...{ id: world.nextId(), guid, event, action, app, installationId, repositoryId, redelivery: false },
    ...{
      url: app.webhookUrl,
      headers: deliveryHeaders(app, guid, event, body),
      body,
      sentAt: world.now(),
      outcome: null,
    },
  });
}

function checkPayload(
  { description }: { readonly description: GithubDescription },
  webhook: WebhookId,
  body: string,
): void {
  const problems = description.problemsOfPayload(webhook, JSON.parse(body));
  if (problems.length > 0) throw new Error(`the stand-in’s ${webhook} is not GitHub’s: ${problems.join('; ')}`);
}

function eventOf(webhook: WebhookId): string {
  return (webhook.split('/')[0] ?? '').replaceAll('-', '_');
}
