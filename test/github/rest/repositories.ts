/** A repository, who works in it, its rules and its statuses. */
import { newIdentity } from '../acts/naming.ts';
import { commitNamed, hasCommit } from '../git/bare-repository.ts';
import { notFound, unprocessable } from '../http/api-error.ts';
import { collaboratorResource, teamResource } from '../resources/accounts.ts';
import { statusResource } from '../resources/checks.ts';
import { fullRepositoryResource, repositoryResource, repositoryUrl } from '../resources/repositories.ts';
import { atLeast, roleIn, type Role, type User } from '../state/accounts.ts';
import type { CommitStatus } from '../state/checks.ts';
import type { Repository } from '../state/repositories.ts';
import { userNamed } from '../state/world.ts';
import { created, list, ok, repositoryOf, writerOf, type Handlers } from './call.ts';

export const REPOSITORY_HANDLERS = {
  'repos/get': (call) => {
    const viewer = call.actor.kind === 'user' ? call.actor.token.user : undefined;
    return ok(fullRepositoryResource(call.world.url, repositoryOf(call), viewer));
  },
  'repos/list-collaborators': (call) => {
    const repository = repositoryOf(call);
    const people = [...call.world.accounts.values()].filter(
      (account): account is User => account.type === 'User' && isCollaborator(repository, account),
    );
    return list(people, (user) => collaboratorResource(call.world.url, repository, user));
  },
  'repos/get-collaborator-permission-level': (call) => {
    const repository = repositoryOf(call);
    const user = userNamed(call.world, String(call.path['username']));
    const role = roleIn(repository, user);
    return ok({
      permission: OLDER_ROLES[role],
      role_name: role,
      user: collaboratorResource(call.world.url, repository, user),
    });
  },
  'repos/list-teams': (call) => {
    const repository = repositoryOf(call);
    const { owner } = repository;
    const teams = owner.type === 'Organization' ? [...owner.teams.values()] : [];
    const own = teams.filter((team) => team.repositories.has(repository));
    return list(own, (team) => teamResource(call.world.url, team, team.repositories.get(repository)));
  },
  'repos/get-branch-rules': (call) => {
    const checks = repositoryOf(call).requiredChecks.get(String(call.path['branch'])) ?? [];
    const required = checks.map(({ context, appId }) => ({
      context,
      ...(appId === null ? {} : { integration_id: appId }),
    }));
    const parameters = { required_status_checks: required, strict_required_status_checks_policy: false };
    const rule = {
      type: 'required_status_checks',
      parameters,
      ...{ ruleset_source_type: 'Repository', ruleset_source: repositoryOf(call).name, ruleset_id: 1 },
    };
    return list(required.length === 0 ? [] : [rule], (one) => one);
  },
  'repos/create-commit-status': async (call) => {
    const { world } = call;
    const repository = repositoryOf(call);
    const sha = String(call.path['sha']);
    if (!(await hasCommit(repository.git, sha))) throw unprocessable(`No commit found for SHA: ${sha}`);
    const { state, context = 'default', description, target_url: targetUrl } = call.body as NewStatus;
    const status: CommitStatus = {
      ...newIdentity(world, 'SC'),
      ...{ sha, state, context, description: description ?? null, targetUrl: targetUrl ?? null },
      ...{ creator: writerOf(call), createdAt: world.now() },
    };
    repository.statuses.push(status);
    return created(statusResource(world.url, repository, status));
  },
  'repos/get-combined-status-for-ref': async (call) => {
    const repository = repositoryOf(call);
    const sha = await commitNamed(repository.git, String(call.path['ref']));
    if (sha === null) throw notFound();
    const latest = latestStatuses(repository, sha);
    const url = repositoryUrl(call.world.url, repository);
    return list(
      latest,
      (one) => statusResource(call.world.url, repository, one),
      (page, total) => ({
        state: combinedState(latest),
        statuses: page,
        sha,
        total_count: total,
        repository: repositoryResource(call.world.url, repository),
        commit_url: `${url}/commits/${sha}`,
        url: `${url}/commits/${sha}/status`,
      }),
    );
  },
} satisfies Handlers;

/** In `permission` the two newer roles hide behind the older ones: only `role_name` tells them apart. */
const OLDER_ROLES: Readonly<Record<Role, string>> = {
  none: 'none',
  read: 'read',
  triage: 'read',
  write: 'write',
  maintain: 'write',
  admin: 'admin',
};

/** Everybody may read what is public; that makes nobody a collaborator. */
function isCollaborator(repository: Repository, user: User): boolean {
  const { owner } = repository;
  if (repository.collaborators.has(user) || owner === user) return true;
  if (owner.type !== 'Organization') return false;
  const member = owner.members.has(user) || [...owner.teams.values()].some((team) => team.members.has(user));
  return member && atLeast(roleIn(repository, user), 'read');
}

interface NewStatus {
  readonly state: CommitStatus['state'];
  readonly context?: string;
  readonly description?: string | null;
  readonly target_url?: string | null;
}

function latestStatuses(repository: Repository, sha: string): CommitStatus[] {
  const latest = new Map<string, CommitStatus>();
  for (const status of repository.statuses) if (status.sha === sha) latest.set(status.context, status);
  return [...latest.values()];
}

function combinedState(statuses: readonly CommitStatus[]): string {
  if (statuses.some(({ state }) => state === 'failure' || state === 'error')) return 'failure';
  return statuses.length > 0 && statuses.every(({ state }) => state === 'success') ? 'success' : 'pending';
}
