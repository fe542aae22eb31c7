/** The git protocol over HTTP, with a real git on the other side. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createGitProcess, GitError, type RunGit } from '#adapters/git/git-process.ts';
import { createScratchRepository } from '../repositories/scratch-repository.ts';
import { createScene, LINES, text, type Scene } from './scene.ts';

let scene: Scene;
let folder: string;
beforeEach(async () => {
  scene = await createScene();
  folder = mkdtempSync(join(tmpdir(), 'stand-in-clone-'));
});
afterEach(async () => {
  await scene.github.close();
  rmSync(folder, { recursive: true });
});

/** As an adapter would run it: the token in the environment, and nowhere else. */
function gitWith(token: string | null): RunGit {
  const header = `Authorization: Basic ${Buffer.from(`x-access-token:${token ?? ''}`).toString('base64')}`;
  const settings =
    token === null ? {} : { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'http.extraHeader', GIT_CONFIG_VALUE_0: header };
  return createGitProcess({
    cwd: folder,
    environment: {
      ...{ PATH: process.env['PATH'], HOME: folder, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
      ...{ GIT_TERMINAL_PROMPT: '0', GIT_ALLOW_PROTOCOL: 'http', LC_ALL: 'C', ...settings },
    },
  });
}

function urlOf({ github }: Scene, name = 'shop'): string {
  return `${github.url}/acme/${name}.git`;
}

async function failure(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof GitError)) throw new Error('git did not fail');
  return error.errors;
}

describe('fetching', () => {
  it('clones without blobs, and fetches those that are asked for in one batch', async () => {
    const { github, installation, repository } = scene;
    const git = gitWith(github.issueToken(installation, { permissions: { contents: 'read' } }).value);
    await git(['clone', '-q', '--bare', '--filter=blob:none', '--single-branch', urlOf(scene), 'mirror']);
    const missing = await git(['-C', 'mirror', 'rev-list', '--objects', '--all', '--missing=print']);
    const ids = missing.output
      .toString()
      .split('\n')
      .filter((line) => line.startsWith('?'));
    expect(ids).toHaveLength(2);
    const before = github.requests.length;
    const input = ids.map((id) => `${id.slice(1)}\n`).join('');
    const settings = ['-c', 'fetch.negotiationAlgorithm=noop'];
    const flags = ['--no-tags', '--no-write-fetch-head', '--recurse-submodules=no', '--filter=blob:none', '--stdin'];
    await git(['-C', 'mirror', ...settings, 'fetch', '-q', ...flags, urlOf(scene)], { input });
    const asked = github.requests.slice(before).map(({ operation }) => operation);
    expect(asked[0]).toBe('git/info-refs');
    expect(asked.length).toBeLessThan(4);
    const list = await git(['-C', 'mirror', 'show', `${repository.branches.get('main') ?? ''}:src/list.txt`], {
      variables: { GIT_NO_LAZY_FETCH: '1' },
    });
    expect(list.output.toString()).toBe(text(LINES));
  });

  it('gives a commit by its id, also one that a branch has left behind', async () => {
    const { github, bob, openPull } = scene;
    const pull = await openPull();
    const left = pull.head.sha;
    await github.pushTo(pull, { files: { 'src/list.txt': 'other\n' }, on: pull.base.sha, force: true });
    const git = gitWith(github.createToken(bob).value);
    await git(['init', '-q', '--bare', 'mirror']);
    for (const sha of [left, pull.head.sha]) {
      await git(['-C', 'mirror', 'fetch', '-q', '--filter=blob:none', urlOf(scene), sha]);
      await git(['-C', 'mirror', 'cat-file', '-e', `${sha}^{commit}`]);
    }
    expect(left).not.toBe(pull.head.sha);
  });

  it('is refused without a token, with a wrong one, and with one that has no `contents`', async () => {
    const { github, installation, eve } = scene;
    const clone = (token: string | null): Promise<string> =>
      failure(gitWith(token)(['clone', '-q', urlOf(scene), 'copy']));
    expect(await clone(null)).toContain('could not read Username');
    expect(await clone('ghs_nonsense')).toContain('could not read Username');
    expect(await clone(github.createToken(eve).value)).toContain('Repository not found');
    expect(await clone(github.issueToken(installation, { permissions: { checks: 'write' } }).value)).toContain('403');
    expect(existsSync(join(folder, 'copy'))).toBe(false);
  });

  it('needs no token where the repository is public', async () => {
    const { github, acme } = scene;
    await github.createRepository({ owner: acme, name: 'open', public: true, files: { 'a.txt': 'a\n' } });
    await gitWith(null)(['clone', '-q', urlOf(scene, 'open'), 'copy']);
    expect(readFileSync(join(folder, 'copy/a.txt'), 'utf8')).toBe('a\n');
  });
});

