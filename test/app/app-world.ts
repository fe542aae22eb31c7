/**
 * A GitHub with an organisation in it, the App installed there, and the App itself running, all in this process: for
 * the demo, and for tests, which need not wait for what the App puts off.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { CHECK_NAME } from '#review/publish/published-state.ts';
import type { EmbeddedApp } from '../../src/apps/server/embedded-app.ts';
import { startApp } from './start-app.ts';
import type { RepositoryOptions } from '../github/people/repositories.ts';
import { createStandInGithub, type StandInGithub, type StandInOptions } from '../github/stand-in-github.ts';
import type { Organization, User } from '../github/state/accounts.ts';
import type { Installation } from '../github/state/apps.ts';
import type { CheckRun } from '../github/state/checks.ts';
import type { PullRequest } from '../github/state/pull-requests.ts';
import type { Repository } from '../github/state/repositories.ts';

export interface AppWorld {
  readonly standIn: StandInGithub;
  readonly app: EmbeddedApp;
  /** What the App keeps, its log among it. */
  readonly folder: string;
  readonly acme: Organization;
  readonly installation: Installation;
  readonly repositories: readonly Repository[];
  /** rin, kim and ada write; ines belongs to @acme/identity, and owns what opens doors. */
  readonly people: Readonly<Record<'rin' | 'kim' | 'ada' | 'ines', User>>;
  /** Creates it, and waits for its first check. */
  createRepository(options: Omit<RepositoryOptions, 'owner' | 'collaborators'>): Promise<Repository>;
  /** The App's run on the head, once it is complete and `holds`. */
  reviewed(
    pull: PullRequest,
    holds?: (run: CheckRun) => boolean,
  ): Promise<{ readonly run: CheckRun; readonly seconds: number }>;
  /** When nothing is under way any more: what was put off is done at once, as if its time had come. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface AppWorldOptions {
  readonly standIn?: StandInOptions;
  readonly concurrency?: number;
  /** Where the App finds what is known of packages. */
  readonly packageServices?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 60_000;

export async function createAppWorld(options: AppWorldOptions = {}): Promise<AppWorld> {
  const standIn = await createStandInGithub(options.standIn);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-app-'));
  const log = pino({ level: 'trace' }, pino.destination({ dest: join(folder, 'app.log'), sync: true }));
  let skippedMs = 0;
  const now = (): number => Date.now() + skippedMs;
  const app = await startApp({
    ...{ standIn, folder, log, now, concurrency: options.concurrency ?? 2 },
    ...(options.packageServices === undefined ? {} : { packageServices: options.packageServices }),
  });
  const [rin, kim, ada, ines] = [
    standIn.createUser('rin', { name: 'Rin Example' }),
    standIn.createUser('kim', { name: 'Kim Example' }),
    standIn.createUser('ada', { name: 'Ada Example' }),
    standIn.createUser('ines', { name: 'Ines Example' }),
  ];
  const people = { rin, kim, ada, ines };
  const acme = standIn.createOrganization('acme', { admins: [ines], members: [rin, kim, ada] });
  const installation = standIn.install(standIn.app, acme, []);
  const repositories: Repository[] = [];
  const ownRun = (repository: Repository, sha: string): CheckRun | null =>
    standIn.checksOf(repository, sha).find((run) => run.name === CHECK_NAME && run.suite.app === standIn.app) ?? null;

  return {
    ...{ standIn, app, folder, acme, installation, people, repositories },
    async createRepository(wanted) {
      const collaborators = Object.values(people).map((user) => [user, 'write'] as const);
      const repository = await standIn.createRepository({ ...wanted, owner: acme, collaborators });
      for (const [slug, member] of [
        ['identity', ines],
        ['maintainers', ada],
      ] as const) {
        const team = acme.teams.get(slug) ?? standIn.createTeam(acme, slug, { members: [member] });
        team.repositories.set(repository, 'write');
      }
      repositories.push(repository);
      standIn.changeRepositories(installation, { added: [repository] });
      const tip = repository.branches.get(repository.defaultBranch) ?? '';
      await standIn.waitFor('the first check', () => ownRun(repository, tip) !== null, PATIENCE_MS);
      return repository;
    },
    async reviewed(pull, holds = () => true) {
      const started = performance.now();
      const found = (): CheckRun | null => {
        const run = ownRun(pull.repository, pull.head.sha);
        return run?.status === 'completed' && holds(run) ? run : null;
      };
      const what = `the review of ${pull.title}`;
      await standIn.waitFor(what, () => found() !== null, PATIENCE_MS);
      const run = found();
      if (run === null) throw new Error(`${what} went away again`);
      return { run, seconds: (performance.now() - started) / 1000 };
    },
    async settled() {
      for (;;) {
        await standIn.post.settled();
        const { ready, running, delayed } = await app.store.jobs.overview();
        if (ready + running + delayed === 0) return;
        if (ready + running === 0) {
          const due = (await app.store.jobs.list('delayed', 1000)).map((job) => Date.parse(job.dueAt ?? ''));
          skippedMs += Math.max(0, Math.min(...due) - now());
        }
        await pause(20);
      }
    },
    async close() {
      await app.stop();
      await standIn.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
