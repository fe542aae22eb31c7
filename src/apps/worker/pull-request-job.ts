/**
 * A pull request as it is now: read, reviewed, its verdict recorded, and GitHub made to show it. Whatever takes the
 * place of a verdict ends the check with the reason; nothing is left running.
 */
import type { JobResult } from '#review/store/job-queue.ts';
import { type CheckSubject, endCheck, reportProgress } from './check-progress.ts';
import { conductReview } from './conduct-review.ts';
import { endPreviousHead, endSuperseded, modeOf } from './end-heads.ts';
import type { JobContext, SubjectOf } from './job-context.ts';
import { publishReview } from './publish-review.ts';
import { readSubject, type ReadSubject } from './read-subject.ts';

const DONE: JobResult = { kind: 'done' };

/** GitHub's replicas lag behind its events: so often is something looked for that is not there. */
const LAG_PAUSES_MS: readonly number[] = [2_000, 5_000, 15_000, 30_000, 60_000];

export async function runPullRequestJob(
  context: JobContext,
  { repository, number }: SubjectOf<'pull-request'>,
): Promise<JobResult> {
  const { job, log } = context;
  const reading = await readSubject(context, repository, number);
  switch (reading.kind) {
    case 'not-there': {
      const pause = LAG_PAUSES_MS[job.deferrals];
      if (pause !== undefined) return { kind: 'later', delayMs: pause, reason: 'pull-request-not-there-yet' };
      log.warn('the pull request is not there: deleted, or out of sight for this installation');
      return DONE;
    }
    case 'installation-gone':
      log.warn({ suspended: reading.suspended }, 'the installation is gone: nothing can be read or said');
      return DONE;
    case 'closed':
      await endClosed(context, reading.subject);
      return DONE;
    case 'open':
      return reviewAndPublish(context, reading.subject);
  }
}

async function reviewAndPublish(context: JobContext, subject: ReadSubject): Promise<JobResult> {
  const { job, log } = context;
  const { headSha } = subject.known;
  const standing = headSha === job.headSha ? await job.standing() : await job.reviewing(headSha);
  if (standing !== 'current') return interrupted(context, subject);
  const check = checkOf(subject);
  await reportProgress(context, check);
  const started = performance.now();
  const reviewed = await conductReview(context, subject.review);
  const { outcome } = reviewed.verdict;
  log.info({ head: headSha, outcome, ms: Math.round(performance.now() - started) }, 'reviewed');
  if (outcome === 'incomplete' && job.attempt < job.maxAttempts - 1)
    return { kind: 'failed', reason: 'review-incomplete' };
  const published = await publishReview(context, subject, check, reviewed);
  if (published === 'stale') return interrupted(context, subject);
  await endPreviousHead(context, subject);
  return DONE;
}

function checkOf({ review, known }: ReadSubject): CheckSubject {
  const { repositoryId, repository } = review;
  return { repositoryId, repository, pullRequest: known.number, headSha: known.headSha };
}

/** A newer head waits: this one's check ends with a word about it, unless another pull request still has it. */
async function interrupted(context: JobContext, subject: ReadSubject): Promise<JobResult> {
  if ((await context.job.standing()) === 'superseded') await endSuperseded(context, checkOf(subject));
  return context.job.signal.aborted ? { kind: 'interrupted' } : DONE;
}

/** What another open pull request with this head needs is said by its own job, without this one. */
async function endClosed(context: JobContext, subject: ReadSubject): Promise<void> {
  const { deps, job } = context;
  const { repository, headSha, number } = subject.known;
  const repositoryId = repository.id;
  const others = await deps.store.pullRequests.open({ repositoryId, headSha, limit: 100 });
  const left = others.filter((other) => other.number !== number);
  if (left.length === 0) {
    const mode = await modeOf(context, repositoryId, number);
    await endCheck(context, checkOf(subject), { kind: 'closed' }, mode);
    return;
  }
  await deps.store.jobs.enqueue(
    left.map((other) => ({
      installationId: job.installationId,
      subject: { kind: 'pull-request', repository: other.repository, number: other.number },
      urgency: 'event',
      reason: 'pull_request.closed',
    })),
  );
}