describe('pushing', () => {
  it('moves the head of a pull request, which keeps its own ref', async () => {
    const { github, openPull, octokit, bob, repository } = scene;
    const pull = await openPull();
    const git = gitWith(github.createToken(bob).value);
    await git(['clone', '-q', '--branch', 'list', urlOf(scene), 'copy']);
    const identity = ['-c', 'user.name=Bob', '-c', 'user.email=bob@example.com'];
    await git(['-C', 'copy', ...identity, 'commit', '-q', '--allow-empty', '-m', 'Once more']);
    await git(['-C', 'copy', 'push', '-q', 'origin', 'list']);
    const tip = (await git(['-C', 'copy', 'rev-parse', 'HEAD'])).output.toString().trim();
    expect(pull.head.sha).toBe(tip);
    expect(repository.branches.get('list')).toBe(tip);
    const { data } = await octokit().rest.pulls.get({ owner: 'acme', repo: 'shop', pull_number: 1 });
    expect([data.head.sha, data.commits]).toEqual([tip, 2]);
    const refs = await git(['ls-remote', urlOf(scene), 'refs/pull/1/head']);
    expect(refs.output.toString()).toBe(`${tip}\trefs/pull/1/head\n`);
  });

  it('is refused to those who may only read, and nobody pushes to a pull request’s own ref', async () => {
    const { github, bob, installation, repository, acme } = scene;
    const carol = github.createUser('carol');
    acme.members.set(carol, 'member');
    const work = createScratchRepository();
    work.commit('Elsewhere');
    const push = (token: string, ref: string): Promise<string> =>
      failure(gitWith(token)(['-C', work.dir, 'push', '-q', urlOf(scene), `HEAD:${ref}`]));
    expect(await push(github.createToken(carol).value, 'refs/heads/mine')).toContain('403');
    expect(await push(github.issueToken(installation).value, 'refs/heads/mine')).toContain('403');
    expect(await push(github.createToken(bob).value, 'refs/pull/1/head')).toContain('hidden ref');
    expect([...repository.branches.keys()]).toEqual(['main']);
    work.dispose();
  });

  it('closes a pull request whose branch is deleted, and one that its target now contains', async () => {
    const { github, openPull, repository, bob } = scene;
    const first = await openPull();
    const second = await github.openPullRequest({
      repository,
      author: bob,
      title: 'Second',
      branch: 'b',
      files: { b: 'b\n' },
    });
    await github.deleteBranch(repository, 'list', bob);
    expect([first.state, first.merged]).toEqual(['closed', null]);
    await github.push({ repository, by: bob, branch: 'main', on: second.head.sha, files: { c: 'c\n' } });
    expect([second.state, second.merged?.by]).toEqual(['closed', bob]);
  });

  it('goes to a fork as well: its pull request follows, and outlives it', async () => {
    const { github, repository, eve, octokit } = scene;
    const fork = await github.fork(repository, eve);
    const pull = await github.openPullRequest({
      repository,
      from: fork,
      author: eve,
      title: 'From afar',
      files: { d: 'd\n' },
    });
    await github.pushTo(pull, { files: { d: 'e\n' } });
    const asked = { owner: 'acme', repo: 'shop', pull_number: pull.number };
    const { data } = await octokit().rest.pulls.get(asked);
    expect([data.head.repo.full_name, data.head.label, data.commits]).toEqual(['eve/shop', 'eve:change-1', 2]);
    github.deleteRepository(fork, eve);
    const gone = (await octokit().rest.pulls.get(asked)).data;
    expect([gone.head.repo, gone.head.sha]).toEqual([null, pull.head.sha]);
    const git = gitWith(github.issueToken(scene.installation).value);
    await git(['init', '-q', '--bare', 'mirror']);
    await git(['-C', 'mirror', 'fetch', '-q', urlOf(scene), pull.head.sha]);
    expect(github.problems()).toEqual([]);
  });
});

describe('repositories', () => {
  it('can have the history of one on disk, which stays as it is', async () => {
    const { github, acme, bob } = scene;
    const local = createScratchRepository();
    local.write('a.txt', 'a\n');
    const base = local.commit('Base');
    local.write('a.txt', 'b\n');
    const head = local.commit('Head');
    const objects = local.git('count-objects', '-v');
    const repository = await github.createRepository({
      owner: acme,
      name: 'own',
      from: { dir: local.dir, revision: base },
    });
    repository.collaborators.set(bob, 'write');
    const pull = await github.openPullRequest({ repository, author: bob, title: 'Mine', sha: head, branch: 'mine' });
    await github.pushTo(pull, { files: { 'a.txt': 'c\n' } });
    await gitWith(github.createToken(bob).value)(['clone', '-q', '--branch', 'mine', urlOf(scene, 'own'), 'copy']);
    expect(readFileSync(join(folder, 'copy/a.txt'), 'utf8')).toBe('c\n');
    expect(local.git('count-objects', '-v')).toBe(objects);
    local.dispose();
  });

  it('can share one git by the hundred', async () => {
    const { github, acme, bob, repository, octokit } = scene;
    for (let number = 1; number <= 150; number += 1) {
      const other = await github.createRepository({ owner: acme, name: `copy-${number}`, gitOf: repository });
      const sha = repository.branches.get('main') ?? '';
      await github.openPullRequest({ repository: other, author: bob, title: 'Old', sha, branch: 'old' });
    }
    const all = await octokit().paginate(octokit().rest.apps.listReposAccessibleToInstallation, { per_page: 100 });
    expect(all).toHaveLength(151);
    const { data } = await octokit().rest.pulls.list({ owner: 'acme', repo: 'copy-150' });
    expect(data.map(({ title }) => title)).toEqual(['Old']);
  });
});
