/** Pull requests: asked for, opened, changed, and what is in them. */
import {
  closePull,
  editPull,
  openPull,
  reopenPull,
  requestReview,
  withdrawReviewRequest,
} from '../acts/pull-requests.ts';
import { readCommits } from '../git/commits.ts';
import { pullRequestDiff } from '../git/pull-request-diff.ts';
import { notFound, unprocessable } from '../http/api-error.ts';
import { accountResource, teamResource } from '../resources/accounts.ts';
import { commitResource, fileResource } from '../resources/commits.ts';
import { pullResource, pullSimpleResource } from '../resources/pull-requests.ts';
import { ApiError } from '../http/api-error.ts';
import { atLeast, roleIn, type Team, type User } from '../state/accounts.ts';
import type { PullRequest } from '../state/pull-requests.ts';
import { openPullsOf, type Repository } from '../state/repositories.ts';
import { findRepository, userNamed } from '../state/world.ts';
import { created, list, ok, pullOf, repositoryOf, writerOf, type Answer, type Call, type Handlers } from './call.ts';

export const PULL_HANDLERS = {
  'pulls/list': listPulls,
  'pulls/get': getPull,
  'pulls/create': createPull,
  'pulls/update': updatePull,
  'pulls/list-files': async (call) => {
    const pull = pullOf(call);
    const files = await pullRequestDiff(pull.repository.git, pull.base.sha, pull.head.sha);
    const shown = files.slice(0, MAX_FILES);
    return list(shown, (file) => fileResource(call.world.url, pull.repository, pull.head.sha, file));
  },
  'pulls/list-commits': async (call) => {
    const pull = pullOf(call);
    const range = ['--reverse', '--topo-order', `${pull.base.sha}..${pull.head.sha}`];
    const commits = (await readCommits(pull.repository.git, range)).slice(0, MAX_COMMITS);
    return list(commits, (commit) => commitResource(call.world, pull.repository, commit));
  },
  'pulls/list-requested-reviewers': (call) => ok(requestedOf(call, pullOf(call))),
  'pulls/request-reviewers': async (call) => {
    const pull = pullOf(call);
    for (const one of namedReviewers(call, pull)) await requestReview(call.world, pull, writerOf(call), one);
    return created(pullSimpleResource(call.world.url, pull));
  },
  'pulls/remove-requested-reviewers': async (call) => {
    const pull = pullOf(call);
    for (const one of namedReviewers(call, pull)) await withdrawReviewRequest(call.world, pull, writerOf(call), one);
    return ok(pullSimpleResource(call.world.url, pull));
  },
  'repos/list-pull-requests-associated-with-commit': (call) => {
    const pulls = openPullsOf(repositoryOf(call)).filter((pull) => pull.head.sha === call.path['commit_sha']);
    return list(pulls, (pull) => pullSimpleResource(call.world.url, pull));
  },
} satisfies Handlers;

/** Beyond these GitHub shows nothing, without saying so. */
const MAX_FILES = 3000;
const MAX_COMMITS = 250;

function listPulls(call: Call): Answer {
  const { state = 'open', head, base, sort = 'created', direction } = call.query;
  const pulls = [...repositoryOf(call).pulls.values()]
    .filter((pull) => state === 'all' || pull.state === state)
    .filter((pull) => base === undefined || pull.base.ref === base)
    .filter((pull) => head === undefined || `${pull.head.owner.login}:${pull.head.ref}` === head)
    .sort((one, other) => (sort === 'updated' ? +one.updatedAt - +other.updatedAt : one.number - other.number));
  // By creation the newest come first, unless asked otherwise.
  if ((direction ?? (sort === 'created' ? 'desc' : 'asc')) === 'desc') pulls.reverse();
  return list(pulls, (pull) => pullSimpleResource(call.world.url, pull));
}

