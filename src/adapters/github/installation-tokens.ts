/** Tokens of installations, asked for once while they last. They are kept in memory alone. */
import { z } from 'zod';
import type { Connection } from './connection.ts';
import { parseAnswer } from './parse-answer.ts';

export interface GitHubToken {
  readonly token: string;
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
}

export interface TokenScope {
  readonly installationId: number;
  /** The name of the one repository that it opens, for reading its contents; null for all that the installation may. */
  readonly repository: string | null;
}

export interface InstallationTokens {
  get(scope: TokenScope, refresh: boolean): Promise<GitHubToken>;
  forget(installationId: number): void;
}

/** Nothing that is begun with a token should see it end. */
const SPARE_MS = 10 * 60_000;
const MOST_TOKENS = 10_000;

const answer = z.object({ token: z.string().min(1), expires_at: z.string() });

export function createInstallationTokens(asApp: Connection, now: () => number): InstallationTokens {
  const kept = new Map<string, Promise<GitHubToken>>();

  async function issue({ installationId, repository }: TokenScope): Promise<GitHubToken> {
    const { data } = await asApp.rest.apps.createInstallationAccessToken({
      installation_id: installationId,
      ...(repository === null ? {} : { repositories: [repository], permissions: { contents: 'read' } }),
    });
    const { token, expires_at: expiresAt } = parseAnswer(answer, data, 'POST access_tokens');
    return { token, expiresAt };
  }

  return {
    async get(scope, refresh) {
      const key = keyOf(scope);
      const before = kept.get(key);
      if (before !== undefined && !refresh) {
        const token = await before.catch(() => null);
        if (token !== null && Date.parse(token.expiresAt) - now() > SPARE_MS) return token;
      }
      // Somebody else who waited for the same answer may have asked anew by now.
      const meanwhile = kept.get(key);
      if (meanwhile !== undefined && meanwhile !== before) return meanwhile;
      const issued = issue(scope);
      kept.delete(key);
      kept.set(key, issued);
      issued.catch(() => {
        if (kept.get(key) === issued) kept.delete(key);
      });
      if (kept.size > MOST_TOKENS) kept.delete(kept.keys().next().value ?? '');
      return issued;
    },
    forget(installationId) {
      for (const key of kept.keys()) if (key.startsWith(`${String(installationId)}/`)) kept.delete(key);
    },
  };
}

function keyOf({ installationId, repository }: TokenScope): string {
  return `${String(installationId)}/${repository ?? ''}`;
}
