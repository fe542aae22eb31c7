/** Processes for tests: what they say, and their end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach } from '@jest/globals';
import type { Task } from './child.ts';
import type { ContractDatabase } from './contract-database.ts';
import { until } from './until.ts';

export interface TestProcess {
  /** Lines so far. */
  readonly said: readonly string[];
  /** The first line that begins so. */
  hears(beginning: string): Promise<string>;
  tell(): void;
  signal(name: NodeJS.Signals): void;
  /** Its exit code, null where a signal ended it. What it said on stderr counts as an error. */
  ended(): Promise<number | null>;
}

const PROGRAM = fileURLToPath(new URL('child.ts', import.meta.url));

/** To be called in a `describe`: none outlives its test. */
export function processes(): (database: ContractDatabase, task: Task) => TestProcess {
  let running: ChildProcess[] = [];
  afterEach(async () => {
    const all = running;
    running = [];
    for (const child of all) child.kill('SIGKILL');
    await Promise.all(all.map(exited));
  });
  return ({ forChild: { module, place } }, task) => {
    const child = spawn(process.execPath, [PROGRAM, module, place, task], { stdio: ['pipe', 'pipe', 'pipe'] });
    running.push(child);
    const said: string[] = [];
    const complaints: Buffer[] = [];
    createInterface({ input: child.stdout }).on('line', (line) => said.push(line));
    child.stderr.on('data', (data: Buffer) => complaints.push(data));
    return {
      said,
      async hears(beginning) {
        const find = (): string | undefined => said.find((line) => line.startsWith(beginning));
        await until(() => find() !== undefined || child.exitCode !== null);
        return find() ?? `it ended: ${Buffer.concat(complaints).toString()}`;
      },
      tell: () => child.stdin.write('\n'),
      signal: (name) => child.kill(name),
      async ended() {
        await exited(child);
        if (complaints.length > 0) throw new Error(Buffer.concat(complaints).toString());
        return child.exitCode;
      },
    };
  };
}

async function exited(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
