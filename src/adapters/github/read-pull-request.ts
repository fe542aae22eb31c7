/** A pull request with its reviews: two requests, further pages of reviews apart. */
import { z } from 'zod';
import type { PullRequest } from '#domain/snapshot.ts';
import type { SubmittedReview } from '#owners/ownership-facts.ts';
import type { Connection } from './connection.ts';
import { isGitHubError } from './github-error.ts';
import { PAGE_SIZE, readPages } from './pages.ts';
import { parseAnswer } from './parse-answer.ts';
import { accountOf, pullRequestAnswer, pullRequestOf, reviewAnswer } from './pull-request-answer.ts';
import { repositoryName, type RepositoryName } from './repository-name.ts';

export interface PullRequestOnGitHub {
  readonly pullRequest: PullRequest;
  readonly state: 'open' | 'closed';
  readonly merged: boolean;
  /** The commit to review: the one that was told, where one was. */
  readonly headSha: string;
  /**
   * What the API takes for the head. Another one than was told: either the API lags behind, and the one that was told is
   * the truth, or there was a push since, and its own event follows.
   */
  readonly headShaByApi: string;
  /** Null where the fork is gone; its commits are still in the base repository, at `refs/pull/N/head`. */
  readonly headRepository: string | null;
  /** The tip of the target branch when the API last looked; the mirror knows better. */
  readonly baseSha: string;
  readonly repositoryId: number;
  readonly defaultBranch: string;
  readonly isPrivate: boolean;
  /** ISO 8601. */
  readonly updatedAt: string;
  /** Oldest first. Drafts of reviews are none. */
  readonly reviews: readonly SubmittedReview[];
}

/**
 * `not-there`: the pull request, its repository or the installation's sight of it is gone; or an event was quicker than
 * GitHub's own replicas, so whoever asked because of a fresh event asks again a few times.
 */
export type PullRequestReading =
  | { readonly kind: 'read'; readonly value: PullRequestOnGitHub }
  | { readonly kind: 'not-there' }
  | { readonly kind: 'installation-gone'; readonly suspended: boolean };

export interface PullRequestQuestion {
  /** `owner/name` */
  readonly repository: string;
  readonly number: number;
  /** The head that the latest event named, which is right where the API says otherwise. */
  readonly headSha?: string | null;
}

/** @throws GitHubError; see `rescheduleFor` */
export async function readPullRequest(github: Connection, asked: PullRequestQuestion): Promise<PullRequestReading> {
  const name = repositoryName(asked.repository);
  try {
    const { data } = await github.rest.pulls.get({ ...name, pull_number: asked.number });
    const given = parseAnswer(pullRequestAnswer, data, 'GET pull');
    const reviews = await readReviews(github, name, asked.number);
    return { kind: 'read', value: toValue(given, reviews, asked.headSha ?? null) };
  } catch (error) {
    if (isGitHubError(error, 'not-found')) return { kind: 'not-there' };
    if (isGitHubError(error, 'installation-gone')) return { kind: 'installation-gone', suspended: false };
    if (isGitHubError(error, 'installation-suspended')) return { kind: 'installation-gone', suspended: true };
    throw error;
  }
}

function toValue(
  given: z.infer<typeof pullRequestAnswer>,
  reviews: readonly SubmittedReview[],
  headSha: string | null,
): PullRequestOnGitHub {
  return {
    pullRequest: pullRequestOf(given),
    state: given.state,
    merged: given.merged ?? false,
    headSha: headSha ?? given.head.sha,
    headShaByApi: given.head.sha,
    headRepository: given.head.repo?.full_name ?? null,
    baseSha: given.base.sha,
    repositoryId: given.base.repo.id,
    defaultBranch: given.base.repo.default_branch,
    isPrivate: given.base.repo.private,
    updatedAt: given.updated_at,
    reviews,
  };
}

const MOST_REVIEW_PAGES = 30;

const STATES: Readonly<Record<string, SubmittedReview['state']>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
};

/** Of more reviews than that, none counts: what is not read could take back what is. */
async function readReviews(github: Connection, name: RepositoryName, number: number): Promise<SubmittedReview[]> {
  const { items, complete } = await readPages(
    (page) => github.rest.pulls.listReviews({ ...name, pull_number: number, per_page: PAGE_SIZE, page }),
    (data) => parseAnswer(z.array(reviewAnswer), data, 'GET reviews'),
    MOST_REVIEW_PAGES,
  );
  if (!complete) return [];
  return items.flatMap((given) => {
    const reviewer = accountOf(given.user);
    const state = Object.hasOwn(STATES, given.state) ? STATES[given.state] : undefined;
    if (reviewer === null || state === undefined) return [];
    return [{ reviewer, state, commit: given.commit_id ?? null, submittedAt: given.submitted_at ?? '' }];
  });
}
