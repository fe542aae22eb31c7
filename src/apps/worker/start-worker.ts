/** Takes jobs from the queue, as many at a time as it is told, and runs them. Whoever starts it closes what it was given. */
import type { JobConsumer } from '#review/store/job-queue.ts';
import { runJob } from './run-job.ts';
import { startTidying } from './tidying.ts';
import type { WorkerDeps } from './worker-deps.ts';

export interface WorkerOptions {
  /** How many jobs run at a time. */
  readonly concurrency: number;
}

export interface RunningWorker {
  /** Takes no more jobs; waits so long for those that run, then aborts them, and leaves them to the queue. */
  stop(options: { readonly graceMs: number }): Promise<void>;
}

export function startWorker(deps: WorkerDeps, { concurrency }: WorkerOptions): RunningWorker {
  const consumer: JobConsumer = deps.store.jobs.consume((job) => runJob(deps, job), {
    concurrency,
    onProblem(problem, job) {
      const { name, code } = problem as { readonly name?: unknown; readonly code?: unknown };
      deps.log.error(
        { err: { name, code, stack: placesOf(problem) }, job: job?.fence.key },
        'a job met a fault of ours',
      );
    },
  });
  const tidying = startTidying(deps);
  return {
    async stop(options) {
      await Promise.all([tidying.stop(), consumer.stop(options)]);
    },
  };
}

/** Where it happened, without what it said: a message can quote what it failed on. */
function placesOf(problem: unknown): readonly string[] {
  if (!(problem instanceof Error)) return [];
  return (problem.stack ?? '')
    .split('\n')
    .flatMap((line) => /^\s{4}at (.{1,300})$/.exec(line)?.[1] ?? [])
    .slice(0, 8);
}
