/** GitHub that fails before or after the effect, limits, lags and answers nonsense: one check and one review come of it. */
import { describe, expect, it } from '@jest/globals';
import { REPORT, SHOP } from '../demo/shop.ts';
import { commentsByApp } from '../demo/show-pull-request.ts';
import type { FaultPlan } from '../github/http/faults.ts';
import { runsOf } from '../github/state/checks.ts';
import type { PullRequest } from '../github/state/pull-requests.ts';
import type { AppWorld } from './app-world.ts';
import { worldsOfThisFile } from './closing.ts';

const createWorld = worldsOfThisFile();

async function reviewedUnder(world: AppWorld, ...faults: readonly FaultPlan[]): Promise<PullRequest> {
  const { standIn, people } = world;
  const repository = await world.createRepository({ name: 'shop', files: SHOP });
  await world.settled();
  for (const fault of faults) standIn.faults.add(fault);
  const pull = await standIn.openPullRequest({ repository, author: people.rin, ...REPORT });
  await world.settled();
  return pull;
}

function shownOn(pull: PullRequest): unknown {
  const runs = runsOf(pull.repository, pull.head.sha);
  return {
    runs: runs.map(({ status, conclusion }) => `${status} ${String(conclusion)}`),
    comments: commentsByApp(pull).length,
    reviews: pull.reviews.length,
  };
}

const WELL = { runs: ['completed failure'], comments: 1, reviews: 1 };

const FAULTS: readonly (readonly [string, FaultPlan])[] = [
  [
    'a check is made, and the answer is 502',
    { operation: 'checks/create', does: { kind: 'status', status: 502, when: 'after' } },
  ],
  ['a check is made, and the line breaks', { operation: 'checks/create', does: { kind: 'close', when: 'after' } }],
  [
    'a review is posted, and the answer is 502',
    { operation: 'pulls/create-review', does: { kind: 'status', status: 502, when: 'after' } },
  ],
  [
    'a check is completed, and the answer is 502',
    { operation: 'checks/update', does: { kind: 'status', status: 502, when: 'after' } },
  ],
  ['the pull request cannot be read', { operation: 'pulls/get', does: { kind: 'status', status: 503 } }],
  ['the API does not know the pull request yet', { operation: 'pulls/get', times: 2, does: { kind: 'not-yet' } }],
  [
    'reviews cannot be written for a secondary limit',
    { operation: 'pulls/create-review', does: { kind: 'secondary-limit', retryAfter: 60 } },
  ],
  ['a limit that names no time', { operation: 'checks/create', does: { kind: 'secondary-limit', retryAfter: null } }],
  ['git is not there for a while', { operation: 'git/upload-pack', times: 4, does: { kind: 'status', status: 503 } }],
  ['GraphQL answers nonsense', { operation: 'graphql', does: { kind: 'garbage' } }],
  ['an answer takes three seconds', { operation: 'pulls/get', does: { kind: 'slow', ms: 3_000 } }],
];

describe('GitHub in trouble', () => {
  it.each(FAULTS)('%s', async (_, fault) => {
    const world = await createWorld();
    const pull = await reviewedUnder(world, fault);
    expect(shownOn(pull)).toEqual(WELL);
  });

  it('comments that it refuses become annotations', async () => {
    const world = await createWorld();
    const refused = { operation: 'pulls/create-review', times: 9, does: { kind: 'unprocessable' } } as const;
    const pull = await reviewedUnder(world, refused);
    expect(shownOn(pull)).toEqual({ runs: ['completed failure'], comments: 0, reviews: 0 });
    const [run] = runsOf(pull.repository, pull.head.sha);
    expect(run?.annotations.map(({ path, start_line: line }) => [path, line])).toEqual([
      ['src/routes/projects.js', 16],
    ]);
  });

  it('that never ends is said on the check after the last try', async () => {
    const world = await createWorld();
    const pull = await reviewedUnder(world, {
      operation: 'pulls/list-reviews',
      times: 99,
      does: { kind: 'status', status: 400 },
    });
    expect(shownOn(pull)).toEqual({ runs: ['completed failure'], comments: 0, reviews: 0 });
    const [run] = runsOf(pull.repository, pull.head.sha);
    expect(run?.output.title).toBe('Review incomplete: GitHub refused what was asked');
  });
});
