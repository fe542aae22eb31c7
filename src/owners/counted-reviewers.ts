/** Whose approval counts at all: of the content that is there now, by a person who may write and did not open the change. */
import type { Account } from '#domain/snapshot.ts';
import type { OwnershipFacts, SubmittedReview } from './ownership-facts.ts';

export interface CountedReviewer {
  readonly login: string;
  /** `@ada` */
  readonly mention: string;
}

export type UncountedReason = 'older-content' | 'bot' | 'author' | 'no-write-access' | 'access-unknown';

export interface UncountedReview {
  readonly by: string;
  readonly reason: UncountedReason;
}

/** Both by login. */
export function countedReviewers(facts: OwnershipFacts): {
  readonly counted: readonly CountedReviewer[];
  readonly uncounted: readonly UncountedReview[];
} {
  const access = new Map(facts.writers.map(({ login, canWrite }) => [login.toLowerCase(), canWrite]));
  const counted: CountedReviewer[] = [];
  const uncounted: UncountedReview[] = [];
  for (const review of standingApprovals(facts.reviews)) {
    const { login } = review.reviewer;
    const reason = reasonAgainst(review, facts) ?? accessReason(access.get(login.toLowerCase()));
    if (reason === null) counted.push({ login, mention: `@${login}` });
    else uncounted.push({ by: `@${login}`, reason });
  }
  return { counted, uncounted };
}

/** Those whose access has to be known before they count; the others do not count whatever it is. */
export function candidates(facts: Pick<OwnershipFacts, 'reviews' | 'author' | 'headSha'>): readonly Account[] {
  return standingApprovals(facts.reviews)
    .filter((review) => reasonAgainst(review, facts) === null)
    .map(({ reviewer }) => reviewer);
}

/** The last word of each reviewer, where it is an approval. A comment is no word about it. By login. */
function standingApprovals(reviews: readonly SubmittedReview[]): SubmittedReview[] {
  const last = new Map<string, SubmittedReview>();
  for (const review of reviews) {
    const key = review.reviewer.login.toLowerCase();
    const before = last.get(key);
    if (review.state === 'commented') continue;
    if (before === undefined || before.submittedAt <= review.submittedAt) last.set(key, review);
  }
  return [...last]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, review]) => review)
    .filter(({ state }) => state === 'approved');
}

function reasonAgainst(
  { reviewer, commit }: SubmittedReview,
  { author, headSha }: Pick<OwnershipFacts, 'author' | 'headSha'>,
): UncountedReason | null {
  if (reviewer.type !== 'User') return 'bot';
  if (author !== null && isSame(reviewer, author)) return 'author';
  return commit === headSha ? null : 'older-content';
}

/** By id where both have one: a login can be given up and taken by somebody else. */
function isSame(one: Account, other: Account): boolean {
  if (one.id !== null && other.id !== null) return one.id === other.id;
  return one.login.toLowerCase() === other.login.toLowerCase();
}

function accessReason(canWrite: boolean | null | undefined): UncountedReason | null {
  if (canWrite === true) return null;
  return canWrite === false ? 'no-write-access' : 'access-unknown';
}
