/** What goes wrong on demand, and what has happened all the same. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { createScene, refusalOf, SHOP, type Scene } from './scene.ts';

let scene: Scene;
let octokit: Octokit;
beforeEach(async () => {
  scene = await createScene();
  octokit = scene.octokit();
});
afterEach(async () => {
  expect(scene.github.problems()).toEqual([]);
  await scene.github.close();
});

async function check(): Promise<unknown> {
  const head_sha = scene.repository.branches.get('main') ?? '';
  return octokit.rest.checks.create({ ...SHOP, name: 'Countersign', head_sha });
}

function checks(): number {
  return scene.repository.checkSuites.flatMap(({ runs }) => runs).length;
}

describe('a fault', () => {
  it('before the effect leaves nothing behind, after it everything', async () => {
    scene.github.faults.add({ operation: 'checks/create', does: { kind: 'status', status: 502 } });
    expect((await refusalOf(check())).status).toBe(502);
    expect(checks()).toBe(0);
    scene.github.faults.add({ operation: 'checks/create', does: { kind: 'status', status: 502, when: 'after' } });
    expect((await refusalOf(check())).status).toBe(502);
    expect(checks()).toBe(1);
    await check();
    expect(checks()).toBe(2);
    expect(scene.github.requests.slice(-3).map(({ status, faults }) => [status, faults])).toEqual([
      [502, ['status']],
      [502, ['status']],
      [201, []],
    ]);
  });

  it('strikes whom it is meant for, after some, so many times, until it is taken away', async () => {
    const { faults } = scene.github;
    const fault = faults.add({
      ...{ operation: ['repos/get', 'pulls/list'], skip: 1, times: 2 },
      does: { kind: 'not-yet' },
    });
    const elsewhere = faults.add({ ...{ repository: 'acme/bank', times: Infinity }, does: { kind: 'not-yet' } });
    const where = faults.add({ where: ({ method }) => method === 'POST', does: { kind: 'not-yet' } });
    const answers: boolean[] = [];
    for (const call of [
      octokit.rest.repos.get,
      octokit.rest.pulls.list,
      octokit.rest.repos.get,
      octokit.rest.repos.get,
    ]) {
      answers.push(
        await call(SHOP).then(
          () => true,
          () => false,
        ),
      );
    }
    expect(answers).toEqual([true, false, false, true]);
    expect([fault.hits, elsewhere.hits, where.hits]).toEqual([2, 0, 0]);
    where.remove();
    await check();
    faults.add({ does: { kind: 'not-yet' } });
    faults.clear();
    await check();
  });

  it('closes the socket, before or after', async () => {
    scene.github.faults.add({ operation: 'checks/create', does: { kind: 'close' } });
    expect((await refusalOf(check())).status).toBe(500);
    expect(checks()).toBe(0);
    scene.github.faults.add({ operation: 'checks/create', does: { kind: 'close', when: 'after' } });
    expect((await refusalOf(check())).status).toBe(500);
    expect(checks()).toBe(1);
    expect(scene.github.requests.slice(-2).map(({ status }) => status)).toEqual([0, 0]);
  });

  it('limits the pace, with a time to wait and without', async () => {
    const { faults } = scene.github;
    faults.add({ operation: 'checks/create', does: { kind: 'secondary-limit', retryAfter: 7 } });
    const refusal = await refusalOf(check());
    expect([refusal.status, refusal.headers['retry-after']]).toEqual([403, '7']);
    expect(refusal.message).toContain('secondary rate limit');
    faults.add({ operation: 'checks/create', does: { kind: 'secondary-limit', retryAfter: null } });
    expect((await refusalOf(check())).headers['retry-after']).toBeUndefined();
    faults.add({ operation: 'checks/create', does: { kind: 'unprocessable', errors: ['Not like this.'] } });
    expect((await refusalOf(check())).message).toContain('Not like this.');
    expect(checks()).toBe(0);
  });

  it('answers late', async () => {
    scene.github.faults.add({ operation: 'repos/get', does: { kind: 'slow', ms: 80 } });
    const started = performance.now();
    await octokit.rest.repos.get(SHOP);
    expect(performance.now() - started).toBeGreaterThanOrEqual(79);
  });

  it('answers with what was true before', async () => {
    const pull = await scene.openPull();
    const asked = { ...SHOP, pull_number: 1 };
    scene.github.faults.add({ operation: 'pulls/get', does: { kind: 'stale' } });
    expect((await refusalOf(octokit.rest.pulls.get(asked))).status).toBe(404);
    const { data: before } = await octokit.rest.pulls.get(asked);
    await scene.github.pushTo(pull, { files: { b: 'b\n' } });
    scene.github.faults.add({ operation: 'pulls/get', does: { kind: 'stale' } });
    expect((await octokit.rest.pulls.get(asked)).data.head.sha).toBe(before.head.sha);
    expect((await octokit.rest.pulls.get(asked)).data.head.sha).toBe(pull.head.sha);
  });

  it('answers with a page for people', async () => {
    scene.github.faults.add({ operation: 'repos/get', does: { kind: 'garbage' } });
    expect(typeof (await octokit.rest.repos.get(SHOP)).data).toBe('string');
  });

  it('lets something happen meanwhile', async () => {
    const pull = await scene.openPull();
    const [before, asked] = [pull.head.sha, { ...SHOP, pull_number: 1 }];
    const run = async (): Promise<void> => {
      await scene.github.pushTo(pull, { files: { b: 'b\n' }, on: pull.base.sha, force: true });
    };
    scene.github.faults.add({ operation: 'pulls/list-reviews', does: { kind: 'meanwhile', run } });
    await octokit.rest.pulls.listReviews(asked);
    const after = (await octokit.rest.pulls.get(asked)).data;
    expect([after.head.sha === before, after.commits]).toEqual([false, 1]);
  });

  it('strikes git and GraphQL too', async () => {
    const { github, repository, bob } = scene;
    github.faults.add({ operation: 'git/receive-pack', does: { kind: 'status', status: 503 } });
    const push = (): Promise<string> => github.push({ repository, by: bob, branch: 'x', files: { x: 'x\n' } });
    await expect(push()).rejects.toThrow('503');
    expect(repository.branches.has('x')).toBe(false);
    await push();
    github.faults.add({ operation: 'graphql', does: { kind: 'status', status: 502 } });
    expect((await refusalOf(octokit.graphql('{ viewer { login } }'))).status).toBe(502);
    await octokit.graphql('{ viewer { login } }');
  });
});

describe('waiting', () => {
  it('ends as soon as it holds, and says what was waited for where it does not', async () => {
    const { github } = scene;
    const held = github.waitFor('a check', () => checks() > 0);
    await check();
    await held;
    await expect(github.waitFor('a second check', () => checks() > 1, 60)).rejects.toThrow('a second check');
    const broken = github.waitFor('nothing', () => {
      throw new Error('It broke.');
    });
    await expect(broken).rejects.toThrow('It broke.');
  });
});
