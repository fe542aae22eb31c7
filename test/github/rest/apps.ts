/** What an app asks about itself: its installations, their tokens, its deliveries. */
import { issueToken, repositoriesOf, type WantedToken } from '../acts/installations.ts';
import { notFound } from '../http/api-error.ts';
import {
  appResource,
  deliveryResource,
  fullDeliveryResource,
  installationResource,
  tokenResource,
} from '../resources/apps.ts';
import { repositoryResource } from '../resources/repositories.ts';
import { installationCovers } from '../state/apps.ts';
import type { Repository } from '../state/repositories.ts';
import { findRepository } from '../state/world.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import {
  appOf,
  created,
  empty,
  list,
  ok,
  ownInstallation,
  tokenOf,
  type Answer,
  type Call,
  type Handlers,
} from './call.ts';

export const APP_HANDLERS = {
  'apps/get-authenticated': (call) => {
    const { world } = call;
    const app = appOf(call);
    const count = world.installations.filter((one) => one.app === app && !one.deleted).length;
    return ok({ ...appResource(world.url, app), installations_count: count });
  },
  'apps/list-installations': (call) => {
    const app = appOf(call);
    const installations = call.world.installations.filter((one) => one.app === app && !one.deleted);
    return list(installations, (one) => installationResource(call.world.url, one));
  },
  'apps/get-installation': (call) => installation(call, (id) => id === call.path['installation_id']),
  'apps/get-org-installation': (call) => installation(call, (_, login) => login === lower(call.path['org'])),
  'apps/get-user-installation': (call) => installation(call, (_, login) => login === lower(call.path['username'])),
  'apps/get-repo-installation': (call) => {
    const repository = findRepository(call.world, String(call.path['owner']), String(call.path['repo']));
    if (repository === undefined) throw notFound();
    return ok(
      installationResource(
        call.world.url,
        ownInstallation(call, (one) => installationCovers(one, repository)),
      ),
    );
  },
  'apps/create-installation-access-token': (call) => {
    const parent = ownInstallation(call, ({ id }) => id === call.path['installation_id']);
    return created(tokenResource(call.world.url, issueToken(call.world, parent, call.body as WantedToken)));
  },
  'apps/revoke-installation-access-token': (call) => {
    call.world.tokens.delete(tokenOf(call).value);
    return empty();
  },
  'apps/list-repos-accessible-to-installation': (call) => {
    const { installation: parent, repositories } = tokenOf(call);
    const visible = repositoriesOf(call.world, parent).filter((one) => repositories?.has(one) ?? true);
    const render = (one: Repository): unknown => repositoryResource(call.world.url, one);
    return list(visible, render, (page, total) => ({
      total_count: total,
      repository_selection: parent.selection,
      repositories: page,
    }));
  },
  'apps/get-webhook-config-for-app': (call) => {
    const { webhookUrl } = appOf(call);
    return ok({
      content_type: 'json',
      insecure_ssl: '0',
      secret: '********',
      ...(webhookUrl === null ? {} : { url: webhookUrl }),
    });
  },
  'apps/list-webhook-deliveries': listDeliveries,
  'apps/get-webhook-delivery': (call) => ok(fullDeliveryResource(ownDelivery(call))),
  'apps/redeliver-webhook-delivery': (call) => {
    call.world.redeliver(ownDelivery(call));
    return { kind: 'json', status: 202, body: {} };
  },
  'apps/create-from-manifest': (call) => {
    const registered = call.world.manifests.get(String(call.path['code']));
    if (registered === undefined) throw notFound();
    call.world.manifests.delete(String(call.path['code']));
    const { app, privateKey } = registered;
    const secrets = { client_secret: `secret-of-${app.slug}`, webhook_secret: app.webhookSecret, pem: privateKey };
    return created({ ...appResource(call.world.url, app), client_id: app.clientId, ...secrets });
  },
} satisfies Handlers;

function installation(call: Call, matches: (id: number, login: string) => boolean): Answer {
  const found = ownInstallation(call, ({ id, account }) => matches(id, account.login.toLowerCase()));
  return ok(installationResource(call.world.url, found));
}

function lower(value: unknown): string {
  return String(value).toLowerCase();
}

/** After these GitHub has forgotten a delivery. */
const RETENTION_MS = 3 * 86_400_000;
const DEFAULT_SIZE = 30;

/** Newest first, by cursor and not by page. */
function listDeliveries(call: Call): Answer {
  const { cursor, per_page: size = DEFAULT_SIZE, status } = call.query;
  const before = cursor === undefined ? Infinity : Number(String(cursor).replace(/^v1_/, ''));
  const wanted = ownDeliveries(call)
    .filter(({ id }) => id < before)
    .filter(({ outcome }) => status === undefined || (status === 'success') === (outcome?.status === 'OK'))
    .sort((one, other) => other.id - one.id);
  const page = wanted.slice(0, Number(size));
  const last = page.at(-1);
  const url = `${call.world.url}/app/hook/deliveries?per_page=${String(size)}&cursor=v1_${last?.id ?? 0}`;
  const headers = page.length < wanted.length ? { link: `<${url}>; rel="next"` } : {};
  return { kind: 'json', status: 200, body: page.map(deliveryResource), headers };
}

function ownDeliveries(call: Call): Delivery[] {
  const app = appOf(call);
  const oldest = call.world.now().getTime() - RETENTION_MS;
  return call.world.deliveries.filter((one) => one.app === app && one.sentAt.getTime() >= oldest);
}

function ownDelivery(call: Call): Delivery {
  const delivery = ownDeliveries(call).find(({ id }) => id === call.path['delivery_id']);
  if (delivery === undefined) throw notFound();
  return delivery;
}
