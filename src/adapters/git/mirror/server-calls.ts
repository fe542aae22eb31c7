/**
 * Calls of git that go to the server: with a token that is asked for just before, tried again where that may help,
 * and ended where they bring more than they may. What they fail with is a `MirrorError`, the id of an object that the
 * server does not have, or a `GitError` where nothing points to the server. None of them holds the token.
 */
import { parse, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createGitProcess, type GitCall, GitError, type GitResult } from '../git-process.ts';
import { type GitSetting, safeEnvironment } from '../safe-environment.ts';
import { explainFetch, type FetchFailure } from './fetch-failure.ts';
import type { MirrorLimits } from './mirror-limits.ts';
import { watchGrowth } from './pack-folder.ts';
import { type Remote, remoteSettings, type TokenProvider, wayOut, withoutToken } from './remote-access.ts';

export interface ServerAccess {
  readonly remote: Remote;
  readonly token: TokenProvider;
  readonly environment: NodeJS.ProcessEnv;
  readonly limits: MirrorLimits;
  readonly signal: AbortSignal | undefined;
}

export interface ServerCall {
  readonly args: readonly string[];
  readonly input?: string;
  readonly settings?: readonly GitSetting[];
  readonly timeoutMs: number;
  /** Of what is written to the mirror meanwhile. */
  readonly maxBytes?: number;
}

/** The answer, or what the server does not have. */
export type ServerAnswer = { readonly output: Buffer } | { readonly missing: string };

export type CallServer = (call: ServerCall) => Promise<ServerAnswer>;

export function createServerCalls(gitDir: string, access: ServerAccess): CallServer {
  const { token: provide, limits, signal } = access;
  return async (call) => {
    const pauses = [...limits.failurePausesMs];
    const deadline = performance.now() + call.timeoutMs;
    let refresh = false;
    let lenient = false;
    for (;;) {
      const token = await provide({ refresh });
      const failure = await attempt(gitDir, access, lenient ? withoutChecks(call) : call, token);
      if (!('kind' in failure)) return failure;
      if (failure.kind === 'missing') return { missing: failure.oid };
      const { error, forgivable = false } = failure;
      const again = (error.status === 401 && !refresh) || (forgivable && !lenient);
      refresh ||= error.status === 401;
      lenient ||= forgivable;
      if (again) continue;
      const pause = error.code === 'unreachable' ? pauses.shift() : undefined;
      if (pause === undefined || performance.now() + pause > deadline) throw error;
      await wait(pause, undefined, signal === undefined ? {} : { signal });
    }
  };
}

function withoutChecks(call: ServerCall): ServerCall {
  return { ...call, settings: [...(call.settings ?? []), ['fetch.fsckObjects', 'false']] };
}

/** What has nothing to do with the server is thrown. */
async function attempt(
  gitDir: string,
  access: ServerAccess,
  call: ServerCall,
  token: string | null,
): Promise<GitResult | Exclude<FetchFailure, { kind: 'suspicious' }>> {
  try {
    return await run(gitDir, access, call, token);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const shown = withoutTokens(error, token);
    const failure = explainFetch(shown);
    if (failure.kind === 'suspicious') throw shown;
    return failure;
  }
}

async function run(
  gitDir: string,
  { remote, environment, signal }: ServerAccess,
  call: ServerCall,
  token: string | null,
): Promise<GitResult> {
  const growth = watchGrowth(gitDir, call.maxBytes ?? Infinity);
  const git = createGitProcess({
    cwd: parse(resolve(gitDir)).root,
    environment: safeEnvironment({
      inherited: environment,
      protocols: [remote.protocol],
      settings: [...remoteSettings(remote, token), ...(call.settings ?? [])],
      variables: { ...wayOut(environment), GIT_DIR: gitDir },
    }),
    signal: signal === undefined ? growth.signal : AbortSignal.any([signal, growth.signal]),
    ownGroup: true,
  });
  const options: GitCall = { timeoutMs: call.timeoutMs, ...(call.input === undefined ? {} : { input: call.input }) };
  try {
    return await git(call.args, options);
  } finally {
    growth.stop();
  }
}

/** Without its cause either: nothing of the original is kept. */
function withoutTokens(error: GitError, token: string | null): GitError {
  const { command, status, errors, interrupted } = error;
  return new GitError(command, status, withoutToken(errors, token), { interrupted });
}
