/** Reviews and their comments: where they can be, who sees them, and what becomes of them. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import type { PullRequest } from './state/pull-requests.ts';
import { createScene, LINES, refusalOf, SHOP, text, type Scene } from './scene.ts';

let scene: Scene;
let octokit: Octokit;
let pull: PullRequest;
beforeEach(async () => {
  scene = await createScene();
  octokit = scene.octokit();
  pull = await scene.openPull();
});
afterEach(() => scene.github.close());

const PULL = { ...SHOP, pull_number: 1 };
const PLACE = { path: 'src/list.txt', body: 'Why?' };

async function review(...comments: readonly object[]): Promise<void> {
  const parameters = { ...PULL, event: 'COMMENT', body: 'Seen.', comments };
  await octokit.request('POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews', parameters as never);
}

describe('places in the diff', () => {
  it.each([
    ['an added line', { line: 11 }, 'RIGHT', '+eleven'],
    ['a context line', { line: 4, side: 'RIGHT' }, 'RIGHT', ' four'],
    ['a deleted line', { line: 5, side: 'LEFT' }, 'LEFT', '-five'],
    ['a range', { start_line: 3, line: 5 }, 'RIGHT', '+FIVE'],
    ['a position', { position: 4 }, 'LEFT', '-five'],
  ])('%s can be commented on', async (_, place, side, end) => {
    await review({ ...PLACE, ...place });
    const [comment] = (await octokit.rest.pulls.listReviewComments(PULL)).data;
    expect(comment).toMatchObject({ side, path: 'src/list.txt', commit_id: pull.head.sha, subject_type: 'line' });
    expect(comment?.diff_hunk.split('\n').at(-1)).toBe(end);
    expect(scene.github.problems()).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['a line beyond the hunks', { line: 12 }, 'Line could not be resolved'],
    ['a line of the other side', { line: 11, side: 'LEFT' }, 'Line could not be resolved'],
    ['a path that was not changed', { path: 'README.md', line: 1 }, 'Path could not be resolved'],
    ['a range that begins outside', { start_line: 1, line: 5 }, 'Start line could not be resolved'],
  ])('%s refuses the whole review, and does not say which comment it was', async (_, place, message) => {
    const refusal = await refusalOf(review({ ...PLACE, line: 11 }, { ...PLACE, ...place }, { ...PLACE, line: 4 }));
    expect(refusal.status).toBe(422);
    expect(refusal.message).toContain(message);
    expect(refusal.message).not.toContain('comments[1]');
    expect((await octokit.rest.pulls.listReviews(PULL)).data).toEqual([]);
    expect((await octokit.rest.pulls.listReviewComments(PULL)).data).toEqual([]);
    expect(scene.github.problems()).toEqual([]);
  });

  it.each<[string, object, RegExp]>([
    ['a range that goes up', { start_line: 5, line: 5 }, /start_line must precede/],
    ['a side that is none', { line: 5, side: 'right' }, /side is not LEFT or RIGHT/],
    ['no place', {}, /exactly one of line and position/],
    ['two places', { line: 5, position: 3 }, /exactly one of line and position/],
    ['a whole file, which reviews do not take', { subject_type: 'file' }, /subject_type is unknown/],
    ['an empty body', { line: 5, body: ' ' }, /body can't be blank/],
  ])('%s is a mistake in form', async (_, place, problem) => {
    expect((await refusalOf(review({ ...PLACE, ...place }))).status).toBe(422);
    expect(scene.github.problems().join('\n')).toMatch(problem);
  });

  it('a range may not leave its hunk', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index + 1}`);
    const base = { repository: scene.repository, by: scene.bob, branch: 'main' };
    await scene.github.push({ ...base, files: { 'long.txt': text(lines) } });
    const files = { 'long.txt': text(lines.with(1, 'changed').with(35, 'changed')) };
    await scene.github.openPullRequest({ repository: scene.repository, author: scene.bob, title: 'Two hunks', files });
    const comment = { ...PULL, pull_number: 2, commit_id: scene.repository.branches.get('change-2') ?? '' };
    const range = octokit.rest.pulls.createReviewComment({
      ...comment,
      path: 'long.txt',
      body: 'x',
      start_line: 2,
      line: 36,
    });
    expect((await refusalOf(range)).message).toContain('same hunk');
  });

  it('a whole file is a place for a single comment', async () => {
    const comment = { ...PULL, ...PLACE, commit_id: pull.head.sha, subject_type: 'file' as const };
    const { data } = await octokit.rest.pulls.createReviewComment(comment);
    expect([data.subject_type, data.line, data.original_line]).toEqual(['file', null, null]);
    expect((await refusalOf(octokit.rest.pulls.createReviewComment({ ...comment, path: 'README.md' }))).status).toBe(
      422,
    );
    expect(scene.github.problems()).toEqual([]);
  });

  it('must be of a commit of the pull request', async () => {
    const comment = { ...PULL, ...PLACE, line: 5, commit_id: '0'.repeat(40) };
    expect((await refusalOf(octokit.rest.pulls.createReviewComment(comment))).status).toBe(422);
    const elsewhere = await scene.github.push({
      ...{ repository: scene.repository, by: scene.bob },
      branch: 'x',
      files: { x: '' },
    });
    expect((await refusalOf(octokit.rest.pulls.createReviewComment({ ...comment, commit_id: elsewhere }))).status).toBe(
      422,
    );
  });
});

describe('after a push', () => {
  it('a comment moves with its line, or is outdated where its line has changed', async () => {
    await review({ ...PLACE, line: 5 }, { ...PLACE, line: 11 }, { ...PLACE, line: 5, side: 'LEFT' });
    const pushed = ['zero', ...LINES.with(4, 'Five'), 'eleven'];
    await scene.github.pushTo(pull, { files: { 'src/list.txt': text(pushed) } });
    const places = (await octokit.rest.pulls.listReviewComments(PULL)).data.map((comment) => [
      ...[comment.line, comment.original_line, comment.position as number | null],
      comment.commit_id === pull.head.sha,
    ]);
    expect(places).toEqual([
      [null, 5, null, false],
      [12, 11, 13, true],
      [5, 5, 6, true],
    ]);
  });

  it('a comment on the commit before is where its line is by now', async () => {
    const before = pull.head.sha;
    await scene.github.pushTo(pull, { files: { 'src/list.txt': text(['zero', ...LINES.with(4, 'FIVE'), 'eleven']) } });
    const { data } = await octokit.rest.pulls.createReviewComment({ ...PULL, ...PLACE, commit_id: before, line: 11 });
    expect([data.original_line, data.line, data.original_commit_id]).toEqual([11, 12, before]);
  });

  it('the threads of a file that is as it was before are outdated', async () => {
    await review({ ...PLACE, line: 11 });
    await scene.github.pushTo(pull, { files: { 'src/list.txt': text(LINES), 'b.txt': 'b\n' } });
    expect(pull.threads.map((thread) => thread.current)).toEqual([null]);
  });
});

describe('a review', () => {
  it('without an event is pending, and its author’s alone', async () => {
    const comments = [{ ...PLACE, line: 5 }];
    const { data } = await octokit.rest.pulls.createReview({ ...PULL, comments });
    expect([data.state, data.submitted_at]).toEqual(['PENDING', undefined]);
    const others = scene.octokitOf(scene.bob);
    expect((await others.rest.pulls.listReviews(PULL)).data).toEqual([]);
    expect((await others.rest.pulls.listReviewComments(PULL)).data).toEqual([]);
    expect((await refusalOf(octokit.rest.pulls.createReview({ ...PULL, comments: [] }))).status).toBe(422);
    await octokit.rest.pulls.submitReview({ ...PULL, review_id: data.id, event: 'COMMENT', body: 'Now.' });
    expect((await others.rest.pulls.listReviews(PULL)).data.map(({ state, body }) => [state, body])).toEqual([
      ['COMMENTED', 'Now.'],
    ]);
    expect((await refusalOf(octokit.rest.pulls.deletePendingReview({ ...PULL, review_id: data.id }))).status).toBe(422);
  });

  it('that is deleted while it is pending takes its comments with it', async () => {
    const { data } = await octokit.rest.pulls.createReview({ ...PULL, comments: [{ ...PLACE, line: 5 }] });
    await octokit.rest.pulls.deletePendingReview({ ...PULL, review_id: data.id });
    expect([pull.reviews, pull.threads]).toEqual([[], []]);
  });

  it('is not by the author where it approves, and has a body where it comments', async () => {
    const approval = scene.octokitOf(scene.bob).rest.pulls.createReview({ ...PULL, event: 'APPROVE' });
    expect((await refusalOf(approval)).message).toContain('Can not approve your own pull request');
    expect((await refusalOf(octokit.rest.pulls.createReview({ ...PULL, event: 'COMMENT' }))).status).toBe(422);
    expect(scene.github.problems()).toEqual([expect.stringContaining('body is required')]);
  });

  it('is dismissed where it decided something, and stays on its commit', async () => {
    const { github, ada } = scene;
    const approval = await github.review(pull, ada, { event: 'APPROVE' });
    await github.pushTo(pull, { files: { 'b.txt': 'b\n' } });
    const [shown] = (await octokit.rest.pulls.listReviews(PULL)).data;
    expect([shown?.state, shown?.commit_id === pull.head.sha]).toEqual(['APPROVED', false]);
    const dismissed = { ...PULL, review_id: approval.id, message: 'Stale.' };
    const maintainer = scene.octokitOf(ada);
    expect((await maintainer.rest.pulls.dismissReview(dismissed)).data.state).toBe('DISMISSED');
    expect((await refusalOf(maintainer.rest.pulls.dismissReview(dismissed))).status).toBe(422);
  });

  it('can be edited by who wrote it, and by nobody else', async () => {
    await review({ ...PLACE, line: 5 });
    const [own] = pull.reviews;
    const [comment] = pull.threads.flatMap(({ comments }) => comments);
    const edit = { ...PULL, review_id: own?.id ?? 0, body: 'Seen again.' };
    expect((await octokit.rest.pulls.updateReview(edit)).data.body).toBe('Seen again.');
    expect((await refusalOf(scene.octokitOf(scene.bob).rest.pulls.updateReview(edit))).status).toBe(403);
    const theirs = await scene.github.review(pull, scene.ada, {
      event: 'COMMENT',
      body: 'x',
      comments: [{ ...PLACE, line: 11 }],
    });
    const theirComment = pull.threads.at(-1)?.comments[0];
    const change = { ...SHOP, comment_id: theirComment?.id ?? 0, body: 'mine now' };
    expect((await refusalOf(octokit.rest.pulls.updateReviewComment(change))).status).toBe(403);
    expect(
      (await refusalOf(octokit.rest.pulls.deleteReviewComment({ ...SHOP, comment_id: change.comment_id }))).status,
    ).toBe(403);
    const { data } = await octokit.rest.pulls.updateReviewComment({ ...change, comment_id: comment?.id ?? 0 });
    expect([data.body, theirs.body]).toEqual(['mine now', 'x']);
  });
});

describe('replies', () => {
  it('join the thread, and count as reviews of their own', async () => {
    await review({ ...PLACE, line: 5 });
    const [first] = pull.threads[0]?.comments ?? [];
    if (first === undefined) throw new Error('no comment');
    scene.github.reply(first, scene.bob, 'Because.');
    const reply = { ...PULL, comment_id: first.id, body: 'I see.' };
    await octokit.rest.pulls.createReplyForReviewComment(reply);
    await octokit.rest.pulls.createReviewComment({
      ...PULL,
      ...PLACE,
      commit_id: pull.head.sha,
      in_reply_to: first.id,
    });
    const { data } = await octokit.rest.pulls.listReviewComments(PULL);
    expect(data.map(({ body, in_reply_to_id: to }) => [body, to])).toEqual([
      ['Why?', undefined],
      ['Because.', first.id],
      ['I see.', first.id],
      ['Why?', first.id],
    ]);
    expect(pull.threads).toHaveLength(1);
    expect(pull.reviews).toHaveLength(4);
    expect(scene.github.problems()).toEqual([]);
  });
});
