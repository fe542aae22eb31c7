/** Whether what decides about pull requests (policy, CODEOWNERS) is still what it was when somebody last looked at a branch. */
import type { Revision } from '#domain/snapshot.ts';
import { CODEOWNERS_PATHS } from '#owners/codeowners.ts';
import { POLICY_PATH } from '#policy/parse.ts';
import type { SourceRepository } from '#review/ports.ts';
import type { JobContext } from './job-context.ts';

const KEEP_MS = 30 * 24 * 60 * 60_000;

/** True also where nobody has looked before. Call `remember` once what follows from it is done. */
export async function governingFilesChanged(
  { deps, job }: JobContext,
  repositoryId: number,
  tip: Revision,
  repository: SourceRepository,
): Promise<{ readonly changed: boolean; readonly remember: () => Promise<void> }> {
  const tree = await repository.tree(tip);
  const now = [POLICY_PATH, ...CODEOWNERS_PATHS].map((path) => tree.oid(path) ?? '-').join(' ');
  const question = `governing/${String(repositoryId)}/${tip.ref}`;
  const before = await deps.store.memberships.get(job.installationId, question);
  return {
    changed: before !== now,
    remember: () => deps.store.memberships.put(job.installationId, question, now, KEEP_MS),
  };
}
