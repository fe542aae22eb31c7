/** Apps: registered, installed on accounts, suspended, removed, given more to do. The app is told. */
import { createHash, createPublicKey, generateKeyPairSync, randomBytes, randomInt, type KeyObject } from 'node:crypto';
import { ApiError } from '../http/api-error.ts';
import type { WebhookId } from '../description/operations-in-use.ts';
import { installationResource } from '../resources/apps.ts';
import { repositoryReference } from '../resources/repositories.ts';
import type { Account, User } from '../state/accounts.ts';
import {
  installationCovers,
  type App,
  type Installation,
  type InstallationToken,
  type Permissions,
} from '../state/apps.ts';
import type { Repository } from '../state/repositories.ts';
import type { World } from '../state/world.ts';
import { announceInstallation, unsupportedEvents } from '../webhooks/announce.ts';
import { newIdentity } from './naming.ts';
import { once } from './once.ts';

export interface NewApp {
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  readonly permissions: Permissions;
  readonly events: readonly string[];
  readonly webhookUrl: string | null;
  readonly webhookSecret: string;
}

function newPrivateKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
}

/** Making keys is slow: the first apps of all stand-ins, which never meet, have the same. */
const firstPrivateKey = once(newPrivateKey);

/** The private key is told once, as GitHub does. Throws where GitHub would not register such an app. */
export function registerApp(world: World, wanted: NewApp): { readonly app: App; readonly privateKey: string } {
  const unsupported = unsupportedEvents(wanted.events, wanted.permissions);
  if (unsupported.length > 0) {
    throw new Error(`Default events are not supported by permissions: ${unsupported.join(', ')}`);
  }
  const privateKey = world.apps.length === 0 ? firstPrivateKey() : newPrivateKey();
  const identity = newIdentity(world, 'A');
  const bot: User = {
    ...newIdentity(world, 'BOT'),
    ...{ login: `${wanted.slug}[bot]`, name: wanted.name, type: 'Bot', createdAt: world.now() },
    email: `${identity.id}+${wanted.slug}[bot]@users.noreply.example.com`,
  };
  world.accounts.set(bot.login.toLowerCase(), bot);
  const clientId = `Iv23${createHash('sha256').update(wanted.slug).digest('hex').slice(0, 16)}`;
  const publicKey = createPublicKey(privateKey);
  const app: App = { ...identity, ...wanted, clientId, bot, publicKey, createdAt: world.now() };
  world.apps.push(app);
  return { app, privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString() };
}

export function install(
  world: World,
  app: App,
  account: Account,
  repositories: 'all' | readonly Repository[],
): Installation {
  const installation: Installation = {
    ...newIdentity(world, 'MDIz'),
    ...{ app, account, createdAt: world.now(), permissions: app.permissions, events: app.events },
    selection: repositories === 'all' ? 'all' : 'selected',
    repositories: new Set(repositories === 'all' ? [] : repositories),
    ...{ suspendedAt: null, deleted: false },
  };
  world.installations.push(installation);
  tell(world, 'installation/created', installation, {
    repositories: repositoriesOf(world, installation).map(repositoryReference),
  });
  return installation;
}

export function repositoriesOf(world: World, installation: Installation): Repository[] {
  return [...world.repositories.values()].filter((repository) => installationCovers(installation, repository));
}

export function setSuspended(world: World, installation: Installation, suspended: boolean): void {
  installation.suspendedAt = suspended ? world.now() : null;
  tell(world, suspended ? 'installation/suspend' : 'installation/unsuspend', installation);
}

export function uninstall(world: World, installation: Installation): void {
  const repositories = repositoriesOf(world, installation).map(repositoryReference);
  installation.deleted = true;
  tell(world, 'installation/deleted', installation, { repositories });
}

/** The app asks for more, and the account agrees. Until then an installation keeps what it has. */
export function acceptPermissions(world: World, installation: Installation): void {
  Object.assign(installation, { permissions: installation.app.permissions, events: installation.app.events });
  tell(world, 'installation/new-permissions-accepted', installation);
}

export function changeRepositories(
  world: World,
  installation: Installation,
  added: readonly Repository[],
  removed: readonly Repository[],
): void {
  for (const repository of added) installation.repositories.add(repository);
  for (const repository of removed) installation.repositories.delete(repository);
  const changes: readonly (readonly [WebhookId, readonly Repository[]])[] = [
    ['installation-repositories/added', added],
    ['installation-repositories/removed', removed],
  ];
  for (const [webhook, repositories] of changes) {
    if (repositories.length === 0) continue;
    const [more, none] = webhook.endsWith('added') ? [repositories, []] : [[], repositories];
    tell(world, webhook, installation, {
      repository_selection: installation.selection,
      repositories_added: more.map(repositoryReference),
      repositories_removed: none.map(repositoryReference),
      requester: null,
    });
  }
}

const TOKEN_LIFE_MS = 3_600_000;

export interface WantedToken {
  readonly repositories?: readonly string[];
  readonly repository_ids?: readonly number[];
  readonly permissions?: Permissions;
}

/** For an hour, for all that the installation has, or for less. Throws 422 for more. */
export function issueToken(world: World, installation: Installation, wanted: WantedToken): InstallationToken {
  if (installation.suspendedAt !== null) throw new ApiError(403, 'This installation has been suspended');
  for (const [name, access] of Object.entries(wanted.permissions ?? {})) {
    const granted = installation.permissions[name] ?? (name === 'metadata' ? 'read' : undefined);
    if (granted === undefined || (access !== 'read' && granted === 'read')) {
      throw new ApiError(422, 'The permissions requested are not granted to this installation.');
    }
  }
  const token: InstallationToken = {
    kind: 'installation',
    // GitHub promises no length, so none is kept.
    value: `ghs_${randomBytes(randomInt(18, 120)).toString('hex')}`,
    installation,
    permissions: { metadata: 'read', ...(wanted.permissions ?? installation.permissions) },
    repositories: chosenRepositories(world, installation, wanted),
    expiresAt: new Date(world.now().getTime() + TOKEN_LIFE_MS),
  };
  world.tokens.set(token.value, token);
  return token;
}

function chosenRepositories(
  world: World,
  installation: Installation,
  wanted: WantedToken,
): ReadonlySet<Repository> | null {
  const { repositories: names, repository_ids: ids } = wanted;
  if (names === undefined && ids === undefined) return null;
  const chosen = repositoriesOf(world, installation).filter(
    ({ name, id }) => names?.includes(name) === true || ids?.includes(id) === true,
  );
  if (chosen.length < (names?.length ?? 0) + (ids?.length ?? 0)) {
    const rule =
      'There is at least one repository that does not exist or is not accessible to the parent installation.';
    throw new ApiError(422, rule);
  }
  return new Set(chosen);
}

function tell(
  world: World,
  webhook: WebhookId,
  installation: Installation,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const payload = { installation: installationResource(world.url, installation), ...more };
  announceInstallation(world, installation, { webhook, sender: installation.account, payload });
}
