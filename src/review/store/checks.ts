/**
 * The check runs that we have made, so that heads without a final one are found without asking GitHub. GitHub is right
 * where the two differ: these are notes of what was done, taken even by a run that lost its job, because what it
 * published is there all the same.
 */

export interface PublishedCheck {
  readonly repositoryId: number;
  readonly headSha: string;
  readonly checkRunId: number;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion: string | null;
}

export interface UnfinishedCheck extends PublishedCheck {
  readonly installationId: number;
  /** When we last touched it, ISO 8601. */
  readonly touchedAt: string;
}

export interface CheckStore {
  record(check: PublishedCheck): Promise<void>;
  find(repositoryId: number, headSha: string): Promise<PublishedCheck | null>;
  /** Not completed, and not touched for so long, oldest first: left behind by a push or by a worker that died. */
  unfinished(filter: { readonly untouchedMs: number; readonly limit: number }): Promise<readonly UnfinishedCheck[]>;
}
