import { afterEach, describe, expect, it } from '@jest/globals';
import type { Effect } from '../../../test/github/http/faults.ts';
import { openShop, REPOSITORY, type Shop, type ShopOptions } from '../../../test/github-adapter/shop.ts';
import type { Annotation, CheckRunWrite, LineAnchor, NewComment, PublishPlan } from '#review/publish/publish-plan.ts';
import { CHECK_NAME } from '#review/publish/published-state.ts';
import type { PublishTarget, ReviewPublisher } from '#review/publish-ports.ts';
import { readPullRequest } from './read-pull-request.ts';
import { createReviewPublisher } from './review-publisher.ts';

let shop: Shop;
let publisher: ReviewPublisher;
let target: PublishTarget;

async function open(options: ShopOptions = {}): Promise<void> {
  shop = await openShop(options);
  publisher = createReviewPublisher(shop.installation);
  target = { repository: REPOSITORY, pullRequest: shop.pull.number, headSha: shop.pull.head.sha };
  await shop.installation.github.rest.meta.root();
  shop.operations();
}

afterEach(() => shop.close());

function plan(parts: Partial<PublishPlan>): PublishPlan {
  return { review: null, edits: [], minimise: [], resolve: [], restore: [], checkRuns: [], ...parts };
}

const DONE = { status: 'completed', conclusion: 'success' } as const;

function checkRun(parts: Partial<CheckRunWrite> = {}): CheckRunWrite {
  return {
    ...{ id: null, name: CHECK_NAME, headSha: shop.pull.head.sha, state: DONE, externalId: 'digest-1' },
    ...{ detailsUrl: null, output: { title: 'Nothing to fix', summary: 'All is well.', text: '' }, actions: [] },
    annotationBatches: [],
    ...parts,
  };
}

function annotations(count: number, from = 0): Annotation[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ path: 'src/cart.ts', startLine: 1, endLine: 1, level: 'warning', title: 'Look' },
    ...{ message: `Number ${String(from + index)}`, rawDetails: `fingerprint ${String(from + index)}` },
  }));
}

const line: LineAnchor = { kind: 'line', path: 'src/cart.ts', side: 'RIGHT', startLine: 13, line: 15 };

function review(...comments: readonly NewComment[]): PublishPlan['review'] {
  return { commitSha: shop.pull.head.sha, event: 'COMMENT', body: 'Look at this.', comments };
}

const onLine = (body: string, anchor: Partial<LineAnchor> = {}): NewComment => ({
  anchor: { ...line, ...anchor },
  body,
});
const onFile = (body: string, path = 'src/cart.ts'): NewComment => ({ anchor: { kind: 'file', path }, body });

const bodies = async () => (await publisher.read(target)).comments.map(({ body }) => body);

