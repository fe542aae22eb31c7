/** The check run of a head while it has no verdict: said to be under way, and ended where none will come. */
import type { Mode } from '#policy/policy.ts';
import { type Ending, planEnding, planProgress } from '#review/publish/plan-check-run.ts';
import type { CheckRunWrite } from '#review/publish/publish-plan.ts';
import type { PublishedCheckRun } from '#review/publish/published-state.ts';
import type { PublishTarget } from '#review/publish-ports.ts';
import { publishingLock } from '#review/store/locks.ts';
import type { JobContext } from './job-context.ts';

export interface CheckSubject extends PublishTarget {
  readonly repositoryId: number;
}

/** How long to wait for others that publish on the same commit. */
const LOCK_WAIT_MS = 20_000;

/**
 * Says that the review is under way. Where nothing of ours can be on the commit yet, it is not even asked; after a try
 * whose effect is unknown it is.
 */
export async function reportProgress(context: JobContext, subject: CheckSubject): Promise<void> {
  const { job, deps, publisher } = context;
  const known = await deps.store.checks.find(subject.repositoryId, subject.headSha);
  const isFirst = known === null && job.attempt <= 1 && job.deferrals === 0;
  const rerequested = job.reasons.some((reason) => reason.endsWith('.rerequested'));
  if (known?.status === 'in_progress' || (known?.status === 'completed' && !rerequested)) return;
  await locked(context, subject, async () => {
    const { repository, headSha } = subject;
    const runs = isFirst ? [] : (await publisher.read({ repository, headSha, pullRequest: null })).checkRuns;
    const writes = planProgress({ runs, headSha, detailsUrl: null }, 'in_progress', rerequested);
    await writeCheckRuns(context, subject, writes);
  });
}

/** Ends what is left running on a head that gets no verdict, and says why. Quiet where nothing can be said any more. */
export async function endCheck(context: JobContext, subject: CheckSubject, ending: Ending, mode: Mode): Promise<void> {
  const known = await context.deps.store.checks.find(subject.repositoryId, subject.headSha);
  if (ending.kind !== 'failed' && (known === null || known.status === 'completed')) return;
  await locked(context, subject, async () => {
    const { repository, headSha } = subject;
    const { checkRuns } = await context.publisher.read({ repository, headSha, pullRequest: null });
    const writes = planEnding({ runs: checkRuns, headSha, detailsUrl: null }, ending, mode);
    await writeCheckRuns(context, subject, writes);
    // A run that GitHub ended by itself, or lost, is no longer looked for.
    if (writes.length === 0 && known !== null)
      await context.deps.store.checks.record({ ...known, status: 'completed' });
    context.log.info({ ending: ending.kind, endedHead: headSha }, 'a check was ended without a verdict');
  });
}

/** Writes and notes down what is there now. */
export async function writeCheckRuns(
  { publisher, deps }: JobContext,
  subject: CheckSubject,
  writes: readonly CheckRunWrite[],
): Promise<'written' | 'gone'> {
  if (writes.length === 0) return 'written';
  const outcome = await publisher.writeCheckRuns(subject, writes);
  if (outcome.kind === 'gone') return 'gone';
  const newest = outcome.runs.reduce<PublishedCheckRun | null>(
    (last, run) => (last && last.id > run.id ? last : run),
    null,
  );
  if (newest !== null) {
    const { id, status, conclusion } = newest;
    const { repositoryId, headSha } = subject;
    await deps.store.checks.record({
      ...{ repositoryId, headSha, checkRunId: id, status, conclusion },
    });
  }
  return 'written';
}

/** What is posted under this name is posted by one process at a time. */
export async function locked<Value>(
  { deps }: JobContext,
  { repositoryId, headSha }: CheckSubject,
  use: () => Promise<Value>,
): Promise<Value> {
  const held = await deps.store.locks.hold(publishingLock(repositoryId, headSha), { waitMs: LOCK_WAIT_MS }, use);
  if (!held.held) throw new CommitIsBusy();
  return held.value;
}

/** Somebody else publishes on the same commit, and has for longer than we wait. */
export class CommitIsBusy extends Error {
  override readonly name = 'CommitIsBusy';
  readonly code = 'commit-busy';
}
