/** Which policy holds, who shares a head, and what an installation does to repositories that were there before. */
import { describe, expect, it } from '@jest/globals';
import { BLOG, REPORT, ROUNDING, SHOP } from '../demo/shop.ts';
import { commentsByApp } from '../demo/show-pull-request.ts';
import { apiRequests } from './api-requests.ts';
import { worldsOfThisFile } from './closing.ts';

const createWorld = worldsOfThisFile();
const POLICY = '.github/countersign.yml';
const ENFORCE = { [POLICY]: 'version: 1\nmode: enforce\n' };
const BROKEN = { [POLICY]: 'version: 1\nmode: enforced\n' };

describe('the policy that holds', () => {
  it('is the last valid one where the next does not parse, and the check says so', async () => {
    const world = await createWorld();
    const { standIn, people } = world;
    const repository = await world.createRepository({ name: 'shop', files: SHOP });
    const pull = await standIn.openPullRequest({ repository, author: people.rin, ...REPORT });
    await world.settled();
    await standIn.push({ repository, by: people.ines, branch: 'main', files: BROKEN });
    await world.settled();
    const { run } = await world.reviewed(pull);
    expect(run.conclusion).toBe('failure');
    expect(run.output.summary).toMatch(/does not parse; the last valid one, of [0-9a-f]{7}, holds/);
  });

  it('enforces where a file says so that was never valid', async () => {
    const world = await createWorld();
    const files = { ...BLOG, [POLICY]: 'version: 1\nmode: enforce\nareas: 3\n' };
    const repository = await world.createRepository({ name: 'blog', files });
    const pull = await world.standIn.openPullRequest({ repository, author: world.people.rin, ...REPORT });
    expect((await world.reviewed(pull)).run.conclusion).toBe('failure');
  });

  it('is the stricter of the target’s and the default branch’s', async () => {
    const world = await createWorld();
    const { standIn, people } = world;
    const repository = await world.createRepository({ name: 'shop', files: SHOP });
    await standIn.push({
      repository,
      by: people.ada,
      branch: 'release',
      files: { [POLICY]: 'version: 1\nmode: observe\n' },
    });
    const pull = await standIn.openPullRequest({ repository, author: people.rin, ...REPORT, base: 'release' });
    const { run } = await world.reviewed(pull);
    expect(run.conclusion).toBe('failure');
    expect(run.output.summary).toContain('the stricter of');
  });

  it('is the organisation’s where a repository has none', async () => {
    const world = await createWorld();
    await world.createRepository({ name: '.github', files: ENFORCE });
    const repository = await world.createRepository({ name: 'blog', files: BLOG });
    const pull = await world.standIn.openPullRequest({ repository, author: world.people.rin, ...REPORT });
    const { run } = await world.reviewed(pull);
    expect(run.conclusion).toBe('failure');
    expect(run.output.summary).toContain('of the organisation');
  });

  it('is never the head’s own', async () => {
    const world = await createWorld();
    const repository = await world.createRepository({ name: 'shop', files: SHOP });
    const files = { ...REPORT.files, [POLICY]: 'version: 1\nmode: observe\n' };
    const pull = await world.standIn.openPullRequest({ repository, author: world.people.rin, ...REPORT, files });
    expect((await world.reviewed(pull)).run.conclusion).toBe('failure');
  });

  it('reaches open pull requests when it changes, and nothing else of a branch does', async () => {
    const world = await createWorld();
    const { standIn, people } = world;
    const repository = await world.createRepository({ name: 'blog', files: BLOG });
    const pull = await standIn.openPullRequest({ repository, author: people.rin, ...REPORT });
    await standIn.push({ repository, by: people.ada, branch: 'main', files: { 'NOTES.md': 'One\n' } });
    await world.settled();
    const quiet = apiRequests(standIn);
    await standIn.push({ repository, by: people.ada, branch: 'main', files: { 'NOTES.md': 'Two\n' } });
    await world.settled();
    expect(quiet.since()).toEqual([]);
    await standIn.push({ repository, by: people.ada, branch: 'main', files: ENFORCE });
    await world.reviewed(pull, ({ conclusion }) => conclusion === 'failure');
  });
});

describe('a head that two pull requests share', () => {
  it('passes only when both do', async () => {
    const world = await createWorld();
    const { standIn, people } = world;
    const repository = await world.createRepository({ name: 'shop', files: SHOP });
    const old = await standIn.push({ repository, by: people.ada, branch: 'old', files: REPORT.files });
    const top = await standIn.push({ repository, by: people.ada, branch: 'top', files: ROUNDING.files, on: old });
    const clean = await standIn.openPullRequest({
      ...{ repository, author: people.rin, title: 'Onto old', base: 'old', branch: 'top', sha: top },
    });
    expect((await world.reviewed(clean)).run.conclusion).toBe('success');
    const whole = await standIn.openPullRequest({
      ...{ repository, author: people.rin, title: 'Onto main', branch: 'top', sha: top },
    });
    await world.settled();
    expect((await world.reviewed(clean)).run.conclusion).toBe('failure');
    await standIn.closePull(whole, people.rin);
    await world.settled();
    expect((await world.reviewed(clean)).run.conclusion).toBe('success');
  });
});

describe('an installation', () => {
  it('reports one check a repository, and writes to no pull request that was there before', async () => {
    const world = await createWorld();
    const { standIn, people } = world;
    const other = standIn.createOrganization('other', { members: [people.rin] });
    const first = await standIn.createRepository({
      owner: other,
      name: 'r0',
      files: SHOP,
      collaborators: [[people.rin, 'write']],
    });
    const pull = await standIn.openPullRequest({ repository: first, author: people.rin, ...REPORT });
    const repositories = [first];
    for (let index = 1; index < 12; index += 1) {
      repositories.push(await standIn.createRepository({ owner: other, name: `r${String(index)}`, gitOf: first }));
    }
    standIn.install(standIn.app, other);
    await world.settled();
    expect(standIn.requests.filter(({ createsContent }) => createsContent)).toEqual([]);
    for (const repository of repositories) {
      const tip = repository.branches.get('main') ?? '';
      expect(standIn.checksOf(repository, tip).map(({ conclusion }) => conclusion)).toEqual(['success']);
    }
    expect(standIn.checksOf(first, pull.head.sha)).toEqual([]);
    await standIn.label(pull, people.rin, 'later');
    await world.settled();
    expect(standIn.checksOf(first, pull.head.sha).map(({ conclusion }) => conclusion)).toEqual(['failure']);
    expect(commentsByApp(pull)).toEqual([]);
  });
});
