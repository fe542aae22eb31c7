/** Where figures were measured: without it they mean nothing. */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

export function describeMachine(): string {
  const model = cpus()[0]?.model ?? 'unknown processor';
  const memory = Math.round(totalmem() / 2 ** 30);
  const [load = 0] = loadavg();
  return `Node ${process.version}, ${availableParallelism()} × ${model}, ${memory} GB, load ${load.toFixed(1)}`;
}
