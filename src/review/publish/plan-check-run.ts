/**
 * The check run of a head on its way: queued, in progress, completed. Completed is `success` or `failure` and nothing
 * else; a run whose review will never end is ended, so that no check is left running. Pure.
 */
import type { Mode } from '#policy/policy.ts';
import type { CheckRunReport } from '../render/check-run.ts';
import { cut, markdownProse, visibleProse } from '../render/neutralise.ts';
import { type CheckRunContent, checkRunWrite, endedWithoutReview, ownRuns, saysAlready } from './check-run-write.ts';
import type { Annotation, CheckRunAction, CheckRunWrite } from './publish-plan.ts';
import type { PublishedCheckRun } from './published-state.ts';

export interface CheckRunSubject {
  /** As `PublishedState.checkRuns`. */
  readonly runs: readonly PublishedCheckRun[];
  readonly headSha: string;
  readonly detailsUrl: string | null;
}

/** The completed run, and with it every other one of ours on the head: none of them may say anything else. */
export function planCompletion(
  { runs, headSha, detailsUrl }: CheckRunSubject,
  { conclusion, title, summary, text }: CheckRunReport,
  extras: { readonly annotations: readonly Annotation[]; readonly actions: readonly CheckRunAction[] },
): readonly CheckRunWrite[] {
  const [newest = null, ...others] = ownRuns(runs, headSha);
  const state = { status: 'completed', conclusion } as const;
  const content = { headSha, state, output: { title, summary, text }, detailsUrl, ...extras };
  const stray: CheckRunContent = { headSha, state, output: STRAY, detailsUrl };
  return [
    unlessSaid(newest, content),
    ...others.map((run) => (run.status === 'completed' && run.conclusion === conclusion ? [] : unlessSaid(run, stray))),
  ].flat();
}

const STRAY = {
  title: 'There is a newer run on this commit',
  summary: 'Two runs were started for one review. The newer one has the report; this one ends as it does.',
  text: '',
};

const PROGRESS = {
  queued: { title: 'Waiting for its turn', summary: 'The review starts as soon as there is room for it.', text: '' },
  in_progress: { title: 'Reviewing', summary: 'The change is being read.', text: '' },
} as const;

/**
 * Says that a review is under way. A verdict that stands stays until the next one is there, unless somebody asked for
 * the run again (`check_run.rerequested`), which GitHub leaves to us to reset.
 */
export function planProgress(
  { runs, headSha, detailsUrl }: CheckRunSubject,
  status: 'queued' | 'in_progress',
  rerequested: boolean = false,
): readonly CheckRunWrite[] {
  const [newest = null] = ownRuns(runs, headSha);
  const standing = newest?.status === 'completed' && !endedWithoutReview(newest) && !rerequested;
  const further = newest?.status === status || (newest?.status === 'in_progress' && status === 'queued');
  if (standing || further) return [];
  return [checkRunWrite(newest, { headSha, state: { status }, output: PROGRESS[status], detailsUrl })];
}

/** Why a run ends without a verdict. */
export type Ending =
  /** Another head took its place, which no open pull request has any more. */
  | { readonly kind: 'superseded'; readonly by: string }
  | { readonly kind: 'closed' }
  /** What was to be reviewed is not there: a deleted branch, a fork that vanished. Continues "The review ended: ". */
  | { readonly kind: 'gone'; readonly reason: string }
  /** Our own failure, after the last try. Continues "Review incomplete: ". Counts even where a verdict stands. */
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Ends what is left running on a head; what failed is said even where nothing runs. `mode` is that of the policy, or
 * `enforce` where it is not known: only who observes lets a review pass that did not take place.
 */
export function planEnding(
  { runs, headSha, detailsUrl }: CheckRunSubject,
  ending: Ending,
  mode: Mode,
): readonly CheckRunWrite[] {
  const own = ownRuns(runs, headSha);
  const state = { status: 'completed', conclusion: mode === 'observe' ? 'success' : 'failure' } as const;
  const content = { headSha, state, output: endingWords(ending, mode), detailsUrl, ended: true };
  if (ending.kind === 'failed') return [own[0] ?? null, ...own.slice(1)].flatMap((run) => unlessSaid(run, content));
  return own.filter((run) => run.status !== 'completed').flatMap((run) => unlessSaid(run, content));
}

const REASON_LIMIT = 200;

function endingWords(ending: Ending, mode: Mode): CheckRunContent['output'] {
  const [title, summary] = endingText(ending);
  return { title: mode === 'observe' ? `observing: ${title}` : title, summary, text: '' };
}

function endingText(ending: Ending): readonly [string, string] {
  switch (ending.kind) {
    case 'superseded': {
      const by = visibleProse(ending.by).slice(0, 7);
      return [`Superseded by ${by}`, `A newer commit took the place of this one; ${by} has the review.`];
    }
    case 'closed':
      return ['Closed before its review ended', 'The pull request is closed. It is reviewed when it is opened again.'];
    case 'gone':
      return [`The review ended: ${short(ending.reason)}`, `${prose(ending.reason)}. The next push is reviewed again.`];
    case 'failed':
      return [
        `Review incomplete: ${short(ending.reason)}`,
        `${prose(ending.reason)}. This is a failure of Countersign and says nothing of the change. “Re-run” tries again; if it fails again, report it with this reason.`,
      ];
  }
}

function short(reason: string): string {
  return cut(visibleProse(reason), REASON_LIMIT);
}

function prose(reason: string): string {
  const text = short(reason).replace(/\.$/, '');
  return markdownProse(text.charAt(0).toUpperCase() + text.slice(1));
}

function unlessSaid(run: PublishedCheckRun | null, content: CheckRunContent): readonly CheckRunWrite[] {
  const write = checkRunWrite(run, content);
  return saysAlready(run, write) ? [] : [write];
}
