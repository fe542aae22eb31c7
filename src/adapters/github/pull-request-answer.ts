/** A pull request as REST gives it, and what of it becomes ours. */
import { z } from 'zod';
import type { Account, PullRequest } from '#domain/snapshot.ts';

const ACCOUNT_TYPES = ['User', 'Bot', 'Organization', 'Mannequin'] as const;

const account = z.object({ login: z.string(), id: z.number().nullish(), type: z.string().nullish() });

const commitId = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);

/** `repo` is null where a fork was deleted. */
const branch = z.object({ ref: z.string(), sha: commitId, repo: z.object({ full_name: z.string() }).nullish() });

export const pullRequestAnswer = z.object({
  number: z.number().int(),
  state: z.enum(['open', 'closed']),
  merged: z.boolean().nullish(),
  title: z.string(),
  body: z.string().nullish(),
  draft: z.boolean().nullish(),
  user: account.nullish(),
  labels: z.array(z.object({ name: z.string().nullish() })).nullish(),
  updated_at: z.string(),
  head: branch,
  base: branch.extend({
    repo: z.object({ id: z.number(), full_name: z.string(), default_branch: z.string(), private: z.boolean() }),
  }),
});

export const reviewAnswer = z.object({
  user: account.nullish(),
  state: z.string(),
  commit_id: z.string().nullish(),
  submitted_at: z.string().nullish(),
});

/** Null for somebody who has left GitHub. */
export function accountOf(given: z.infer<typeof account> | null | undefined): Account | null {
  if (given == null) return null;
  const type = ACCOUNT_TYPES.find((each) => each === given.type) ?? 'unknown';
  return { login: given.login, id: given.id ?? null, type };
}

export function pullRequestOf(given: z.infer<typeof pullRequestAnswer>): PullRequest {
  return {
    repository: given.base.repo.full_name,
    number: given.number,
    title: given.title,
    body: given.body ?? '',
    author: accountOf(given.user),
    labels: (given.labels ?? []).flatMap(({ name }) => name ?? []),
    headRef: given.head.ref,
    baseRef: given.base.ref,
    draft: given.draft ?? false,
  };
}
