/** Each event, over HTTP and into the store: what is asked for, what is remembered, what nobody needs. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createIntakeScene, type IntakeScene } from './intake-scene.ts';
import {
  checkRunPayload,
  checkSuitePayload,
  INSTALLATION,
  installationPayload,
  installationRepositoriesPayload,
  installationTargetPayload,
  issueCommentPayload,
  mergeGroupPayload,
  pullRequestPayload,
  pushPayload,
  repositoryPayload,
  reviewCommentPayload,
  reviewPayload,
  SHA,
} from './payloads.ts';

let scene: IntakeScene;
beforeEach(async () => {
  scene = await createIntakeScene();
});
afterEach(() => scene.close());

const PULL = `${INSTALLATION}/501/pull/7`;
const BOT = { login: 'countersign[bot]', type: 'Bot' };

const ASKING: readonly (readonly [event: string, payload: object, job: string])[] = [
  ...[
    'opened',
    'reopened',
    'synchronize',
    'edited',
    'ready_for_review',
    'converted_to_draft',
    'labeled',
    'unlabeled',
    'closed',
  ].map((action) => ['pull_request', pullRequestPayload(action), `event ${PULL}`] as const),
  ...['submitted', 'edited', 'dismissed'].map(
    (action) => ['pull_request_review', reviewPayload(action), `person ${PULL}`] as const,
  ),
  ...['created', 'edited', 'deleted'].flatMap((action) => [
    ['pull_request_review_comment', reviewCommentPayload(action), `event ${PULL}`] as const,
    ['issue_comment', issueCommentPayload(action), `event ${PULL}`] as const,
  ]),
  ['pull_request_review_comment', reviewCommentPayload('created', null), `event ${PULL}`],
  ['push', pushPayload('refs/heads/main'), `event ${INSTALLATION}/501/branch/main`],
  ['push', pushPayload('refs/heads/main', { deleted: true }), `event ${INSTALLATION}/501/branch/main`],
  ['merge_group', mergeGroupPayload('checks_requested'), `person ${INSTALLATION}/501/merge-group/${SHA.head}`],
  ['check_run', checkRunPayload('rerequested'), `person ${INSTALLATION}/501/commit/${SHA.head}`],
  ['check_suite', checkSuitePayload('rerequested'), `person ${INSTALLATION}/501/commit/${SHA.head}`],
  ...['created', 'deleted', 'suspend', 'unsuspend', 'new_permissions_accepted'].map(
    (action) => ['installation', installationPayload(action), `event ${INSTALLATION}/installation`] as const,
  ),
  ['installation_target', installationTargetPayload(), `event ${INSTALLATION}/installation`],
  ['repository', repositoryPayload('transferred'), `event ${INSTALLATION}/501/repository`],
];

const UNNEEDED: readonly (readonly [event: string, payload: object])[] = [
  ['ping', { zen: 'Keep it simple.' }],
  ['star', { action: 'created' }],
  ['constructor', { action: 'created' }],
  ['pull_request', pullRequestPayload('assigned')],
  ['pull_request', pullRequestPayload('review_requested')],
  ['pull_request_review', reviewPayload('submitted', { state: 'approved', user: BOT })],
  ['pull_request_review', reviewPayload('submitted', { state: 'commented', user: BOT })],
  ['pull_request_review_comment', reviewCommentPayload('created', BOT)],
  ['issue_comment', issueCommentPayload('created', {}, BOT)],
  ['issue_comment', issueCommentPayload('created', { pull_request: undefined })],
  ['push', pushPayload('refs/heads/report')],
  ['push', pushPayload('refs/tags/main')],
  ['push', pushPayload(`refs/heads/gh-readonly-queue/main/pr-7-${SHA.base}`)],
  ['merge_group', mergeGroupPayload('destroyed')],
  ['check_run', checkRunPayload('completed')],
  ['check_run', checkRunPayload('rerequested', 1)],
  ['check_suite', checkSuitePayload('requested')],
  ['check_suite', checkSuitePayload('rerequested', 1)],
  ['repository', repositoryPayload('archived')],
];

describe('an event that asks for something', () => {
  it.each(ASKING)('%s %#: is stored as one job', async (event, payload, job) => {
    expect((await scene.send(event, payload)).status).toBe(202);
    expect((await scene.jobs()).map(({ urgency, key }) => `${urgency} ${key}`)).toEqual([job]);
  });
});

describe('an event that nobody needs', () => {
  it.each(UNNEEDED)('%s %#: is acknowledged, counted and dropped', async (event, payload) => {
    expect((await scene.send(event, payload)).status).toBe(202);
    expect(await scene.jobs()).toEqual([]);
    const action = 'action' in payload ? `.${String(payload.action)}` : '';
    expect(await scene.counts()).toEqual([`${event}${action} dropped 1`]);
  });
});

describe('what is remembered of a pull request', () => {
  const known = () => scene.store.pullRequests.find(501, 7);

  it('is its head, its base, and that it came while the App watched', async () => {
    await scene.send('pull_request', pullRequestPayload('synchronize'));
    expect(await known()).toMatchObject({
      ...{ headSha: SHA.head, previousHeadSha: SHA.before, baseRef: 'main', state: 'open', arrivedBy: 'event' },
    });
  });

  it('is not that it came, where it was only labelled, reviewed or talked about', async () => {
    for (const [event, payload] of [
      ['pull_request', pullRequestPayload('labeled')],
      ['pull_request_review', reviewPayload('submitted')],
      ['pull_request_review_comment', reviewCommentPayload('created')],
      ['issue_comment', issueCommentPayload('created')],
    ] as const) {
      await scene.send(event, payload);
      expect(await known()).toMatchObject({ arrivedBy: 'sweep' });
    }
    await scene.send('pull_request', pullRequestPayload('opened'));
    expect(await known()).toMatchObject({ arrivedBy: 'event' });
  });

  it('is the newest, in whatever order it is told', async () => {
    await scene.send('pull_request', pullRequestPayload('closed', { updated_at: '2026-03-01T12:00:05Z' }));
    await scene.send('pull_request', pullRequestPayload('synchronize', { head: { sha: SHA.before } }));
    expect(await known()).toMatchObject({ state: 'closed', headSha: SHA.head });
    expect(await scene.jobs()).toHaveLength(1);
  });
});

describe('a push', () => {
  it('to another branch matters while an open pull request targets it', async () => {
    await scene.send('pull_request', pullRequestPayload('opened', { base: { ref: 'release' } }));
    await scene.send('push', pushPayload('refs/heads/release'));
    expect((await scene.jobs()).map(({ key }) => key)).toContain(`${INSTALLATION}/501/branch/release`);
  });

  it('does not matter any more when that one is closed', async () => {
    await scene.send('pull_request', pullRequestPayload('closed', { base: { ref: 'release' } }));
    await scene.send('push', pushPayload('refs/heads/release', { deleted: true }));
    expect((await scene.jobs()).map(({ key }) => key)).toEqual([PULL]);
  });
});

describe('installations and repositories', () => {
  it('are known with their state', async () => {
    const state = async () => (await scene.store.installations.find(INSTALLATION))?.state;
    for (const [action, expected] of [
      ['created', 'active'],
      ['suspend', 'suspended'],
      ['unsuspend', 'active'],
      ['deleted', 'deleted'],
    ] as const) {
      await scene.send('installation', installationPayload(action));
      expect(await state()).toBe(expected);
    }
  });

  it('come and go together, one first check after another', async () => {
    await scene.send('installation_repositories', installationRepositoriesPayload('added'));
    expect((await scene.jobs()).map(({ key, urgency }) => `${urgency} ${key}`).sort()).toEqual([
      'background 31/501/repository',
      'background 31/502/repository',
    ]);
    expect(await scene.store.installations.repositories(INSTALLATION)).toHaveLength(2);
    await scene.send('installation_repositories', installationRepositoriesPayload('removed'));
    expect(await scene.store.installations.repositories(INSTALLATION)).toHaveLength(0);
  });

  it('take their pull requests with them', async () => {
    await scene.send('pull_request', pullRequestPayload('opened'));
    await scene.send('repository', repositoryPayload('deleted'));
    expect(await scene.store.pullRequests.find(501, 7)).toMatchObject({ state: 'closed' });
  });

  it('are renamed', async () => {
    await scene.send('pull_request', pullRequestPayload('opened'));
    const payload = repositoryPayload('renamed');
    const renamed = { ...payload, repository: { ...(payload['repository'] as object), name: 'store' } };
    await scene.send('repository', renamed);
    expect(await scene.store.pullRequests.find(501, 7)).toMatchObject({ repository: { name: 'store' } });
  });
});
