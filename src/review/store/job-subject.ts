/** What a job is about. Kept as JSON between processes, and parsed when it comes back: another version may have written it. */
import { z } from 'zod';

/** `id` survives renames and transfers; owner and name are what they were when last seen. */
export const repositorySchema = z.strictObject({
  id: z.int().positive(),
  owner: z.string().min(1),
  name: z.string().min(1),
});
export type RepositoryRef = Readonly<z.infer<typeof repositorySchema>>;

const sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);

export const jobSubjectSchema = z.discriminatedUnion('kind', [
  /** Review it as it is now, and publish. */
  z.strictObject({ kind: z.literal('pull-request'), repository: repositorySchema, number: z.int().positive() }),
  z.strictObject({
    kind: z.literal('merge-group'),
    repository: repositorySchema,
    headSha: sha,
    headRef: z.string(),
    baseSha: sha,
    baseRef: z.string(),
  }),
  /** Its tip moved: policy and owners may be others now for the pull requests that target it. */
  z.strictObject({ kind: z.literal('branch'), repository: repositorySchema, branch: z.string().min(1) }),
  /** Somebody asks for the check on this commit, and which pull requests have it is still to be found out. */
  z.strictObject({ kind: z.literal('commit'), repository: repositorySchema, sha }),
  /** First sight of a repository, or a look for what was missed in it. */
  z.strictObject({ kind: z.literal('repository'), repository: repositorySchema }),
  /** First sight of an installation, or a look for what was missed in it. */
  z.strictObject({ kind: z.literal('installation') }),
]);
export type JobSubject = Readonly<z.infer<typeof jobSubjectSchema>>;

/** Jobs with the same key are one job. */
export function jobKey(installationId: number, subject: JobSubject): string {
  if (subject.kind === 'installation') return `${installationId}/installation`;
  const repository = `${installationId}/${subject.repository.id}`;
  switch (subject.kind) {
    case 'pull-request':
      return `${repository}/pull/${subject.number}`;
    case 'merge-group':
      return `${repository}/merge-group/${subject.headSha}`;
    case 'branch':
      return `${repository}/branch/${subject.branch}`;
    case 'commit':
      return `${repository}/commit/${subject.sha}`;
    case 'repository':
      return `${repository}/repository`;
  }
}
