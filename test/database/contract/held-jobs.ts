/** A consumer whose jobs run for as long as the test says. */
import type { JobConsumer, JobResult, RunningJob } from '#review/store/job-queue.ts';
import type { Store } from '#review/store/store.ts';
import { until } from './until.ts';

export interface HeldJob {
  readonly job: RunningJob;
  finish(result: JobResult): void;
  /** Makes the handler throw. */
  crash(error: unknown): void;
}

export interface HoldingWorker {
  readonly consumer: JobConsumer;
  /** Those that have started, in order, finished ones included. */
  readonly started: readonly HeldJob[];
  readonly problems: readonly unknown[];
  /** The next one to start that was not yet asked for. */
  next(): Promise<HeldJob>;
}

/** `deaf`: it does not stop when it is told to; else the end of the store ends it. */
export function holdJobs(store: Store, concurrency = 1, { deaf = false } = {}): HoldingWorker {
  const started: HeldJob[] = [];
  const problems: unknown[] = [];
  let given = 0;
  const consumer = store.jobs.consume(
    (job) =>
      new Promise<JobResult>((finish, crash) => {
        started.push({ job, finish, crash });
        const onAbort = (): void => {
          if (job.signal.reason === 'stopping' && !deaf) finish({ kind: 'interrupted' });
        };
        job.signal.addEventListener('abort', onAbort);
      }),
    { concurrency, onProblem: (problem) => problems.push(problem) },
  );
  return {
    consumer,
    started,
    problems,
    async next() {
      given += 1;
      await until(() => started.length >= given);
      const held = started[given - 1];
      if (held === undefined) throw new Error('it has started');
      return held;
    },
  };
}

/** Runs every job that comes, at once and well; answers their keys as they come. */
export function runJobs(
  store: Store,
  concurrency = 1,
): { readonly keys: readonly string[]; readonly consumer: JobConsumer } {
  const keys: string[] = [];
  const consumer = store.jobs.consume(
    async (job) => {
      keys.push(job.fence.key);
      return { kind: 'done' };
    },
    { concurrency, onProblem: fail },
  );
  return { keys, consumer };
}

function fail(problem: unknown): never {
  throw problem;
}
