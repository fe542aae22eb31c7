import { describe, expect, it } from '@jest/globals';
import { applyPlan, withRun } from '../../../test/publish/apply-plan.ts';
import { findingOn, HEAD, OBSERVING, placeOn, requestOf, runOf, verdictOf } from '../../../test/publish/scene.ts';
import { withCheckRuns } from './check-run-write.ts';
import { type Ending, planEnding, planProgress } from './plan-check-run.ts';
import { planPublication } from './plan-publication.ts';
import { isEmptyPlan, type CheckRunWrite } from './publish-plan.ts';
import type { PublishedCheckRun, PublishedState } from './published-state.ts';
import { worstOf } from './worst-of.ts';

const DETAILS = 'https://countersign.example/reports/12';

function subject(...runs: readonly PublishedCheckRun[]) {
  return { runs, headSha: HEAD, detailsUrl: DETAILS };
}

function completed(more: Partial<PublishedCheckRun> = {}): PublishedCheckRun {
  return runOf({ status: 'completed', conclusion: 'success', externalId: 'before', ...more });
}

function wordsFor(writes: readonly CheckRunWrite[]): string[] {
  return writes.map(({ id, state }) => {
    const which = id === null ? 'create' : `update ${String(id)}`;
    return `${which}: ${state.status === 'completed' ? state.conclusion : state.status}`;
  });
}

describe('a check run on its way', () => {
  it.each<[string, readonly PublishedCheckRun[], 'queued' | 'in_progress', string[]]>([
    ['is made', [], 'queued', ['create: queued']],
    ['is made at once', [], 'in_progress', ['create: in_progress']],
    ['goes on', [runOf({ status: 'queued' })], 'in_progress', ['update 1: in_progress']],
    ['is as it should be', [runOf()], 'in_progress', []],
    ['does not go back', [runOf()], 'queued', []],
    ['keeps the verdict that stands', [completed()], 'in_progress', []],
    [
      'starts again where it ended without one',
      [completed({ externalId: 'ended:1' })],
      'in_progress',
      ['update 1: in_progress'],
    ],
    ['is not taken from others', [runOf({ byUs: false })], 'in_progress', ['create: in_progress']],
    ['is not taken from other heads', [runOf({ headSha: 'f'.repeat(40) })], 'in_progress', ['create: in_progress']],
    [
      'is the newest one',
      [completed({ id: 1 }), runOf({ id: 2, status: 'queued' })],
      'in_progress',
      ['update 2: in_progress'],
    ],
  ])('%s', (_, runs, status, expected) => {
    expect(wordsFor(planProgress(subject(...runs), status))).toEqual(expected);
  });

  it('is reset where somebody asks for it again, and completed anew', () => {
    const request = requestOf([]);
    const done = applyPlan(request.published, planPublication(request));
    expect(isEmptyPlan(planPublication({ ...request, published: done }))).toBe(true);
    const [write] = planProgress(subject(...done.checkRuns), 'in_progress', true);
    if (write === undefined) throw new Error('asked for again, it starts again');
    const running = withCheckRuns(done, withRun(done, write).checkRuns);
    expect(wordsFor(planPublication({ ...request, published: running }).checkRuns)).toEqual(['update 1: failure']);
  });
});

describe('a completed check run', () => {
  it.each([
    ['what passes succeeds', { outcome: 'pass' }, 'success'],
    ['what waits for somebody fails', { outcome: 'needs-countersign' }, 'failure'],
    ['what blocks fails', { outcome: 'blocked' }, 'failure'],
    ['what is incomplete fails', { outcome: 'incomplete' }, 'failure'],
    ['what is observed succeeds', { outcome: 'blocked', policy: OBSERVING }, 'success'],
    ['what is observed succeeds, known or not', { outcome: 'incomplete', policy: OBSERVING }, 'success'],
  ] as const)('%s', (_, more, conclusion) => {
    const request = requestOf([], { verdict: verdictOf([], more) });
    expect(planPublication(request).checkRuns.map(({ state }) => state)).toEqual([{ status: 'completed', conclusion }]);
  });

  it('is written again only where it says something else', () => {
    const request = requestOf([findingOn(1)]);
    const state = applyPlan(request.published, planPublication(request));
    const [run] = state.checkRuns;
    if (run === undefined) throw new Error('there is a run');
    const again = (change: Partial<PublishedCheckRun>) => {
      const published = { ...state, checkRuns: [{ ...run, ...change }] };
      return planPublication({ ...request, published }).checkRuns.length;
    };
    expect([{}, { conclusion: 'stale' }, { status: 'in_progress' as const }, { externalId: '' }].map(again)).toEqual([
      0, 1, 1, 1,
    ]);
    const other = { ...request, verdict: verdictOf([findingOn(1)], { title: 'Something else' }), published: state };
    expect(planPublication(other).checkRuns).toHaveLength(1);
  });

  it('takes other runs of ours on the head with it, and nobody else’s', () => {
    const runs = [
      runOf({ id: 1 }),
      completed({ id: 2 }),
      completed({ id: 3, conclusion: 'failure' }),
      runOf({ id: 4 }),
    ];
    const foreign = [runOf({ id: 9, byUs: false }), runOf({ id: 8, headSha: 'f'.repeat(40) })];
    const published: PublishedState = { checkRuns: [...runs, ...foreign], comments: [] };
    const plan = planPublication(requestOf([], { published }));
    expect(wordsFor(plan.checkRuns)).toEqual(['update 4: failure', 'update 2: failure', 'update 1: failure']);
  });

  it('has annotations in batches of fifty, and those that are there only once', () => {
    const findings = Array.from({ length: 120 }, (_, index) =>
      findingOn(index, placeOn(3, 'head', `src/${String(index)}.ts`)),
    );
    const request = requestOf(findings, { mostMarks: 120 });
    const [write] = planPublication(request).checkRuns;
    expect(write?.annotationBatches.map((batch) => batch.length)).toEqual([50, 50, 20]);
    const published = applyPlan(request.published, planPublication(request));
    expect(isEmptyPlan(planPublication({ ...request, published }))).toBe(true);
  });

  it('has three actions at most, each as short as GitHub takes them', () => {
    const action = { label: 'l'.repeat(30), description: 'd'.repeat(50), identifier: 'i'.repeat(30) };
    const [write] = planPublication(requestOf([], { actions: [action, action, action, action] })).checkRuns;
    expect(
      write?.actions.map(({ label, description, identifier }) =>
        [label, description, identifier].map((one) => one.length),
      ),
    ).toEqual([
      [20, 40, 20],
      [20, 40, 20],
      [20, 40, 20],
    ]);
  });

  it('links to nothing but the web', () => {
    const detailsUrl = 'javascript:alert(1)';
    const plan = planPublication(requestOf([findingOn(1)], { detailsUrl }));
    expect(plan.checkRuns[0]?.detailsUrl).toBeNull();
    expect(JSON.stringify(plan)).not.toContain('javascript');
  });
});

