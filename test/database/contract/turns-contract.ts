/** Who comes first: people before events before sweeps, and nobody's flood before everybody else. */
import { describe, expect, it } from '@jest/globals';
import type { ContractDatabase, ContractEngine } from './contract-database.ts';
import { databases } from './databases.ts';
import { runJobs } from './held-jobs.ts';
import { request, type Asking } from './scene.ts';
import { until } from './until.ts';

export function turnsContract(engine: ContractEngine): void {
  const create = databases(engine);

  const orderOf = async (database: ContractDatabase, groups: readonly (readonly [number, Asking])[]) => {
    const store = await database.open();
    let number = 0;
    for (const [count, asking] of groups) {
      await store.jobs.enqueue(Array.from({ length: count }, () => request((number += 1), asking)));
    }
    const { keys } = runJobs(store);
    await until(() => keys.length === number);
    return keys;
  };
  const places = (keys: readonly string[], beginning: string): readonly number[] =>
    keys.flatMap((key, index) => (key.startsWith(beginning) ? [index] : []));

  describe('turns', () => {
    it('go to people first, to sweeps last', async () => {
      const groups = [
        [5, { urgency: 'background', installationId: 1 }],
        [5, { urgency: 'event', installationId: 2 }],
        [5, { urgency: 'person', installationId: 3 }],
      ] as const;
      const keys = await orderOf(await create(), groups);
      expect(keys.map((key) => key.slice(0, 2)).join('')).toBe(`${'3/'.repeat(5)}${'2/'.repeat(5)}${'1/'.repeat(5)}`);
    });

    it('change between installations, however much one of them asks', async () => {
      const groups = [
        [100, { installationId: 1 }],
        [5, { installationId: 2 }],
        [2, { installationId: 3 }],
      ] as const;
      const keys = await orderOf(await create(), groups);
      expect(places(keys, '2/').at(-1)).toBeLessThan(20);
      expect(places(keys, '3/').at(-1)).toBeLessThan(10);
    });

    it('change between the repositories of an installation', async () => {
      const small = (id: number): Asking => ({ repository: { id, owner: 'acme', name: `small-${id}` } });
      const keys = await orderOf(await create(), [
        [60, {}],
        [3, small(91)],
        [3, small(92)],
        [3, small(93)],
      ]);
      for (const id of [91, 92, 93]) expect(places(keys, `7/${id}/`).at(-1)).toBeLessThan(25);
    });

    it('come to everybody in the end', async () => {
      const groups = [1, 2, 3, 4].map((installationId) => [20, { installationId }] as const);
      expect(new Set(await orderOf(await create(), groups)).size).toBe(80);
    });
  });
}
