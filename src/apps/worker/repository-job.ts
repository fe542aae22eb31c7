/**
 * A repository is seen for the first time, or looked at for what was missed. A first sight reports one check, so that it
 * can be required, and nothing else; a look also finds open pull requests and asks for those that have no check.
 */
import { defaultBranchHead } from '#adapters/github/default-branch-head.ts';
import { listOpenPullRequests } from '#adapters/github/listings.ts';
import { planFirstSight } from '#review/publish/first-sight.ts';
import type { JobResult } from '#review/store/job-queue.ts';
import type { RepositoryRef } from '#review/store/job-subject.ts';
import { locked, writeCheckRuns } from './check-progress.ts';
import { enqueueReviews } from './enqueue-reviews.ts';
import { fullName, type JobContext, type SubjectOf } from './job-context.ts';
import { observeListed } from './observe-listed.ts';

/** What asks for a look, and not only for a first check. */
const LOOKS: ReadonlySet<string> = new Set(['reconcile', 'sweep']);

export async function runRepositoryJob(
  context: JobContext,
  { repository }: SubjectOf<'repository'>,
): Promise<JobResult> {
  const { installation, job, log } = context;
  const head = await defaultBranchHead(installation.github, fullName(repository));
  if (head === null) log.info('the repository is empty, or gone');
  else await reportFirstSight(context, repository, head);
  if (job.reasons.some((reason) => LOOKS.has(reason))) await look(context, repository);
  return { kind: 'done' };
}

/** Where the commit has no run of ours. */
export async function reportFirstSight(context: JobContext, ref: RepositoryRef, headSha: string): Promise<void> {
  const check = { repositoryId: ref.id, repository: fullName(ref), pullRequest: null, headSha };
  await locked(context, check, async () => {
    const { checkRuns } = await context.publisher.read(check);
    await writeCheckRuns(context, check, planFirstSight({ runs: checkRuns, headSha, detailsUrl: null }));
  });
}

async function look(context: JobContext, repository: RepositoryRef): Promise<void> {
  const { installation, job } = context;
  const { items } = await listOpenPullRequests(installation.github, fullName(repository));
  await observeListed(context, repository, items);
  const filter = { installationId: job.installationId, repositoryId: repository.id };
  const count = await enqueueReviews(context, filter, { reason: 'sweep', urgency: 'background' });
  context.log.info({ pullRequests: count }, 'looked for what was missed');
}
