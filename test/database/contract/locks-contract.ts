/** Locks: one at a time over all processes, and nobody keeps one by dying. */
import { describe, expect, it } from '@jest/globals';
import type { HeldLock } from '#review/store/locks.ts';
import { publishingLock } from '#review/store/locks.ts';
import type { Store } from '#review/store/store.ts';
import { CONTRACT_SETTINGS, type ContractEngine } from './contract-database.ts';
import { databases } from './databases.ts';
import { SHOP, sha } from './scene.ts';
import { aWhile, until } from './until.ts';

const NAME = publishingLock(SHOP.id, sha('first'));

export function locksContract(engine: ContractEngine): void {
  const create = databases(engine);

  describe('a lock', () => {
    it('is held by one at a time, in this process and another, and by everybody in the end', async () => {
      const database = await create();
      const stores = [await database.open(), await database.open()];
      let inside = 0;
      let most = 0;
      const use = async (): Promise<string> => {
        inside += 1;
        most = Math.max(most, inside);
        await aWhile();
        inside -= 1;
        return 'used';
      };
      const results = await Promise.all(
        [...stores, ...stores].map((store) => store.locks.hold(NAME, { waitMs: 10_000 }, use)),
      );
      expect(results).toEqual(Array.from({ length: 4 }, () => ({ held: true, value: 'used' })));
      expect(most).toBe(1);
    });

    it('is not waited for longer than asked, and others are free', async () => {
      const store = await (await create()).open();
      const { lock: held, release } = await take(store, NAME);
      expect(await held.isHeld()).toBe(true);
      expect(await store.locks.hold(NAME, { waitMs: 30 }, async () => 1)).toEqual({ held: false });
      expect(await store.locks.hold('other', { waitMs: 0 }, async () => 1)).toEqual({ held: true, value: 1 });
      await release();
      expect(await store.locks.hold(NAME, { waitMs: 0 }, async () => 1)).toEqual({ held: true, value: 1 });
    });

    it('is given back where its use fails', async () => {
      const store = await (await create()).open();
      const failing = store.locks.hold(NAME, { waitMs: 0 }, async () => Promise.reject(new Error('no')));
      await expect(failing).rejects.toThrow('no');
      expect(await store.locks.hold(NAME, { waitMs: 0 }, async () => 1)).toEqual({ held: true, value: 1 });
    });

    it('is kept for as long as it is used', async () => {
      const database = await create();
      const [one, other] = [await database.open(), await database.open()];
      const { lock, release } = await take(one, NAME);
      for (let step = 0; step < 3; step += 1) {
        await database.passTime(CONTRACT_SETTINGS.leaseMs * 0.6);
        await new Promise((resolve) => setTimeout(resolve, CONTRACT_SETTINGS.leaseMs / 2));
        expect(await other.locks.hold(NAME, { waitMs: 0 }, async () => 1)).toEqual({ held: false });
      }
      expect([await lock.isHeld(), lock.signal.aborted]).toEqual([true, false]);
      await release();
    });

    it('passes on when its lease ends, and the one before is told', async () => {
      const database = await create();
      const [one, other] = [await database.open(), await database.open()];
      const first = await take(one, NAME);
      await database.passTime(CONTRACT_SETTINGS.leaseMs + 100);
      const second = await take(other, NAME);
      expect([await first.lock.isHeld(), await second.lock.isHeld()]).toEqual([false, true]);
      await until(() => first.lock.signal.aborted);
      await first.release();
      expect(await second.lock.isHeld()).toBe(true);
      await second.release();
    });
  });
}

async function take(store: Store, name: string): Promise<{ lock: HeldLock; release: () => Promise<void> }> {
  const taken = Promise.withResolvers<HeldLock>();
  const over = Promise.withResolvers<undefined>();
  const holding = store.locks.hold(name, { waitMs: 0 }, async (lock) => {
    taken.resolve(lock);
    await over.promise;
  });
  const release = async (): Promise<void> => {
    over.resolve(undefined);
    await holding;
  };
  return { lock: await taken.promise, release };
}
