/** Check runs and suites over their life, and what a merge makes of them. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import type { PullRequest } from './state/pull-requests.ts';
import { createScene, refusalOf, SHOP, type Scene } from './scene.ts';

let scene: Scene;
let octokit: Octokit;
let pull: PullRequest;
beforeEach(async () => {
  scene = await createScene();
  octokit = scene.octokit();
  pull = await scene.openPull();
});
afterEach(async () => {
  expect(scene.github.problems()).toEqual([]);
  await scene.github.close();
});

const OUTPUT = { title: 'Waiting', summary: 'For an owner.' };

async function start(name = 'Countersign', head_sha = pull.head.sha): Promise<number> {
  return (await octokit.rest.checks.create({ ...SHOP, name, head_sha })).data.id;
}

function annotation(line: number): {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: 'notice';
  message: string;
} {
  return {
    path: 'src/list.txt',
    start_line: line,
    end_line: line,
    annotation_level: 'notice',
    message: `Line ${line}`,
  };
}

describe('a check run', () => {
  it('goes from queued to completed, and names the pull requests of its commit', async () => {
    const { data } = await octokit.rest.checks.create({ ...SHOP, name: 'Countersign', head_sha: pull.head.sha });
    expect([data.status, data.conclusion, data.pull_requests.map(({ number }) => number)]).toEqual([
      'queued',
      null,
      [1],
    ]);
    const run = { ...SHOP, check_run_id: data.id };
    expect((await octokit.rest.checks.update({ ...run, status: 'in_progress' })).data.status).toBe('in_progress');
    const done = (await octokit.rest.checks.update({ ...run, conclusion: 'failure', output: OUTPUT })).data;
    expect([done.status, done.conclusion, done.output.title, done.completed_at !== null]).toEqual([
      'completed',
      'failure',
      'Waiting',
      true,
    ]);
    const again = (await octokit.rest.checks.update({ ...run, status: 'queued' })).data;
    expect([again.status, again.conclusion, again.completed_at]).toEqual(['queued', null, null]);
  });

  it('keeps adding annotations, and replaces its texts', async () => {
    const check_run_id = await start();
    for (const first of [1, 51]) {
      const annotations = Array.from({ length: 50 }, (_, index) => annotation(first + index));
      await octokit.rest.checks.update({
        ...SHOP,
        check_run_id,
        output: { ...OUTPUT, title: `From ${first}`, annotations },
      });
    }
    const { data } = await octokit.rest.checks.get({ ...SHOP, check_run_id });
    expect([data.output.title, data.output.annotations_count]).toEqual(['From 51', 100]);
    const all = await octokit.paginate(octokit.rest.checks.listAnnotations, { ...SHOP, check_run_id, per_page: 100 });
    expect(all.map(({ start_line: line }) => line)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  it('of the same name counts once: the newest does, unless all are asked for', async () => {
    const [first, second, other] = [await start(), await start(), await start('Other')];
    const asked = { ...SHOP, ref: pull.head.sha };
    const ids = async (more: { filter?: 'all' | 'latest'; check_name?: string; app_id?: number }): Promise<number[]> =>
      (await octokit.rest.checks.listForRef({ ...asked, ...more })).data.check_runs.map(({ id }) => id);
    expect(await ids({})).toEqual([other, second]);
    expect(await ids({ filter: 'all' })).toEqual([other, second, first]);
    expect(await ids({ check_name: 'Countersign' })).toEqual([second]);
    expect(await ids({ app_id: 1 })).toEqual([]);
    const { data } = await octokit.rest.checks.listForRef({ ...SHOP, ref: 'list' });
    expect(data.total_count).toBe(2);
  });

  it('is changed by its own app alone', async () => {
    const { github, acme, repository } = scene;
    const { app } = github.registerApp({ slug: 'forge', owner: acme, permissions: { checks: 'write' } });
    const forged = await github.reportCheck(app, repository, pull.head.sha, {
      name: 'Countersign',
      conclusion: 'success',
    });
    const change = octokit.rest.checks.update({ ...SHOP, check_run_id: forged.id, conclusion: 'failure' });
    expect((await refusalOf(change)).status).toBe(403);
    expect(github.checksOf(repository, pull.head.sha).map(({ suite }) => suite.app.slug)).toEqual(['forge']);
  });

  it('of a fork’s head names no pull request', async () => {
    const { github, repository, eve } = scene;
    const from = await github.fork(repository, eve);
    const far = await github.openPullRequest({
      repository,
      from,
      author: eve,
      title: 'From afar',
      files: { d: 'd\n' },
    });
    const { data } = await octokit.rest.checks.create({ ...SHOP, name: 'Countersign', head_sha: far.head.sha });
    expect(data.pull_requests).toEqual([]);
    const { data: suites } = await octokit.rest.checks.listSuitesForRef({ ...SHOP, ref: far.head.sha });
    expect(suites.check_suites.map(({ head_branch: branch }) => branch)).toEqual([null]);
  });
});

describe('asking again', () => {
  it('resets the suite, and leaves the run to its app', async () => {
    const { github, repository, bob } = scene;
    const check_run_id = await start();
    await octokit.rest.checks.update({ ...SHOP, check_run_id, conclusion: 'success' });
    const [run] = github.checksOf(repository, pull.head.sha);
    if (run === undefined) throw new Error('no run');
    const suite = { ...SHOP, check_suite_id: run.suite.id };
    expect((await octokit.rest.checks.getSuite(suite)).data.conclusion).toBe('success');
    github.rerun(run, bob);
    expect((await octokit.rest.checks.getSuite(suite)).data).toMatchObject({ status: 'queued', conclusion: null });
    expect((await octokit.rest.checks.get({ ...SHOP, check_run_id })).data.status).toBe('completed');
    await octokit.rest.checks.update({ ...SHOP, check_run_id, status: 'in_progress' });
    expect((await octokit.rest.checks.getSuite(suite)).data.status).toBe('in_progress');
  });
});

describe('a required check', () => {
  it('can be chosen once it has run here', async () => {
    expect(() => scene.github.requireCheck(scene.repository, 'Countersign')).toThrow(/never run/);
    await start();
    scene.github.requireCheck(scene.repository, 'Countersign', { app: scene.github.app });
    const { data } = await octokit.rest.repos.getBranchRules({ ...SHOP, branch: 'main' });
    expect(data).toMatchObject([
      {
        type: 'required_status_checks',
        parameters: { required_status_checks: [{ integration_id: scene.github.app.id }] },
      },
    ]);
  });

  it.each([
    ['success', true],
    ['neutral', true],
    ['skipped', true],
    ['failure', false],
    ['action_required', false],
    ['cancelled', false],
    ['timed_out', false],
  ] as const)('with the conclusion %s passes: %s', async (conclusion, passes) => {
    const check_run_id = await start();
    scene.github.requireCheck(scene.repository, 'Countersign');
    await octokit.rest.checks.update({ ...SHOP, check_run_id, conclusion });
    expect(scene.github.blockedBy(pull).length === 0).toBe(passes);
  });

  it('counts on the head alone: a push asks for it anew', async () => {
    const { github, repository, bob } = scene;
    const check_run_id = await start();
    github.requireCheck(repository, 'Countersign');
    expect(github.blockedBy(pull)).toEqual([{ context: 'Countersign', state: 'pending' }]);
    await octokit.rest.checks.update({ ...SHOP, check_run_id, conclusion: 'success' });
    expect(github.blockedBy(pull)).toEqual([]);
    await github.pushTo(pull, { files: { b: 'b\n' } });
    expect(github.blockedBy(pull)).toEqual([{ context: 'Countersign', state: 'missing' }]);
    await expect(github.merge(pull, bob)).rejects.toThrow('Countersign is missing');
    const { data } = await octokit.rest.pulls.get({ ...SHOP, pull_number: 1 });
    expect([data.mergeable, data.mergeable_state]).toEqual([true, 'blocked']);
    await octokit.rest.checks.create({ ...SHOP, name: 'Countersign', head_sha: pull.head.sha, conclusion: 'success' });
    await github.merge(pull, bob);
    expect(pull.merged?.sha).toBe(repository.branches.get('main'));
  });

  it('is shared by pull requests with the same head', async () => {
    const { github, repository, bob, ada } = scene;
    await github.push({ repository, by: ada, branch: 'release', files: { r: 'r\n' } });
    const same = { repository, author: bob, title: 'Same', sha: pull.head.sha, branch: 'list' };
    const other = await github.openPullRequest({ ...same, base: 'release' });
    const check_run_id = await start();
    for (const branch of ['main', 'release']) github.requireCheck(repository, 'Countersign', { branch });
    await octokit.rest.checks.update({ ...SHOP, check_run_id, conclusion: 'success' });
    expect([github.blockedBy(pull), github.blockedBy(other)]).toEqual([[], []]);
  });

  it('can be forged by any app, unless it is pinned to one', async () => {
    const { github, acme, repository } = scene;
    const { app } = github.registerApp({ slug: 'forge', owner: acme, permissions: { checks: 'write' } });
    await github.reportCheck(app, repository, pull.head.sha, { name: 'Countersign', conclusion: 'success' });
    github.requireCheck(repository, 'Countersign');
    expect(github.blockedBy(pull)).toEqual([]);
    repository.requiredChecks.clear();
    github.requireCheck(repository, 'Countersign', { app: github.app });
    expect(github.blockedBy(pull)).toEqual([{ context: 'Countersign', state: 'missing' }]);
  });
});

describe('the merge queue', () => {
  it('waits for a check on the commit that it made', async () => {
    const { github, repository, bob } = scene;
    const second = await github.openPullRequest({
      repository,
      author: bob,
      title: 'Second',
      branch: 'b',
      files: { b: 'b\n' },
    });
    await start();
    github.requireCheck(repository, 'Countersign');
    const base = repository.branches.get('main') ?? '';
    const group = await github.enqueue([pull, second], bob);
    expect(group.branch).toBe(`gh-readonly-queue/main/pr-2-${base}`);
    await expect(github.leaveQueue(group, 'merged', bob)).rejects.toThrow('Countersign is missing');
    const { data } = await octokit.rest.repos.getCommit({ ...SHOP, ref: group.headSha });
    expect(data.parents.map(({ sha }) => sha)).toContain(second.head.sha);
    await octokit.rest.checks.create({ ...SHOP, name: 'Countersign', head_sha: group.headSha, conclusion: 'success' });
    await github.leaveQueue(group, 'merged', bob);
    expect(repository.branches.get('main')).toBe(group.headSha);
    expect([pull.state, second.state, repository.branches.has(group.branch)]).toEqual(['closed', 'closed', false]);
  });

  it('throws out what does not pass', async () => {
    const { github, repository, bob } = scene;
    const group = await github.enqueue([pull], bob);
    await github.leaveQueue(group, 'invalidated', bob);
    expect([pull.state, repository.branches.get('main')]).toEqual(['open', group.baseSha]);
  });
});

describe('the target branch', () => {
  it('can be merged into the pull request by a button, whose presser becomes an author', async () => {
    const { github, repository, ada } = scene;
    await github.push({ repository, by: ada, branch: 'main', files: { m: 'm\n' } });
    const head = await github.updateBranch(pull, ada);
    expect(pull.head.sha).toBe(head);
    const { data } = await octokit.rest.pulls.listCommits({ ...SHOP, pull_number: 1 });
    expect(data.map(({ author, commit }) => [author?.login, commit.committer?.name])).toEqual([
      ['bob', 'Ada Example'],
      ['ada', 'GitHub'],
    ]);
  });
});
