/** A review of a pull request that is on GitHub, with a token of one's own: contents by git, the rest by the API. Publishes nothing. */
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { cacheFolder } from '#adapters/facts-cache/cache-folder.ts';
import { MirrorError } from '#adapters/git/mirror/mirror-error.ts';
import { createMirrors } from '#adapters/git/mirror/mirrors.ts';
import { type GitHubEndpoints, githubEndpoints, gitUrl } from '#adapters/github/endpoints.ts';
import { GitHubError } from '#adapters/github/github-error.ts';
import { connectWithToken } from '#adapters/github/personal-connection.ts';
import { type PullRequestOnGitHub, readPullRequest } from '#adapters/github/read-pull-request.ts';
import { UserError } from '#domain/user-error.ts';
import { onInterruption } from './interruption.ts';
import type { PullRequestName } from './pull-request-name.ts';
import { type Reviewed, type ReviewOptions, runReview } from './run-review.ts';

/** Mirrors of this command are kept apart from those of an App on the same machine. */
const OWN = 'personal';

/** @throws UserError for what the person who asked can put right */
export async function reviewOnGitHub(name: PullRequestName, asked: ReviewOptions): Promise<Reviewed> {
  const { env } = asked.context.terminal;
  const token = env['GITHUB_TOKEN'] ?? '';
  if (token === '')
    throw new UserError(
      'github',
      `To read ${textOf(name)} a token is needed.`,
      'Set GITHUB_TOKEN; `gh auth token` prints one. Reading is enough.',
    );
  const endpoints = endpointsOf(env);
  const onGitHub = await explained(name, () => readFrom(endpoints, token, name, asked.context.version));
  const { folder, release } = await mirrorFolder(asked.cache, env);
  const mirrors = createMirrors({ folder, environment: env });
  const url = gitUrl(endpoints, name.repository);
  const repository = await mirrors.open({ installation: OWN, url, token: () => Promise.resolve(token) });
  const stopListening = onInterruption(() => repository.close().then(release));
  try {
    return await explained(name, async () => {
      const { pullRequest, headSha } = onGitHub;
      const range = await repository.resolveRange({
        head: { sha: headSha, ref: pullRequest.headRef },
        pullRequest: name.number,
        target: { ref: pullRequest.baseRef },
      });
      return runReview({ repository, range, pullRequest }, asked);
    });
  } finally {
    stopListening();
    await repository.close();
    await release();
  }
}

async function readFrom(
  endpoints: GitHubEndpoints,
  token: string,
  name: PullRequestName,
  version: string,
): Promise<PullRequestOnGitHub> {
  const options = { api: endpoints.api, log: pino({ enabled: false }), userAgent: `countersign/${version}` };
  const reading = await readPullRequest(connectWithToken(options, token), name);
  if (reading.kind === 'read') return reading.value;
  throw new UserError(
    'github',
    `GitHub shows no pull request ${textOf(name)} to this token.`,
    'Check the name and the number, and that the token may read the repository.',
  );
}

/** Those of one's own making, by a token that does not hold or a wait that GitHub asks for, are told as such; all else is our failure. */
async function explained<T>(name: PullRequestName, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const what = error instanceof GitHubError || error instanceof MirrorError ? REMEDIES[error.code] : undefined;
    if (what === undefined) throw error;
    throw new UserError('github', `${textOf(name)} cannot be read: ${what[0]}.`, what[1], { cause: error });
  }
}

const NETWORK = ['GitHub does not answer', 'Check the network and GHE_HOST, and try again.'] as const;
const REFUSED = ['GitHub refuses the token', 'Give GITHUB_TOKEN one that may read this repository.'] as const;
const GONE = ['GitHub no longer has its commits', 'Check that the repository and the branch are still there.'] as const;

const REMEDIES: Partial<Record<GitHubError['code'] | MirrorError['code'], readonly [string, string]>> = {
  unauthorised: REFUSED,
  forbidden: REFUSED,
  refused: REFUSED,
  'rate-limited': ['GitHub asks to wait', 'Try again later.'],
  unavailable: NETWORK,
  unreachable: NETWORK,
  gone: GONE,
  'not-there-yet': GONE,
  'too-large': ['there is too much of it', 'Clone it and review it there: countersign review --repo DIR.'],
};

function endpointsOf(env: NodeJS.ProcessEnv): GitHubEndpoints {
  const host = env['GHE_HOST'] ?? null;
  try {
    return githubEndpoints({
      host: host === '' ? null : host,
      protocol: env['GHE_PROTOCOL'] === 'http' ? 'http' : 'https',
    });
  } catch (error) {
    throw new UserError(
      'github',
      'GHE_HOST is no host.',
      'Set it to a host name, with a port if need be, or unset it.',
      { cause: error },
    );
  }
}

/** Kept between reviews, or for this one alone. */
async function mirrorFolder(
  cache: boolean,
  environment: NodeJS.ProcessEnv,
): Promise<{ folder: string; release: () => Promise<void> }> {
  const kept = cacheFolder({ environment, platform: process.platform, home: homedir() });
  if (cache && kept !== null) return { folder: join(kept, 'mirrors'), release: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'countersign-mirror-'));
  return { folder, release: () => rm(folder, { recursive: true, force: true }) };
}

function textOf({ repository, number }: PullRequestName): string {
  return `${repository}#${String(number)}`;
}
