/** Checks on heads that no open pull request has any more: a push took their place, or the pull request is closed. */
import type { Mode } from '#policy/policy.ts';
import { type CheckSubject, endCheck } from './check-progress.ts';
import type { JobContext } from './job-context.ts';
import type { ReadSubject } from './read-subject.ts';

/** The run of a head that this job was about, and is no longer. */
export async function endSuperseded(context: JobContext, check: CheckSubject): Promise<void> {
  const { deps } = context;
  if (check.pullRequest === null) return;
  const open = await deps.store.pullRequests.open({
    ...{ repositoryId: check.repositoryId, headSha: check.headSha, limit: 1 },
  });
  if (open.length > 0) return;
  const known = await deps.store.pullRequests.find(check.repositoryId, check.pullRequest);
  const mode = await modeOf(context, check.repositoryId, check.pullRequest);
  await endCheck(context, check, { kind: 'superseded', by: known?.headSha ?? 'a newer commit' }, mode);
}

/** The head before this one, where a push came while its review was put off. */
export async function endPreviousHead(context: JobContext, { known, review }: ReadSubject): Promise<void> {
  if (known.previousHeadSha === null || known.previousHeadSha === known.headSha) return;
  const { repositoryId, repository } = review;
  const check = { repositoryId, repository, pullRequest: known.number, headSha: known.previousHeadSha };
  await endSuperseded(context, check);
}

/** Of the policy that was last applied to a pull request. Not known: `enforce`, so that nothing passes that nobody reviewed. */
export async function modeOf({ deps }: JobContext, repositoryId: number, number: number): Promise<Mode> {
  return (await deps.store.verdicts.latest(repositoryId, number))?.mode ?? 'enforce';
}
