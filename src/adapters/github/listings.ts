/** What is there to be looked at: repositories of an installation, open pull requests of a repository or of a commit. Page by page. */
import { z } from 'zod';
import type { RepositoryRef } from '#review/store/job-subject.ts';
import type { Connection } from './connection.ts';
import { PAGE_SIZE, readPages } from './pages.ts';
import { parseAnswer } from './parse-answer.ts';
import { repositoryName } from './repository-name.ts';

export interface ListedPullRequest {
  readonly number: number;
  readonly draft: boolean;
  readonly headSha: string;
  readonly baseRef: string;
  /** ISO 8601. */
  readonly updatedAt: string;
}

/** `complete`: false where there are more than were read. */
export interface Listing<Item> {
  readonly items: readonly Item[];
  readonly complete: boolean;
}

const repositoriesAnswer = z.object({
  repositories: z.array(z.object({ id: z.number(), name: z.string(), owner: z.object({ login: z.string() }) })),
});

const pullRequestsAnswer = z.array(
  z.object({
    number: z.number(),
    state: z.enum(['open', 'closed']),
    draft: z.boolean().nullish(),
    updated_at: z.string(),
    head: z.object({ sha: z.string() }),
    base: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
  }),
);

/** A hundred in a page: ten thousand of each. */
const MOST_PAGES = 100;

/** @throws GitHubError; see `rescheduleFor` */
export function listRepositories(github: Connection): Promise<Listing<RepositoryRef>> {
  return readPages(
    (page) => github.rest.apps.listReposAccessibleToInstallation({ per_page: PAGE_SIZE, page }),
    (data) => {
      const { repositories } = parseAnswer(repositoriesAnswer, data, 'GET installation repositories');
      return repositories.map(({ id, name, owner }) => ({ id, owner: owner.login, name }));
    },
    MOST_PAGES,
  );
}

/** `base`: a branch, for those alone that target it. @throws GitHubError */
export function listOpenPullRequests(
  github: Connection,
  repository: string,
  { base }: { readonly base?: string } = {},
): Promise<Listing<ListedPullRequest>> {
  const asked = { ...repositoryName(repository), state: 'open' as const, ...(base === undefined ? {} : { base }) };
  return readPages(
    (page) => github.rest.pulls.list({ ...asked, per_page: PAGE_SIZE, page }),
    (data) => pullRequestsOf(data),
    MOST_PAGES,
  );
}

/** Open ones into this repository that have the commit as their head. @throws GitHubError */
export async function listPullRequestsOf(
  github: Connection,
  repository: string,
  sha: string,
): Promise<Listing<ListedPullRequest>> {
  const name = repositoryName(repository);
  const { items, complete } = await readPages(
    (page) =>
      github.rest.repos.listPullRequestsAssociatedWithCommit({ ...name, commit_sha: sha, per_page: PAGE_SIZE, page }),
    (data) => pullRequestsOf(data, repository),
    MOST_PAGES,
  );
  return { items: items.filter(({ headSha }) => headSha === sha), complete };
}

function pullRequestsOf(data: unknown, into?: string): ListedPullRequest[] {
  return parseAnswer(pullRequestsAnswer, data, 'GET pulls')
    .filter(({ state, base }) => state === 'open' && (into === undefined || isSame(base.repo?.full_name, into)))
    .map(({ number, draft, updated_at, head, base }) => ({
      ...{ number, draft: draft ?? false, headSha: head.sha, baseRef: base.ref, updatedAt: updated_at },
    }));
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
