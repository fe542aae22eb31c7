/** A pull request as GitHub's API gives it, from a file: only what a review reads, and nothing else is asked for. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { PullRequest } from '#domain/snapshot.ts';
import { UserError } from '#domain/user-error.ts';

const ACCOUNT_TYPES = ['User', 'Bot', 'Organization', 'Mannequin'] as const;

const account = z.object({
  login: z.string(),
  id: z.number().nullish(),
  type: z.string().nullish(),
});

const branch = z.object({
  ref: z.string().nullish(),
  sha: z
    .string()
    .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'expected a full commit id')
    .nullish(),
  repo: z.object({ full_name: z.string().nullish() }).nullish(),
});

const pullRequest = z.object({
  number: z.number().int().nullish(),
  title: z.string(),
  body: z.string().nullish(),
  draft: z.boolean().nullish(),
  user: account.nullish(),
  labels: z.array(z.union([z.string(), z.object({ name: z.string().nullish() })])).nullish(),
  head: branch.nullish(),
  base: branch.nullish(),
});

export interface PullRequestFile {
  readonly pullRequest: PullRequest;
  /** Full commit ids, where the file names them. */
  readonly headSha: string | null;
  readonly baseSha: string | null;
}

/** @throws UserError `pull-request-invalid` */
export async function readPullRequestFile(file: string): Promise<PullRequestFile> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UserError('pull-request-invalid', `${file} cannot be read (${why}).`, HOW_TO_GET_ONE, { cause: error });
  });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new UserError('pull-request-invalid', `${file} is not JSON: ${why}`, HOW_TO_GET_ONE, { cause: error });
  }
  const parsed = pullRequest.safeParse(value);
  if (parsed.success) return toFile(parsed.data);
  const problems = parsed.error.issues.slice(0, 3).map((issue) => {
    const path = issue.path.map(String).join('.');
    return `${path === '' ? 'the whole' : path}: ${issue.message}`;
  });
  throw new UserError(
    'pull-request-invalid',
    `${file} is not a pull request as GitHub's API gives it.\n${problems.join('\n')}`,
    HOW_TO_GET_ONE,
  );
}

const HOW_TO_GET_ONE = 'gh api repos/OWNER/NAME/pulls/NUMBER > pr.json writes one.';

function toFile(given: z.infer<typeof pullRequest>): PullRequestFile {
  const type = ACCOUNT_TYPES.find((each) => each === given.user?.type) ?? 'unknown';
  return {
    pullRequest: {
      repository: given.base?.repo?.full_name ?? null,
      number: given.number ?? null,
      title: given.title,
      body: given.body ?? '',
      author: given.user == null ? null : { login: given.user.login, id: given.user.id ?? null, type },
      labels: (given.labels ?? []).flatMap((label) => (typeof label === 'string' ? [label] : (label.name ?? []))),
      headRef: given.head?.ref ?? '',
      baseRef: given.base?.ref ?? '',
      draft: given.draft ?? false,
    },
    headSha: given.head?.sha ?? null,
    baseSha: given.base?.sha ?? null,
  };
}
