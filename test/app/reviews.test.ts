/** From a webhook to what GitHub shows: the real server, queue and worker against the stand-in. */
import { describe, expect, it } from '@jest/globals';
import { CHECK_NAME } from '#review/publish/published-state.ts';
import { BLOG, REPORT, REPORT_FIX, ROUNDING, SHOP } from '../demo/shop.ts';
import { commentsByApp } from '../demo/show-pull-request.ts';
import type { PullRequest } from '../github/state/pull-requests.ts';
import { apiRequests } from './api-requests.ts';
import type { AppWorld } from './app-world.ts';
import { worldsOfThisFile } from './closing.ts';

const createWorld = worldsOfThisFile();

async function openReport(world: AppWorld): Promise<PullRequest> {
  const repository = await world.createRepository({ name: 'shop', files: SHOP });
  return world.standIn.openPullRequest({ repository, author: world.people.rin, ...REPORT });
}

describe('where the policy enforces', () => {
  it('a change that does its work before it asks gets one comment and a failing check', async () => {
    const world = await createWorld();
    const pull = await openReport(world);
    const { run } = await world.reviewed(pull);
    expect(run.conclusion).toBe('failure');
    expect(run.output.title).toBe('1 finding to fix, and waiting for @acme/identity');
    const comments = commentsByApp(pull);
    expect(comments.map(({ thread }) => [thread.original.path, thread.original.line])).toEqual([
      ['src/routes/projects.js', 16],
    ]);
    expect(pull.reviews.map(({ state, author }) => [state, author.login])).toEqual([['COMMENTED', 'countersign[bot]']]);
    expect(pull.comments).toEqual([]);
  });

  it('what needs nothing passes without a word', async () => {
    const world = await createWorld();
    const repository = await world.createRepository({ name: 'shop', files: SHOP });
    const pull = await world.standIn.openPullRequest({ repository, author: world.people.ada, ...ROUNDING });
    const { run } = await world.reviewed(pull);
    expect(run.conclusion).toBe('success');
    expect(pull.reviews).toEqual([]);
  });

  it('a push that repairs it is told at the comment, and an owner’s approval lets it pass', async () => {
    const world = await createWorld();
    const { standIn, people } = world;
    const pull = await openReport(world);
    const first = await world.reviewed(pull);
    standIn.requireCheck(pull.repository, CHECK_NAME, { app: standIn.app });
    // Applying somebody's suggestion makes them an author of the commit, and takes nothing from their approval.
    const message = `${REPORT_FIX.message}\nCo-authored-by: Ines Example <ines@example.com>`;
    await standIn.pushTo(pull, { ...REPORT_FIX, message });
    const fixed = await world.reviewed(pull);
    expect(fixed.run.id).not.toBe(first.run.id);
    expect(fixed.run.output.title).toBe('Waiting for @acme/identity');
    const [comment, ...more] = commentsByApp(pull);
    expect(more).toEqual([]);
    expect(comment?.minimized).toBe('RESOLVED');
    expect(comment?.body).toContain(`**Fixed in ${pull.head.sha.slice(0, 7)}.**`);

    await standIn.review(pull, people.kim, { event: 'APPROVE' });
    await world.settled();
    expect(standIn.blockedBy(pull)).not.toEqual([]);
    await standIn.review(pull, people.ines, { event: 'APPROVE' });
    const passed = await world.reviewed(pull, ({ conclusion }) => conclusion === 'success');
    expect(passed.run.output.title).toBe('Countersigned for auth');
    expect(standIn.blockedBy(pull)).toEqual([]);

    await standIn.pushTo(pull, { files: { 'src/routes/projects.js': 'export const projects = null;\n' } });
    await world.reviewed(pull, ({ conclusion }) => conclusion === 'failure');
    expect(standIn.blockedBy(pull)).not.toEqual([]);
  });

  it('drafts and pull requests of bots get a check and no comments', async () => {
    const world = await createWorld();
    const { standIn } = world;
    const repository = await world.createRepository({ name: 'shop', files: SHOP });
    const bot = standIn.createUser('dependabot[bot]', { type: 'Bot' });
    const draft = await standIn.openPullRequest({ repository, author: world.people.rin, ...REPORT, draft: true });
    const branch = 'automatic';
    const sha = await standIn.push({ repository, by: world.people.ada, branch, files: REPORT.files });
    const automatic = await standIn.openPullRequest({ repository, author: bot, title: 'Update', branch, sha });
    for (const pull of [draft, automatic]) expect((await world.reviewed(pull)).run.conclusion).toBe('failure');
    await world.settled();
    expect([...draft.reviews, ...automatic.reviews]).toEqual([]);
    await standIn.setDraft(draft, world.people.rin, false);
    await world.settled();
    expect(commentsByApp(draft)).toHaveLength(1);
  });
});

describe('where nobody has asked for anything', () => {
  it('a check passes and says what it would need, and nothing is written', async () => {
    const world = await createWorld();
    const repository = await world.createRepository({ name: 'blog', files: BLOG });
    const pull = await world.standIn.openPullRequest({ repository, author: world.people.rin, ...REPORT });
    const { run } = await world.reviewed(pull);
    expect([run.conclusion, run.output.title]).toEqual([
      'success',
      'observing: would need 1 finding fixed and an approval by someone with write access',
    ]);
    expect([...pull.reviews, ...pull.comments]).toEqual([]);
  });
});

describe('requests to the API', () => {
  it('are eight at most for a review that posts something new, and six for one that does not', async () => {
    const world = await createWorld();
    const { standIn, people } = world;
    const pull = await openReport(world);
    await world.settled();
    const before = apiRequests(standIn);
    expect(before.forPullRequest(pull)).toEqual([
      'pulls/get',
      'pulls/list-reviews',
      'checks/create',
      'graphql',
      'checks/list-for-ref',
      'pulls/create-review',
      'checks/update',
    ]);
    const push = apiRequests(standIn);
    await standIn.pushTo(pull, REPORT_FIX);
    await world.settled();
    expect(push.since()).toEqual([
      'pulls/get',
      'pulls/list-reviews',
      'checks/create',
      'graphql',
      'checks/list-for-ref',
      'graphql',
      'checks/update',
    ]);
    const label = apiRequests(standIn);
    await standIn.label(pull, people.rin, 'later');
    await world.settled();
    expect(label.since()).toEqual(['pulls/get', 'pulls/list-reviews', 'graphql', 'checks/list-for-ref']);
    expect(standIn.pace().pointsPerMinute).toBeLessThan(900);
  });
});

describe('groups of a merge queue', () => {
  it('are reviewed for what is in them, with the approvals of their pull request', async () => {
    const world = await createWorld();
    const { standIn, people } = world;
    const pull = await openReport(world);
    await world.settled();
    standIn.requireCheck(pull.repository, CHECK_NAME, { app: standIn.app });
    await standIn.pushTo(pull, REPORT_FIX);
    await standIn.review(pull, people.ines, { event: 'APPROVE' });
    await world.reviewed(pull, ({ conclusion }) => conclusion === 'success');
    const group = await standIn.enqueue([pull], people.ines);
    await world.settled();
    const [run] = standIn.checksOf(pull.repository, group.headSha);
    expect([run?.status, run?.conclusion, run?.output.title]).toEqual([
      'completed',
      'success',
      'Countersigned for auth',
    ]);
    await standIn.leaveQueue(group, 'merged', people.ines);
  });
});
