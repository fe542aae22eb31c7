/** Servers that refuse, fail, redirect, fall silent or send too much: each ends in a code that says what to do. */
import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Fault } from '../../../../test/repositories/git-server.ts';
import { createMirrorScene, type MirrorScene, SHORT_PAUSES } from '../../../../test/repositories/mirror-scene.ts';
import type { MirrorRepository } from './mirror-repository.ts';

const open: MirrorScene[] = [];
afterEach(async () => {
  for (const scene of open.splice(0)) await scene.dispose();
});

async function scene(): Promise<MirrorScene> {
  const made = await createMirrorScene();
  open.push(made);
  return made;
}

function resolve(repository: MirrorRepository, { head }: MirrorScene) {
  return repository.resolveRange({ head: { sha: head, ref: 'feature' }, pullRequest: 1, target: { ref: 'main' } });
}

describe('a token', () => {
  it('that is refused is asked for anew, once', async () => {
    const it = await scene();
    const asked: boolean[] = [];
    const repository = await it.open(it.mirrors(), {
      token: async ({ refresh }) => {
        asked.push(refresh);
        return refresh ? it.server.token : 'expired';
      },
    });
    expect((await resolve(repository, it)).head.sha).toBe(it.head);
    expect(asked).toEqual([false, true, false, true]);
  });

  it.each([['wrong'], [null]])('that stays refused (%s) is said to be', async (token) => {
    const it = await scene();
    const repository = await it.open(it.mirrors(), { token: () => Promise.resolve(token) });
    await expect(resolve(repository, it)).rejects.toMatchObject({ code: 'refused', status: 401 });
  });

  it('that cannot be had fails with its own error', async () => {
    const it = await scene();
    const failure = new Error('the installation is suspended');
    const repository = await it.open(it.mirrors(), { token: () => Promise.reject(failure) });
    await expect(resolve(repository, it)).rejects.toBe(failure);
    expect(it.server.requests).toEqual([]);
  });
});

const ANSWERS: readonly (readonly [status: number, code: string, requests: number])[] = [
  [301, 'refused', 1],
  [302, 'refused', 1],
  [403, 'refused', 1],
  [404, 'gone', 1],
  [410, 'gone', 1],
  [429, 'unreachable', 3],
  [500, 'unreachable', 3],
  [502, 'unreachable', 3],
];

