/** The verdict of record per pull request and head, and whose verdicts a commit's check has to speak for. */
import type { Outcome, Verdict } from '#domain/verdict.ts';
import type { ProvenanceSignal } from '#domain/provenance.ts';
import type { Fence } from './job-queue.ts';

/** What stays known of a verdict when there is a newer head, or the pull request is closed. */
export interface VerdictSummary {
  readonly repositoryId: number;
  readonly number: number;
  readonly headSha: string;
  readonly outcome: Outcome;
  readonly mode: Verdict['policy']['mode'];
  readonly title: string;
  readonly decidedAt: string;
}

/** One of the open pull requests that have a commit as their head. */
export interface Stake {
  readonly number: number;
  /** Null while nothing was decided for this head: the check must not be a success on its account. */
  readonly verdict: Verdict | null;
}

export interface VerdictStore {
  /** For the head that the verdict names. `stale`, and nothing is written, if the fence's run no longer holds its job. */
  record(
    fence: Fence,
    of: { readonly repositoryId: number; readonly number: number; readonly verdict: Verdict },
  ): Promise<'recorded' | 'stale'>;
  /** Evidence of AI that any verdict of this pull request rested on; it outlives what it was read from. */
  evidence(repositoryId: number, number: number): Promise<readonly ProvenanceSignal[]>;
  /** The one decided last, whatever the head: null if it was never reviewed. */
  latest(repositoryId: number, number: number): Promise<VerdictSummary | null>;
  /** By number. */
  onCommit(repositoryId: number, headSha: string): Promise<readonly Stake[]>;
}
