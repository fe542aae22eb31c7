/** Asks for reviews of open pull requests that are known, page by page. */
import type { Urgency } from '#review/store/job-queue.ts';
import type { KnownPullRequest, OpenPullRequestFilter } from '#review/store/pull-requests.ts';
import type { JobContext } from './job-context.ts';

const PAGE = 200;

/** Answers how many. */
export async function enqueueReviews(
  { deps }: JobContext,
  filter: Omit<OpenPullRequestFilter, 'after' | 'limit'>,
  asked: { readonly reason: string; readonly urgency: Urgency },
): Promise<number> {
  let count = 0;
  let last: KnownPullRequest | null = null;
  for (;;) {
    const page: readonly KnownPullRequest[] = await deps.store.pullRequests.open({
      ...filter,
      ...(last === null ? {} : { after: { repositoryId: last.repository.id, number: last.number } }),
      limit: PAGE,
    });
    await deps.store.jobs.enqueue(
      page.map(({ installationId, repository, number }) => ({
        ...{ installationId, subject: { kind: 'pull-request', repository, number } as const },
        ...asked,
      })),
    );
    count += page.length;
    last = page.at(-1) ?? null;
    if (page.length < PAGE) return count;
  }
}
