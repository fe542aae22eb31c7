/** Check suites, check runs and commit statuses, and what a merge makes of them. */
import type { User } from './accounts.ts';
import type { App } from './apps.ts';
import type { Repository } from './repositories.ts';

export type CheckStatus = 'queued' | 'in_progress' | 'completed';
export type Conclusion =
  'action_required' | 'cancelled' | 'failure' | 'neutral' | 'success' | 'skipped' | 'stale' | 'timed_out';

export interface CheckSuite {
  readonly id: number;
  readonly nodeId: string;
  readonly app: App;
  readonly repository: Repository;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly before: string | null;
  readonly createdAt: Date;
  readonly runs: CheckRun[];
  updatedAt: Date;
  /** Set from a re-request until the app touches one of its runs: the suite is `queued`, the runs stay as they were. */
  rerequested: boolean;
}

export interface CheckRun {
  readonly id: number;
  readonly nodeId: string;
  readonly suite: CheckSuite;
  readonly annotations: Annotation[];
  name: string;
  status: CheckStatus;
  conclusion: Conclusion | null;
  startedAt: Date;
  completedAt: Date | null;
  externalId: string;
  detailsUrl: string;
  output: { title: string | null; summary: string | null; text: string | null };
  actions: readonly CheckAction[];
}

export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
}

export interface CommitStatus {
  readonly id: number;
  readonly nodeId: string;
  readonly sha: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly context: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: User;
  readonly createdAt: Date;
}

export function runsOf(repository: Repository, sha: string): CheckRun[] {
  return repository.checkSuites.filter((suite) => suite.headSha === sha).flatMap((suite) => suite.runs);
}

/** Of each suite the newest run of a name: the older ones count for nothing. */
export function latestRuns(runs: readonly CheckRun[]): CheckRun[] {
  const latest = new Map<string, CheckRun>();
  for (const run of [...runs].sort((one, other) => one.id - other.id)) latest.set(`${run.suite.id} ${run.name}`, run);
  return [...latest.values()].sort((one, other) => other.id - one.id);
}

const WORST_FIRST: readonly Conclusion[] = [
  'action_required',
  'failure',
  'timed_out',
  'cancelled',
  'stale',
  'success',
  'neutral',
  'skipped',
];

export function suiteState(suite: CheckSuite): {
  readonly status: CheckStatus;
  readonly conclusion: Conclusion | null;
} {
  const runs = latestRuns(suite.runs);
  if (suite.rerequested || runs.length === 0) return { status: 'queued', conclusion: null };
  if (runs.some((run) => run.status !== 'completed')) return { status: 'in_progress', conclusion: null };
  const conclusions = runs.map((run) => run.conclusion);
  return { status: 'completed', conclusion: WORST_FIRST.find((one) => conclusions.includes(one)) ?? null };
}

export type RequirementState = 'passed' | 'failed' | 'pending' | 'missing';

/**
 * What stands between a commit and its merge. `success`, `skipped` and `neutral` pass; of several apps' runs of the
 * name all must, unless the requirement names one app.
 */
export function requirementStates(
  repository: Repository,
  branch: string,
  sha: string,
): { readonly context: string; readonly state: RequirementState }[] {
  return (repository.requiredChecks.get(branch) ?? []).map(({ context, appId }) => {
    const named = latestRuns(runsOf(repository, sha)).filter((run) => run.name === context);
    const runs = named.filter((run) => appId === null || run.suite.app.id === appId);
    const status =
      appId === null ? repository.statuses.findLast((one) => one.sha === sha && one.context === context) : undefined;
    const states = [...runs.map(runState), ...(status === undefined ? [] : [statusState(status)])];
    if (states.length === 0) return { context, state: 'missing' as const };
    const state = (['failed', 'pending', 'passed'] as const).find((one) => states.includes(one)) ?? 'passed';
    return { context, state };
  });
}

function runState(run: CheckRun): RequirementState {
  if (run.status !== 'completed' || run.suite.rerequested) return 'pending';
  return run.conclusion === 'success' || run.conclusion === 'neutral' || run.conclusion === 'skipped'
    ? 'passed'
    : 'failed';
}

function statusState(status: CommitStatus): RequirementState {
  if (status.state === 'pending') return 'pending';
  return status.state === 'success' ? 'passed' : 'failed';
}
