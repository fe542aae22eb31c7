/** Every request as it was asked and answered, for tests to count and to look at. Keeps no credentials. */
import type { OperationId } from '../description/operations-in-use.ts';
import type { GitService } from '../git/smart-http.ts';
import type { Permissions } from '../state/apps.ts';

/** What a request is, as far as the path says; null for a path that GitHub does not have, or the stand-in not yet. */
export type RequestKind = OperationId | GitService | 'graphql';

export interface RequestRecord {
  readonly at: Date;
  readonly method: string;
  /** With its query, and without the prefix of an enterprise server. */
  readonly path: string;
  readonly operation: RequestKind | null;
  /** `owner/name`, in lower case; null where the path names none. */
  readonly repository: string | null;
  /** What was sent, parsed; undefined where nothing was, or git. */
  readonly body: unknown;
  /** Whether it writes something that people are told of, which GitHub allows 80 times a minute. */
  readonly createsContent: boolean;
  /** `app countersign`, `installation 1004`, `user ada`, `anonymous`; empty while it is not known, or was refused. */
  actor: string;
  /** Of the token that it came with; null for users and apps themselves. */
  permissions: Permissions | null;
  /** 0 until it is answered, and where it never was. */
  status: number;
  durationMs: number;
  /** What GitHub's description says against the request, or against our own answer. */
  readonly problems: string[];
  /** What was made to go wrong with it. */
  readonly faults: string[];
}

const CONTENT: ReadonlySet<string> = new Set([
  'issues/create-comment',
  'pulls/create',
  'pulls/create-reply-for-review-comment',
  'pulls/create-review',
  'pulls/create-review-comment',
  'pulls/submit-review',
]);

/** The same through GraphQL. */
const CONTENT_MUTATIONS =
  /\b(?:addComment|addPullRequestReview|addPullRequestReviewThreadReply|submitPullRequestReview)\b/;

export function createsContent(operation: RequestKind | null, body: unknown): boolean {
  if (operation === 'graphql') return CONTENT_MUTATIONS.test(queryIn(body));
  return operation !== null && CONTENT.has(operation);
}

function queryIn(body: unknown): string {
  const { query } = (body ?? {}) as { readonly query?: unknown };
  return typeof query === 'string' ? query : '';
}

export interface Pace {
  /** Most requests that write content, in any minute and any hour. */
  readonly contentPerMinute: number;
  readonly contentPerHour: number;
  /** Most points in any minute: a read costs 1, a write 5. */
  readonly pointsPerMinute: number;
}

/** How close the requests came to GitHub's secondary limits (80 and 500 of content, 900 points). */
export function paceOf(records: readonly RequestRecord[]): Pace {
  const asked = records.filter((record) => !record.operation?.startsWith('git/'));
  const content = asked.filter((record) => record.createsContent);
  return {
    contentPerMinute: mostWithin(content, 60_000, () => 1),
    contentPerHour: mostWithin(content, 3_600_000, () => 1),
    pointsPerMinute: mostWithin(asked, 60_000, pointsOf),
  };
}

export function pointsOf({ method, operation, body }: Pick<RequestRecord, 'method' | 'operation' | 'body'>): number {
  if (operation !== 'graphql') return method === 'GET' || method === 'HEAD' ? 1 : 5;
  return /^\s*mutation\b/.test(queryIn(body)) ? 5 : 1;
}

function mostWithin(records: readonly RequestRecord[], ms: number, weigh: (record: RequestRecord) => number): number {
  const weighed = records.map((record) => ({ at: record.at.getTime(), weight: weigh(record) }));
  let [first, sum, most] = [0, 0, 0];
  for (const { at, weight } of weighed) {
    sum += weight;
    for (let oldest = weighed[first]; oldest !== undefined && oldest.at <= at - ms; oldest = weighed[first]) {
      sum -= oldest.weight;
      first += 1;
    }
    most = Math.max(most, sum);
  }
  return most;
}
