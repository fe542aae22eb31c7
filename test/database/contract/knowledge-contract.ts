/** What is known of pull requests, verdicts, checks, policies and memberships. */
import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '#domain/verdict.ts';
import type { Fence } from '#review/store/job-queue.ts';
import type { PullRequestObservation } from '#review/store/pull-requests.ts';
import type { Store } from '#review/store/store.ts';
import { SAMPLE_VERDICT } from '../../verdicts/sample-verdict.ts';
import { LONG_MS, type ContractEngine } from './contract-database.ts';
import { databases } from './databases.ts';
import { holdJobs } from './held-jobs.ts';
import { until } from './until.ts';
import { ACME, DOCS, push, request, second, seen, sha, SHOP } from './scene.ts';

export function knowledgeContract(engine: ContractEngine): void {
  const create = databases(engine);
  const open = async (): Promise<Store> => (await create()).open();

  describe('pull requests', () => {
    it('are known as they were last seen', async () => {
      const store = await open();
      const first = seen(1, { draft: true });
      const [known] = await store.pullRequests.observe([first]);
      const { kind: _kind, ...facts } = first;
      expect(known).toMatchObject(facts);
      await store.pullRequests.observe([
        seen(1, { repository: { ...SHOP, name: 'store' }, baseRef: 'next', updatedAt: second(1), state: 'closed' }),
      ]);
      expect(await store.pullRequests.find(SHOP.id, 1)).toEqual({
        ...facts,
        repository: { ...SHOP, name: 'store' },
        baseRef: 'next',
        draft: false,
        state: 'closed',
        updatedAt: second(1),
        firstSeenAt: known?.firstSeenAt,
      });
      expect(await store.pullRequests.find(SHOP.id, 2)).toBeNull();
    });

    it('know the head before the last push', async () => {
      const store = await open();
      const before = async (observation: PullRequestObservation) =>
        (await store.pullRequests.observe([observation]))[0]?.previousHeadSha;
      expect(await before(seen(1, { headSha: sha('a') }))).toBeNull();
      expect(await before(seen(1, { headSha: sha('b'), updatedAt: second(1), arrivedBy: 'sweep' }))).toBe(sha('a'));
      expect(await before(seen(1, { headSha: sha('b'), updatedAt: second(2) }))).toBe(sha('a'));
      const pushed = { headSha: sha('d'), previousHeadSha: sha('c'), updatedAt: second(3) };
      expect(await before(seen(1, pushed))).toBe(sha('c'));
      expect(await before(seen(1, { ...pushed, previousHeadSha: null }))).toBe(sha('c'));
      expect(await before(seen(1, { headSha: sha('c'), previousHeadSha: sha('b'), updatedAt: second(3) }))).toBe(
        sha('c'),
      );
    });

    it('are not undone by an older sight, nor by an answer that lags behind', async () => {
      const store = await open();
      await store.pullRequests.observe([
        seen(1, { headSha: sha('b'), updatedAt: second(5), previousHeadSha: sha('a') }),
        seen(1, { headSha: sha('z'), updatedAt: second(4), state: 'closed' }),
        seen(1, { headSha: sha('a'), updatedAt: second(5), arrivedBy: 'sweep' }),
      ]);
      expect(await store.pullRequests.find(SHOP.id, 1)).toMatchObject({ headSha: sha('b'), state: 'open' });
    });

    it('that were pushed to once while we watched stay so', async () => {
      const store = await open();
      const sweep = { arrivedBy: 'sweep' } as const;
      await store.pullRequests.observe([seen(1, sweep), seen(2, sweep)]);
      await store.pullRequests.observe([
        seen(1, { updatedAt: second(-5) }),
        seen(2, { ...sweep, updatedAt: second(5) }),
      ]);
      await store.pullRequests.observe([seen(1, { ...sweep, updatedAt: second(9) })]);
      expect((await store.pullRequests.find(SHOP.id, 1))?.arrivedBy).toBe('event');
      expect((await store.pullRequests.find(SHOP.id, 2))?.arrivedBy).toBe('sweep');
    });

    it('are listed while they are open, by page, by target and by head', async () => {
      const store = await open();
      await store.pullRequests.observe([
        seen(3),
        seen(1, { baseRef: 'next' }),
        seen(2, { state: 'closed' }),
        seen(1, { repository: DOCS, installationId: 8, headSha: sha('other') }),
      ]);
      const found = async (filter: object) =>
        (await store.pullRequests.open({ limit: 10, ...filter })).map(
          (each) => `${each.repository.name}#${each.number}`,
        );
      expect(await found({})).toEqual(['shop#1', 'shop#3', 'docs#1']);
      expect(await found({ limit: 2 })).toEqual(['shop#1', 'shop#3']);
      expect(await found({ after: { repositoryId: SHOP.id, number: 1 } })).toEqual(['shop#3', 'docs#1']);
      expect(await found({ installationId: ACME })).toEqual(['shop#1', 'shop#3']);
      expect(await found({ repositoryId: SHOP.id, baseRef: 'next' })).toEqual(['shop#1']);
      expect(await found({ headSha: sha('other') })).toEqual(['docs#1']);
    });

    it('are closed where their repository or installation is gone', async () => {
      const store = await open();
      await store.pullRequests.observe([seen(1), seen(1, { repository: DOCS })]);
      const gone = { kind: 'repository', installationId: ACME, repository: DOCS, state: 'gone' } as const;
      await store.installations.observe([gone]);
      expect(await store.installations.findRepository(DOCS.id)).toEqual(gone);
      expect((await store.installations.repositories(ACME)).map(({ repository }) => repository)).toEqual([SHOP]);
      expect((await store.pullRequests.open({ limit: 10 })).map(({ repository }) => repository.name)).toEqual(['shop']);
      const deleted = { kind: 'installation', installationId: ACME, account: 'acme', state: 'deleted' } as const;
      await store.installations.observe([deleted]);
      expect(await store.installations.find(ACME)).toEqual(deleted);
      expect(await store.installations.repositories(ACME)).toEqual([]);
      expect(await store.pullRequests.open({ limit: 10 })).toEqual([]);
      expect(await store.installations.find(9)).toBeNull();
      expect(await store.installations.findRepository(9)).toBeNull();
    });

    it('without a final check and without a job are found, when they have been quiet for a while', async () => {
      const database = await create();
      const store = await database.open();
      await store.pullRequests.observe(
        [1, 2, 3, 4, 5].map((number) => seen(number, { headSha: sha(`head${number}`) })),
      );
      await store.pullRequests.observe([
        seen(6, { state: 'closed' }),
        seen(7, { installationId: 8, repository: DOCS }),
      ]);
      await store.installations.observe([
        { kind: 'installation', installationId: 8, account: 'other', state: 'suspended' },
      ]);
      const check = { repositoryId: SHOP.id, checkRunId: 1, conclusion: null } as const;
      await store.checks.record({ ...check, headSha: sha('head1'), status: 'completed', conclusion: 'success' });
      await store.checks.record({ ...check, headSha: sha('head2'), status: 'in_progress' });
      await store.jobs.enqueue([request(3, { delayMs: LONG_MS })]);
      await database.passTime(2_000);
      await store.pullRequests.observe([seen(4, { headSha: sha('head4') })]);
      const found = await store.pullRequests.unfinished({ quietMs: 1_000, limit: 10 });
      expect(found.map(({ number }) => number)).toEqual([2, 5]);
    });
  });

  describe('verdicts of record', () => {
    const verdict = (head: string, more: Partial<Verdict> = {}): Verdict => {
      return {
        ...SAMPLE_VERDICT,
        subject: { ...SAMPLE_VERDICT.subject, head: { sha: sha(head), ref: 'topic' } },
        ...more,
      };
    };
    const running = async (store: Store, number: number): Promise<Fence> => {
      await store.jobs.enqueue([request(number)]);
      return (await holdJobs(store).next()).job.fence;
    };

    it('of all open pull requests with a head come together', async () => {
      const store = await open();
      await store.pullRequests.observe([
        seen(1),
        seen(2),
        seen(3, { state: 'closed' }),
        seen(4, { headSha: sha('other') }),
        seen(5, { repository: DOCS }),
      ]);
      const fence = await running(store, 2);
      const decided = verdict('first', { title: 'Waiting for @acme/identity' });
      expect(await store.verdicts.record(fence, { repositoryId: SHOP.id, number: 2, verdict: decided })).toBe(
        'recorded',
      );
      expect(await store.verdicts.onCommit(SHOP.id, sha('first'))).toEqual([
        { number: 1, verdict: null },
        { number: 2, verdict: decided },
      ]);
      expect(await store.verdicts.onCommit(SHOP.id, sha('nobody'))).toEqual([]);
    });

    it('leave behind the evidence of AI that they rested on', async () => {
      const store = await open();
      await store.pullRequests.observe([seen(1)]);
      const fence = await running(store, 1);
      const record = async (decided: Verdict) =>
        store.verdicts.record(fence, { repositoryId: SHOP.id, number: 1, verdict: decided });
      expect(await store.verdicts.evidence(SHOP.id, 1)).toEqual([]);
      await record(verdict('first', { decidedAt: second(1) }));
      await record(
        verdict('next', { decidedAt: second(2), provenance: { ...SAMPLE_VERDICT.provenance, signals: [] } }),
      );
      expect(await store.verdicts.evidence(SHOP.id, 1)).toEqual(SAMPLE_VERDICT.provenance.signals);
      expect(await store.verdicts.evidence(SHOP.id, 2)).toEqual([]);
    });

    it('are kept whole for one head, and in short for all', async () => {
      const store = await open();
      await store.pullRequests.observe([seen(1)]);
      const fence = await running(store, 1);
      const record = async (decided: Verdict) =>
        store.verdicts.record(fence, { repositoryId: SHOP.id, number: 1, verdict: decided });
      expect(await store.verdicts.latest(SHOP.id, 1)).toBeNull();
      await record(verdict('first', { decidedAt: second(1), outcome: 'blocked', title: 'old' }));
      await record(verdict('next', { decidedAt: second(2), outcome: 'pass', title: 'new' }));
      expect(await store.verdicts.onCommit(SHOP.id, sha('first'))).toEqual([{ number: 1, verdict: null }]);
      expect(await store.verdicts.latest(SHOP.id, 1)).toEqual({
        repositoryId: SHOP.id,
        number: 1,
        headSha: sha('next'),
        outcome: 'pass',
        mode: SAMPLE_VERDICT.policy.mode,
        title: 'new',
        decidedAt: second(2),
      });
      await record(verdict('first', { decidedAt: second(3), title: 'again' }));
      expect((await store.verdicts.onCommit(SHOP.id, sha('first')))[0]?.verdict?.title).toBe('again');
      await store.pullRequests.observe([seen(1, { state: 'closed', updatedAt: second(4) })]);
      await store.pullRequests.observe([seen(1, { updatedAt: second(5) })]);
      expect(await store.verdicts.onCommit(SHOP.id, sha('first'))).toEqual([{ number: 1, verdict: null }]);
    });

    it('are not written by a run that has ended', async () => {
      const store = await open();
      await store.pullRequests.observe([seen(1)]);
      await store.jobs.enqueue([request(1)]);
      const { job, finish } = await holdJobs(store).next();
      finish({ kind: 'later', delayMs: LONG_MS, reason: 'rate-limit' });
      await until(async () => (await store.jobs.overview()).delayed === 1);
      const decided = { repositoryId: SHOP.id, number: 1, verdict: verdict('first') };
      expect(await store.verdicts.record(job.fence, decided)).toBe('stale');
    });

    it('are not written by a run that lost its job', async () => {
      const database = await create();
      const store = await database.open();
      await store.pullRequests.observe([seen(1)]);
      const fence = await running(store, 1);
      const decided = { repositoryId: SHOP.id, number: 1, verdict: verdict('first') };
      expect(await store.verdicts.record({ ...fence, token: fence.token - 1 }, decided)).toBe('stale');
      expect(await store.verdicts.record({ ...fence, key: 'x' }, decided)).toBe('stale');
      expect(await store.verdicts.latest(SHOP.id, 1)).toBeNull();
    });
  });

  describe('checks', () => {
    const check = { repositoryId: SHOP.id, headSha: sha('first'), checkRunId: 11 } as const;

    it('are known by their commit', async () => {
      const store = await open();
      expect(await store.checks.find(SHOP.id, sha('first'))).toBeNull();
      await store.checks.record({ ...check, status: 'queued', conclusion: null });
      await store.checks.record({ ...check, status: 'completed', conclusion: 'failure' });
      const known = await store.checks.find(SHOP.id, sha('first'));
      expect(known).toEqual({ ...check, status: 'completed', conclusion: 'failure' });
    });

    it('that were left behind are found', async () => {
      const database = await create();
      const store = await database.open();
      await store.pullRequests.observe([seen(1)]);
      await store.checks.record({ ...check, status: 'in_progress', conclusion: null });
      await store.checks.record({ ...check, headSha: sha('done'), status: 'completed', conclusion: 'success' });
      await database.passTime(2_000);
      await store.checks.record({ ...check, headSha: sha('young'), status: 'queued', conclusion: null });
      const left = await store.checks.unfinished({ untouchedMs: 1_000, limit: 10 });
      expect(left.map(({ headSha, installationId }) => [headSha, installationId])).toEqual([[sha('first'), ACME]]);
    });
  });

  describe('what is old', () => {
    it('goes, but for what an open pull request needs', async () => {
      const database = await create();
      const store = await database.open();
      const check = { repositoryId: SHOP.id, checkRunId: 11, status: 'completed', conclusion: 'success' } as const;
      await store.deliveries.accept(push(1, 'open'));
      await store.pullRequests.observe([seen(2, { headSha: sha('closed'), state: 'closed' })]);
      for (const head of ['open', 'closed']) await store.checks.record({ ...check, headSha: sha(head) });
      await store.memberships.put(ACME, 'permission/42/ada', 'write', 500);
      await database.passTime(2_000);
      await store.pullRequests.observe([seen(3, { headSha: sha('young'), state: 'closed' })]);
      // A pull request, its check, and an answer that has expired.
      expect(await store.prune({ deliveriesMs: LONG_MS, closedMs: 1_000 })).toBe(3);
      expect(await store.pullRequests.find(SHOP.id, 2)).toBeNull();
      expect(await store.pullRequests.find(SHOP.id, 3)).not.toBeNull();
      expect(await store.checks.find(SHOP.id, sha('closed'))).toBeNull();
      expect(await store.checks.find(SHOP.id, sha('open'))).not.toBeNull();
    });
  });

  describe('policies and memberships', () => {
    it('are remembered by branch', async () => {
      const store = await open();
      const policy = { repositoryId: SHOP.id, branch: 'main', text: 'mode: enforce\n', commitSha: sha('tip') };
      expect(await store.policies.lastValid(SHOP.id, 'main')).toBeNull();
      await store.policies.remember({ ...policy, text: 'mode: observe\n' });
      await store.policies.remember(policy);
      await store.policies.remember(policy);
      await store.policies.remember({ ...policy, branch: 'next', text: 'mode: observe\n' });
      expect(await store.policies.lastValid(SHOP.id, 'main')).toEqual(policy);
    });

    it('are believed for as long as they are said to hold', async () => {
      const database = await create();
      const store = await database.open();
      await store.memberships.put(ACME, 'permission/42/ada', 'read', 60_000);
      await store.memberships.put(ACME, 'permission/42/ada', 'write', 3_000);
      await store.memberships.put(8, 'permission/42/ada', 'admin', 60_000);
      expect(await store.memberships.get(ACME, 'permission/42/ada')).toBe('write');
      expect(await store.memberships.get(ACME, 'permission/42/ben')).toBeNull();
      await database.passTime(3_100);
      expect(await store.memberships.get(ACME, 'permission/42/ada')).toBeNull();
      await store.memberships.forget(8);
      expect(await store.memberships.get(8, 'permission/42/ada')).toBeNull();
    });
  });

  describe('the store', () => {
    it('answers when it is asked whether it does', async () => {
      const store = await open();
      await store.ping();
      await store.close();
      await expect(store.ping()).rejects.toMatchObject({ code: 'closed' });
    });
  });
}
