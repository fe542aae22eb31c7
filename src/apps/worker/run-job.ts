/** One run of a job, from its kind to its outcome. Whatever it meets, what GitHub shows is ended or goes on; nothing is left. */
import type { JobResult, RunningJob } from '#review/store/job-queue.ts';
import { runBranchJob } from './branch-job.ts';
import { type CheckSubject, endCheck } from './check-progress.ts';
import { runCommitJob } from './commit-job.ts';
import { endSuperseded, modeOf } from './end-heads.ts';
import { failureOf, wordsFor } from './failed-job.ts';
import { runInstallationJob } from './installation-job.ts';
import { fullName, type JobContext, openContext } from './job-context.ts';
import { mergeGroupCheck, runMergeGroupJob } from './merge-group-job.ts';
import { runPullRequestJob } from './pull-request-job.ts';
import { runRepositoryJob } from './repository-job.ts';
import type { WorkerDeps } from './worker-deps.ts';

export async function runJob(deps: WorkerDeps, job: RunningJob): Promise<JobResult> {
  const context = openContext(deps, job);
  const { log } = context;
  const started = deps.now();
  log.debug({ waitedMs: job.waitedMs }, 'job started');
  const result = await attempt(context);
  log.info(
    { result: result.kind, ...('reason' in result ? { why: result.reason } : {}), ms: deps.now() - started },
    'job ended',
  );
  return result;
}

async function attempt(context: JobContext): Promise<JobResult> {
  const { job } = context;
  try {
    if (!(await isWorthIt(context))) return { kind: 'done' };
    if (job.attempt >= job.maxAttempts && (await giveUp(context))) return { kind: 'done' };
    return await run(context);
  } catch (error) {
    return afterError(context, error);
  }
}

/** Not where webhooks have said that nothing can be read there any more. */
async function isWorthIt({ deps, job, log }: JobContext): Promise<boolean> {
  const { subject, installationId } = job;
  if (subject.kind === 'installation') return true;
  const installation = await deps.store.installations.find(installationId);
  const repository = await deps.store.installations.findRepository(subject.repository.id);
  const isGone = repository?.state === 'gone' && repository.installationId === installationId;
  const state = isGone ? 'repository-gone' : (installation?.state ?? 'active');
  if (state !== 'active') log.info({ state }, 'nothing can be read or said there any more');
  return state === 'active';
}

function run(context: JobContext): Promise<JobResult> {
  const { subject } = context.job;
  switch (subject.kind) {
    case 'pull-request':
      return runPullRequestJob(context, subject);
    case 'merge-group':
      return runMergeGroupJob(context, subject);
    case 'branch':
      return runBranchJob(context, subject);
    case 'commit':
      return runCommitJob(context, subject);
    case 'repository':
      return runRepositoryJob(context, subject);
    case 'installation':
      return runInstallationJob(context);
  }
}

async function afterError(context: JobContext, error: unknown): Promise<JobResult> {
  const { job, deps, log } = context;
  if (job.signal.aborted) {
    const check = await checkOf(context);
    if (job.signal.reason === 'superseded' && check !== null) {
      await endSuperseded(context, check).catch((problem: unknown) => log.warn({ err: named(problem) }, 'not ended'));
    }
    return { kind: 'interrupted' };
  }
  const failure = failureOf(error, job.deferrals);
  if (failure === null) throw error;
  switch (failure.kind) {
    case 'result':
      log.warn({ err: named(error) }, 'the job did not succeed');
      return failure.result;
    case 'hold':
      await deps.store.jobs.hold(job.installationId, failure.delayMs);
      return { kind: 'later', delayMs: failure.delayMs, reason: failure.reason };
    case 'silent':
      log.warn({ why: failure.reason }, 'nothing can be read or said any more');
      return { kind: 'done' };
    case 'gone':
      return endGone(context, failure.reason);
  }
}

async function endGone(context: JobContext, reason: string): Promise<JobResult> {
  context.log.warn({ why: reason }, 'there is nothing to review');
  const check = await checkOf(context);
  if (check === null) return { kind: 'done' };
  try {
    await endCheck(
      context,
      check,
      { kind: 'gone', reason },
      await modeOf(context, check.repositoryId, check.pullRequest ?? 0),
    );
    return { kind: 'done' };
  } catch (error) {
    const failure = failureOf(error, context.job.deferrals);
    if (failure === null) throw error;
    return failure.kind === 'result' ? failure.result : { kind: 'done' };
  }
}

/** After the last try, the check says so. False where there is no check to say it. */
async function giveUp(context: JobContext): Promise<boolean> {
  const { job, log } = context;
  const check = await checkOf(context);
  if (check === null) return false;
  const reason = wordsFor(job.lastFailure);
  log.error({ why: job.lastFailure }, 'the review failed for the last time');
  const mode = await modeOf(context, check.repositoryId, check.pullRequest ?? 0);
  await endCheck(context, check, { kind: 'failed', reason }, mode);
  return true;
}

/** The check that this job answers for, as far as it is known; null where it has none. */
async function checkOf({ deps, job }: JobContext): Promise<CheckSubject | null> {
  const { subject } = job;
  if (subject.kind === 'merge-group') return mergeGroupCheck(subject);
  if (subject.kind !== 'pull-request') return null;
  const { repository, number } = subject;
  const known = await deps.store.pullRequests.find(repository.id, number);
  const headSha = job.headSha ?? known?.headSha ?? null;
  if (headSha === null) return null;
  return { repositoryId: repository.id, repository: fullName(repository), pullRequest: number, headSha };
}

/** What may be logged of an error: never a message that could quote what it failed on, but for those of our own adapters. */
function named(error: unknown): object {
  if (!(error instanceof Error)) return { name: 'unknown' };
  const { code } = error as { readonly code?: unknown };
  return { name: error.name, code, ...(failureOf(error, 0) === null ? {} : { message: error.message }) };
}
