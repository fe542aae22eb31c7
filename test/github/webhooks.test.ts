/** What apps are told, when, signed how, and what remains of it. */
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createListener, type Listener } from './listener.ts';
import { createScene, octokitWith, refusalOf, SHOP, type Scene } from './scene.ts';
import { WEBHOOKS_IN_USE } from './description/operations-in-use.ts';
import { signAppToken } from './app-token.ts';

let listener: Listener;
let scene: Scene;
beforeEach(async () => {
  listener = await createListener();
  scene = await createScene({ app: { webhookUrl: listener.url } });
});
afterEach(async () => {
  await scene.github.close();
  await listener.close();
});

async function heard(): Promise<string[]> {
  await scene.github.post.settled();
  return listener.events();
}

describe('a delivery', () => {
  it('is signed with the app’s secret over the exact body', async () => {
    await heard();
    const [first] = listener.heard;
    const hmac = createHmac('sha256', scene.github.app.webhookSecret)
      .update(first?.body ?? '')
      .digest('hex');
    expect(first?.headers).toMatchObject({
      'x-hub-signature-256': `sha256=${hmac}`,
      'x-github-event': 'installation',
      'x-github-delivery': expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
      'content-type': 'application/json',
    });
    expect(first?.payload).toMatchObject({ action: 'created', repositories: [{ full_name: 'acme/shop' }] });
  });

  it('names the installation, the repository, its organisation, and who did it', async () => {
    await scene.openPull();
    await heard();
    expect(listener.heard.find(({ event }) => event === 'pull_request')?.payload).toMatchObject({
      action: 'opened',
      number: 1,
      installation: { id: scene.installation.id },
      repository: { full_name: 'acme/shop', default_branch: 'main' },
      organization: { login: 'acme' },
      sender: { login: 'bob' },
      pull_request: {
        head: { ref: 'list' },
        mergeable: null,
        additions: 2,
        deletions: 1,
        commits: 1,
        changed_files: 1,
      },
    });
  });

  it('is kept with its answer, whatever that was, and never sent again by itself', async () => {
    const octokit = octokitWith(scene.github, signAppToken(scene.github));
    listener.answerWith(500);
    await scene.openPull();
    await heard();
    const { data } = await octokit.rest.apps.listWebhookDeliveries({ per_page: 2 });
    expect(data.map(({ event, action, status_code: code }) => [event, action, code])).toEqual([
      ['pull_request', 'opened', 500],
      ['check_suite', 'requested', 500],
    ]);
    const one = await octokit.rest.apps.getWebhookDelivery({ delivery_id: data[0]?.id ?? 0 });
    expect(one.data.request.payload).toMatchObject({ action: 'opened' });
    expect(listener.heard).toHaveLength(4);
    expect(scene.github.problems()).toEqual([]);
  });

  it('is sent again on request, under its GUID, for three days', async () => {
    let now = Date.UTC(2031, 4, 1);
    await scene.github.close();
    scene = await createScene({ now: () => new Date(now), app: { webhookUrl: listener.url } });
    await heard();
    const delivery = scene.github.deliveries[0];
    if (delivery === undefined) throw new Error('no delivery');
    const redeliver = (): Promise<unknown> =>
      octokitWith(scene.github, signAppToken(scene.github, now)).rest.apps.redeliverWebhookDelivery({
        delivery_id: delivery.id,
      });
    await redeliver();
    await heard();
    const [first, second] = listener.heard;
    expect(listener.heard).toHaveLength(2);
    expect([second?.guid, second?.body]).toEqual([first?.guid, first?.body]);
    expect(scene.github.deliveries.map(({ redelivery }) => redelivery)).toEqual([false, true]);
    now += 3 * 86_400_000 + 1;
    expect((await refusalOf(redeliver())).status).toBe(404);
  });

  it('goes from page to page by cursor', async () => {
    const octokit = octokitWith(scene.github, signAppToken(scene.github));
    await scene.openPull();
    await heard();
    const all = await octokit.paginate(octokit.rest.apps.listWebhookDeliveries, { per_page: 1 });
    expect(all.map(({ id }) => id)).toEqual(scene.github.deliveries.map(({ id }) => id).reverse());
    expect(scene.github.problems()).toEqual([]);
  });

  it('fails where nobody listens', async () => {
    await heard();
    scene.github.app.webhookUrl = 'http://127.0.0.1:1/webhooks';
    await scene.openPull();
    await heard();
    expect(scene.github.deliveries.at(-1)?.outcome).toMatchObject({
      status: 'failed to connect to host',
      statusCode: 0,
    });
  });

  it('can be held back, and come in another order, twice, or not at all', async () => {
    const { github } = scene;
    await heard();
    github.post.hold();
    const pull = await scene.openPull();
    github.comment(pull, scene.eve, 'Hello.');
    expect(await heard()).toEqual(['installation.created']);
    expect(github.post.held().map(({ event }) => event)).toEqual([
      'push',
      'check_suite',
      'pull_request',
      'issue_comment',
    ]);
    github.post.release(([push, , opened, comment]) => [comment, opened, push].filter((one) => one !== undefined));
    await heard();
    expect(listener.events().slice(1).sort()).toEqual(['issue_comment.created', 'pull_request.opened', 'push']);
    const opened = github.deliveries.find(({ event }) => event === 'pull_request');
    if (opened !== undefined) github.post.redeliver(opened);
    expect((await heard()).filter((event) => event === 'pull_request.opened')).toHaveLength(2);
  });
});