describe('a check run', () => {
  it('is made, led to its end, and read as what it is', async () => {
    await open();
    const queued = await publisher.writeCheckRuns(target, [checkRun({ state: { status: 'queued' }, externalId: 'q' })]);
    if (queued.kind !== 'written') throw new Error(queued.kind);
    const id = queued.runs[0]?.id ?? 0;
    await publisher.writeCheckRuns(target, [checkRun({ id, state: { status: 'in_progress' } })]);
    const done = {
      id,
      detailsUrl: 'https://example.com/report',
      actions: [{ label: 'Again', description: 'Review again', identifier: 'again' }],
    };
    const written = await publisher.writeCheckRuns(target, [checkRun(done)]);
    expect(shop.operations()).toEqual(['checks/create', 'checks/update', 'checks/update']);
    const { checkRuns } = await publisher.read(target);
    expect(checkRuns).toEqual([
      {
        id,
        byUs: true,
        headSha: target.headSha,
        status: 'completed',
        conclusion: 'success',
        externalId: 'digest-1',
        annotations: [],
      },
    ]);
    expect(written).toEqual({ kind: 'written', runs: checkRuns });
  });

  it('of another app is not ours, whatever its name', async () => {
    await open();
    const { standIn, repository } = shop;
    const permissions = { metadata: 'read', checks: 'write' } as const;
    const { app } = standIn.registerApp({ slug: 'workflow', owner: standIn.createUser('else'), permissions });
    await standIn.reportCheck(app, repository, target.headSha, {
      name: CHECK_NAME,
      status: 'completed',
      conclusion: 'success',
    });
    await publisher.writeCheckRuns(target, [checkRun()]);
    const { checkRuns } = await publisher.read(target);
    expect(checkRuns.map(({ byUs }) => byUs).sort()).toEqual([false, true]);
  });

  it('takes annotations fifty at a time, and tells them all', async () => {
    await open();
    const all = annotations(120);
    const annotationBatches = [all.slice(0, 50), all.slice(50, 100), all.slice(100)];
    const written = await publisher.writeCheckRuns(target, [checkRun({ annotationBatches })]);
    expect(shop.operations()).toEqual(['checks/create', 'checks/update', 'checks/update']);
    const read = (await publisher.read(target)).checkRuns;
    expect(read[0]?.annotations.map(({ rawDetails }) => rawDetails)).toEqual(all.map(({ rawDetails }) => rawDetails));
    expect(written).toEqual({ kind: 'written', runs: read });
    const id = read[0]?.id ?? 0;
    const more = await publisher.writeCheckRuns(target, [checkRun({ id, annotationBatches: [annotations(1, 500)] })]);
    expect(more.kind === 'written' && more.runs[0]?.annotations).toHaveLength(121);
  });

  it.each<[string, (shop: Shop) => unknown]>([
    ['its repository', ({ standIn, repository, ada }) => standIn.deleteRepository(repository, ada)],
    ['the installation', ({ standIn, installed }) => standIn.uninstall(installed)],
    ['our sight of it', ({ standIn, installed }) => standIn.suspend(installed)],
  ])('has nowhere to go where %s is gone', async (_, befall) => {
    await open();
    befall(shop);
    expect(await publisher.writeCheckRuns(target, [checkRun()])).toEqual({ kind: 'gone' });
    expect(await publisher.carryOut(target, plan({ checkRuns: [checkRun()] }))).toEqual({ kind: 'gone' });
  });

  it('has nowhere to go where its commit is gone', async () => {
    await open();
    const headSha = 'f'.repeat(40);
    expect(await publisher.writeCheckRuns(target, [checkRun({ headSha })])).toEqual({ kind: 'gone' });
  });

  it('that GitHub refuses for another reason is a fault of ours, and not gone', async () => {
    await open();
    shop.standIn.faults.add({ operation: 'checks/create', does: { kind: 'unprocessable' } });
    await expect(publisher.writeCheckRuns(target, [checkRun()])).rejects.toMatchObject({ code: 'refused' });
  });

  it('is all there is on a commit without a pull request', async () => {
    await open();
    const state = await publisher.read({ ...target, pullRequest: null });
    expect([state, shop.operations()]).toEqual([{ comments: [], checkRuns: [] }, ['checks/list-for-ref']]);
  });
});

