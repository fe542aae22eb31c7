/** Deliveries: once each, all or nothing, whatever the order they come in. */
import { describe, expect, it } from '@jest/globals';
import type { ContractEngine } from './contract-database.ts';
import { databases } from './databases.ts';
import { runJobs } from './held-jobs.ts';
import { ACME, intake, push, request, second, seen, sha, SHOP } from './scene.ts';
import { until } from './until.ts';

export function deliveriesContract(engine: ContractEngine): void {
  const create = databases(engine);

  describe('deliveries', () => {
    it('are taken once, whichever process they reach', async () => {
      const database = await create();
      const [one, other] = [await database.open(), await database.open()];
      expect(await one.deliveries.accept(push(1, 'a', { guid: 'g1' }))).toBe('stored');
      expect(await other.deliveries.accept(push(2, 'b', { guid: 'g1' }))).toBe('duplicate');
      expect(await other.pullRequests.find(SHOP.id, 2)).toBeNull();
      expect((await other.jobs.list('ready', 10)).map(({ key }) => key)).toEqual(['7/42/pull/1']);
    });

    it('that come at the same time are taken once', async () => {
      const store = await (await create()).open();
      const outcomes = await Promise.all(
        Array.from({ length: 40 }, (_, index) => store.deliveries.accept(push(1, 'a', { guid: `g${index % 8}` }))),
      );
      expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(8);
    });

    it('leave nothing behind where one part of them cannot be stored, and others unharmed', async () => {
      const store = await (await create()).open();
      const broken = intake('g1', [seen(1), seen(2, { updatedAt: 'yesterday' })], [request(1)]);
      const outcomes = await Promise.allSettled([
        store.deliveries.accept(push(3, 'c', { guid: 'g0' })),
        store.deliveries.accept(broken),
        store.deliveries.accept(push(4, 'd', { guid: 'g2' })),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(await store.pullRequests.find(SHOP.id, 1)).toBeNull();
      expect((await store.jobs.overview()).ready).toBe(2);
      expect(await store.deliveries.accept(push(1, 'a', { guid: 'g1' }))).toBe('stored');
    });

    it('are counted, and so is what nobody needs', async () => {
      const database = await create();
      const store = await database.open();
      store.deliveries.drop('star', 'created');
      await store.deliveries.accept(push(1, 'a', { guid: 'g1' }));
      await store.deliveries.accept(push(1, 'a', { guid: 'g1' }));
      store.deliveries.drop('star', 'created');
      store.deliveries.drop('ping', null);
      const counts = [
        { event: 'ping', action: null, outcome: 'dropped', count: 1 },
        { event: 'pull_request', action: 'synchronize', outcome: 'duplicate', count: 1 },
        { event: 'pull_request', action: 'synchronize', outcome: 'stored', count: 1 },
        { event: 'star', action: 'created', outcome: 'dropped', count: 2 },
      ];
      expect(await store.deliveries.counts()).toEqual(counts);
      store.deliveries.drop('ping', null);
      await store.close();
      const [ping] = await (await database.open()).deliveries.counts();
      expect(ping?.count).toBe(2);
    });

    it('make the latest head win in every order of arrival', async () => {
      const pushes = [
        push(1, 'a', { updatedAt: second(1) }),
        push(1, 'b', { updatedAt: second(5), previousHeadSha: sha('a') }),
        push(1, 'c', { updatedAt: second(5), previousHeadSha: sha('b') }),
      ];
      for (const order of [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
      ]) {
        const store = await (await create()).open();
        for (const index of order) await store.deliveries.accept(pushes[index] ?? push(0, ''));
        const [job] = await store.jobs.list('ready', 10);
        expect([order, job?.headSha]).toEqual([order, sha('c')]);
      }
    });

    it('wake a consumer in the same process, and reach one in another', async () => {
      const database = await create();
      const [here, there] = [await database.open(), await database.open()];
      const inProcess = runJobs(here);
      await here.deliveries.accept(push(1, 'a'));
      await until(() => inProcess.keys.length === 1);
      await inProcess.consumer.stop({ graceMs: 1_000 });
      const elsewhere = runJobs(there);
      await here.deliveries.accept(push(2, 'a'));
      await until(() => elsewhere.keys.length === 1);
      expect([...inProcess.keys, ...elsewhere.keys]).toEqual(['7/42/pull/1', '7/42/pull/2']);
    });

    it('are forgotten after a while', async () => {
      const database = await create();
      const store = await database.open();
      await store.deliveries.accept(push(1, 'a', { guid: 'g1' }));
      await database.passTime(2_000);
      await store.deliveries.accept(push(1, 'a', { guid: 'g2' }));
      expect(await store.prune({ deliveriesMs: 1_000, closedMs: 1_000 })).toBe(1);
      expect(await store.deliveries.accept(push(1, 'a', { guid: 'g2' }))).toBe('duplicate');
      expect(await store.deliveries.accept(push(1, 'a', { guid: 'g1' }))).toBe('stored');
    });

    it('tell where the App is installed', async () => {
      const store = await (await create()).open();
      await store.deliveries.accept(
        intake('g1', [{ kind: 'installation', installationId: ACME, account: 'acme', state: 'active' }], []),
      );
      expect(await store.installations.list()).toEqual([
        { kind: 'installation', installationId: ACME, account: 'acme', state: 'active' },
      ]);
    });
  });
}