describe('an app', () => {
  it('hears what it subscribed to and may read, where it is installed and at work', async () => {
    const { github, acme, eve, installation } = scene;
    const other = await createListener();
    const permissions = { contents: 'read', pull_requests: 'read' } as const;
    const { app } = github.registerApp({
      slug: 'quiet',
      owner: acme,
      permissions,
      events: ['push'],
      webhookUrl: other.url,
    });
    github.install(app, eve);
    await scene.openPull();
    await heard();
    expect(other.events()).toEqual(['installation.created']);
    github.install(app, acme);
    await scene.github.push({ repository: scene.repository, by: scene.bob, branch: 'x', files: { x: '' } });
    await heard();
    expect(other.events()).toEqual(['installation.created', 'installation.created', 'push']);
    github.suspend(installation);
    const before = (await heard()).length;
    await scene.github.push({ repository: scene.repository, by: scene.bob, branch: 'y', files: { y: '' } });
    expect((await heard()).length).toBe(before);
    await other.close();
  });

  it('hears of the checks of others as they are made and completed, and of its own as they are asked for again', async () => {
    const { github, acme, repository, bob } = scene;
    const { app } = github.registerApp({ slug: 'forge', owner: acme, permissions: { checks: 'write' } });
    github.install(app, acme);
    const sha = repository.branches.get('main') ?? '';
    const theirs = await github.reportCheck(app, repository, sha, { name: 'build', conclusion: 'success' });
    const own = await github.reportCheck(github.app, repository, sha, { name: 'Countersign', conclusion: 'success' });
    github.rerun(theirs, bob);
    github.rerun(own, bob);
    await github.rerunSuite(own.suite, bob);
    await heard();
    const runs = listener.heard
      .filter(({ event }) => event === 'check_run')
      .map(({ action, payload }) => {
        const { name, app: by } = payload['check_run'] as { name: string; app: { slug: string } };
        return [action, name, by.slug];
      });
    // Each has a connection of its own, so they may overtake one another.
    expect(runs.map((run) => run.join(' ')).sort()).toEqual([
      'completed Countersign countersign',
      'completed build forge',
      'created Countersign countersign',
      'created build forge',
      'rerequested Countersign countersign',
    ]);
    expect(listener.events()).toContain('check_suite.rerequested');
  });
});

describe('events', () => {
  it('follow everything that people and apps do', async () => {
    const { github, acme, repository, installation, ada, bob, eve } = scene;
    const pull = await scene.openPull();
    await github.pushTo(pull, { files: { b: 'b\n' } });
    await github.edit(pull, bob, { title: 'Another', body: null });
    await github.setDraft(pull, bob, true);
    await github.setDraft(pull, bob, false);
    await github.label(pull, bob, 'auth');
    await github.unlabel(pull, bob, 'auth');
    const octokit = scene.octokit();
    const reviewers = { ...SHOP, pull_number: 1, reviewers: ['ada'] };
    await octokit.rest.pulls.requestReviewers(reviewers);
    await octokit.rest.pulls.removeRequestedReviewers(reviewers);
    const comment = github.comment(pull, eve, 'Hello.');
    github.editComment(comment, eve, 'Hello again.');
    github.deleteComment(comment, eve);
    const place = { path: 'src/list.txt', line: 11, body: 'Why?' };
    const review = await github.review(pull, ada, { event: 'REQUEST_CHANGES', body: 'No.', comments: [place] });
    await scene
      .octokitOf(ada)
      .rest.pulls.updateReview({ ...SHOP, pull_number: 1, review_id: review.id, body: 'Not yet.' });
    github.dismiss(review, ada);
    const [thread] = pull.threads;
    const [why] = thread?.comments ?? [];
    if (thread === undefined || why === undefined) throw new Error('no thread');
    github.editComment(why, ada, 'Why not?');
    github.resolve(thread, bob);
    github.resolve(thread, bob, false);
    github.deleteComment(github.reply(why, bob, 'Because.'), bob);
    const actions = [{ label: 'Look', description: 'Look again', identifier: 'look' }];
    const run = await github.reportCheck(github.app, repository, pull.head.sha, {
      name: 'Countersign',
      conclusion: 'success',
      actions,
    });
    github.rerun(run, bob);
    await github.rerunSuite(run.suite, bob);
    github.pressButton(run, 'look', bob);
    await github.leaveQueue(await github.enqueue([pull], bob), 'dequeued', bob);
    await github.closePull(pull, bob);
    await github.reopenPull(pull, bob);
    const other = await github.createRepository({ owner: acme, name: 'other' });
    github.changeRepositories(installation, { added: [other] });
    github.changeRepositories(installation, { removed: [other] });
    github.deleteRepository(other, ada);
    github.acceptPermissions(installation);
    github.suspend(installation);
    github.unsuspend(installation);
    github.uninstall(installation);
    await github.post.settled();
    const told = new Set(github.deliveries.map(({ event, action }) => [event, action].filter(Boolean).join('.')));
    expect([...told].sort()).toEqual(EVERYTHING);
    expect(github.problems()).toEqual([]);
  });
});

const EVERYTHING = WEBHOOKS_IN_USE.filter((webhook) => webhook !== 'ping')
  .map((webhook) => webhook.replace('/', '.').replaceAll('-', '_'))
  .sort();
