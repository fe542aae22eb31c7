/**
 * A process that can be killed: opens the database and does one task, telling what it does line by line. Started as
 * `child.ts MODULE PLACE TASK`; a line on its input is what a task waits for.
 */
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '#review/store/store.ts';
import { SAMPLE_VERDICT } from '../../verdicts/sample-verdict.ts';
import { push, SHOP } from './scene.ts';

export type Task = 'open' | 'hang' | 'work' | 'accept' | 'accept-and-die';

const [, , module = '', place = '', task = ''] = process.argv;
const { openForChild } = (await import(module)) as { openForChild(place: string): Promise<Store> };
const store = await openForChild(place);
const tasks: Readonly<Record<Task, () => Promise<void>>> = {
  open: () => store.close(),
  hang,
  work,
  accept,
  'accept-and-die': acceptAndDie,
};
await tasks[task as Task]();

function say(...words: readonly (string | number)[]): void {
  process.stdout.write(`${words.join(' ')}\n`);
}

/** Claims a job and does not end it before it is told to; then says what it may still do. */
async function hang(): Promise<void> {
  store.jobs.consume(
    async (job) => {
      say('claimed', job.fence.key);
      await once(process.stdin, 'data');
      const verdict = { repositoryId: SHOP.id, number: 1, verdict: SAMPLE_VERDICT };
      say(await job.standing(), await store.verdicts.record(job.fence, verdict));
      return { kind: 'done' };
    },
    { concurrency: 1, onProblem: fail },
  );
  await pause(300_000);
}

/** Runs jobs until it is told to stop, or killed. */
async function work(): Promise<void> {
  const consumer = store.jobs.consume(
    async (job) => {
      say('start', job.fence.key, process.hrtime.bigint().toString());
      await pause(5);
      const { standing, head } = { standing: await job.standing(), head: job.headSha ?? '' };
      say('end', job.fence.key, process.hrtime.bigint().toString(), head, standing);
      return { kind: 'done' };
    },
    { concurrency: 2, onProblem: fail },
  );
  await once(process, 'SIGTERM');
  await consumer.stop({ graceMs: 2_000 });
  await store.close();
}

/** Takes deliveries until it is killed, and says each that it has acknowledged. */
async function accept(): Promise<void> {
  for (let number = 1; ; number += 1) {
    const guids = ['a', 'b', 'c'].map((letter) => `${process.pid}-${number}-${letter}`);
    await Promise.all(guids.map((guid) => store.deliveries.accept(push(number, guid, { guid }))));
    for (const guid of guids) say(guid);
  }
}

async function acceptAndDie(): Promise<void> {
  await store.deliveries.accept(push(1, 'a', { guid: 'never-acknowledged' }));
  process.kill(process.pid, 'SIGKILL');
  await pause(10_000);
}

function fail(problem: unknown): never {
  throw problem;
}
