/** Who asks through GraphQL, and what they may see and do; refusals in the form that GraphQL has for them. */
import { GraphQLError } from 'graphql';
import { canSee } from '../http/permit.ts';
import { atLeast, roleIn, type Role, type User } from '../state/accounts.ts';
import { allows, tokenCovers, type Actor } from '../state/apps.ts';
import type { Repository } from '../state/repositories.ts';
import type { World } from '../state/world.ts';

export interface Viewer {
  readonly world: World;
  readonly actor: Actor;
  /** In whose name things are written. */
  readonly user: User;
}

export function forbidden(): GraphQLError {
  return new GraphQLError('Resource not accessible by integration', { extensions: { type: 'FORBIDDEN' } });
}

export function unresolved(what: string): GraphQLError {
  return new GraphQLError(`Could not resolve to ${what}.`, { extensions: { type: 'NOT_FOUND' } });
}

export function requireSeen({ actor }: Viewer, repository: Repository, what: string): void {
  if (!canSee(actor, repository)) throw unresolved(what);
}

/** Throws where neither the installation's permission nor the person's role is enough. */
export function requireAllowed(
  { actor }: Viewer,
  repository: Repository,
  permission: string,
  access: 'read' | 'write',
  role: Role = access,
): void {
  const allowed =
    actor.kind === 'installation'
      ? allows(actor.token.permissions, permission, access) &&
        (access === 'read' || tokenCovers(actor.token, repository))
      : actor.kind === 'user' && atLeast(roleIn(repository, actor.token.user), role);
  if (!allowed) throw forbidden();
}
