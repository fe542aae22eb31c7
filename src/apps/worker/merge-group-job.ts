/**
 * A group of a merge queue: its own content, on the commit that would become the target's tip, is reviewed like any
 * other. Approvals are those of the pull request that the group was made for: nobody can push to it while it waits.
 */
import { readPullRequest } from '#adapters/github/read-pull-request.ts';
import type { JobResult } from '#review/store/job-queue.ts';
import { type CheckSubject, locked, reportProgress } from './check-progress.ts';
import { conductReview, type ReviewSubject } from './conduct-review.ts';
import { fullName, type JobContext, type SubjectOf } from './job-context.ts';
import { publish } from './publish-review.ts';

type MergeGroup = SubjectOf<'merge-group'>;

export function mergeGroupCheck({ repository, headSha }: MergeGroup): CheckSubject {
  return { repositoryId: repository.id, repository: fullName(repository), pullRequest: null, headSha };
}

export async function runMergeGroupJob(context: JobContext, group: MergeGroup): Promise<JobResult> {
  const { job, deps, log } = context;
  const check = mergeGroupCheck(group);
  await reportProgress(context, check);
  const subject = await subjectOf(context, group);
  const reviewed = await conductReview(context, subject);
  const { verdict, sources, changes } = reviewed;
  log.info({ head: group.headSha, outcome: verdict.outcome }, 'reviewed a merge group');
  if (verdict.outcome === 'incomplete' && job.attempt < job.maxAttempts - 1) {
    return { kind: 'failed', reason: 'review-incomplete' };
  }
  await locked(context, check, async () => {
    if ((await job.standing()) === 'lost') return;
    await publish(context, check, {
      ...{ verdict, changes, sourceText: sources.text, conversation: null },
      ...{ markerKey: deps.markerKey, detailsUrl: null },
    });
  });
  return { kind: 'done' };
}

async function subjectOf({ installation }: JobContext, group: MergeGroup): Promise<ReviewSubject> {
  const repository = fullName(group.repository);
  const number = pullRequestOf(group.headRef);
  const reading = number === null ? null : await readPullRequest(installation.github, { repository, number });
  const read = reading?.kind === 'read' ? reading.value : null;
  return {
    repositoryId: group.repository.id,
    repository,
    defaultBranch: read?.defaultBranch ?? 'HEAD',
    range: {
      head: { sha: group.headSha, ref: withoutPrefix(group.headRef) },
      pullRequest: null,
      target: { ref: withoutPrefix(group.baseRef), sha: group.baseSha },
    },
    pullRequest: read?.pullRequest ?? null,
    approvedSha: read?.headSha ?? group.headSha,
    reviews: read?.reviews ?? [],
  };
}

/** `gh-readonly-queue/<base>/pr-N-<sha>` */
function pullRequestOf(headRef: string): number | null {
  const [, number] = /\/pr-(\d{1,9})-[0-9a-f]{40}$/.exec(headRef) ?? [];
  return number === undefined ? null : Number(number);
}

function withoutPrefix(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}
