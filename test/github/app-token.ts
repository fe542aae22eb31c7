/** The token with which an app speaks for itself. */
import { createSign } from 'node:crypto';
import type { StandInGithub } from './stand-in-github.ts';

/** `now` in milliseconds; the machine's clock if not given. */
export function signAppToken(
  { app, privateKey }: Pick<StandInGithub, 'app' | 'privateKey'>,
  now: number = Date.now(),
): string {
  const seconds = Math.floor(now / 1000);
  return signClaims({ iss: app.id, iat: seconds - 60, exp: seconds + 540 }, privateKey);
}

export function signClaims(claims: Readonly<Record<string, unknown>>, key: string, alg = 'RS256'): string {
  const parts = [{ alg, typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  return `${parts.join('.')}.${createSign('sha256').update(parts.join('.')).sign(key, 'base64url')}`;
}
