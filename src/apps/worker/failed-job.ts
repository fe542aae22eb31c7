/**
 * What becomes of a job that ended with an error: put off where waiting helps, ended where nothing is left to do, tried
 * again where the fault may be ours. Reasons are our own words: no message of an error leaves here.
 */
import { MirrorError } from '#adapters/git/mirror/mirror-error.ts';
import { GitHubError, rescheduleFor } from '#adapters/github/github-error.ts';
import type { JobResult } from '#review/store/job-queue.ts';
import { CommitIsBusy } from './check-progress.ts';

export type Failure =
  | { readonly kind: 'result'; readonly result: JobResult }
  /** GitHub asked to wait: nothing of this installation starts until then. */
  | { readonly kind: 'hold'; readonly delayMs: number; readonly reason: string }
  /** There is nothing to review any more. Continues "The review ended: ". */
  | { readonly kind: 'gone'; readonly reason: string }
  /** Nothing can be read or said any more. */
  | { readonly kind: 'silent'; readonly reason: string };

/** After these, what does not answer counts as failed: a check must not wait for ever. */
const MOST_DEFERRALS = 12;
const LAG_MS = 5_000;
const UNREACHABLE_MS = 15_000;
const LONGEST_MS = 10 * 60_000;

export function failureOf(error: unknown, deferrals: number): Failure | null {
  if (error instanceof CommitIsBusy) return later(2_000, 'commit-busy', deferrals);
  if (error instanceof GitHubError) return ofGitHub(error, deferrals);
  if (error instanceof MirrorError) return ofMirror(error, deferrals);
  return null;
}

function ofGitHub(error: GitHubError, deferrals: number): Failure {
  const reschedule = rescheduleFor(error);
  if (reschedule !== null && error.code === 'rate-limited') {
    return { kind: 'hold', delayMs: reschedule.afterMs, reason: reschedule.reason };
  }
  if (reschedule !== null) return later(reschedule.afterMs, reschedule.reason, deferrals);
  switch (error.code) {
    case 'installation-gone':
    case 'installation-suspended':
      return { kind: 'silent', reason: error.code };
    case 'not-found':
      return later(LAG_MS, 'github-not-found', deferrals);
    default:
      return failed(`github-${error.code}`);
  }
}

function ofMirror(error: MirrorError, deferrals: number): Failure {
  switch (error.code) {
    case 'not-there-yet':
      return later(LAG_MS, 'git-not-there-yet', deferrals);
    case 'unreachable':
      return later(UNREACHABLE_MS, 'git-unreachable', deferrals);
    case 'gone':
      return { kind: 'gone', reason: 'its branch or its commits are not there any more' };
    case 'too-large':
      return failed('git-too-large');
    case 'refused':
      return failed('git-refused');
    case 'broken':
      return failed('git-broken');
  }
}

function later(firstMs: number, reason: string, deferrals: number): Failure {
  if (deferrals >= MOST_DEFERRALS) return failed(reason);
  const delayMs = Math.min(firstMs * 2 ** Math.min(deferrals, 10), LONGEST_MS);
  return { kind: 'result', result: { kind: 'later', delayMs, reason } };
}

function failed(reason: string): Failure {
  return { kind: 'result', result: { kind: 'failed', reason } };
}

const SAYS: Readonly<Record<string, string>> = {
  'review-incomplete': 'a part of the review failed each time',
  'git-too-large': 'the change is larger than what can be fetched',
  'git-refused': 'GitHub refused to hand out its commits',
  'git-broken': 'the copy of the repository could not be read',
  'git-unreachable': 'GitHub did not hand out its commits',
  'git-not-there-yet': 'GitHub did not have its commits',
  'github-unavailable': 'GitHub did not answer',
  'github-forbidden': 'GitHub does not allow what the review needs',
  'github-unauthorised': 'GitHub did not accept our credentials',
  'github-refused': 'GitHub refused what was asked',
  'github-unexpected': 'GitHub answered with something unexpected',
  'worker-lost': 'the process that reviewed it ended each time',
};

/** For people: continues "Review incomplete: ". */
export function wordsFor(reason: string | null): string {
  return SAYS[reason ?? ''] ?? 'the review ended with an error each time';
}
