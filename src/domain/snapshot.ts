/**
 * Everything a review decides from, frozen: same snapshot, same policy, same engine → same bytes of verdict.
 * Plain data, serialisable as JSON. File contents are named by blob id and travel beside it.
 */
import type { FileChange } from './change.ts';
import type { NotChecked } from './not-checked.ts';
import type { PackageFact } from './package-fact.ts';
import type { NotRead, ProvenanceSignal } from './provenance.ts';
import type { Place } from './span.ts';

export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** One commit of base..head, oldest first in `PullRequestSnapshot.commits`. `message` is raw, trailers included. */
export interface Commit {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly author: Identity;
  readonly committer: Identity;
  readonly authoredAt: string;
  readonly message: string;
}

export interface Account {
  readonly login: string;
  readonly id: number | null;
  /** GitHub's `user.type`: a Bot is never a person. */
  readonly type: 'User' | 'Bot' | 'Organization' | 'Mannequin' | 'unknown';
}

/** The conversation part of a pull request, as GitHub's API gives it. Absent for a local review without `--pr`. */
export interface PullRequest {
  readonly repository: string | null;
  readonly number: number | null;
  readonly title: string;
  readonly body: string;
  readonly author: Account | null;
  readonly labels: readonly string[];
  readonly headRef: string;
  readonly baseRef: string;
  readonly draft: boolean;
}

/** A revision: `sha` is a commit id, or `WORKTREE` / `STAGED` for what is not committed yet. */
export interface Revision {
  readonly sha: string;
  /** The name it was asked for by, for people: `main`, `HEAD`, `WORKTREE`. */
  readonly ref: string;
}

/** What the secret scanner saw. It never holds the value: only its kind, place, a preview of at most four characters and a salted hash. */
export interface SecretFact {
  readonly kind: string;
  readonly description: string;
  readonly place: Place;
  readonly preview: string;
  readonly hash: string;
}

/** Lines of the head that one commit of the range brought, one after the other. */
export interface BlamedLines {
  /** Of the head. 1-based. */
  readonly start: number;
  readonly count: number;
  readonly commit: string;
  /** The path and first line in that commit, to which records of tools refer. */
  readonly path: string;
  readonly line: number;
}

/** What git and the tools themselves keep about who wrote which line. */
export interface Lineage {
  /** Of the added lines, by path of the head; null where there were too many files or commits to ask git. */
  readonly blame: ReadonlyMap<string, readonly BlamedLines[]> | null;
  /** Notes of `refs/notes/ai`, by commit. */
  readonly notes: ReadonlyMap<string, string>;
  /** `.agent-trace/traces.jsonl` of the head, or null. */
  readonly traces: string | null;
  readonly notRead: readonly NotRead[];
}

export interface PullRequestSnapshot {
  readonly base: Revision;
  readonly head: Revision;
  /** The branch the change is for; policy is read from its tip. */
  readonly target: Revision;
  readonly pullRequest: PullRequest | null;
  readonly commits: readonly Commit[];
  readonly changes: readonly FileChange[];
  readonly secrets: readonly SecretFact[];
  /** What was found out about packages that the change brings. */
  readonly packages: readonly PackageFact[];
  readonly lineage: Lineage;
  /** Evidence of AI that was seen in this pull request before. */
  readonly earlier: readonly ProvenanceSignal[];
  /** What could not be read while gathering, with its reason. */
  readonly notChecked: readonly NotChecked[];
  /** ISO 8601, UTC. The only clock a decision knows. */
  readonly decidedAt: string;
}
