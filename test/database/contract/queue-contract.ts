/** The queue: one job per pull request, at most once at a time, the latest head, nothing lost, nothing for ever. */
import { describe, expect, it } from '@jest/globals';
import { LONG_MS, type ContractEngine } from './contract-database.ts';
import { databases } from './databases.ts';
import { holdJobs, runJobs } from './held-jobs.ts';
import { ACME, pullRequest, push, request, second, sha, SHOP } from './scene.ts';
import { aWhile, until } from './until.ts';

export function queueContract(engine: ContractEngine): void {
  const create = databases(engine);

  describe('a job', () => {
    it('is told what it is about', async () => {
      const store = await (await create()).open();
      await store.deliveries.accept(push(1, 'a'));
      const { job } = await holdJobs(store).next();
      expect({ ...job, fence: job.fence.key, waitedMs: 0 }).toMatchObject({
        fence: '7/42/pull/1',
        installationId: ACME,
        subject: pullRequest(1),
        headSha: sha('a'),
        urgency: 'event',
        reasons: ['pull_request.synchronize'],
        attempt: 1,
        maxAttempts: 3,
        deferrals: 0,
        lastFailure: null,
      });
      expect(await job.standing()).toBe('current');
    });

    it('is one, however often it is asked for while it waits', async () => {
      const store = await (await create()).open();
      await store.jobs.enqueue([
        request(1, { urgency: 'background', reason: 'reconcile' }),
        request(1, { reason: 'pull_request.labeled' }),
        request(1, { urgency: 'person', reason: 'check_run.rerequested' }),
        request(1, { reason: 'pull_request.labeled' }),
      ]);
      const worker = holdJobs(store, 2);
      const { job, finish } = await worker.next();
      expect(job.urgency).toBe('person');
      expect(job.reasons).toEqual(['reconcile', 'check_run.rerequested', 'pull_request.labeled']);
      finish({ kind: 'done' });
      await until(async () => (await store.jobs.overview()).running === 0);
      await aWhile();
      expect(worker.started).toHaveLength(1);
      expect(await store.jobs.overview()).toEqual({ ready: 0, delayed: 0, running: 0, dead: 0, oldestReadyMs: 0 });
    });

    it('asked for while it runs, runs once more, and never twice at once', async () => {
      const store = await (await create()).open();
      await store.deliveries.accept(push(1, 'a'));
      const worker = holdJobs(store, 3);
      const first = await worker.next();
      for (const reason of ['pull_request.labeled', 'pull_request_review.submitted']) {
        await store.jobs.enqueue([request(1, { reason })]);
      }
      await aWhile();
      expect(worker.started).toHaveLength(1);
      expect(await first.job.standing()).toBe('current');
      expect(first.job.signal.aborted).toBe(false);
      first.finish({ kind: 'done' });
      const second = await worker.next();
      expect(second.job.reasons).toEqual(['pull_request.labeled', 'pull_request_review.submitted']);
      expect(second.job.attempt).toBe(1);
      expect(second.job.fence.token).toBeGreaterThan(first.job.fence.token);
      second.finish({ kind: 'done' });
      await until(async () => (await store.jobs.overview()).running === 0);
      expect(worker.started).toHaveLength(2);
    });

    it.each([['done'], ['interrupted']] as const)(
      'is superseded by a newer head, and runs again when %s',
      async (kind) => {
        const store = await (await create()).open();
        await store.deliveries.accept(push(1, 'a'));
        const worker = holdJobs(store, 2);
        const first = await worker.next();
        await store.deliveries.accept(push(1, 'b', { updatedAt: second(9) }));
        await until(() => first.job.signal.aborted);
        expect(first.job.signal.reason).toBe('superseded');
        expect(await first.job.standing()).toBe('superseded');
        first.finish({ kind });
        const next = await worker.next();
        expect([next.job.headSha, next.job.attempt]).toEqual([sha('b'), 1]);
      },
    );

    it('hears from another process that it is superseded', async () => {
      const database = await create();
      const [worker, server] = [await database.open(), await database.open()];
      await server.deliveries.accept(push(1, 'a'));
      const { job } = await holdJobs(worker).next();
      await server.deliveries.accept(push(1, 'b', { updatedAt: second(9) }));
      expect(await job.standing()).toBe('superseded');
      await until(() => job.signal.aborted);
    });

    it('that reviews a newer head than it was given is not superseded by the webhook of that head', async () => {
      const store = await (await create()).open();
      await store.deliveries.accept(push(1, 'a'));
      const { job } = await holdJobs(store).next();
      expect(await job.reviewing(sha('b'))).toBe('current');
      await store.deliveries.accept(push(1, 'b', { updatedAt: second(9) }));
      expect(await job.standing()).toBe('current');
      await store.deliveries.accept(push(1, 'c', { updatedAt: second(10) }));
      expect(await job.standing()).toBe('superseded');
      expect(await job.reviewing(sha('c'))).toBe('current');
    });

    it('can be put off for a while when it is asked for', async () => {
      const database = await create();
      const store = await database.open();
      await store.jobs.enqueue([request(1, { delayMs: 3_000 })]);
      const { keys } = runJobs(store);
      await aWhile();
      expect(keys).toEqual([]);
      await database.passTime(3_100);
      await until(() => keys.length === 1);
    });
  });

  describe('a job that fails', () => {
    it('is tried again after a while, longer each time, and is dead in the end', async () => {
      const database = await create();
      const store = await database.open();
      await store.deliveries.accept(push(1, 'a'));
      const worker = holdJobs(store);
      const waits: number[] = [];
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        const { job, finish } = await worker.next();
        expect([job.attempt, job.lastFailure]).toEqual([attempt, attempt === 1 ? null : 'api-unavailable']);
        finish({ kind: 'failed', reason: 'api-unavailable' });
        if (attempt === 3) break;
        await until(async () => (await store.jobs.overview()).delayed === 1);
        const [waiting] = await store.jobs.list('delayed', 1);
        waits.push(Date.parse(waiting?.dueAt ?? '') - Date.parse(waiting?.since ?? ''));
        await database.passTime(LONG_MS);
      }
      await until(async () => (await store.jobs.overview()).dead === 1);
      expect(waits[0]).toBeGreaterThanOrEqual(100);
      expect(waits[0]).toBeLessThanOrEqual(200);
      expect(waits[1]).toBeGreaterThanOrEqual(200);
      expect(waits[1]).toBeLessThanOrEqual(400);
      const [dead] = await store.jobs.list('dead', 10);
      expect(dead).toMatchObject({
        key: '7/42/pull/1',
        attempts: 3,
        lastFailure: 'api-unavailable',
        headSha: sha('a'),
      });
      await database.passTime(LONG_MS);
      await aWhile();
      expect(worker.started).toHaveLength(3);
    });

    it('by throwing leaves its name, not its message', async () => {
      const store = await (await create()).open();
      await store.jobs.enqueue([request(1)]);
      const worker = holdJobs(store);
      const { crash } = await worker.next();
      const error = Object.assign(new TypeError('token ghs_canary was refused'), { code: 'E_REFUSED' });
      crash(error);
      await until(async () => (await store.jobs.overview()).delayed === 1);
      expect((await store.jobs.list('delayed', 1))[0]?.lastFailure).toBe('threw TypeError E_REFUSED');
      expect(worker.problems).toEqual([error]);
    });

    it('by giving up for no reason counts as failed', async () => {
      const store = await (await create()).open();
      await store.jobs.enqueue([request(1)]);
      (await holdJobs(store).next()).finish({ kind: 'interrupted' });
      await until(async () => (await store.jobs.overview()).delayed === 1);
    });

    it('is tried at once, with all its attempts, on a newer head', async () => {
      const store = await (await create()).open();
      await store.deliveries.accept(push(1, 'a'));
      const worker = holdJobs(store);
      (await worker.next()).finish({ kind: 'failed', reason: 'api-unavailable' });
      await until(async () => (await store.jobs.overview()).delayed === 1);
      await store.jobs.enqueue([request(1, { reason: 'pull_request.labeled' })]);
      expect((await store.jobs.overview()).delayed).toBe(1);
      await store.deliveries.accept(push(1, 'b', { updatedAt: second(9) }));
      const { job } = await worker.next();
      expect([job.headSha, job.attempt, job.lastFailure]).toEqual([sha('b'), 1, null]);
    });

    it('is tried at once when a person asks', async () => {
      const store = await (await create()).open();
      await store.jobs.enqueue([request(1)]);
      const worker = holdJobs(store);
      (await worker.next()).finish({ kind: 'failed', reason: 'api-unavailable' });
      await until(async () => (await store.jobs.overview()).delayed === 1);
      await store.jobs.enqueue([request(1, { urgency: 'person' })]);
      expect((await worker.next()).job.attempt).toBe(2);
    });
  });

  describe('a dead job', () => {
    const die = async () => {
      const database = await create();
      const store = await database.open();
      await store.jobs.enqueue([request(1)]);
      const worker = holdJobs(store);
      for (let attempt = 1; attempt <= 3; attempt += 1) {
        (await worker.next()).finish({ kind: 'failed', reason: 'api-unavailable' });
        await until(async () => (await store.jobs.overview()).running === 0);
        await database.passTime(LONG_MS);
      }
      await until(async () => (await store.jobs.overview()).dead === 1);
      return { store, worker };
    };

    it('is not woken by a sweep, and is by an event', async () => {
      const { store, worker } = await die();
      await store.jobs.enqueue([request(1, { urgency: 'background' })]);
      await aWhile();
      expect((await store.jobs.overview()).dead).toBe(1);
      await store.jobs.enqueue([request(1)]);
      expect((await worker.next()).job.attempt).toBe(1);
    });

    it('is revived by hand, once', async () => {
      const { store, worker } = await die();
      expect(await store.jobs.revive('7/42/pull/2')).toBe(false);
      expect(await store.jobs.revive('7/42/pull/1')).toBe(true);
      expect((await worker.next()).job.attempt).toBe(1);
      expect(await store.jobs.revive('7/42/pull/1')).toBe(false);
    });
  });

  describe('a job that is put off', () => {
    it('comes back when it is due, and it counts as no attempt', async () => {
      const database = await create();
      const store = await database.open();
      await store.jobs.enqueue([request(1)]);
      const worker = holdJobs(store);
      for (let deferral = 0; deferral < 5; deferral += 1) {
        const { job, finish } = await worker.next();
        expect([job.attempt, job.deferrals]).toEqual([1, deferral]);
        finish({ kind: 'later', delayMs: 2_000, reason: 'secondary-rate-limit' });
        await until(async () => (await store.jobs.overview()).delayed === 1);
        await database.passTime(2_100);
      }
      expect((await worker.next()).job.lastFailure).toBe('secondary-rate-limit');
    });

    it('waits no longer where there is a newer head', async () => {
      const store = await (await create()).open();
      await store.deliveries.accept(push(1, 'a'));
      const worker = holdJobs(store);
      const first = await worker.next();
      await store.deliveries.accept(push(1, 'b', { updatedAt: second(9) }));
      first.finish({ kind: 'later', delayMs: 60_000, reason: 'not-found-yet' });
      expect((await worker.next()).job.headSha).toBe(sha('b'));
    });

    it('waits with all others of an installation that is told to wait, and nobody else does', async () => {
      const database = await create();
      const store = await database.open();
      await store.jobs.enqueue([request(1), request(2), request(3, { delayMs: 1_000 })]);
      await store.jobs.hold(ACME, 5_000);
      await store.jobs.hold(ACME, 100);
      await store.jobs.enqueue([request(4, { urgency: 'person' }), request(5, { installationId: 8 })]);
      const { keys } = runJobs(store);
      await until(() => keys.length === 1);
      await database.passTime(2_000);
      await aWhile();
      expect(keys).toEqual(['8/42/pull/5']);
      await database.passTime(3_100);
      await until(() => keys.length === 5);
      await store.jobs.enqueue([request(6)]);
      await until(() => keys.length === 6);
    });
  });

  describe('stopping', () => {
    it('takes no more jobs and waits for those that run', async () => {
      const store = await (await create()).open();
      await store.jobs.enqueue([request(1), request(2)]);
      const worker = holdJobs(store);
      const { job, finish } = await worker.next();
      let stopped = false;
      const stop = worker.consumer.stop({ graceMs: 10_000 }).then(() => {
        stopped = true;
      });
      await aWhile();
      expect([stopped, job.signal.aborted, worker.consumer.running]).toEqual([false, false, 1]);
      finish({ kind: 'done' });
      await stop;
      expect(worker.started).toHaveLength(1);
      expect(await store.jobs.overview()).toMatchObject({ ready: 1, running: 0 });
    });

    it('before the first one has come starts none', async () => {
      const store = await (await create()).open();
      await store.jobs.enqueue([request(1)]);
      const worker = holdJobs(store);
      await worker.consumer.stop({ graceMs: 0 });
      expect(worker.started).toEqual([]);
      expect(await store.jobs.overview()).toMatchObject({ ready: 1, running: 0 });
      expect((await holdJobs(store).next()).job.attempt).toBe(1);
    });

    it('gives back what does not end in time, at once and uncounted', async () => {
      const database = await create();
      const [one, other] = [await database.open(), await database.open()];
      await one.jobs.enqueue([request(1), request(2)]);
      const worker = holdJobs(one, 2, { deaf: true });
      const [obedient, deaf] = [await worker.next(), await worker.next()];
      obedient.job.signal.addEventListener('abort', () => obedient.finish({ kind: 'interrupted' }));
      await worker.consumer.stop({ graceMs: 50 });
      expect([obedient.job.signal.reason, deaf.job.signal.reason]).toEqual(['stopping', 'stopping']);
      expect(await deaf.job.standing()).toBe('lost');
      const next = holdJobs(other, 2);
      expect([(await next.next()).job.attempt, (await next.next()).job.attempt]).toEqual([1, 1]);
      deaf.finish({ kind: 'done' });
      await aWhile();
      expect((await other.jobs.overview()).running).toBe(2);
    });

    it('happens by itself when the store is closed', async () => {
      const database = await create();
      const [one, other] = [await database.open(), await database.open()];
      await one.jobs.enqueue([request(1)]);
      await holdJobs(one).next();
      await one.close();
      await one.close();
      expect(await other.jobs.overview()).toMatchObject({ ready: 1, running: 0 });
      await expect(one.jobs.enqueue([request(2)])).rejects.toMatchObject({ name: 'StoreError', code: 'closed' });
      await expect(one.pullRequests.find(SHOP.id, 1)).rejects.toMatchObject({ code: 'closed' });
    });
  });
}
