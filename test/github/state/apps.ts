/** Apps, where they are installed, and the tokens that let somebody in. */
import type { KeyObject } from 'node:crypto';
import type { Account, User } from './accounts.ts';
import type { Repository } from './repositories.ts';

export type Access = 'read' | 'write' | 'admin';
/** By the names that GitHub's API gives them, such as `pull_requests`. */
export type Permissions = Readonly<Record<string, Access>>;

export interface App {
  readonly id: number;
  readonly nodeId: string;
  readonly clientId: string;
  readonly slug: string;
  readonly name: string;
  readonly owner: Account;
  /** Who its comments are from: `slug[bot]`. */
  readonly bot: User;
  readonly publicKey: KeyObject;
  readonly createdAt: Date;
  webhookSecret: string;
  /** Null where it has no webhook: nothing is delivered, and nothing is lost that was never sent. */
  webhookUrl: string | null;
  permissions: Permissions;
  events: readonly string[];
}

export interface Installation {
  readonly id: number;
  readonly nodeId: string;
  readonly app: App;
  readonly account: Account;
  readonly createdAt: Date;
  /** `all` takes in repositories that are made later, too. */
  selection: 'all' | 'selected';
  readonly repositories: Set<Repository>;
  /** What was consented to; it stays behind the app's until the newer is accepted. */
  permissions: Permissions;
  events: readonly string[];
  suspendedAt: Date | null;
  deleted: boolean;
}

export interface InstallationToken {
  readonly kind: 'installation';
  readonly value: string;
  readonly installation: Installation;
  readonly permissions: Permissions;
  /** Null: all that the installation has. */
  readonly repositories: ReadonlySet<Repository> | null;
  readonly expiresAt: Date;
}

export interface UserToken {
  readonly kind: 'user';
  readonly value: string;
  readonly user: User;
  readonly readOnly: boolean;
}

export type Token = InstallationToken | UserToken;

/** Who asks. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'app'; readonly app: App }
  | { readonly kind: 'installation'; readonly token: InstallationToken }
  | { readonly kind: 'user'; readonly token: UserToken };

export function installationCovers(installation: Installation, repository: Repository): boolean {
  if (installation.deleted || installation.account !== repository.owner || repository.deleted) return false;
  return installation.selection === 'all' || installation.repositories.has(repository);
}

export function tokenCovers(token: InstallationToken, repository: Repository): boolean {
  if (!installationCovers(token.installation, repository)) return false;
  return token.repositories === null || token.repositories.has(repository);
}

export function allows(permissions: Permissions, name: string, access: 'read' | 'write'): boolean {
  // Reading metadata comes with every installation and cannot be refused.
  if (name === 'metadata' && access === 'read') return true;
  const granted = permissions[name];
  return granted !== undefined && (access === 'read' || granted !== 'read');
}
