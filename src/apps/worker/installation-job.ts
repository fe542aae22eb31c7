/** An installation is seen for the first time, or again: each of its repositories gets its first check, a few a second. */
import { listRepositories } from '#adapters/github/listings.ts';
import type { JobResult } from '#review/store/job-queue.ts';
import type { JobContext } from './job-context.ts';

/** One after another at this distance, which leaves room for reviews below GitHub's 900 points a minute. */
const APART_MS = 600;

/** After these, events may have been missed. */
const LOOKS: ReadonlySet<string> = new Set(['reconcile', 'sweep', 'installation.unsuspend']);

export async function runInstallationJob(context: JobContext): Promise<JobResult> {
  const { deps, job, installation, log } = context;
  const { installationId } = job;
  const known = await deps.store.installations.find(installationId);
  if (known !== null && known.state !== 'active') {
    deps.github.forget(installationId);
    if (known.state === 'deleted') await deps.mirrors.forget({ installation: String(installationId) });
    log.info({ state: known.state }, 'the installation is not active');
    return { kind: 'done' };
  }
  const { items, complete } = await listRepositories(installation.github);
  await deps.store.installations.observe(
    items.map((repository) => ({ kind: 'repository', installationId, repository, state: 'present' })),
  );
  const reason = job.reasons.some((each) => LOOKS.has(each)) ? 'sweep' : 'installation';
  await deps.store.jobs.enqueue(
    items.map((repository, index) => ({
      ...{ installationId, subject: { kind: 'repository', repository } as const },
      ...{ urgency: 'background' as const, reason, delayMs: index * APART_MS },
    })),
  );
  log.info({ repositories: items.length, complete }, 'the installation was looked at');
  return { kind: 'done' };
}
