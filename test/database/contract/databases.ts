/** A database a test, removed after it. */
import { afterEach } from '@jest/globals';
import type { ContractDatabase, ContractEngine } from './contract-database.ts';

/** To be called in a `describe`; answers how to make one. */
export function databases(engine: ContractEngine): (options?: { realTime: boolean }) => Promise<ContractDatabase> {
  let made: ContractDatabase[] = [];
  afterEach(async () => {
    const all = made;
    made = [];
    for (const database of all) await database.remove();
  });
  return async (options = { realTime: false }) => {
    const database = await engine.create(options);
    made.push(database);
    return database;
  };
}
