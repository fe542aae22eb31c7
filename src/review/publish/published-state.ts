/**
 * What GitHub shows now of a review of ours, and what stands around it. Whoever reads it leaves nothing out that it
 * names; what is ours, and what may be touched, is decided from it here, not there. Vocabulary only.
 */

/** The one name that a repository's rules can require. */
export const CHECK_NAME = 'Countersign';

/** A side of a diff, as GitHub's API calls it: the base is on the left. */
export type DiffSide = 'LEFT' | 'RIGHT';

export interface PublishedState {
  /** Check runs named `Countersign` on the head SHA, with `filter=all`: a stalled process can have left a second one. */
  readonly checkRuns: readonly PublishedCheckRun[];
  /** Every review comment of the pull request, whoever wrote it. Empty where there is no pull request. */
  readonly comments: readonly PublishedComment[];
}

export interface PublishedCheckRun {
  readonly id: number;
  /** Made by this App. A workflow can publish a run of any name. */
  readonly byUs: boolean;
  readonly headSha: string;
  readonly status: 'queued' | 'in_progress' | 'completed';
  /** As GitHub has it, which is more than we ever set: `stale`, say. */
  readonly conclusion: string | null;
  /** What we gave it; empty if nothing. */
  readonly externalId: string;
  /** Asked for only where `annotations_count` says that there are any. */
  readonly annotations: readonly PublishedAnnotation[];
}

export interface PublishedAnnotation {
  readonly path: string;
  readonly rawDetails: string | null;
}

export interface PublishedComment {
  readonly id: number;
  readonly nodeId: string;
  /** Of the thread that it is in; null where that is not known. */
  readonly threadId: string | null;
  /** Written by this App. */
  readonly byUs: boolean;
  /** An answer in somebody's thread, and not what starts one. */
  readonly isReply: boolean;
  readonly path: string;
  /** As it stands, our marker in it. */
  readonly body: string;
  /** The head that it was first written for (`original_commit_id`). */
  readonly commitSha: string;
  /** The diff no longer shows its line. Never so of a comment on a whole file that is still in the diff. */
  readonly outdated: boolean;
  readonly minimised: boolean;
  /** Somebody has resolved its thread. */
  readonly resolved: boolean;
  /** Somebody other than this App has written in its thread. */
  readonly repliedByOthers: boolean;
}
