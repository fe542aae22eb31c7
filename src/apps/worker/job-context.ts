/** What one run of a job works with: the worker's own, and what belongs to its installation and repository. */
import type { Logger } from 'pino';
import { gitUrl } from '#adapters/github/endpoints.ts';
import type { Installation } from '#adapters/github/github-app.ts';
import { createReviewPublisher } from '#adapters/github/review-publisher.ts';
import type { MirrorRepository } from '#adapters/git/mirror/mirror-repository.ts';
import type { ReviewPublisher } from '#review/publish-ports.ts';
import type { RunningJob } from '#review/store/job-queue.ts';
import type { JobSubject, RepositoryRef } from '#review/store/job-subject.ts';
import type { WorkerDeps } from './worker-deps.ts';

export interface JobContext {
  readonly deps: WorkerDeps;
  readonly job: RunningJob;
  readonly installation: Installation;
  readonly publisher: ReviewPublisher;
  /** Carries repository, pull request and job. */
  readonly log: Logger;
}

export type SubjectOf<Kind extends JobSubject['kind']> = Extract<JobSubject, { kind: Kind }>;

export function openContext(deps: WorkerDeps, job: RunningJob): JobContext {
  const { subject } = job;
  const log = deps.log.child({
    job: job.fence.key,
    attempt: job.attempt,
    reasons: job.reasons,
    installation: job.installationId,
    ...('repository' in subject ? { repository: fullName(subject.repository) } : {}),
    ...('number' in subject ? { pullRequest: subject.number } : {}),
  });
  const installation = deps.github.installation(job.installationId);
  return { deps, job, installation, publisher: createReviewPublisher(installation), log };
}

export function fullName({ owner, name }: RepositoryRef): string {
  return `${owner}/${name}`;
}

/** Close what you get. */
export function openMirror({ deps, job }: JobContext, repository: string): Promise<MirrorRepository> {
  return deps.mirrors.open({
    installation: String(job.installationId),
    url: gitUrl(deps.endpoints, repository),
    signal: job.signal,
    async token({ refresh }) {
      if (refresh) deps.github.forget(job.installationId);
      return (await deps.github.gitToken(job.installationId, repository)).token;
    },
  });
}
