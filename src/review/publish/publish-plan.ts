/**
 * What is to be done on GitHub so that it shows what it should: the whole of it, and in the order of the fields. Plain
 * data; carrying it out is an adapter's. What is not named here is never done: nothing is deleted, nothing of anybody
 * else's is touched.
 */
import type { DiffSide } from './published-state.ts';

export interface PublishPlan {
  /** At most one, with all its comments. Carried out first: a check that is done has its comments. */
  readonly review: ReviewPost | null;
  readonly edits: readonly CommentEdit[];
  readonly minimise: readonly CommentMinimising[];
  /** Threads of ours whose finding is fixed, where they are to be resolved. */
  readonly resolve: readonly { readonly threadId: string }[];
  /** Minimised comments that are shown again. */
  readonly restore: readonly { readonly nodeId: string }[];
  /** The check run of the head first; then others of ours on it, which must not say anything else. At most one is new. */
  readonly checkRuns: readonly CheckRunWrite[];
}

export interface ReviewPost {
  readonly commitSha: string;
  /** Never approves and never requests changes: the check decides. */
  readonly event: 'COMMENT';
  readonly body: string;
  /** Gravest first, and never empty. */
  readonly comments: readonly NewComment[];
}

export interface NewComment {
  readonly anchor: LineAnchor | FileAnchor;
  readonly body: string;
}

/** A place in the diff. `startLine` is null for a single line and less than `line` otherwise; both are on `side`. */
export interface LineAnchor {
  readonly kind: 'line';
  readonly path: string;
  readonly side: DiffSide;
  readonly startLine: number | null;
  readonly line: number;
}

/**
 * A file of the diff as a whole (`subject_type: file`). REST has it only for single comments, GraphQL for threads of a
 * review (`addPullRequestReviewThread` with `subjectType: FILE`, then `submitPullRequestReview`).
 */
export interface FileAnchor {
  readonly kind: 'file';
  readonly path: string;
}

export interface CommentEdit {
  readonly id: number;
  readonly nodeId: string;
  readonly body: string;
}

export interface CommentMinimising {
  readonly nodeId: string;
  /** As GraphQL's `ReportedContentClassifiers` spells it. */
  readonly classifier: 'RESOLVED' | 'OUTDATED' | 'DUPLICATE';
}

/** A check run to create where `id` is null, else to update. Every field is sent. */
export interface CheckRunWrite {
  readonly id: number | null;
  readonly name: string;
  readonly headSha: string;
  readonly state: CheckRunState;
  readonly externalId: string;
  readonly detailsUrl: string | null;
  readonly output: CheckRunOutput;
  readonly actions: readonly CheckRunAction[];
  /** The first goes with this write; GitHub appends those of each later one. Without any, none are sent. */
  readonly annotationBatches: readonly (readonly Annotation[])[];
}

/** Never `neutral` or `skipped`: they count as passed. */
export type CheckConclusion = 'success' | 'failure';

export type CheckRunState =
  | { readonly status: 'queued' | 'in_progress' }
  | { readonly status: 'completed'; readonly conclusion: CheckConclusion };

export interface CheckRunOutput {
  readonly title: string;
  readonly summary: string;
  /** Empty where the summary says it all. */
  readonly text: string;
}

/** A button at the check. What it does is up to whoever handles `check_run.requested_action`. */
export interface CheckRunAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

/** A mark on lines of the head, also where the diff does not show them. */
export interface Annotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'notice' | 'warning' | 'failure';
  readonly title: string;
  readonly message: string;
  readonly rawDetails: string;
}

/** GitHub shows what it should already. */
export function isEmptyPlan(plan: PublishPlan): boolean {
  const { review, edits, minimise, resolve, restore, checkRuns } = plan;
  return review === null && [edits, minimise, resolve, restore, checkRuns].every((todo) => todo.length === 0);
}
