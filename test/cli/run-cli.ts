/** Starts the real command line as a process of its own, in an environment of which nothing is the machine's. */
import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../bin/countersign.js', import.meta.url));

export interface CliResult {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The program that runs the bin; the Node of the tests if not given. */
  readonly node?: string;
  /** The program itself; the checkout's if not given. */
  readonly bin?: string;
  /** Stops reading standard output after the first bytes. */
  readonly stopsReading?: boolean;
}

export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.node ?? process.execPath, [options.bin ?? BIN, ...args], {
      cwd: options.cwd ?? tmpdir(),
      env: { ...bareEnvironment(), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      out.push(chunk);
      if (options.stopsReading === true) child.stdout.destroy();
    });
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() });
    });
  });
}

/** `PATH`, and a cache that the tests share with each other and with nobody else. */
function bareEnvironment(): NodeJS.ProcessEnv {
  const inherited = process.env['PATH'];
  return {
    ...(inherited === undefined ? {} : { PATH: inherited }),
    HOME: '/nonexistent',
    XDG_CACHE_HOME: join(tmpdir(), `countersign-test-${process.getuid?.() ?? 0}`, 'cache'),
    XDG_STATE_HOME: join(tmpdir(), `countersign-test-${process.getuid?.() ?? 0}`, 'state'),
    npm_config_globalconfig: '/nonexistent/npmrc',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
  };
}

export interface ScratchFolder {
  readonly dir: string;
  dispose(): void;
}

export function createScratchFolder(): ScratchFolder {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'countersign-folder-')));
  return { dir, dispose: () => rmSync(dir, { recursive: true, force: true }) };
}
