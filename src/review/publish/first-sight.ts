/**
 * The first check in a repository: GitHub lets only a check be required that has run there in the last week, so one is
 * reported when the App comes. It says nothing of any change. Pure.
 */
import { type CheckRunSubject } from './plan-check-run.ts';
import { checkRunWrite, ownRuns } from './check-run-write.ts';
import type { CheckRunWrite } from './publish-plan.ts';

const OUTPUT = {
  title: 'Countersign is here: the next push to a pull request is reviewed',
  summary:
    'This run is there so that the check can be required: GitHub offers checks that have run in a repository within the last week. It says nothing about this commit.\n\nUntil `.github/countersign.yml` says `mode: enforce`, Countersign observes: every pull request that is opened or pushed to gets a check with what it would need, which always passes, and no comments.',
  text: '',
};

/** Nothing where the commit has a run of ours already. */
export function planFirstSight({ runs, headSha, detailsUrl }: CheckRunSubject): readonly CheckRunWrite[] {
  if (ownRuns(runs, headSha).length > 0) return [];
  const state = { status: 'completed', conclusion: 'success' } as const;
  return [checkRunWrite(null, { headSha, state, output: OUTPUT, detailsUrl, ended: true })];
}
