/** Pull requests with their conversation: comments, reviews, and threads on places in the diff. */
import type { Team, User } from './accounts.ts';
import type { App } from './apps.ts';
import type { Label, Repository } from './repositories.ts';

export interface PullRequest {
  readonly id: number;
  readonly nodeId: string;
  readonly number: number;
  readonly repository: Repository;
  readonly author: User;
  readonly createdAt: Date;
  readonly base: { ref: string; sha: string };
  readonly head: {
    readonly ref: string;
    sha: string;
    repository: Repository | null;
    readonly owner: User | Team['organization'];
  };
  readonly labels: Label[];
  readonly requestedReviewers: User[];
  readonly requestedTeams: Team[];
  readonly comments: IssueComment[];
  readonly reviews: Review[];
  readonly threads: Thread[];
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  draft: boolean;
  locked: boolean;
  updatedAt: Date;
  closedAt: Date | null;
  merged: { readonly at: Date; readonly by: User; readonly sha: string } | null;
}

/** GitHub's reasons for hiding a comment, as GraphQL's `ReportedContentClassifiers` spells them. */
export type MinimizedReason = 'ABUSE' | 'DUPLICATE' | 'OFF_TOPIC' | 'OUTDATED' | 'RESOLVED' | 'SPAM';

interface Written {
  readonly id: number;
  readonly nodeId: string;
  readonly pull: PullRequest;
  readonly author: User;
  readonly createdAt: Date;
  readonly reactions: Reaction[];
  body: string;
  updatedAt: Date;
  /** Set once somebody has edited it. */
  editedBy: User | null;
  minimized: MinimizedReason | null;
}

export interface IssueComment extends Written {
  readonly app: App | null;
}

export type ReviewState = 'PENDING' | 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'DISMISSED';

export interface Review extends Written {
  readonly commit: string;
  state: ReviewState;
  submittedAt: Date | null;
}

export type Side = 'LEFT' | 'RIGHT';

/** Lines count from 1 in the file of their side. */
export interface Anchor {
  readonly path: string;
  readonly subject: 'line' | 'file';
  readonly side: Side;
  readonly line: number | null;
  readonly startLine: number | null;
  readonly startSide: Side | null;
  /** Lines below the file's first hunk header; null for a file. */
  readonly position: number | null;
}

export interface Thread {
  readonly nodeId: string;
  readonly pull: PullRequest;
  /** Where it was made. */
  readonly original: Anchor & { readonly commit: string };
  readonly diffHunk: string;
  readonly comments: ReviewComment[];
  /** Where it is now; null since a push changed its lines: it is outdated. */
  current: (Anchor & { readonly commit: string }) | null;
  resolvedBy: User | null;
}

export interface ReviewComment extends Written {
  readonly thread: Thread;
  readonly review: Review;
  readonly replyTo: ReviewComment | null;
}

export const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

export interface Reaction {
  readonly id: number;
  readonly nodeId: string;
  readonly user: User;
  readonly content: (typeof REACTIONS)[number];
  readonly createdAt: Date;
}

/** Comments in the order in which they were written; those of a review that is not submitted are its author's alone. */
export function reviewCommentsOf(pull: PullRequest): ReviewComment[] {
  return pull.threads
    .flatMap((thread) => thread.comments)
    .filter((comment) => comment.review.state !== 'PENDING')
    .sort((one, other) => one.id - other.id);
}
