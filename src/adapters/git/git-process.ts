/**
 * Runs git, one process a call, in an environment that is handed in. Knows nothing of repositories: what may be
 * run, and where, is its callers' matter. Standard output is bytes, since paths and contents are.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { UserError } from '#domain/user-error.ts';
import { hasErrorCode } from './error-code.ts';

export interface GitCall {
  /** Written to standard input. */
  readonly input?: string | Uint8Array;
  /** Takes the output as it comes, in place of `GitResult.output`. Whatever it throws ends the process. */
  readonly onOutput?: (chunk: Buffer) => void;
  /** Exit codes that are an answer and not a failure; 0 is always one. */
  readonly accept?: readonly number[];
  /** Variables that replace the environment's for this call. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Ends the process when it has run for so long; no limit if not given. */
  readonly timeoutMs?: number;
}

export interface GitResult {
  readonly status: number;
  readonly output: Buffer;
  readonly errors: string;
}

export type RunGit = (args: readonly string[], call?: GitCall) => Promise<GitResult>;

/** Git ended with an exit code that nobody expected. `errors` is what it said, cut to 64 KiB. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly code = 'git-failed';
  readonly command: string;
  readonly status: number | null;
  readonly errors: string;
  /** It did not start, or was ended from outside: nothing is known of what it would have said. */
  readonly interrupted: boolean;

  constructor(
    command: string,
    status: number | null,
    errors: string,
    options: ErrorOptions & { readonly interrupted?: boolean } = {},
  ) {
    super(`git ${command} failed${status === null ? '' : ` (${status})`}: ${errors.trim()}`, options);
    this.interrupted = options.interrupted ?? false;
    this.command = command;
    this.status = status;
    this.errors = errors;
  }
}

const MAX_ERROR_BYTES = 64 * 1024;

export interface GitProcessOptions {
  readonly environment: NodeJS.ProcessEnv;
  /** Where the process starts. Not the repository: a `PATH` with relative entries must not find programs there. */
  readonly cwd: string;
  /** Ends what is running when it is aborted; that and every later call fails with its reason. */
  readonly signal?: AbortSignal;
  /** Puts each process into a group of its own, so that what git starts ends with it, and no terminal reaches it. */
  readonly ownGroup?: boolean;
}

export function createGitProcess({ environment, cwd, signal, ownGroup = false }: GitProcessOptions): RunGit {
  return (args, call = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(reasonOf(signal));
      const command = args.find((arg) => !arg.startsWith('-')) ?? 'command';
      const child = spawn('git', args, {
        cwd,
        env: call.variables === undefined ? environment : { ...environment, ...call.variables },
        stdio: ['pipe', 'pipe', 'pipe'],
        windowsHide: true,
        detached: ownGroup,
      });
      const output: Buffer[] = [];
      const errors: Buffer[] = [];
      let errorBytes = 0;
      let thrown: Error | undefined;
      const end = (reason: Error): void => {
        thrown ??= reason;
        kill(child, ownGroup);
      };
      const release = watch({ command, timeoutMs: call.timeoutMs, signal }, end);
      child.stdout.on('data', (chunk: Buffer) => {
        if (call.onOutput === undefined) return void output.push(chunk);
        if (thrown !== undefined) return;
        try {
          call.onOutput(chunk);
        } catch (error) {
          end(Error.isError(error) ? error : new GitError(command, null, String(error)));
        }
      });
      child.stderr.on('data', (chunk: Buffer) => {
        if (errorBytes < MAX_ERROR_BYTES) errors.push(chunk);
        errorBytes += chunk.length;
      });
      child.on('error', (error) => {
        release();
        reject(startFailure(error));
      });
      child.on('close', (status) => {
        release();
        if (thrown !== undefined) return reject(thrown);
        const said = Buffer.concat(errors).toString('utf8').slice(0, MAX_ERROR_BYTES);
        if (status === 0 || (status !== null && call.accept?.includes(status) === true)) {
          return resolve({ status, output: Buffer.concat(output), errors: said });
        }
        return reject(new GitError(command, status, said, { interrupted: status === null }));
      });
      // A git that fails early closes its end of the pipe; its exit code tells what happened.
      child.stdin.on('error', () => undefined);
      child.stdin.end(call.input ?? '');
    });
}

interface Watched {
  readonly command: string;
  readonly timeoutMs: number | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Calls `end` when the time is over or the signal aborts, until it is released. */
function watch({ command, timeoutMs, signal }: Watched, end: (reason: Error) => void): () => void {
  const onAbort = (): void => {
    if (signal !== undefined) end(reasonOf(signal));
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  const overtime = (): void => {
    end(new GitError(command, null, `ended after ${(timeoutMs ?? 0) / 1000} s`, { interrupted: true }));
  };
  const timer = timeoutMs === undefined ? undefined : setTimeout(overtime, timeoutMs);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  };
}

function reasonOf(signal: AbortSignal): Error {
  return Error.isError(signal.reason) ? signal.reason : new Error('aborted', { cause: signal.reason });
}

function kill(child: ChildProcess, group: boolean): void {
  try {
    if (group && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch (error) {
    // It has ended in the meantime.
    if (!hasErrorCode(error, 'ESRCH')) throw error;
  }
}

function startFailure(error: Error): Error {
  if ('code' in error && error.code === 'ENOENT') {
    return new UserError('git-missing', 'git could not be started.', 'Install git 2.32 or later and put it on PATH.', {
      cause: error,
    });
  }
  return new GitError('process', null, error.message, { cause: error, interrupted: true });
}
