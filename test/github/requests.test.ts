/** What GitHub's description says of a request, what it leaves out, and how lists are told. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Octokit } from '@octokit/rest';
import { createScene, refusalOf, SHOP, type Scene } from './scene.ts';

let scene: Scene;
let octokit: Octokit;
beforeEach(async () => {
  scene = await createScene();
  octokit = scene.octokit();
});
afterEach(() => scene.github.close());

const RUN = { ...SHOP, name: 'Countersign', head_sha: '0'.repeat(40) };
const OUTPUT = { title: 'Waiting', summary: 'For an owner.' };
const ANNOTATION = { path: 'src/list.txt', start_line: 1, end_line: 1, annotation_level: 'warning', message: 'Look.' };

describe('a check run', () => {
  it.each<[string, object, RegExp]>([
    ['a status that is none', { status: 'done' }, /status must be equal to one of/],
    ['a conclusion that is none', { conclusion: 'passed' }, /conclusion must be equal to one of/],
    ['`completed` without a conclusion', { status: 'completed' }, /conclusion is missing/],
    ['a conclusion before its end', { status: 'in_progress', conclusion: 'success' }, /not completed/],
    ['GitHub’s own conclusion', { conclusion: 'stale' }, /set by GitHub alone/],
    ['51 annotations', { output: { ...OUTPUT, annotations: Array(51).fill(ANNOTATION) } }, /more than 50/],
    ['a misspelt field', { output: { ...OUTPUT, anotations: [] } }, /anotations is unknown/],
    [
      'a field of another place',
      { output: { ...OUTPUT, annotations: [{ ...ANNOTATION, line: 2 }] } },
      /line is unknown/,
    ],
    ['no summary', { output: { title: 'Waiting' } }, /summary/],
    ['a summary that is too long', { output: { ...OUTPUT, summary: 'x'.repeat(65_536) } }, /65535/],
    [
      'an annotation that ends before it starts',
      { output: { ...OUTPUT, annotations: [{ ...ANNOTATION, start_line: 2 }] } },
      /end_line/,
    ],
    [
      'columns over several lines',
      { output: { ...OUTPUT, annotations: [{ ...ANNOTATION, end_line: 3, start_column: 1 }] } },
      /columns/,
    ],
    [
      'a title that is too long',
      { output: { ...OUTPUT, annotations: [{ ...ANNOTATION, title: 'x'.repeat(256) }] } },
      /255/,
    ],
    [
      'a message that is too long',
      { output: { ...OUTPUT, annotations: [{ ...ANNOTATION, message: 'x'.repeat(65_537) }] } },
      /64 KB/,
    ],
    ['four actions', { actions: Array(4).fill({ label: 'a', description: 'b', identifier: 'c' }) }, /more than 3/],
    [
      'a label that is too long',
      { actions: [{ label: 'x'.repeat(21), description: 'b', identifier: 'c' }] },
      /20 characters/,
    ],
    [
      'a description that is too long',
      { actions: [{ label: 'a', description: 'x'.repeat(41), identifier: 'c' }] },
      /40 characters/,
    ],
    ['a link that is none', { details_url: 'javascript:alert(1)' }, /details_url/],
    ['a commit that is none', { head_sha: 'main' }, /head_sha/],
  ])('with %s is refused', async (_, fields, problem) => {
    const sent = octokit.request('POST /repos/{owner}/{repo}/check-runs', { ...RUN, ...fields });
    expect((await refusalOf(sent)).status).toBe(422);
    expect(scene.github.problems()).toEqual([expect.stringMatching(problem)]);
  });

  it('of a commit that is not there is refused, and is nobody’s mistake in form', async () => {
    const refusal = await refusalOf(octokit.rest.checks.create(RUN));
    expect(refusal).toMatchObject({ status: 422, message: expect.stringContaining('No commit found') as unknown });
    expect(scene.github.problems()).toEqual([]);
  });
});

describe('a request', () => {
  it('with a parameter that is unknown, or of another type, is refused', async () => {
    expect((await refusalOf(octokit.request('GET /repos/acme/shop/pulls', { stat: 'open' }))).status).toBe(422);
    expect((await refusalOf(octokit.request('GET /repos/acme/shop/pulls', { state: 'merged' }))).status).toBe(422);
    expect((await refusalOf(octokit.request('GET /repos/acme/shop/pulls/one'))).status).toBe(422);
    expect(scene.github.problems()).toEqual([
      expect.stringContaining('additional properties'),
      expect.stringContaining('allowed values'),
      expect.stringContaining('must be integer'),
    ]);
  });

  it('for what the stand-in does not know is not found, and noted', async () => {
    expect((await refusalOf(octokit.request('GET /repos/acme/shop/stargazers'))).status).toBe(404);
    expect(scene.github.problems()).toEqual([expect.stringContaining('no operation that the stand-in knows')]);
  });

  it('with a body that is not expected, or none where one is needed, is refused', async () => {
    expect((await refusalOf(octokit.request('POST /repos/acme/shop/check-runs'))).status).toBe(422);
    const token = scene.github.issueToken(scene.installation).value;
    const url = `${scene.github.url}/installation/token`;
    const headers = { authorization: `token ${token}` };
    expect((await fetch(url, { method: 'DELETE', headers, body: '{"why":1}' })).status).toBe(422);
    const check = `${scene.github.url}/repos/acme/shop/check-runs`;
    expect((await fetch(check, { method: 'POST', headers, body: '{"name":' })).status).toBe(422);
  });

  it('has the same answer at the root and under the prefix of an enterprise server', async () => {
    const headers = { authorization: `token ${scene.github.issueToken(scene.installation).value}` };
    const at = async (path: string): Promise<unknown> =>
      (await fetch(`${scene.github.url}${path}`, { headers })).json();
    expect(await at('/api/v3/repos/acme/shop')).toEqual(await at('/repos/acme/shop'));
  });

  it('is logged with what it was, who asked, and what came of it', async () => {
    await octokit.rest.repos.get(SHOP);
    expect(scene.github.requests.at(-1)).toMatchObject({
      ...{ method: 'GET', path: '/repos/acme/shop', operation: 'repos/get', repository: 'acme/shop', status: 200 },
      ...{ actor: `installation ${scene.installation.id}`, createsContent: false, problems: [], faults: [] },
    });
    expect(JSON.stringify(scene.github.requests)).not.toContain('ghs_');
  });
});

describe('lists', () => {
  it('come in pages, with links to the others', async () => {
    const { github, eve, openPull } = scene;
    const pull = await openPull();
    for (let number = 1; number <= 7; number += 1) github.comment(pull, eve, `Number ${number}`);
    const issue = { ...SHOP, issue_number: 1, per_page: 3 };
    const first = await octokit.rest.issues.listComments(issue);
    expect(first.headers.link).toMatch(/<[^>]+[?&]page=2>; rel="next", <[^>]+[?&]page=3>; rel="last"$/);
    const last = await octokit.rest.issues.listComments({ ...issue, page: 3 });
    expect(last.headers.link).toMatch(/rel="prev", .*rel="first"$/);
    const all = await octokit.paginate(octokit.rest.issues.listComments, issue);
    expect(all.map(({ body }) => body)).toEqual([1, 2, 3, 4, 5, 6, 7].map((number) => `Number ${number}`));
    expect((await octokit.rest.issues.listComments({ ...issue, page: 9 })).data).toEqual([]);
    expect((await octokit.rest.issues.listComments({ ...SHOP, issue_number: 1 })).headers.link).toBeUndefined();
  });

  it('have no more than a hundred on a page, whatever is asked', async () => {
    const { github, acme, repository } = scene;
    for (let number = 1; number <= 120; number += 1) {
      await github.createRepository({ owner: acme, name: `copy-${number}`, gitOf: repository });
    }
    const { data } = await octokit.rest.apps.listReposAccessibleToInstallation({ per_page: 1000 });
    expect([data.total_count, data.repositories.length]).toEqual([121, 100]);
  });
});

describe('what has not changed', () => {
  it('is answered 304 and costs nothing', async () => {
    const { data, headers } = await octokit.rest.repos.get(SHOP);
    const again = octokit.request('GET /repos/{owner}/{repo}', {
      ...SHOP,
      headers: { 'if-none-match': headers.etag ?? '' },
    });
    const refusal = await refusalOf(again);
    expect(refusal.status).toBe(304);
    const { data: limits } = await octokit.rest.rateLimit.get();
    // The first of them, and this one.
    expect(limits.rate.used).toBe(2);
    await scene.openPull();
    const changed = await octokit.request('GET /repos/{owner}/{repo}', {
      ...SHOP,
      headers: { 'if-none-match': headers.etag ?? '' },
    });
    expect(changed.data.pushed_at).toBeDefined();
    expect(changed.data.open_issues_count).toBe(data.open_issues_count + 1);
  });
});

describe('limits', () => {
  it('are told with every answer, and hold', async () => {
    await scene.github.close();
    let now = Date.UTC(2031, 4, 1);
    scene = await createScene({ now: () => new Date(now), limits: { perHour: 2 } });
    octokit = scene.octokit();
    const { headers } = await octokit.rest.repos.get(SHOP);
    expect([headers['x-ratelimit-limit'], headers['x-ratelimit-remaining']]).toEqual(['2', '1']);
    await octokit.rest.repos.get(SHOP);
    const refusal = await refusalOf(octokit.rest.repos.get(SHOP));
    expect(refusal.status).toBe(403);
    expect(refusal.headers['x-ratelimit-remaining']).toBe('0');
    expect(Number(refusal.headers['x-ratelimit-reset'])).toBe(Math.ceil(now / 1000) + 3600);
    now += 3_600_001;
    octokit = scene.octokit();
    await octokit.rest.repos.get(SHOP);
  });

  it('of the second kind hold where a test asks for them, and are measured in any case', async () => {
    await scene.github.close();
    scene = await createScene({ limits: { contentPerMinute: 3 } });
    await scene.openPull();
    octokit = scene.octokit();
    const comment = (): Promise<unknown> =>
      octokit.rest.issues.createComment({ ...SHOP, issue_number: 1, body: 'Hello.' });
    for (const call of [comment, comment, comment]) await call();
    const refusal = await refusalOf(comment());
    expect([refusal.status, refusal.headers['retry-after']]).toEqual([403, '60']);
    expect(refusal.message).toContain('secondary rate limit');
    await octokit.rest.repos.get(SHOP);
    expect(scene.github.pace()).toEqual({ contentPerMinute: 4, contentPerHour: 4, pointsPerMinute: 21 });
  });
});
