/** Worlds of a test file are closed after each test, whatever became of it; each must have broken no rule of GitHub's. */
import { afterEach, expect } from '@jest/globals';
import { type AppWorld, type AppWorldOptions, createAppWorld } from './app-world.ts';

/** Call once in a test file. */
export function worldsOfThisFile(): (options?: AppWorldOptions) => Promise<AppWorld> {
  const open: AppWorld[] = [];
  afterEach(async () => {
    const problems = open.flatMap(({ standIn }) => standIn.problems());
    for (const world of open.splice(0)) await world.close();
    expect(problems).toEqual([]);
  });
  return async (options) => {
    const world = await createAppWorld(options);
    open.push(world);
    return world;
  };
}
