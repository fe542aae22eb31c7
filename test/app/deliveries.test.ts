/** Webhooks that come twice, in another order, or not at all, and pushes that come while a review runs. */
import { describe, expect, it } from '@jest/globals';
import { REPORT, REPORT_FIX, SHOP } from '../demo/shop.ts';
import { commentsByApp } from '../demo/show-pull-request.ts';
import type { PullRequest } from '../github/state/pull-requests.ts';
import { runsOf } from '../github/state/checks.ts';
import { apiRequests } from './api-requests.ts';
import type { AppWorld } from './app-world.ts';
import { worldsOfThisFile } from './closing.ts';

const createWorld = worldsOfThisFile();

async function openReport(world: AppWorld): Promise<PullRequest> {
  const repository = await world.createRepository({ name: 'shop', files: SHOP });
  await world.settled();
  return world.standIn.openPullRequest({ repository, author: world.people.rin, ...REPORT });
}

/** Runs of ours on a commit, as `status conclusion`. */
function runsOn({ repository }: PullRequest, sha: string): string[] {
  return runsOf(repository, sha).map(({ status, conclusion }) => `${status} ${String(conclusion)}`);
}

describe('deliveries', () => {
  it('that come again are acknowledged and do nothing', async () => {
    const world = await createWorld();
    const { standIn } = world;
    await openReport(world);
    await world.settled();
    const after = apiRequests(standIn);
    for (const delivery of [...standIn.deliveries]) standIn.post.redeliver(delivery);
    await world.settled();
    expect(after.since()).toEqual([]);
    expect(standIn.deliveries.filter(({ outcome }) => outcome?.statusCode !== 202)).toEqual([]);
  });

  it('in reverse order end with the head that is there now', async () => {
    const world = await createWorld();
    const { standIn } = world;
    const repository = await world.createRepository({ name: 'shop', files: SHOP });
    await world.settled();
    standIn.post.hold();
    const pull = await standIn.openPullRequest({ repository, author: world.people.rin, ...REPORT });
    const first = pull.head.sha;
    await standIn.pushTo(pull, REPORT_FIX);
    standIn.post.release((held) => held.toReversed());
    await world.settled();
    expect(runsOn(pull, pull.head.sha)).toEqual(['completed failure']);
    expect(standIn.checksOf(repository, pull.head.sha)[0]?.output.title).toBe('Waiting for @acme/identity');
    expect(runsOn(pull, first).filter((run) => !run.startsWith('completed'))).toEqual([]);
    expect(commentsByApp(pull)).toEqual([]);
  });
});

describe('a push while a review runs', () => {
  it.each(['git/upload-pack', 'graphql', 'checks/update', 'pulls/get'] as const)(
    'during %s: the newer head is reviewed, and the older one’s check ends',
    async (operation) => {
      const world = await createWorld();
      const { standIn, people } = world;
      const pull = await openReport(world);
      const first = pull.head.sha;
      standIn.faults.add({
        operation,
        does: {
          kind: 'meanwhile',
          async run() {
            await standIn.pushTo(pull, { ...REPORT_FIX, by: people.rin, on: pull.base.sha, force: true });
            await standIn.post.settled();
          },
        },
      });
      await world.settled();
      expect(pull.head.sha).not.toBe(first);
      expect(runsOn(pull, pull.head.sha)).toEqual(['completed failure']);
      expect(runsOn(pull, first).filter((run) => !run.startsWith('completed'))).toEqual([]);
      const standing = commentsByApp(pull).filter(({ minimized }) => minimized === null);
      expect(standing).toEqual([]);
    },
  );
});

describe('what is gone', () => {
  it('a branch that is deleted in mid-review leaves no check running', async () => {
    const world = await createWorld();
    const { standIn, people } = world;
    const pull = await openReport(world);
    standIn.faults.add({
      operation: 'checks/create',
      does: {
        kind: 'meanwhile',
        when: 'after',
        run: () => standIn.deleteBranch(pull.repository, REPORT.branch, people.rin),
      },
    });
    await world.settled();
    expect(runsOn(pull, pull.head.sha).filter((run) => !run.startsWith('completed'))).toEqual([]);
  });

  it('a fork that vanished is reviewed from the reference that GitHub keeps', async () => {
    const world = await createWorld();
    const { standIn, people } = world;
    const repository = await world.createRepository({ name: 'shop', files: SHOP, public: true });
    await world.settled();
    standIn.post.hold();
    const fork = await standIn.fork(repository, people.kim);
    const pull = await standIn.openPullRequest({ repository, author: people.kim, from: fork, ...REPORT });
    standIn.deleteRepository(fork, people.kim);
    standIn.post.release();
    await world.settled();
    expect(runsOn(pull, pull.head.sha)).toEqual(['completed failure']);
    expect(commentsByApp(pull)).toHaveLength(1);
  });

  it('a target branch that is deleted ends the check with the reason', async () => {
    const world = await createWorld();
    const { standIn, people } = world;
    const repository = await world.createRepository({ name: 'shop', files: SHOP });
    await standIn.push({ repository, by: people.ada, branch: 'release', files: { 'NOTES.md': 'One\n' } });
    await world.settled();
    standIn.post.hold();
    const pull = await standIn.openPullRequest({ repository, author: people.rin, ...REPORT, base: 'release' });
    await standIn.deleteBranch(repository, 'release', people.ada);
    standIn.post.release();
    await world.settled();
    expect(runsOn(pull, pull.head.sha).filter((run) => !run.startsWith('completed'))).toEqual([]);
  });

  it('a repository that is deleted, and an installation that is suspended, are let go', async () => {
    const world = await createWorld();
    const { standIn, people, installation } = world;
    const pull = await openReport(world);
    await world.settled();
    standIn.suspend(installation);
    const after = apiRequests(standIn);
    await standIn.pushTo(pull, REPORT_FIX);
    await world.settled();
    expect(after.since()).toEqual([]);
    standIn.unsuspend(installation);
    await world.settled();
    expect(runsOn(pull, pull.head.sha)).toEqual(['completed failure']);
    standIn.deleteRepository(pull.repository, people.ines);
    await world.settled();
    expect(await world.app.store.jobs.list('dead', 10)).toEqual([]);
  });

  it('a pull request that is closed in mid-review ends its check', async () => {
    const world = await createWorld();
    const { standIn, people } = world;
    const pull = await openReport(world);
    standIn.faults.add({
      operation: 'checks/create',
      does: { kind: 'meanwhile', when: 'after', run: () => standIn.closePull(pull, people.rin) },
    });
    await world.settled();
    expect(runsOn(pull, pull.head.sha).filter((run) => !run.startsWith('completed'))).toEqual([]);
  });
});
