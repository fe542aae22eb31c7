/** The verdict of record per pull request and head, and what they make of a commit that several pull requests share. */
import type { Outcome } from '#domain/verdict.ts';
import type { Fence } from './job-queue.ts';

export interface RecordedVerdict {
  readonly repositoryId: number;
  readonly number: number;
  readonly headSha: string;
  readonly outcome: Outcome;
  /** What the check says: an observing policy makes a success of every outcome. */
  readonly conclusion: 'success' | 'failure';
  readonly title: string;
  /** Of the rendered report: the same digest, nothing new to publish. */
  readonly digest: string;
  readonly decidedAt: string;
}

/** One of the open pull requests that have a commit as their head. */
export interface Stake {
  readonly number: number;
  /** Null while nothing was decided for this head: the check must not be a success on its account. */
  readonly verdict: RecordedVerdict | null;
}

export interface VerdictStore {
  /** `stale`, and nothing is written, if the fence's run no longer holds its job. */
  record(fence: Fence, verdict: RecordedVerdict): Promise<'recorded' | 'stale'>;
  find(repositoryId: number, number: number, headSha: string): Promise<RecordedVerdict | null>;
  /** The one decided last, whatever the head. */
  latest(repositoryId: number, number: number): Promise<RecordedVerdict | null>;
  /** By number. */
  onCommit(repositoryId: number, headSha: string): Promise<readonly Stake[]>;
}

const GRAVITY: Readonly<Record<Outcome, number>> = { pass: 0, 'needs-countersign': 1, blocked: 2, incomplete: 3 };

/**
 * The verdict that a commit's check shows: a failure before a success, then the gravest outcome, then the lowest number.
 * Null where there is none. `undecided` are those that the check still waits for.
 */
export function worstVerdict(stakes: readonly Stake[]): {
  readonly worst: RecordedVerdict | null;
  readonly undecided: readonly number[];
} {
  const verdicts = stakes.flatMap(({ verdict }) => (verdict === null ? [] : [verdict]));
  const [worst = null] = verdicts.toSorted(
    (one, other) =>
      Number(other.conclusion === 'failure') - Number(one.conclusion === 'failure') ||
      GRAVITY[other.outcome] - GRAVITY[one.outcome] ||
      one.number - other.number,
  );
  return { worst, undecided: stakes.filter(({ verdict }) => verdict === null).map(({ number }) => number) };
}