describe('a review', () => {
  it('is one, with all its comments, in one request', async () => {
    await open();
    const posted = review(onLine('Fifteen'), onLine('Log in', { path: 'src/login.ts', startLine: null, line: 1 }));
    expect(await publisher.carryOut(target, plan({ review: posted }))).toEqual({ kind: 'published' });
    expect(shop.operations()).toEqual(['pulls/create-review']);
    const { comments } = await publisher.read(target);
    expect(comments).toMatchObject([
      {
        ...{ byUs: true, isReply: false, path: 'src/cart.ts', body: 'Fifteen', commitSha: target.headSha },
        ...{ outdated: false, minimised: false, resolved: false, repliedByOthers: false },
      },
      { path: 'src/login.ts', body: 'Log in' },
    ]);
  });

  it('with comments on whole files is one as well', async () => {
    await open();
    const posted = review(onLine('Fifteen'), onFile('All of it'), onFile('And this', 'src/login.ts'));
    expect(await publisher.carryOut(target, plan({ review: posted }))).toEqual({ kind: 'published' });
    expect(shop.operations()).toEqual(['pulls/create-review', 'graphql']);
    expect(await bodies()).toEqual(['Fifteen', 'All of it', 'And this']);
    expect(shop.pull.reviews.map(({ state, body }) => [state, body])).toEqual([['COMMENTED', 'Look at this.']]);
    await shop.standIn.pushTo(shop.pull, { files: { 'src/cart.ts': 'const line1 = 1;\n' } });
    const { comments } = await publisher.read(target);
    expect(comments.map(({ outdated }) => outdated)).toEqual([true, false, false]);
  });

  it('with an anchor that is not in the diff is refused as a whole', async () => {
    await open();
    const checkRuns = [checkRun()];
    const posted = review(onLine('Good'), onLine('Bad', { startLine: null, line: 29 }));
    expect(await publisher.carryOut(target, plan({ review: posted, checkRuns }))).toMatchObject({
      kind: 'anchors-refused',
      answer: expect.stringContaining('Line could not be resolved'),
    });
    expect(shop.operations()).toEqual(['pulls/create-review']);
    expect(await bodies()).toEqual([]);
  });

  it('with a file that is not in the diff says so, and what is there is found', async () => {
    await open();
    const posted = review(onLine('Fifteen'), onFile('Nowhere', 'docs/none.md'));
    const outcome = await publisher.carryOut(target, plan({ review: posted, checkRuns: [checkRun()] }));
    expect(outcome.kind).toBe('anchors-refused');
    const state = await publisher.read(target);
    expect([state.comments.map(({ body }) => body), state.checkRuns]).toEqual([['Fifteen'], []]);
  });

  it('that is not allowed, as where the conversation is locked, leaves its places to the check', async () => {
    await open();
    shop.standIn.faults.add({ operation: 'pulls/create-review', does: { kind: 'status', status: 403 } });
    const outcome = await publisher.carryOut(target, plan({ review: review(onLine('Fifteen')) }));
    expect(outcome.kind).toBe('anchors-refused');
    expect(shop.operations()).toEqual(['pulls/create-review']);
  });

  const EFFECTS: readonly [string, Effect][] = [
    ['a 502 before', { kind: 'status', status: 502 }],
    ['a 502 after', { kind: 'status', status: 502, when: 'after' }],
    ['a closed connection before', { kind: 'close' }],
    ['a closed connection after', { kind: 'close', when: 'after' }],
  ];

  it.each(EFFECTS)('is sent once where its effect is not known: %s', async (_, does) => {
    await open();
    shop.standIn.faults.add({ operation: 'pulls/create-review', does });
    const posted = plan({ review: review(onLine('Fifteen')) });
    await expect(publisher.carryOut(target, posted)).rejects.toMatchObject({ code: 'unavailable' });
    expect(shop.operations()).toEqual(['pulls/create-review']);
    if ((await bodies()).length === 0) await publisher.carryOut(target, posted);
    expect(await bodies()).toEqual(['Fifteen']);
  });

  it.each(EFFECTS)('that was begun and not ended is begun anew: %s', async (_, does) => {
    await open();
    const posted = plan({ review: review(onLine('Fifteen'), onFile('All of it')) });
    shop.standIn.faults.add({ operation: 'graphql', does });
    await expect(publisher.carryOut(target, posted)).rejects.toMatchObject({ code: 'unavailable' });
    if ((await bodies()).length === 0) expect(await publisher.carryOut(target, posted)).toEqual({ kind: 'published' });
    expect(await bodies()).toEqual(['Fifteen', 'All of it']);
    expect(shop.pull.reviews).toHaveLength(1);
  });

  it('is ended by REST where GraphQL does not take it', async () => {
    await open();
    shop.standIn.faults.add({ operation: 'graphql', does: { kind: 'status', status: 404 } });
    const posted = review(onLine('Fifteen'), onFile('All of it'));
    expect(await publisher.carryOut(target, plan({ review: posted }))).toEqual({ kind: 'published' });
    expect(shop.operations()).toEqual([
      'pulls/create-review',
      'graphql',
      'pulls/submit-review',
      'pulls/create-review-comment',
    ]);
    expect(await bodies()).toEqual(['Fifteen', 'All of it']);
  });
});

