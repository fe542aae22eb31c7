/** Pull requests that were found by looking are remembered as such: they get a check and no comments. */
import type { ListedPullRequest } from '#adapters/github/listings.ts';
import type { RepositoryRef } from '#review/store/job-subject.ts';
import type { JobContext } from './job-context.ts';

export async function observeListed(
  { deps, job }: JobContext,
  repository: RepositoryRef,
  listed: readonly ListedPullRequest[],
): Promise<void> {
  if (listed.length === 0) return;
  await deps.store.pullRequests.observe(
    listed.map((pull) => ({
      ...({ kind: 'pull-request', installationId: job.installationId, repository, state: 'open' } as const),
      ...({ ...pull, previousHeadSha: null, arrivedBy: 'sweep' } as const),
    })),
  );
}
