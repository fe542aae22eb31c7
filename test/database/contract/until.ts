/** Waiting for what happens by itself, in real time. */
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 20_000;

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`it did not come to ${condition.toString()}`);
    await pause(5);
  }
}

/** Long enough for a consumer to have looked several times. */
export async function aWhile(): Promise<void> {
  await pause(80);
}
