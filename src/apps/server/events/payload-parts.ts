/** What many payloads have in common, and only what we need of it. */
import { z } from 'zod';
import type { RepositoryObservation } from '#review/store/installations.ts';
import type { JobRequest } from '#review/store/job-queue.ts';
import type { RepositoryRef } from '#review/store/job-subject.ts';
import type { PullRequestObservation } from '#review/store/pull-requests.ts';

export const id = z.int().positive();
export const sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
/** Longer than any name that GitHub allows. */
export const name = z.string().min(1).max(1_000);

export const installation = z.object({ id });

export const repository = z
  .object({ id, name, owner: z.object({ login: name }), default_branch: name.optional() })
  .transform(({ owner, ...rest }) => ({
    ref: { id: rest.id, owner: owner.login, name: rest.name },
    defaultBranch: rest.default_branch ?? null,
  }));

/** `owner/name` alone, as the lists of an installation have it. */
export const listedRepository = z
  .object({ id, full_name: z.string().regex(/^[^/\s]{1,500}\/[^/\s]{1,500}$/) })
  .transform((listed): RepositoryRef => {
    const [owner = '', own = ''] = listed.full_name.split('/');
    return { id: listed.id, owner, name: own };
  });

/** Reviews and comments bring a shorter form of it, which has this as well. */
export const pullRequest = z.object({
  number: id,
  state: z.enum(['open', 'closed']),
  draft: z.boolean().nullish(),
  head: z.object({ sha }),
  base: z.object({ ref: name }),
  updated_at: z.iso.datetime({ offset: true }),
});
export type PullRequestPart = z.infer<typeof pullRequest>;

/** Who wrote a review or a comment. Null: a ghost, whose account is gone. */
export const author = z.object({ type: z.string().nullish() }).nullish();

/** Apps neither approve nor give evidence nor command; our own reviews would otherwise ask for the next one. */
export function isBot(who: z.infer<typeof author>): boolean {
  return who?.type === 'Bot';
}

export function present(installationId: number, ref: RepositoryRef): RepositoryObservation {
  return { kind: 'repository', installationId, repository: ref, state: 'present' };
}

export function observedPullRequest(
  installationId: number,
  ref: RepositoryRef,
  part: PullRequestPart,
  sight: Pick<PullRequestObservation, 'previousHeadSha' | 'arrivedBy'>,
): PullRequestObservation {
  return {
    kind: 'pull-request',
    installationId,
    repository: ref,
    number: part.number,
    state: part.state,
    draft: part.draft ?? false,
    headSha: part.head.sha,
    baseRef: part.base.ref,
    updatedAt: part.updated_at,
    ...sight,
  };
}

export function reviewJob(
  installationId: number,
  ref: RepositoryRef,
  number: number,
  asked: Pick<JobRequest, 'reason' | 'urgency'>,
): JobRequest {
  return { installationId, subject: { kind: 'pull-request', repository: ref, number }, ...asked };
}
