/**
 * The tip of a branch moved. Where that changed a policy or owners, pull requests that are held to them are reviewed
 * again; nothing else of a branch decides anything.
 */
import type { JobResult } from '#review/store/job-queue.ts';
import { enqueueReviews } from './enqueue-reviews.ts';
import { governingFilesChanged } from './governing-files.ts';
import { fullName, type JobContext, openMirror, type SubjectOf } from './job-context.ts';

/** Where an organisation keeps what holds for all its repositories. */
const ORGANISATION_REPOSITORY = '.github';

export async function runBranchJob(
  context: JobContext,
  { repository: ref, branch }: SubjectOf<'branch'>,
): Promise<JobResult> {
  const { deps, job, log } = context;
  const mirror = await openMirror(context, fullName(ref));
  try {
    const tip = await mirror.tip(branch);
    if (tip === null) {
      log.info({ branch }, 'the branch is gone');
      return { kind: 'done' };
    }
    const governing = await governingFilesChanged(context, ref.id, tip, mirror);
    if (!governing.changed) return { kind: 'done' };
    // The default branch's policy holds for every branch, and that of `.github` for every repository.
    const isDefault = (await mirror.tip('HEAD'))?.sha === tip.sha;
    const ofOrganisation = isDefault && ref.name === ORGANISATION_REPOSITORY;
    if (ofOrganisation) deps.organisationFiles.forget(ref.owner);
    const { installationId } = job;
    const filter = isDefault ? {} : { baseRef: branch };
    const asked = { reason: 'push', urgency: 'background' } as const;
    const count = await enqueueReviews(
      context,
      ofOrganisation ? { installationId } : { installationId, repositoryId: ref.id, ...filter },
      asked,
    );
    await governing.remember();
    log.info({ branch, pullRequests: count }, 'policy or owners changed');
    return { kind: 'done' };
  } finally {
    await mirror.close();
  }
}
