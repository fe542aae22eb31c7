/** What was asked of GitHub's API for a review: tokens and looked-up memberships apart, which are kept for a while. */
import type { StandInGithub } from '../github/stand-in-github.ts';
import type { PullRequest } from '../github/state/pull-requests.ts';

const KEPT: ReadonlySet<string> = new Set([
  'apps/create-installation-access-token',
  'apps/get-authenticated',
  'repos/get-collaborator-permission-level',
  'repos/list-collaborators',
  'teams/list-members-in-org',
]);

export interface ApiRequests {
  /** Operations in their order, since this was made. */
  since(): string[];
  /** Operations from the first that names the pull request. */
  forPullRequest(pull: PullRequest): string[];
}

export function apiRequests({ requests }: Pick<StandInGithub, 'requests'>): ApiRequests {
  const start = requests.length;
  const operationsFrom = (index: number): string[] =>
    requests
      .slice(index)
      .filter(({ actor }) => actor.startsWith('installation'))
      .map(({ operation }) => String(operation))
      .filter((operation) => !operation.startsWith('git/') && !KEPT.has(operation));
  return {
    since: () => operationsFrom(start),
    forPullRequest: ({ number }) =>
      operationsFrom(requests.findIndex(({ path }) => path.includes(`/pulls/${String(number)}`))),
  };
}
