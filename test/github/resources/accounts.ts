/** Accounts and teams as GitHub's API shows them. */
import { roleIn, type Account, type Organization, type Role, type Team, type User } from '../state/accounts.ts';
import type { Repository } from '../state/repositories.ts';

type Json = Record<string, unknown>;

export function accountResource(base: string, account: Account): Json {
  const url = `${base}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    avatar_url: `${base}/avatars/${account.id}`,
    gravatar_id: '',
    url,
    html_url:
      account.type === 'Bot' ? `${base}/apps/${account.login.replace('[bot]', '')}` : `${base}/${account.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** With the profile, as `GET /users/{username}` and `GET /user` show it. */
export function profileResource(base: string, account: Account): Json {
  return {
    ...accountResource(base, account),
    name: account.name,
    company: null,
    blog: null,
    location: null,
    email: account.type === 'User' ? account.email : null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  };
}

/** As webhooks name the organisation of what they are about. */
export function organizationSimpleResource(base: string, organization: Organization): Json {
  const url = `${base}/orgs/${organization.login}`;
  return {
    login: organization.login,
    id: organization.id,
    node_id: organization.nodeId,
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${base}/avatars/${organization.id}`,
    description: null,
  };
}

export function organizationResource(base: string, organization: Organization): Json {
  return {
    ...organizationSimpleResource(base, organization),
    name: organization.name,
    has_organization_projects: true,
    has_repository_projects: true,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    html_url: `${base}/${organization.login}`,
    type: 'Organization',
    created_at: organization.createdAt,
    updated_at: organization.createdAt,
    archived_at: null,
  };
}

export function teamResource(base: string, team: Team, role: Role = 'read'): Json {
  return {
    ...teamSimpleResource(base, team, role),
    permissions: permissionFlags(role),
    parent: team.parent === null ? null : teamSimpleResource(base, team.parent),
  };
}

export function teamSimpleResource(base: string, team: Team, role: Role = 'read'): Json {
  const { organization } = team;
  const url = `${base}/organizations/${organization.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: team.nodeId,
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: LEGACY_NAMES[role],
    url,
    html_url: `${base}/orgs/${organization.login}/teams/${team.slug}`,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    organization_id: organization.id,
  };
}

/** Teams' and repositories' words from before there were roles. */
const LEGACY_NAMES: Readonly<Record<Role, string>> = {
  none: 'none',
  read: 'pull',
  triage: 'triage',
  write: 'push',
  maintain: 'maintain',
  admin: 'admin',
};

export function permissionFlags(role: Role): Json {
  const rank = ['none', 'read', 'triage', 'write', 'maintain', 'admin'].indexOf(role);
  return { pull: rank >= 1, triage: rank >= 2, push: rank >= 3, maintain: rank >= 4, admin: rank >= 5 };
}

export function collaboratorResource(base: string, repository: Repository, user: User): Json {
  const role = roleIn(repository, user);
  return { ...accountResource(base, user), permissions: permissionFlags(role), role_name: role };
}