describe('comments that stand', () => {
  async function posted(options: ShopOptions = {}) {
    await open(options);
    await publisher.carryOut(target, plan({ review: review(onLine('One'), onLine('Two', { startLine: null })) }));
    const { comments } = await publisher.read(target);
    shop.operations();
    const [one, two] = comments;
    if (one === undefined || two === undefined) throw new Error('not posted');
    return { one, two };
  }

  it('are changed in one request, however many', async () => {
    const { one, two } = await posted();
    const edits = [one, two].map(({ id, nodeId }) => ({ id, nodeId, body: `Fixed ${String(id)}` }));
    const minimise = [{ nodeId: one.nodeId, classifier: 'RESOLVED' as const }];
    expect(await publisher.carryOut(target, plan({ edits, minimise }))).toEqual({ kind: 'published' });
    expect(shop.operations()).toEqual(['graphql']);
    const after = (await publisher.read(target)).comments;
    expect(after.map(({ body, minimised }) => [body, minimised])).toEqual([
      [`Fixed ${String(one.id)}`, true],
      [`Fixed ${String(two.id)}`, false],
    ]);
    await publisher.carryOut(target, plan({ restore: [{ nodeId: one.nodeId }] }));
    expect((await publisher.read(target)).comments[0]?.minimised).toBe(false);
  });

  it.each([
    ['resolved', 'write', true],
    ['left open, and changed all the same,', 'read', false],
  ] as const)('have their threads %s where contents are for %s', async (_, contents, resolved) => {
    const permissions = { contents, pull_requests: 'write', checks: 'write', metadata: 'read' } as const;
    const { one } = await posted({ app: { permissions, events: [] } });
    const resolve = [{ threadId: one.threadId ?? '' }];
    const edits = [{ id: one.id, nodeId: one.nodeId, body: 'Fixed' }];
    expect(await publisher.carryOut(target, plan({ edits, resolve }))).toEqual({ kind: 'published' });
    const { comments } = await publisher.read(target);
    expect(comments.map((comment) => [comment.body, comment.resolved])).toEqual([
      ['Fixed', resolved],
      ['Two', false],
    ]);
  });

  it('are told apart from those that somebody answered or resolved', async () => {
    const { one } = await posted();
    const [first, second] = shop.pull.threads;
    const [root] = first?.comments ?? [];
    if (root === undefined || second === undefined) throw new Error('no thread');
    shop.standIn.reply(root, shop.ada, 'Why?');
    shop.standIn.resolve(second, shop.ada);
    const { comments } = await publisher.read(target);
    expect(
      comments.map(({ body, byUs, isReply, resolved, repliedByOthers }) => [
        body,
        byUs,
        isReply,
        resolved,
        repliedByOthers,
      ]),
    ).toEqual([
      [one.body, true, false, false, true],
      ['Why?', false, true, false, true],
      ['Two', true, false, true, false],
    ]);
  });

  it('and are gone meanwhile need nothing', async () => {
    const { one, two } = await posted();
    const [root] = shop.pull.threads[0]?.comments ?? [];
    if (root !== undefined) shop.standIn.deleteComment(root, shop.ada);
    const edits = [one, two].map(({ id, nodeId }) => ({ id, nodeId, body: 'Fixed' }));
    expect(await publisher.carryOut(target, plan({ edits }))).toEqual({ kind: 'published' });
    expect(shop.operations()).toEqual(['graphql']);
    expect(await bodies()).toEqual(['Fixed']);
  });

  it('are changed one by one where GraphQL does not take many', async () => {
    const { one, two } = await posted();
    shop.standIn.faults.add({ operation: 'graphql', does: { kind: 'status', status: 404 } });
    const edits = [{ id: one.id, nodeId: one.nodeId, body: 'Fixed' }];
    const minimise = [one, two].map(({ nodeId }) => ({ nodeId, classifier: 'OUTDATED' as const }));
    expect(await publisher.carryOut(target, plan({ edits, minimise }))).toEqual({ kind: 'published' });
    expect(shop.operations()).toEqual(['graphql', 'graphql', 'graphql', 'pulls/update-review-comment']);
    const after = (await publisher.read(target)).comments;
    expect(after.map(({ body, minimised }) => [body, minimised])).toEqual([
      ['Fixed', true],
      ['Two', true],
    ]);
  });

  it('and may not be changed stay as they are', async () => {
    const { one } = await posted();
    shop.standIn.faults.add({ operation: 'graphql', does: { kind: 'status', status: 403 } });
    shop.standIn.faults.add({ operation: 'pulls/update-review-comment', does: { kind: 'status', status: 403 } });
    const edits = [{ id: one.id, nodeId: one.nodeId, body: 'Fixed' }];
    expect(await publisher.carryOut(target, plan({ edits }))).toEqual({ kind: 'published' });
    expect(await bodies()).toEqual(['One', 'Two']);
  });

  it('are read by REST where GraphQL does not answer, and ours are known', async () => {
    const { one, two } = await posted();
    const [root] = shop.pull.threads[0]?.comments ?? [];
    if (root !== undefined) shop.standIn.reply(root, shop.ada, 'Why?');
    shop.standIn.faults.add({ operation: 'graphql', times: 9, does: { kind: 'status', status: 404 } });
    const { comments } = await publisher.read(target);
    expect(comments).toMatchObject([
      { ...one, threadId: null, repliedByOthers: true },
      { ...two, threadId: null, repliedByOthers: false },
      { byUs: false, isReply: true, body: 'Why?' },
    ]);
  });

  it('are read to the last, over threads and within one', async () => {
    await open();
    const { standIn, pull, ada } = shop;
    const comments = [onLine('One')].map(({ body }) => ({ path: 'src/cart.ts', line: 15, side: 'RIGHT', body }));
    for (let count = 0; count < 55; count += 1)
      await standIn.review(pull, ada, { event: 'COMMENT', body: 'x', comments });
    const [root] = pull.threads[0]?.comments ?? [];
    for (let count = 0; count < 55; count += 1)
      if (root !== undefined) standIn.reply(root, ada, `Reply ${String(count)}`);
    expect((await publisher.read(target)).comments).toHaveLength(110);
  });
});

