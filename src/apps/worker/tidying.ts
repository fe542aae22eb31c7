/**
 * Now and then, what was left behind is asked for again: checks that no job will complete, pull requests whose review
 * got lost with a delivery or a disk, rows that nobody needs. Each look is bounded; the next one goes on.
 */
import type { WorkerDeps } from './worker-deps.ts';

const EVERY_MS = 60_000;
/** A job that is put off or retried gets its time. */
const QUIET_MS = 20 * 60_000;
const AT_ONCE = 50;
const DAY_MS = 24 * 60 * 60_000;
const RETENTION = { deliveriesMs: 4 * DAY_MS, closedMs: 90 * DAY_MS };

export function startTidying(deps: WorkerDeps): { stop(): Promise<void> } {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    running ??= tidy(deps)
      .catch((problem: unknown) => {
        const { name, code } = problem as { readonly name?: unknown; readonly code?: unknown };
        deps.log.error({ err: { name, code } }, 'looking for what was left behind failed');
      })
      .finally(() => {
        running = null;
      });
  }, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

async function tidy({ store, log }: WorkerDeps): Promise<void> {
  const unfinished = await store.pullRequests.unfinished({ quietMs: QUIET_MS, limit: AT_ONCE });
  await store.jobs.enqueue(
    unfinished.map(({ installationId, repository, number }) => ({
      ...{ installationId, subject: { kind: 'pull-request', repository, number } as const },
      ...{ urgency: 'background' as const, reason: 'reconcile' },
    })),
  );
  if (unfinished.length > 0) log.info({ pullRequests: unfinished.length }, 'asked again for reviews that never ended');
  const running = await store.checks.unfinished({ untouchedMs: QUIET_MS, limit: AT_ONCE });
  for (const { installationId, repositoryId, headSha } of running) {
    const seen = await store.installations.findRepository(repositoryId);
    if (seen?.state !== 'present') continue;
    const subject = { kind: 'commit', repository: seen.repository, sha: headSha } as const;
    await store.jobs.enqueue([{ installationId, subject, urgency: 'background', reason: 'reconcile' }]);
  }
  await store.prune(RETENTION);
}
