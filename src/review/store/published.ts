/**
 * What we have put on GitHub, so that it is found again without asking. GitHub is right where the two differ: these are
 * notes of what was done, taken even by a run that lost its job, because what it posted is there all the same.
 */

export interface PublishedCheck {
  readonly repositoryId: number;
  readonly headSha: string;
  readonly checkRunId: number;
  readonly status: 'queued' | 'in_progress' | 'completed';
  readonly conclusion: string | null;
  /** Of what it shows. */
  readonly digest: string;
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

export interface PublishedComment {
  readonly commentId: number;
  /** For GraphQL, which minimises. */
  readonly nodeId: string;
  /** Of the finding; empty for a summary. */
  readonly fingerprint: string;
  readonly kind: 'line' | 'file' | 'summary';
  /** The head it was posted on. */
  readonly headSha: string;
  readonly state: 'open' | 'fixed' | 'minimised' | 'deleted';
}

export interface CommentStore {
  /** Inserts or updates by comment id. */
  record(repositoryId: number, number: number, comments: readonly PublishedComment[]): Promise<void>;
  /** By comment id. */
  list(repositoryId: number, number: number): Promise<readonly PublishedComment[]>;
}
