/** What is known of pull requests, from webhooks and from looking. */
import type { RepositoryRef } from './job-subject.ts';

export interface PullRequestObservation {
  readonly kind: 'pull-request';
  readonly installationId: number;
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly draft: boolean;
  readonly headSha: string;
  /** The head before this event, where the event says so (`before` of `synchronize`). Orders events of one second. */
  readonly previousHeadSha: string | null;
  readonly baseRef: string;
  /** `updated_at` of the pull request, ISO 8601. Older observations never undo newer ones. */
  readonly updatedAt: string;
  /**
   * `event`: it was opened or pushed to while the App watched, so it gets comments. `sweep`: it was there before, or was
   * found by looking; it gets a check and no comments. Once `event`, always `event`.
   */
  readonly arrivedBy: 'event' | 'sweep';
}

/** `previousHeadSha`: the head before this one, if one is known, whatever told of it. */
export interface KnownPullRequest extends Omit<PullRequestObservation, 'kind'> {
  readonly firstSeenAt: string;
}

export interface OpenPullRequestFilter {
  readonly installationId?: number;
  readonly repositoryId?: number;
  readonly baseRef?: string;
  readonly headSha?: string;
  /** The last one of the page before. Pages go by repository id and number. */
  readonly after?: { readonly repositoryId: number; readonly number: number };
  readonly limit: number;
}

export interface PullRequestStore {
  /** Answers what is known afterwards, in the same order; an older observation changes nothing. */
  observe(observations: readonly PullRequestObservation[]): Promise<readonly KnownPullRequest[]>;
  find(repositoryId: number, number: number): Promise<KnownPullRequest | null>;
  open(filter: OpenPullRequestFilter): Promise<readonly KnownPullRequest[]>;
  /**
   * Open ones of which no job is in the queue, not even a dead one, and whose head has no completed check of ours,
   * last seen at least `quietMs` ago: what a reconcile asks for again.
   */
  unfinished(filter: { readonly quietMs: number; readonly limit: number }): Promise<readonly KnownPullRequest[]>;
}
