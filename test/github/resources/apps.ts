/** Apps, installations, tokens and deliveries as GitHub's API shows them. */
import type { App, Installation, InstallationToken } from '../state/apps.ts';
import type { Delivery } from '../webhooks/delivery.ts';
import { accountResource } from './accounts.ts';
import { repositoryResource } from './repositories.ts';

type Json = Record<string, unknown>;

export function appResource(base: string, app: App): Json {
  return {
    id: app.id,
    slug: app.slug,
    node_id: app.nodeId,
    client_id: app.clientId,
    owner: accountResource(base, app.owner),
    name: app.name,
    description: '',
    external_url: `${base}/apps/${app.slug}/homepage`,
    html_url: `${base}/apps/${app.slug}`,
    created_at: app.createdAt,
    updated_at: app.createdAt,
    permissions: app.permissions,
    events: app.events,
  };
}

export function installationResource(base: string, installation: Installation): Json {
  const { app, account } = installation;
  const settings = account.type === 'Organization' ? `organizations/${account.login}/settings` : 'settings';
  return {
    id: installation.id,
    account: accountResource(base, account),
    repository_selection: installation.selection,
    access_tokens_url: `${base}/app/installations/${installation.id}/access_tokens`,
    repositories_url: `${base}/installation/repositories`,
    html_url: `${base}/${settings}/installations/${installation.id}`,
    app_id: app.id,
    client_id: app.clientId,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: installation.permissions,
    events: installation.events,
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: installation.suspendedAt === null ? null : accountResource(base, account),
    suspended_at: installation.suspendedAt,
  };
}

export function tokenResource(base: string, token: InstallationToken): Json {
  const { repositories } = token;
  return {
    token: token.value,
    expires_at: token.expiresAt,
    permissions: token.permissions,
    repository_selection: repositories === null ? token.installation.selection : 'selected',
    ...(repositories === null ? {} : { repositories: [...repositories].map((one) => repositoryResource(base, one)) }),
  };
}

/** GitHub shows a delivery that is not answered yet as pending. */
export function deliveryResource(delivery: Delivery): Json {
  const { outcome } = delivery;
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.sentAt,
    redelivery: delivery.redelivery,
    duration: outcome === null ? 0 : outcome.durationMs / 1000,
    status: outcome?.status ?? 'Pending',
    status_code: outcome?.statusCode ?? 0,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installationId,
    repository_id: delivery.repositoryId,
    throttled_at: null,
  };
}

export function fullDeliveryResource(delivery: Delivery): Json {
  const { outcome } = delivery;
  return {
    ...deliveryResource(delivery),
    url: delivery.url,
    request: { headers: delivery.headers, payload: JSON.parse(delivery.body) as unknown },
    response: { headers: outcome?.headers ?? null, payload: outcome?.body ?? null },
  };
}
