/** Whether who asks may do what it asks for; where not, GitHub's own refusal. Changes nothing. */
import { atLeast, roleIn } from '../state/accounts.ts';
import { allows, tokenCovers, type Actor, type InstallationToken } from '../state/apps.ts';
import type { Repository } from '../state/repositories.ts';
import { ApiError, notFound } from './api-error.ts';
import type { Need, RepositoryNeed } from './needs.ts';

/** What an operation is about; null where its path names none. */
export interface Subject {
  readonly repository: Repository | null;
  /** Login, in lower case. */
  readonly organization: string | null;
}

/** Throws 401, 403 or 404. */
export function permit(actor: Actor, need: Need, { repository, organization }: Subject): void {
  switch (need.kind) {
    case 'anyone':
      return;
    case 'app':
      if (actor.kind !== 'app') throw new ApiError(401, 'A JSON web token could not be decoded');
      return;
    case 'installation':
      if (actor.kind !== 'installation') throw inaccessible([], 'read');
      return;
    case 'user':
      if (actor.kind === 'anonymous') throw anonymous();
      if (actor.kind !== 'user') throw inaccessible([], 'read');
      return;
    case 'organization':
      if (actor.kind === 'anonymous') throw anonymous();
      if (actor.kind === 'user') return;
      if (actor.kind === 'app' || !allowsInOrganization(actor.token, need.permission, organization)) {
        throw inaccessible([need.permission], 'read');
      }
      return;
    case 'repository':
      if (repository === null) throw notFound();
      permitInRepository(actor, need, repository);
  }
}

function allowsInOrganization(token: InstallationToken, permission: string, organization: string | null): boolean {
  return (
    allows(token.permissions, permission, 'read') && token.installation.account.login.toLowerCase() === organization
  );
}

function permitInRepository(actor: Actor, need: RepositoryNeed, repository: Repository): void {
  if (!canSee(actor, repository)) throw notFound();
  if (need.access === 'write' && repository.archived) {
    throw new ApiError(403, 'Repository was archived so is read-only.');
  }
  switch (actor.kind) {
    case 'anonymous':
      if (need.access === 'write') throw anonymous();
      return;
    case 'app':
      throw inaccessible(need.permissions, need.access);
    case 'installation': {
      const { permissions } = actor.token;
      const granted = need.permissions.some((name) => allows(permissions, name, need.access));
      // Other people's public repositories can be read, and no more.
      const covered = tokenCovers(actor.token, repository);
      if (!granted || (!covered && need.access === 'write')) throw inaccessible(need.permissions, need.access);
      return;
    }
    case 'user': {
      if (need.role === null) throw new ApiError(403, 'You must authenticate via a GitHub App.');
      if (need.access === 'write' && actor.token.readOnly) {
        throw new ApiError(403, 'Resource not accessible by personal access token');
      }
      if (!atLeast(roleIn(repository, actor.token.user), need.role)) {
        throw new ApiError(403, 'Must have admin rights to Repository.');
      }
    }
  }
}

/** What cannot be seen is not there: 404, and not 403. */
export function canSee(actor: Actor, repository: Repository): boolean {
  if (repository.deleted) return false;
  if (!repository.private) return true;
  if (actor.kind === 'installation') return tokenCovers(actor.token, repository);
  return actor.kind === 'user' && atLeast(roleIn(repository, actor.token.user), 'read');
}

function inaccessible(permissions: readonly string[], access: 'read' | 'write'): ApiError {
  const accepted = permissions.map((name) => `${name}=${access}`).join('; ');
  return new ApiError(403, 'Resource not accessible by integration', {
    headers: accepted === '' ? {} : { 'x-accepted-github-permissions': accepted },
  });
}

function anonymous(): ApiError {
  return new ApiError(401, 'Requires authentication');
}
