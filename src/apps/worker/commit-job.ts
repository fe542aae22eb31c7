/** Somebody asks for the check on a commit: the pull requests that have it as their head are reviewed again. */
import { listPullRequestsOf } from '#adapters/github/listings.ts';
import type { JobResult } from '#review/store/job-queue.ts';
import { endCheck } from './check-progress.ts';
import { enqueueReviews } from './enqueue-reviews.ts';
import { fullName, type JobContext, type SubjectOf } from './job-context.ts';
import { observeListed } from './observe-listed.ts';
import { reportFirstSight } from './repository-job.ts';

const NOBODYS = 'no open pull request has this commit as its head any more';

export async function runCommitJob(context: JobContext, { repository, sha }: SubjectOf<'commit'>): Promise<JobResult> {
  const { installation, job, log } = context;
  const { items } = await listPullRequestsOf(installation.github, fullName(repository), sha);
  await observeListed(context, repository, items);
  const reason = job.reasons.at(-1) ?? 'check_suite.rerequested';
  const filter = { installationId: job.installationId, repositoryId: repository.id, headSha: sha };
  const count = await enqueueReviews(context, filter, { reason, urgency: 'person' });
  if (count === 0) {
    log.info({ commit: sha }, 'no open pull request has this commit as its head');
    const check = { repositoryId: repository.id, repository: fullName(repository), pullRequest: null, headSha: sha };
    await endCheck(context, check, { kind: 'gone', reason: NOBODYS }, 'enforce');
    await reportFirstSight(context, repository, sha);
  }
  return { kind: 'done' };
}
