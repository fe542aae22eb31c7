/** Real processes, really killed: nothing acknowledged is lost, and nobody who was given up for dead does harm. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { CONTRACT_SETTINGS, type ContractEngine } from './contract-database.ts';
import { databases } from './databases.ts';
import { holdJobs } from './held-jobs.ts';
import { processes, type TestProcess } from './processes.ts';
import { push, request, second, sha, SHOP } from './scene.ts';
import { until } from './until.ts';

export function processesContract(engine: ContractEngine): void {
  const create = databases(engine);
  const start = processes();

  describe('processes', () => {
    it('may all be the first to open a database', async () => {
      const database = await create({ realTime: true });
      const children = [1, 2, 3].map(() => start(database, 'open'));
      const store = await database.open();
      expect(await Promise.all(children.map((child) => child.ended()))).toEqual([0, 0, 0]);
      await store.jobs.enqueue([request(1)]);
      expect((await store.jobs.overview()).ready).toBe(1);
    });

    it('that are killed leave their job to others, once its lease has ended', async () => {
      const database = await create({ realTime: true });
      const store = await database.open();
      await store.deliveries.accept(push(1, 'a'));
      const child = start(database, 'hang');
      expect(await child.hears('claimed')).toBe('claimed 7/42/pull/1');
      const worker = holdJobs(store);
      await pause(CONTRACT_SETTINGS.leaseMs * 1.5);
      expect(worker.started).toEqual([]);
      child.signal('SIGKILL');
      const { job, finish } = await worker.next();
      expect([job.headSha, job.attempt, job.lastFailure]).toEqual([sha('a'), 2, 'worker-lost']);
      finish({ kind: 'done' });
      await until(async () => (await store.jobs.overview()).running === 0);
    });

    it('that kill themselves on a job each time do not get it for ever', async () => {
      const database = await create({ realTime: true });
      const store = await database.open();
      await store.deliveries.accept(push(1, 'a'));
      for (let attempt = 1; attempt <= CONTRACT_SETTINGS.maxAttempts; attempt += 1) {
        const child = start(database, 'hang');
        await child.hears('claimed');
        child.signal('SIGKILL');
        await child.ended();
      }
      const worker = holdJobs(store);
      await until(async () => (await store.jobs.overview()).dead === 1);
      expect(worker.started).toEqual([]);
      expect(await store.jobs.list('dead', 1)).toMatchObject([{ attempts: 3, lastFailure: 'worker-lost' }]);
    });

    it('that stood still past their lease have lost the job, and change nothing', async () => {
      const database = await create({ realTime: true });
      const store = await database.open();
      await store.deliveries.accept(push(1, 'a'));
      const child = start(database, 'hang');
      await child.hears('claimed');
      child.signal('SIGSTOP');
      const worker = holdJobs(store);
      const { job, finish } = await worker.next();
      child.signal('SIGCONT');
      child.tell();
      expect(await child.hears('lost')).toBe('lost stale');
      await pause(200);
      expect(await job.standing()).toBe('current');
      expect(await store.verdicts.latest(SHOP.id, 1)).toBeNull();
      finish({ kind: 'done' });
      await until(async () => (await store.jobs.overview()).running === 0);
    });

    it('that die between storing and acknowledging have stored', async () => {
      const database = await create({ realTime: true });
      expect(await start(database, 'accept-and-die').ended()).toBeNull();
      const store = await database.open();
      expect(await store.deliveries.accept(push(1, 'a', { guid: 'never-acknowledged' }))).toBe('duplicate');
      expect(await store.jobs.overview()).toMatchObject({ ready: 1 });
    });

    it('that are killed while they write lose nothing that they acknowledged', async () => {
      const database = await create({ realTime: true });
      for (const milliseconds of [20, 90, 160]) {
        const children = [start(database, 'accept'), start(database, 'accept')];
        await Promise.all(children.map((child) => until(() => child.said.length > 0)));
        await pause(milliseconds);
        for (const child of children) child.signal('SIGKILL');
        await Promise.all(children.map((child) => child.ended()));
        const store = await database.open();
        for (const guid of children.flatMap(({ said }) => said.slice(0, -1))) {
          expect(await store.deliveries.accept(push(1, 'x', { guid }))).toBe('duplicate');
        }
        expect((await store.pullRequests.open({ limit: 1 })).length).toBe(1);
      }
    });

    it('work on one queue together, come and go, and review each last head', async () => {
      const database = await create({ realTime: true });
      const server = await database.open();
      const workers = [start(database, 'work'), start(database, 'work')];
      const heads = new Map<string, string>();
      for (let round = 1; round <= 40; round += 1) {
        for (const number of [1, 2, 3, 4, 5]) {
          const head = `${number}-${round}`;
          await server.deliveries.accept(push(number, head, { updatedAt: second(round) }));
          heads.set(`7/42/pull/${number}`, sha(head));
        }
        if (round === 15) {
          await until(() => workers.some(({ said }) => said.length > 0));
          workers[0]?.signal('SIGKILL');
        }
        if (round === 20) workers.push(start(database, 'work'));
        await pause(10);
      }
      await until(async () => {
        const { ready, delayed, running } = await server.jobs.overview();
        return ready + delayed + running === 0;
      });
      for (const worker of workers.slice(1)) worker.signal('SIGTERM');
      expect(await Promise.all(workers.map((worker) => worker.ended()))).toEqual([null, 0, 0]);
      expect(new Map(reviews(workers))).toEqual(heads);
      expect(overlaps(workers)).toEqual([]);
    });
  });
}

/** The head that each job was last done for, by a run that still held it. */
function reviews(workers: readonly TestProcess[]): readonly (readonly [string, string])[] {
  return workers
    .flatMap(({ said }) => said.map((line) => line.split(' ')))
    .flatMap(([what, key = '', time = '0', head = '', standing = '']) =>
      what === 'end' && standing === 'current' ? [{ key, time: BigInt(time), head }] : [],
    )
    .toSorted((one, two) => (one.time < two.time ? -1 : 1))
    .map(({ key, head }) => [key, head] as const);
}

/** Runs of one job that began before another run of it, which did end, had ended. */
function overlaps(workers: readonly TestProcess[]): readonly string[] {
  const runs = workers.flatMap(({ said }) => {
    const open = new Map<string, bigint>();
    return said.flatMap((line) => {
      const [what, key = '', time = '0'] = line.split(' ');
      if (what === 'start') open.set(key, BigInt(time));
      return what === 'end' ? [{ key, from: open.get(key) ?? 0n, to: BigInt(time) }] : [];
    });
  });
  const ordered = runs.toSorted((one, two) => (one.from < two.from ? -1 : 1));
  const lastEnd = new Map<string, bigint>();
  return ordered.flatMap(({ key, from, to }) => {
    const overlapping = from < (lastEnd.get(key) ?? 0n);
    lastEnd.set(key, to);
    return overlapping ? [key] : [];
  });
}
