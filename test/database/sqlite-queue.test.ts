/** What only a clock that can be set, and rows that can be written by hand, show of the queue on SQLite. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { backOffMs } from '#adapters/database/sqlite/queue/back-off.ts';
import { latestHead, type HeadSighting } from '#review/store/observed-order.ts';
import { CONTRACT_SETTINGS } from './contract/contract-database.ts';
import { holdJobs, runJobs } from './contract/held-jobs.ts';
import { seeded } from './contract/random.ts';
import { ACME, request } from './contract/scene.ts';
import { aWhile, until } from './contract/until.ts';
import { createSqliteDatabase, type SqliteDatabase } from './sqlite-engine.ts';

const HOUR = 60 * 60_000;

describe('a clock that is set', () => {
  let database: SqliteDatabase;
  beforeEach(() => {
    database = createSqliteDatabase({ realTime: false });
  });
  afterEach(async () => database.remove());

  it('back by an hour delays nothing for an hour', async () => {
    const store = await database.open();
    await store.jobs.enqueue([request(1, { delayMs: 2_000 }), request(2, { installationId: 8 })]);
    await store.jobs.hold(8, 5_000);
    await database.passTime(-HOUR);
    const { keys } = runJobs(store);
    await store.jobs.enqueue([request(3), request(4, { installationId: 8 })]);
    await until(() => keys.length === 4);
  });

  it('back by an hour leaves a dead worker’s job and lock to others', async () => {
    const [gone, here] = [await database.open(), await database.open()];
    await gone.jobs.enqueue([request(1)]);
    const { job } = await holdJobs(gone).next();
    const lock = await here.locks.hold('name', { waitMs: 0 }, async () => {
      await database.passTime(-HOUR);
      const second = await gone.locks.hold('name', { waitMs: 0 }, async () => 'theirs');
      return second.held;
    });
    expect(lock).toEqual({ held: true, value: true });
    const worker = holdJobs(here);
    const next = await worker.next();
    expect(next.job.attempt).toBe(2);
    expect(await job.standing()).toBe('lost');
    await until(() => job.signal.reason === 'lost');
  });

  it('on by an hour gives a job to another worker, and what the first one says of it counts no more', async () => {
    // It beats so seldom that the other one looks first.
    const one = await database.openWith({ settings: { ...CONTRACT_SETTINGS, leaseMs: 600_000 } });
    const other = await database.open();
    await one.jobs.enqueue([request(1)]);
    const first = await holdJobs(one).next();
    await database.passTime(HOUR);
    const second = await holdJobs(other).next();
    expect(second.job.fence.token).toBeGreaterThan(first.job.fence.token);
    expect([await first.job.standing(), await second.job.standing()]).toEqual(['lost', 'current']);
    expect(await first.job.reviewing('f'.repeat(40))).toBe('lost');
    first.finish({ kind: 'done' });
    await aWhile();
    expect(await second.job.standing()).toBe('current');
    second.finish({ kind: 'done' });
    await until(async () => (await one.jobs.overview()).running === 0);
  });

  it('on and on lets the last in order come too', async () => {
    const store = await database.open();
    await store.jobs.enqueue([request(1, { urgency: 'background' })]);
    await database.passTime(HOUR);
    await store.jobs.enqueue(Array.from({ length: 100 }, (_, index) => request(index + 2)));
    const { keys } = runJobs(store);
    await until(() => keys.length === 101);
    expect(keys.indexOf('7/42/pull/1')).toBeLessThan(100);
  });
});

describe('rows', () => {
  let database: SqliteDatabase;
  beforeEach(() => {
    database = createSqliteDatabase({ realTime: false });
  });
  afterEach(async () => database.remove());

  it('of a newer version wait for it, uncounted', async () => {
    const store = await database.open();
    await store.jobs.enqueue([request(1), request(2)]);
    const raw = new DatabaseSync(join(database.folder, 'countersign.sqlite'));
    raw.exec(`update jobs set subject = '{"kind":"prophecy"}' where key = '7/42/pull/1'`);
    raw.close();
    const { keys } = runJobs(store);
    await until(() => keys.length === 1);
    await until(async () => (await store.jobs.overview()).delayed === 1);
    expect(await store.jobs.list('delayed', 10)).toMatchObject([
      { key: '7/42/pull/1', subject: null, attempts: 0, lastFailure: 'not-understood-by-this-version' },
    ]);
  });

  it('hold the newest reasons, cut to size', async () => {
    const store = await database.open();
    for (let index = 0; index < 40; index += 1) {
      await store.jobs.enqueue([request(1, { reason: `${index} ${'x'.repeat(500)}` })]);
    }
    const { job } = await holdJobs(store).next();
    expect(job.reasons).toHaveLength(16);
    expect(job.reasons.at(-1)).toBe(`39 ${'x'.repeat(97)}`);
  });

  it('are asked for in thousands without holding anybody up for long', async () => {
    const database2 = createSqliteDatabase({ realTime: false });
    const store = await database2.open();
    await store.jobs.enqueue(Array.from({ length: 2_000 }, (_, index) => request(index + 1, { installationId: ACME })));
    expect((await store.jobs.overview()).ready).toBe(2_000);
    await store.jobs.hold(ACME, 1_000);
    expect(await store.jobs.overview()).toMatchObject({ ready: 0, delayed: 2_000 });
    await database2.remove();
  });
});

describe('the wait after a failure', () => {
  it('grows to a limit, and is never the same for all', () => {
    const backOff = { firstMs: 1_000, factor: 4, longestMs: 20_000 };
    expect([1, 2, 3, 4].map((attempts) => backOffMs(attempts, 1, backOff))).toEqual([1_000, 4_000, 16_000, 20_000]);
    expect([1, 2, 3, 4].map((attempts) => backOffMs(attempts, 0, backOff))).toEqual([500, 2_000, 8_000, 10_000]);
  });
});

describe('the latest head of a second', () => {
  const chain: readonly HeadSighting[] = [
    { headSha: 'a', previousHeadSha: null },
    { headSha: 'b', previousHeadSha: 'a' },
    { headSha: 'c', previousHeadSha: 'b' },
    { headSha: 'd', previousHeadSha: 'c' },
    { headSha: 'd', previousHeadSha: null },
  ];

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('is found when all have arrived, in whatever order (%i)', (seed) => {
    const random = seeded(seed);
    const [first = { headSha: '', previousHeadSha: null }, ...others] = chain.toSorted(() => random() - 0.5);
    expect(latestHead([first, ...others, first])).toBe('d');
  });

  it('is one that was moved to, while not all have arrived', () => {
    const [opened = { headSha: '', previousHeadSha: null }, , moved = opened] = chain;
    expect(latestHead([moved, opened])).toBe('c');
    expect(latestHead([opened])).toBe('a');
  });

  it('is the last to arrive where the head went there and back', () => {
    expect(
      latestHead([
        { headSha: 'b', previousHeadSha: 'a' },
        { headSha: 'a', previousHeadSha: 'b' },
      ]),
    ).toBe('a');
  });
});
