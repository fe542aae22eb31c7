/** The real server as a process of its own, with nothing of the machine's environment. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const STARTER = fileURLToPath(new URL('../../bin/countersign-server.js', import.meta.url));

export interface ServerProcess {
  /** Everything on standard output and standard error so far. */
  readonly said: () => string;
  /** Where it listens, as its log says. Rejects where it ends before. */
  readonly url: Promise<string>;
  /** Resolves with the exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly isRunning: () => boolean;
  signal(signal: NodeJS.Signals): void;
  /** A line of the log with these words. */
  line(words: string): Promise<Readonly<Record<string, unknown>>>;
}

const PATIENCE_MS = 20_000;

/** `starter`: the checkout's if not given. */
export function startServerProcess(
  env: Readonly<Record<string, string>>,
  cwd: string,
  starter: string = STARTER,
): ServerProcess {
  const child = spawn(process.execPath, [starter], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', PORT: '0', HOST: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let looks: (() => void)[] = [];
  const hear = (chunk: Buffer): void => {
    said += chunk.toString();
    for (const look of looks) look();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      resolve(code);
      for (const look of looks) look();
    });
  });
  const line = (words: string): Promise<Readonly<Record<string, unknown>>> =>
    new Promise((resolve, reject) => {
      const give = (settle: () => void): void => {
        looks = looks.filter((each) => each !== look);
        clearTimeout(timer);
        settle();
      };
      const look = (): void => {
        const found = said
          .split('\n')
          .find((each) => each.startsWith('{') && each.endsWith('}') && each.includes(words));
        if (found !== undefined) give(() => resolve(JSON.parse(found) as Readonly<Record<string, unknown>>));
        else if (child.exitCode !== null) give(() => reject(new Error(`ended without "${words}": ${said}`)));
      };
      const timer = setTimeout(() => give(() => reject(new Error(`never said "${words}": ${said}`))), PATIENCE_MS);
      looks.push(look);
      look();
    });
  const url = line('"url"').then((first) => new URL(String(first['url'])).origin);
  url.catch(() => undefined);
  return {
    said: () => said,
    url,
    ended,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    signal: (signal) => void child.kill(signal),
    line,
  };
}
