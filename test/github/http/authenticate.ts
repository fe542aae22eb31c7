/** Who asks, by the `Authorization` header: nobody, an app, an installation or a user. Decides nothing else. */
import type { Actor, Token } from '../state/apps.ts';
import type { World } from '../state/world.ts';
import { ApiError } from './api-error.ts';
import { appOfJwt } from './app-jwt.ts';

/** Throws 401 where the credentials are bad, 403 where the installation is suspended. */
export function actorOf(world: World, authorization: string | undefined): Actor {
  if (authorization === undefined) return { kind: 'anonymous' };
  const [scheme = '', value = ''] = authorization.split(' ');
  if (!['bearer', 'token'].includes(scheme.toLowerCase()) || value === '') throw badCredentials();
  if (value.split('.').length === 3) return { kind: 'app', app: appOfJwt(world.apps, value, world.now()) };
  return actorOfToken(world, value);
}

/** Git sends its token as the password of any user, `x-access-token` by custom. */
export function actorOfGit(world: World, authorization: string | undefined): Actor {
  if (authorization === undefined) return { kind: 'anonymous' };
  const [scheme = '', value = ''] = authorization.split(' ');
  const text = Buffer.from(value, 'base64').toString();
  if (scheme.toLowerCase() !== 'basic' || !text.includes(':')) throw badCredentials();
  return actorOfToken(world, text.slice(text.indexOf(':') + 1));
}

function actorOfToken(world: World, value: string): Actor {
  const token = world.tokens.get(value);
  if (token === undefined || hasEnded(token, world.now())) throw badCredentials();
  if (token.kind === 'user') return { kind: 'user', token };
  if (token.installation.suspendedAt !== null) throw new ApiError(403, 'This installation has been suspended');
  return { kind: 'installation', token };
}

function hasEnded(token: Token, now: Date): boolean {
  return token.kind === 'installation' && (token.expiresAt <= now || token.installation.deleted);
}

function badCredentials(): ApiError {
  return new ApiError(401, 'Bad credentials');
}
