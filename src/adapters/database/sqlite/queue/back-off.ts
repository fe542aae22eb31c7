/** How long a job that failed waits before it is tried again. */

export interface BackOff {
  readonly firstMs: number;
  readonly factor: number;
  readonly longestMs: number;
}

export const BACK_OFF: BackOff = { firstMs: 5_000, factor: 4, longestMs: 15 * 60_000 };

/**
 * Between half of the step and all of it, so that what failed together is not tried together.
 *
 * @param attempts that were made, at least 1
 * @param random from 0 to 1
 */
export function backOffMs(attempts: number, random: number, { firstMs, factor, longestMs }: BackOff): number {
  const step = Math.min(longestMs, firstMs * factor ** Math.max(0, attempts - 1));
  return Math.round(step * (0.5 + random / 2));
}
