/** Users, organisations, members and teams. */
import { notFound } from '../http/api-error.ts';
import { accountResource, organizationResource, profileResource, teamResource } from '../resources/accounts.ts';
import { fullRepositoryResource } from '../resources/repositories.ts';
import { membersOf, type Organization, type Team, type User } from '../state/accounts.ts';
import { accountNamed, findRepository, organizationNamed, userNamed } from '../state/world.ts';
import { empty, list, ok, writerOf, type Call, type Handlers } from './call.ts';

export const ACCOUNT_HANDLERS = {
  'users/get-authenticated': (call) => ok(profileResource(call.world.url, writerOf(call))),
  'users/get-by-username': (call) =>
    ok(profileResource(call.world.url, accountNamed(call.world, String(call.path['username'])))),
  'orgs/get': (call) => ok(organizationResource(call.world.url, organizationOf(call))),
  'orgs/list-members': (call) => {
    const { role } = call.query;
    const members = [...organizationOf(call).members].filter(
      ([, own]) => role === undefined || role === 'all' || own === role,
    );
    return list(members, ([user]) => accountResource(call.world.url, user));
  },
  'orgs/check-membership-for-user': (call) => {
    if (!organizationOf(call).members.has(userOf(call))) throw notFound();
    return empty();
  },
  'orgs/get-membership-for-user': (call) => {
    const organization = organizationOf(call);
    const user = userOf(call);
    const role = organization.members.get(user);
    if (role === undefined) throw notFound();
    const url = `${call.world.url}/orgs/${organization.login}`;
    return ok({
      ...{ url: `${url}/memberships/${user.login}`, organization_url: url, state: 'active', role },
      user: accountResource(call.world.url, user),
      organization: organizationResource(call.world.url, organization),
    });
  },
  'teams/list': (call) => list([...organizationOf(call).teams.values()], (team) => teamResource(call.world.url, team)),
  'teams/get-by-name': (call) => {
    const team = teamOf(call);
    const { permissions: _, ...parts } = teamResource(call.world.url, team);
    const { organization } = team;
    return ok({
      ...parts,
      members_count: membersOf(team).size,
      repos_count: team.repositories.size,
      created_at: organization.createdAt,
      updated_at: organization.createdAt,
      organization: organizationResource(call.world.url, organization),
    });
  },
  'teams/list-members-in-org': (call) => {
    const { role } = call.query;
    const members = [...membersOf(teamOf(call))].filter(
      ([, own]) => role === undefined || role === 'all' || own === role,
    );
    return list(members, ([user]) => accountResource(call.world.url, user));
  },
  'teams/get-membership-for-user-in-org': (call) => {
    const team = teamOf(call);
    const user = userOf(call);
    const role = membersOf(team).get(user);
    if (role === undefined) throw notFound();
    const url = `${call.world.url}/organizations/${team.organization.id}/team/${team.id}/memberships/${user.login}`;
    return ok({ url, role, state: 'active' });
  },
  'teams/check-permissions-for-repo-in-org': (call) => {
    const team = teamOf(call);
    const repository = findRepository(call.world, String(call.path['owner']), String(call.path['repo']));
    const role = repository === undefined ? undefined : team.repositories.get(repository);
    if (repository === undefined || role === undefined) throw notFound();
    // The role is told only to those who ask for the repository's own media type.
    if (!call.accept.includes('repository+json')) return empty();
    return ok({ ...fullRepositoryResource(call.world.url, repository), role_name: role });
  },
} satisfies Handlers;

function organizationOf(call: Call): Organization {
  return organizationNamed(call.world, String(call.path['org']));
}

function userOf(call: Call): User {
  return userNamed(call.world, String(call.path['username']));
}

function teamOf(call: Call): Team {
  const team = organizationOf(call).teams.get(String(call.path['team_slug']));
  if (team === undefined) throw notFound();
  return team;
}