async function getPull(call: Call): Promise<Answer> {
  const pull = pullOf(call);
  if (!/application\/vnd\.github(?:\.v3)?\.diff/.test(call.accept)) return ok(await pullResource(call.world.url, pull));
  const { git } = pull.repository;
  const body = await git.runForBytes(['diff', '--find-renames', `${pull.base.sha}...${pull.head.sha}`, '--']);
  return { kind: 'text', status: 200, type: 'application/vnd.github.diff; charset=utf-8', body };
}

interface NewPull {
  readonly title: string;
  readonly head: string;
  readonly base: string;
  readonly body?: string;
  readonly draft?: boolean;
}

async function createPull(call: Call): Promise<Answer> {
  const repository = repositoryOf(call);
  const { title, head, base, body = null, draft = false } = call.body as NewPull;
  const from = headRepository(call, repository, head);
  const branch = head.slice(head.indexOf(':') + 1);
  const sha = from?.branches.get(branch);
  if (from === undefined || sha === undefined) throw invalid('head');
  if (!repository.branches.has(base)) throw invalid('base');
  const same = openPullsOf(repository).some(
    (one) => one.head.repository === from && one.head.ref === branch && one.base.ref === base,
  );
  if (same) throw unprocessable(`A pull request already exists for ${from.owner.login}:${branch}.`);
  const author = writerOf(call);
  const pull = await openPull(call.world, {
    repository,
    author,
    title,
    body,
    base,
    from,
    branch,
    sha,
    draft,
    labels: [],
  });
  return created(await pullResource(call.world.url, pull));
}

function headRepository(call: Call, repository: Repository, head: string): Repository | undefined {
  const owner = head.includes(':') ? head.slice(0, head.indexOf(':')) : repository.owner.login;
  if (owner.toLowerCase() === repository.owner.login.toLowerCase()) return repository;
  return findRepository(call.world, owner, repository.name);
}

function invalid(field: string): ApiError {
  return unprocessable({ resource: 'PullRequest', field, code: 'invalid' });
}

async function updatePull(call: Call): Promise<Answer> {
  const pull = pullOf(call);
  const writer = writerOf(call);
  const { state, ...changes } = call.body as {
    state?: 'open' | 'closed';
    title?: string;
    body?: string;
    base?: string;
  };
  if (call.actor.kind === 'user' && pull.author !== writer && !atLeast(roleIn(pull.repository, writer), 'write')) {
    throw new ApiError(403, 'Must have admin rights to Repository.');
  }
  if (changes.base !== undefined && !pull.repository.branches.has(changes.base)) throw invalid('base');
  if (Object.keys(changes).length > 0) await editPull(call.world, pull, writer, changes);
  if (state === 'closed') await closePull(call.world, pull, writer);
  if (state === 'open') await reopenPull(call.world, pull, writer);
  return ok(await pullResource(call.world.url, pull));
}

function requestedOf(call: Call, pull: PullRequest): unknown {
  return {
    users: pull.requestedReviewers.map((user) => accountResource(call.world.url, user)),
    teams: pull.requestedTeams.map((team) => teamResource(call.world.url, team)),
  };
}

/** Reviewers must be able to see the repository, and the author is none. */
function namedReviewers(call: Call, pull: PullRequest): (User | Team)[] {
  const { reviewers = [], team_reviewers: teams = [] } = call.body as {
    reviewers?: string[];
    team_reviewers?: string[];
  };
  const { owner } = pull.repository;
  const users = reviewers.map((login) => {
    const user = userNamed(call.world, login);
    if (user === pull.author) throw unprocessable('Review cannot be requested from pull request author.');
    if (!atLeast(roleIn(pull.repository, user), 'read')) {
      throw unprocessable('Reviews may only be requested from collaborators.');
    }
    return user;
  });
  const named = teams.map((slug) => {
    const team = owner.type === 'Organization' ? owner.teams.get(slug) : undefined;
    if (team === undefined) throw notFound();
    return team;
  });
  return [...users, ...named];
}