describe('a server', () => {
  it.each(ANSWERS)('that answers %d is %s after %d requests', async (status, code, requests) => {
    const it = await scene();
    const elsewhere = await scene();
    it.server.fault = () => ({ status, location: `${elsewhere.server.url}/info/refs?service=git-upload-pack` });
    const repository = await it.open(it.mirrors());
    await expect(resolve(repository, it)).rejects.toMatchObject({ name: 'MirrorError', code, status });
    expect(it.server.requests).toHaveLength(requests);
    expect(elsewhere.server.requests).toEqual([]);
    expect(it.events).toEqual([]);
  });

  it.each<[string, Fault]>([
    ['fails', { status: 502 }],
    ['is cut off', 'cut'],
  ])('that %s now and then is asked again, whatever it was asked for', async (_, fault) => {
    const it = await scene();
    it.server.fault = (_request, count) => (count % 3 === 2 ? fault : null);
    const repository = await it.open(it.mirrors({ limits: { failurePausesMs: [1, 1, 1, 1] } }));
    const { base, head } = await resolve(repository, it);
    expect(await repository.changes(base, head)).toHaveLength(2);
    expect(it.events.map(({ kind }) => kind)).not.toContain('condemned');
  });

  it('that falls silent has only so much time', async () => {
    const it = await scene();
    it.server.fault = () => 'silence';
    const repository = await it.open(it.mirrors({ limits: { ...SHORT_PAUSES, listingMs: 300 } }));
    await expect(resolve(repository, it)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('that is slow is waited for', async () => {
    const it = await scene();
    it.server.fault = () => ({ delayMs: 150 });
    const repository = await it.open(it.mirrors());
    expect((await resolve(repository, it)).base.sha).toBe(it.main);
  });

  it('that is not there is unreachable, and one that speaks something else too', async () => {
    const it = await scene();
    const nobody = await it.open(it.mirrors(), { url: 'http://127.0.0.1:9/acme/shop.git' });
    await expect(resolve(nobody, it)).rejects.toMatchObject({ code: 'unreachable', status: null });
    it.server.fault = () => ({ status: 200 });
    const web = await it.open(it.mirrors());
    await expect(resolve(web, it)).rejects.toMatchObject({ code: 'not-there-yet', status: null });
  });

  it.each([
    'http://example.com/acme/shop.git',
    'http://127.0.0.1.example.com/acme/shop.git',
    'https://somebody:secret@example.com/acme/shop.git',
    'https://example.com/acme/shop.git?token=secret',
    'git://127.0.0.1/acme/shop.git',
    'file:///srv/shop.git',
    'ext::sh -c touch% x',
    '--upload-pack=touch x',
    '../shop.git',
  ])('at %s is not asked', async (url) => {
    const it = await scene();
    await expect(it.open(it.mirrors(), { url })).rejects.toMatchObject({
      code: 'refused',
      message: expect.not.stringContaining('secret'),
    });
  });
});

describe('too much', () => {
  it('history is refused while it comes', async () => {
    const it = await scene();
    for (let at = 0; at < 40; at += 1) {
      it.work.write('notes.txt', `${at}\n`);
      it.work.commit(randomBytes(64 * 1024).toString('base64'));
    }
    const head = it.work.commit('last');
    await it.publish('refs/pull/1/head');
    it.server.fault = () => 'slowly';
    const repository = await it.open(it.mirrors({ limits: { historyBytes: 100_000 } }));
    const asked = { head: { sha: head, ref: 'feature' }, pullRequest: 1, target: { ref: 'main' } };
    await expect(repository.resolveRange(asked)).rejects.toMatchObject({ code: 'too-large' });
    it.server.fault = () => null;
    expect((await repository.resolveRange(asked)).head.sha).toBe(head);
  });

  it('contents stay missing, and the others come', async () => {
    const it = await scene();
    it.work.write('picture.png', randomBytes(2 * 1024 * 1024));
    const head = it.work.commit('a picture');
    await it.publish('refs/pull/1/head');
    const repository = await it.open(it.mirrors({ limits: { contentBytes: 100_000 } }));
    const asked = { head: { sha: head, ref: 'feature' }, pullRequest: 1, target: { ref: 'main' } };
    const range = await repository.resolveRange(asked);
    it.server.fault = () => 'slowly';
    const changes = await repository.changes(range.base, range.head);
    expect(changes.map(({ head: after, hunks }) => [after?.path, hunks?.length])).toEqual([
      ['picture.png', undefined],
      ['src/app.ts', 1],
      ['src/new.ts', 0],
    ]);
  });
});

describe('a review that is given up', () => {
  it('ends what git is doing, with everything that git started, and says why', async () => {
    const it = await scene();
    it.server.fault = () => 'silence';
    const reason = new Error('a newer head came');
    const controller = new AbortController();
    const repository = await it.open(it.mirrors(), { signal: controller.signal });
    const resolving = expect(resolve(repository, it)).rejects.toBe(reason);
    while (it.server.requests.length === 0) await pause();
    controller.abort(reason);
    await resolving;
    while ((await it.server.connections()) > 0) await pause();
    await expect(repository.tree({ sha: it.main, ref: 'main' })).rejects.toBe(reason);
    await repository.close();
  });

  it('ends waiting too', async () => {
    const it = await scene();
    it.server.fault = () => ({ status: 502 });
    const controller = new AbortController();
    const mirrors = it.mirrors({ limits: { failurePausesMs: [30_000] } });
    const repository = await it.open(mirrors, { signal: controller.signal });
    const resolving = expect(resolve(repository, it)).rejects.toMatchObject({ name: 'AbortError' });
    while (it.server.requests.length === 0) await pause();
    setTimeout(() => controller.abort(), 100);
    await resolving;
  });
});

function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 10));
}
