/** Waiting for a lock that another process holds, without blocking this one. */
import { setTimeout as pause } from 'node:timers/promises';
import { StoreError } from '#review/store/store-error.ts';

export interface Patience {
  readonly waitMs: number;
  /** From 0 to 1, so that two who wait do not come back together. */
  readonly random: () => number;
}

const LONGEST_PAUSE_MS = 50;

/** Tries again while it is `locked`, as long as `waitMs`; real time, whatever clock the store goes by. */
export async function patiently<T>(work: () => T | Promise<T>, { waitMs, random }: Patience): Promise<T> {
  const end = performance.now() + waitMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'locked' || performance.now() >= end) throw error;
      await pause(pauseMs * (0.5 + random() / 2));
    }
  }
}