describe('requests of a review', () => {
  const before = async () => {
    await open();
    await publisher.read(target);
    shop.operations();
  };

  async function reviewed(last: (id: number) => PublishPlan): Promise<readonly string[]> {
    await readPullRequest(shop.installation.github, { repository: REPOSITORY, number: shop.pull.number });
    await publisher.read(target);
    const begun = await publisher.writeCheckRuns(target, [checkRun({ state: { status: 'in_progress' } })]);
    if (begun.kind !== 'written') throw new Error(begun.kind);
    await publisher.carryOut(target, last(begun.runs[0]?.id ?? 0));
    return shop.operations();
  }

  it('are six where nothing new is posted', async () => {
    await before();
    expect(await reviewed((id) => plan({ checkRuns: [checkRun({ id })] }))).toEqual([
      'pulls/get',
      'pulls/list-reviews',
      'graphql',
      'checks/list-for-ref',
      'checks/create',
      'checks/update',
    ]);
  });

  it('are eight where everything is: comments on lines and files, edits, and what is minimised', async () => {
    await before();
    await publisher.carryOut(target, plan({ review: review(onLine('Old')) }));
    const [old] = (await publisher.read(target)).comments;
    if (old === undefined) throw new Error('not posted');
    shop.operations();
    const operations = await reviewed((id) =>
      plan({
        review: review(onLine('New'), onFile('All of it')),
        edits: [{ id: old.id, nodeId: old.nodeId, body: 'Fixed' }],
        minimise: [{ nodeId: old.nodeId, classifier: 'RESOLVED' }],
        checkRuns: [checkRun({ id })],
      }),
    );
    expect(operations).toHaveLength(8);
    expect(await bodies()).toEqual(['Fixed', 'New', 'All of it']);
  });
});

describe('nothing secret gets out', () => {
  it('of what is logged or posted', async () => {
    await open();
    const { token } = await shop.app.gitToken(shop.installation.id, REPOSITORY);
    await publisher.carryOut(target, plan({ review: review(onLine('One')), checkRuns: [checkRun()] }));
    for (const status of [400, 403, 404, 422, 500]) {
      shop.standIn.faults.add({ operation: 'checks/list-for-ref', does: { kind: 'status', status, message: token } });
      await expect(publisher.read(target)).rejects.toThrow(/check-runs/);
    }
    const everything = `${shop.logged.join('')}${JSON.stringify(shop.standIn.requests)}`;
    const secrets = /ghs_\w{8}|eyJ[\w-]{8}|PRIVATE KEY/g;
    expect(`${token} ${shop.standIn.privateKey}`.match(secrets)).toHaveLength(3);
    expect(everything.match(secrets)).toBeNull();
    expect(shop.logged.length).toBeGreaterThan(10);
  });
});
