/** Chance: pushes, events, failures and stops in any order, on several workers. Whatever comes of it, these hold. */
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { JobConsumer, JobHandler, JobResult, RunningJob } from '#review/store/job-queue.ts';
import type { Store } from '#review/store/store.ts';
import type { ContractEngine } from './contract-database.ts';
import { databases } from './databases.ts';
import { seeded } from './random.ts';
import { push, request, second, sha } from './scene.ts';
import { until } from './until.ts';

const PULL_REQUESTS = 12;
const STEPS = 120;

export function interleavingsContract(engine: ContractEngine): void {
  const create = databases(engine);

  describe('in any order of things', () => {
    it.each([1, 2, 3, 4])(
      'the last head of each pull request is reviewed, and none twice at once (%i)',
      async (seed) => {
        const database = await create();
        const stores = [await database.open(), await database.open(), await database.open()];
        const run = chance(stores, seeded(seed));
        for (let step = 0; step < STEPS; step += 1) {
          await run.step();
          if (step % 10 === 0) await database.passTime(150);
        }
        await run.calm();
        await until(async () => {
          await run.reviveAll();
          await database.passTime(10);
          const { ready, delayed, running, dead } = await run.server.jobs.overview();
          return ready + delayed + running + dead === 0;
        });
        expect(run.overlaps).toEqual([]);
        expect(run.reviewed).toEqual(run.heads);
        await run.stop();
      },
    );
  });
}

/** A server that gets deliveries, some twice and some late, and two workers that come and go and fail. */
function chance(stores: readonly Store[], random: () => number) {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const [server = pick(stores), ...workers] = stores;
  const heads = new Map<number, string>();
  const late: (() => Promise<unknown>)[] = [];
  const running = new Set<string>();
  const overlaps: string[] = [];
  const reviewed = new Map<number, string>();
  const consumers: JobConsumer[] = [];
  let clock = 0;
  let calm = false;

  const result = (job: RunningJob): JobResult => {
    if (job.signal.aborted) return { kind: 'interrupted' };
    if (!calm && random() < 0.2) return { kind: 'failed', reason: 'chance' };
    if (!calm && random() < 0.1) return { kind: 'later', delayMs: 100, reason: 'chance' };
    return { kind: 'done' };
  };
  const handle: JobHandler = async (job) => {
    const { key } = job.fence;
    if (running.has(key)) overlaps.push(key);
    running.add(key);
    await pause(random() * 8);
    running.delete(key);
    const ended = result(job);
    // What a worker publishes it publishes when it still holds the job, for the head that it was given.
    if (ended.kind === 'done' && job.subject.kind === 'pull-request' && (await job.standing()) === 'current') {
      reviewed.set(job.subject.number, job.headSha ?? '');
    }
    return ended;
  };
  const hire = (): void => {
    consumers.push(pick(workers).jobs.consume(handle, { concurrency: 2, onProblem: fail }));
  };
  hire();
  hire();

  const pushOne = async (): Promise<void> => {
    const number = 1 + Math.floor(random() * PULL_REQUESTS);
    const before = heads.get(number);
    const head = `${number}-${(clock += 1)}`;
    // GitHub's seconds: several pushes share one.
    const delivery = push(number, head, {
      updatedAt: second(Math.floor(clock / 20)),
      previousHeadSha: before ?? null,
    });
    heads.set(number, sha(head));
    const deliver = () => server.deliveries.accept(delivery);
    if (random() < 0.25) late.push(deliver);
    else await deliver();
    if (random() < 0.25) late.push(deliver);
  };

  const askAgain = async (): Promise<void> => {
    const known = (await server.pullRequests.open({ limit: PULL_REQUESTS })).map(({ number }) => number);
    if (known.length > 0) await server.jobs.enqueue([request(pick(known))]);
  };

  const step = async (): Promise<void> => {
    const dice = random();
    if (dice < 0.5) await pushOne();
    else if (dice < 0.65) await late.shift()?.();
    else if (dice < 0.75) await askAgain();
    else if (dice < 0.8) await server.jobs.hold(7, 200);
    else if (dice < 0.87) {
      hire();
      await consumers.shift()?.stop({ graceMs: random() < 0.5 ? 0 : 100 });
    } else await pause(random() * 10);
  };

  return {
    server,
    step,
    heads,
    reviewed,
    overlaps,
    /** From here on nothing goes wrong; what was late comes. */
    async calm(): Promise<void> {
      calm = true;
      for (const deliver of late.splice(0)) await deliver();
    },
    /** The dead ones, as an operator would; nothing else is done for any of them. */
    async reviveAll(): Promise<void> {
      for (const number of heads.keys()) await server.jobs.revive(`7/42/pull/${number}`);
    },
    stop: () => Promise.all(consumers.map((consumer) => consumer.stop({ graceMs: 1_000 }))),
  };
}

function fail(problem: unknown): never {
  throw problem;
}
