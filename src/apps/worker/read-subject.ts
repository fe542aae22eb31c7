/** A pull request as it is to be reviewed now: what the API tells of it, with the head that is known to be the newest. */
import { type PullRequestOnGitHub, readPullRequest } from '#adapters/github/read-pull-request.ts';
import type { RepositoryRef } from '#review/store/job-subject.ts';
import type { KnownPullRequest } from '#review/store/pull-requests.ts';
import type { ReviewSubject } from './conduct-review.ts';
import { fullName, type JobContext } from './job-context.ts';

export interface ReadSubject {
  readonly onGitHub: PullRequestOnGitHub;
  readonly known: KnownPullRequest;
  readonly review: ReviewSubject;
}

export type SubjectReading =
  | { readonly kind: 'open'; readonly subject: ReadSubject }
  | { readonly kind: 'closed'; readonly subject: ReadSubject }
  | { readonly kind: 'not-there' }
  | { readonly kind: 'installation-gone'; readonly suspended: boolean };

/** @throws GitHubError */
export async function readSubject(
  { deps, installation, job }: JobContext,
  ref: RepositoryRef,
  number: number,
): Promise<SubjectReading> {
  const reading = await readPullRequest(installation.github, { repository: fullName(ref), number });
  if (reading.kind !== 'read') return reading;
  const onGitHub = reading.value;
  const { repositoryId, pullRequest, reviews } = onGitHub;
  const repository = pullRequest.repository ?? fullName(ref);
  // Which of two heads is the newer one, an event's or the API's, is for what remembers both to say.
  const [known] = await deps.store.pullRequests.observe([
    {
      kind: 'pull-request',
      installationId: job.installationId,
      repository: refOf(repositoryId, repository),
      number,
      state: onGitHub.state,
      draft: pullRequest.draft,
      headSha: onGitHub.headShaByApi,
      previousHeadSha: null,
      baseRef: pullRequest.baseRef,
      updatedAt: onGitHub.updatedAt,
      arrivedBy: 'sweep',
    },
  ]);
  if (known === undefined) return { kind: 'not-there' };
  const review: ReviewSubject = {
    repositoryId,
    repository,
    defaultBranch: onGitHub.defaultBranch,
    range: {
      head: { sha: known.headSha, ref: pullRequest.headRef },
      pullRequest: number,
      target: { ref: pullRequest.baseRef },
    },
    pullRequest,
    approvedSha: known.headSha,
    reviews,
  };
  return { kind: known.state === 'open' ? 'open' : 'closed', subject: { onGitHub, known, review } };
}

function refOf(id: number, repository: string): RepositoryRef {
  const [owner = '', name = ''] = repository.split('/');
  return { id, owner, name };
}
