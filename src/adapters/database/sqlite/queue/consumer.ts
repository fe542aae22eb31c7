/**
 * Runs jobs: claims as many as there is room for, keeps their leases, tells them when they are superseded or lost, and
 * gives the queue what became of them. It looks when it is woken (somebody enqueued in this process), when a job ends,
 * and at intervals (for what other processes enqueue, and for what becomes due).
 */
import type {
  AbortReason,
  ConsumeOptions,
  Fence,
  JobConsumer,
  JobHandler,
  JobResult,
  RunningJob,
  Standing,
} from '#review/store/job-queue.ts';
import { URGENCIES } from '#review/store/job-queue.ts';
import type { JobRow } from '../../schema.ts';
import type { Claims } from './claims.ts';
import { parseSubject } from './inspection.ts';
import { reasonsOf } from './job-changes.ts';

export interface ConsumerSettings {
  readonly claims: Claims;
  readonly maxAttempts: number;
  readonly worker: string;
  readonly pollMs: number;
  /** Several times within a lease. */
  readonly beatMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back with the keys of what was enqueued in this process; answers how to stop that. */
  readonly onEnqueued: (wake: (keys: ReadonlySet<string>) => void) => () => void;
}

interface Run {
  readonly job: RunningJob;
  readonly controller: AbortController;
  ended: Promise<void>;
}

/** How long a handler that was told to stop may take over it. */
const ABORT_MS = 2_000;
const NOT_UNDERSTOOD: JobResult = { kind: 'later', delayMs: 60_000, reason: 'not-understood-by-this-version' };

export function startConsumer(handle: JobHandler, options: ConsumeOptions, settings: ConsumerSettings): JobConsumer {
  const { claims, worker, pollMs, beatMs } = settings;
  const runs = new Map<number, Run>();
  let stopping: Promise<void> | null = null;
  let looking: Promise<void> | null = null;
  let lookAgain = false;

  const look = (): void => {
    lookAgain = true;
    looking ??= takeAll();
  };

  const takeAll = async (): Promise<void> => {
    while (lookAgain && stopping === null) {
      lookAgain = false;
      try {
        const rows = await claims.claim(options.concurrency - runs.size, worker);
        for (const row of rows) await start(row);
      } catch (error) {
        options.onProblem(error, null);
      }
    }
    looking = null;
  };

  const start = async (row: JobRow): Promise<void> => {
    const controller = new AbortController();
    const job = runningJob(row, controller.signal, settings);
    if (job === null || stopping !== null) {
      await claims.settle(fenceOf(row), job === null ? NOT_UNDERSTOOD : { kind: 'interrupted' });
      return;
    }
    const run: Run = { job, controller, ended: Promise.resolve() };
    runs.set(row.token, run);
    run.ended = perform(run).finally(() => {
      runs.delete(row.token);
      look();
    });
  };

  const perform = async ({ job, controller }: Run): Promise<void> => {
    let result: JobResult;
    try {
      result = await handle(job);
    } catch (error) {
      options.onProblem(error, job);
      result = { kind: 'failed', reason: nameOf(error) };
    }
    try {
      await claims.settle(job.fence, honest(result, controller.signal));
    } catch (error) {
      // Its lease ends, and it runs again.
      options.onProblem(error, job);
    }
  };

  const beat = async (): Promise<void> => {
    const fences = [...runs.values()].map(({ job }) => job.fence);
    try {
      for (const [fence, standing] of await claims.beat(fences)) tell(runs.get(fence.token), standing);
    } catch (error) {
      options.onProblem(error, null);
    }
  };

  const wake = async (keys: ReadonlySet<string>): Promise<void> => {
    look();
    for (const run of [...runs.values()].filter(({ job }) => keys.has(job.fence.key))) {
      try {
        tell(run, await run.job.standing());
      } catch (error) {
        options.onProblem(error, run.job);
      }
    }
  };

  const forget = settings.onEnqueued((keys) => void wake(keys));
  const poll = setInterval(look, pollMs);
  const heart = setInterval(() => void beat(), beatMs);
  look();

  const stop = async (graceMs: number): Promise<void> => {
    forget();
    clearInterval(poll);
    await looking;
    await finished(runs, graceMs);
    for (const { controller } of runs.values()) abort(controller, 'stopping');
    await finished(runs, ABORT_MS);
    clearInterval(heart);
    for (const { job } of [...runs.values()]) {
      await claims.settle(job.fence, { kind: 'interrupted' }).catch((error: unknown) => options.onProblem(error, job));
    }
  };

  return {
    get running() {
      return runs.size;
    },
    async stop({ graceMs }) {
      stopping ??= stop(graceMs);
      await stopping;
    },
  };
}

function tell(run: Run | undefined, standing: Standing): void {
  if (run !== undefined && standing !== 'current') abort(run.controller, standing);
}

function abort(controller: AbortController, reason: AbortReason): void {
  if (!controller.signal.aborted) controller.abort(reason);
}

/** Interrupted by nothing is a failure, or it would go round for ever. */
function honest(result: JobResult, signal: AbortSignal): JobResult {
  if (result.kind !== 'interrupted') return result;
  if (!signal.aborted) return { kind: 'failed', reason: 'interrupted-by-nothing' };
  return result;
}

/** Resolves when all have ended, or after so long. */
async function finished(runs: ReadonlyMap<number, Run>, withinMs: number): Promise<void> {
  if (runs.size === 0) return;
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, withinMs);
  });
  const all = Promise.all([...runs.values()].map(({ ended }) => ended)).then(() => undefined);
  await Promise.race([all, enough]);
  clearTimeout(timer);
}

/** Null where the subject is not one that this version knows. */
function runningJob(
  row: JobRow,
  signal: AbortSignal,
  { claims, maxAttempts, now }: ConsumerSettings,
): RunningJob | null {
  const subject = parseSubject(row.subject);
  if (subject === null) return null;
  const fence = fenceOf(row);
  return {
    fence,
    installationId: row.installation_id,
    subject,
    headSha: row.head_sha,
    urgency: URGENCIES[row.urgency] ?? 'background',
    reasons: reasonsOf(row).map(([, reason]) => reason),
    attempt: row.attempts,
    maxAttempts,
    deferrals: row.deferrals,
    lastFailure: row.last_failure,
    waitedMs: Math.max(0, now() - row.since),
    signal,
    standing: () => claims.standing(fence),
    reviewing: (headSha) => claims.reviewing(fence, headSha),
  };
}

function fenceOf(row: JobRow): Fence {
  return { key: row.key, token: row.token };
}

/** Never the message, which may quote what it failed on. */
function nameOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'threw';
  const { name, code } = error as { readonly name?: unknown; readonly code?: unknown };
  return ['threw', name, code]
    .filter((word) => typeof word === 'string' || typeof word === 'number')
    .join(' ')
    .slice(0, 100);
}