describe('a check run that no review will end', () => {
  const superseded: Ending = { kind: 'superseded', by: 'abc1234def'.padEnd(40, '0') };
  it('is ended, whatever it waits for', () => {
    const runs = [
      runOf({ id: 1 }),
      runOf({ id: 2, status: 'queued' }),
      completed({ id: 3 }),
      runOf({ id: 4, byUs: false }),
    ];
    const writes = planEnding(subject(...runs), superseded, 'enforce');
    expect(wordsFor(writes)).toEqual(['update 2: failure', 'update 1: failure']);
    expect(writes[0]?.output.title).toBe('Superseded by abc1234');
  });

  it.each<[Ending, string]>([
    [{ kind: 'closed' }, 'Closed before its review ended'],
    [{ kind: 'gone', reason: 'the branch @acme/x is gone' }, 'The review ended: the branch @acme/x is gone'],
    [{ kind: 'failed', reason: 'git answered nothing' }, 'Review incomplete: git answered nothing'],
  ])('says why: %j', (ending, title) => {
    const [write] = planEnding(subject(runOf()), ending, 'enforce');
    expect(write?.output.title).toBe(title);
    expect(write?.output.summary).not.toMatch(/@(?!&#8288;)/);
  });

  it('stops nobody where the policy observes', () => {
    const [write] = planEnding(subject(runOf()), { kind: 'failed', reason: 'out of memory' }, 'observe');
    expect([write?.state, write?.output.title]).toEqual([
      { status: 'completed', conclusion: 'success' },
      'observing: Review incomplete: out of memory',
    ]);
  });

  it('says that a review failed even where nothing runs or a verdict stands, and says it once', () => {
    const failed: Ending = { kind: 'failed', reason: 'git answered nothing' };
    expect(wordsFor(planEnding(subject(), failed, 'enforce'))).toEqual(['create: failure']);
    const [write] = planEnding(subject(completed()), failed, 'enforce');
    expect(write).toMatchObject({ id: 1, state: { conclusion: 'failure' } });
    if (write === undefined) throw new Error('a verdict of before does not stand for a review that failed');
    const after = withRun({ checkRuns: [completed()], comments: [] }, write);
    expect(planEnding(subject(...after.checkRuns), failed, 'enforce')).toEqual([]);
  });
});

describe('a commit that is the head of several pull requests', () => {
  const target = (ref: string) => ({ sha: 'd'.repeat(40), ref });
  const into = (pullRequest: number, ref: string, more: Parameters<typeof verdictOf>[1] = {}) => {
    const base = verdictOf([], more);
    return { ...base, subject: { ...base.subject, pullRequest, target: target(ref) } };
  };
  const passing = into(11, 'main', { outcome: 'pass', title: 'Nothing to fix' });
  const waiting = into(12, 'release', { outcome: 'needs-countersign', title: 'Waiting for @acme/identity' });
  const observed = into(10, 'docs', { outcome: 'blocked', policy: OBSERVING });

  it('has the gravest verdict of them, and one that only observes is none', () => {
    const { verdict, others } = worstOf([observed, passing, waiting]);
    expect([verdict, ...others].map((each) => each.subject.pullRequest)).toEqual([12, 10, 11]);
  });

  it('says whose words they are, and the same from wherever it is published', () => {
    const from = (verdict: typeof passing, others: (typeof passing)[]) =>
      planPublication(requestOf([], { verdict, others })).checkRuns;
    const [write] = from(passing, [observed, waiting]);
    expect(from(waiting, [passing, observed])).toEqual([write]);
    expect(write?.state).toEqual({ status: 'completed', conclusion: 'failure' });
    expect(write?.output.title).toBe('#12 into release: Waiting for @acme/identity');
    expect(write?.output.summary).toContain('### 3 open pull requests have this commit as their head');
    expect(write?.output.summary).toMatch(/11 into main \| ✓ Nothing to fix/);
  });

  it('has no verdict of another commit', () => {
    const other = { ...passing, subject: { ...passing.subject, head: { sha: 'f'.repeat(40), ref: 'x' } } };
    expect(() => worstOf([passing, other])).toThrow(TypeError);
  });
});
