/** Who an app says it is: a JSON web token, signed with its private key, checked as strictly as GitHub does. */
import { verify } from 'node:crypto';
import type { App } from '../state/apps.ts';
import { ApiError } from './api-error.ts';

/** The issuer's clock may run ahead by this much; GitHub's own advice is to date tokens a minute back. */
const SKEW_SECONDS = 60;
const LONGEST_SECONDS = 600;

/** The app that signed the token. Throws 401, or 404 where nobody has the issuer's id. */
export function appOfJwt(apps: readonly App[], text: string, now: Date): App {
  const [head = '', payload = '', signature = '', ...rest] = text.split('.');
  const header = decoded(head);
  const claims = decoded(payload);
  if (rest.length > 0 || header === null || claims === null || header['alg'] !== 'RS256') throw undecodable();
  const issuer = String(claims['iss']);
  const app = apps.find((one) => String(one.id) === issuer || one.clientId === issuer);
  if (app === undefined) throw new ApiError(404, 'Integration not found');
  const signed = Buffer.from(`${head}.${payload}`);
  if (!verify('sha256', signed, app.publicKey, Buffer.from(signature, 'base64url'))) throw undecodable();
  checkTimes(claims, now.getTime() / 1000);
  return app;
}

function checkTimes({ iat, exp }: Readonly<Record<string, unknown>>, now: number): void {
  if (!Number.isInteger(iat) || Number(iat) > now + SKEW_SECONDS) {
    const rule = 'must be an Integer representing the time that the assertion was issued';
    throw new ApiError(401, `'Issued at' claim ('iat') ${rule}`);
  }
  if (!Number.isInteger(exp) || Number(exp) <= now) {
    const rule = 'must be a numeric value representing the future time at which the assertion expires';
    throw new ApiError(401, `'Expiration time' claim ('exp') ${rule}`);
  }
  if (Number(exp) > now + LONGEST_SECONDS + SKEW_SECONDS) {
    throw new ApiError(401, "'Expiration time' claim ('exp') is too far in the future");
  }
}

function decoded(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function undecodable(): ApiError {
  return new ApiError(401, 'A JSON web token could not be decoded');
}
