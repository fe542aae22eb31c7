/** Who there is: people sign up, found organisations, join teams, make tokens. */
import { randomBytes } from 'node:crypto';
import { newIdentity } from '../acts/naming.ts';
import type { Account, Organization, Role, Team, User } from '../state/accounts.ts';
import type { UserToken } from '../state/apps.ts';
import type { Repository } from '../state/repositories.ts';
import type { World } from '../state/world.ts';

export interface Accounts {
  /** A person, with the mail address `login@example.com` unless another is given; a bot for `type: 'Bot'`. */
  createUser(
    login: string,
    options?: { readonly name?: string; readonly email?: string; readonly type?: 'User' | 'Bot' },
  ): User;
  /** Members may read everything, unless `baseRole` says otherwise. */
  createOrganization(login: string, options?: OrganizationOptions): Organization;
  createTeam(organization: Organization, slug: string, options?: TeamOptions): Team;
  /** A personal access token, for all that its owner may do. */
  createToken(user: User, options?: { readonly readOnly?: boolean }): UserToken;
}

interface OrganizationOptions {
  readonly admins?: readonly User[];
  readonly members?: readonly User[];
  readonly baseRole?: Role;
}

interface TeamOptions {
  readonly members?: readonly User[];
  readonly repositories?: readonly (readonly [Repository, Role])[];
  readonly parent?: Team;
}

export function createAccounts(world: World): Accounts {
  const keep = <T extends Account>(account: T): T => {
    const key = account.login.toLowerCase();
    if (world.accounts.has(key)) throw new Error(`${account.login} is there already`);
    world.accounts.set(key, account);
    return account;
  };
  return {
    createUser(login, { name = login, email = `${login}@example.com`, type = 'User' } = {}) {
      return keep({ ...newIdentity(world, 'U'), login, name, email, type, createdAt: world.now() });
    },
    createOrganization(login, { admins = [], members = [], baseRole = 'read' } = {}) {
      const roles: readonly (readonly [User, 'admin' | 'member'])[] = [
        ...members.map((user) => [user, 'member'] as const),
        ...admins.map((user) => [user, 'admin'] as const),
      ];
      return keep({
        ...{ ...newIdentity(world, 'O'), login, name: login, type: 'Organization', createdAt: world.now() },
        ...{ members: new Map(roles), teams: new Map<string, Team>(), baseRole },
      });
    },
    createTeam(organization, slug, { members = [], repositories = [], parent = null } = {}) {
      const team: Team = {
        ...{ ...newIdentity(world, 'T'), slug, name: slug, organization, parent },
        members: new Map(members.map((user) => [user, 'member'])),
        repositories: new Map(repositories),
      };
      organization.teams.set(slug, team);
      return team;
    },
    createToken(user, { readOnly = false } = {}) {
      const value = `github_pat_${randomBytes(30).toString('hex')}`;
      const token: UserToken = { kind: 'user', value, user, readOnly };
      world.tokens.set(value, token);
      return token;
    },
  };
}
