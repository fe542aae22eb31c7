/**
 * What publishing needs from outside, as an interface. Between reading and carrying out, everything is decided by
 * `publish/`; an adapter translates, and decides nothing.
 */
import type { CheckRunWrite, PublishPlan } from './publish/publish-plan.ts';
import type { PublishedCheckRun, PublishedState } from './publish/published-state.ts';

export interface PublishTarget {
  /** `owner/name`. */
  readonly repository: string;
  /** Null where only a commit is checked: a merge group. */
  readonly pullRequest: number | null;
  readonly headSha: string;
}

/**
 * `anchors-refused`: GitHub answered 422 to the review's comments, and nothing of it was posted; what follows it in
 * the plan was not done either. Read, and plan again with `anchorsRefused`.
 * `gone`: the repository, the pull request or the commit is no longer there, and there is nothing to publish to.
 */
export type PublishOutcome =
  | { readonly kind: 'published' }
  | { readonly kind: 'anchors-refused'; readonly answer: string }
  | { readonly kind: 'gone' };

/** `written`: the runs as GitHub has them now, for `withCheckRuns`, which saves reading them again. */
export type CheckRunOutcome =
  { readonly kind: 'written'; readonly runs: readonly PublishedCheckRun[] } | { readonly kind: 'gone' };

/**
 * Serialised by its caller per repository and SHA. Lists, updates what is there, and creates last; a POST is never
 * sent again by itself. Rejects where the effect of a call is unknown (a 502, a timeout) or nothing can be done now (a
 * rate limit); whoever tries again reads and plans again, and so does not repeat what had its effect.
 */
export interface ReviewPublisher {
  read(target: PublishTarget): Promise<PublishedState>;
  carryOut(target: PublishTarget, plan: PublishPlan): Promise<PublishOutcome>;
  /** Check runs alone: progress, and runs that no review will end. */
  writeCheckRuns(target: PublishTarget, writes: readonly CheckRunWrite[]): Promise<CheckRunOutcome>;
}
