/**
 * A shop's repository on a git server, a working copy of it, and a folder for mirrors: what tests of mirrors happen
 * in. `main` and a pull request are there from the start. May not be used outside tests.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MirrorEvent, MirrorRepository } from '#adapters/git/mirror/mirror-repository.ts';
import { createMirrors, type MirrorRequest, type Mirrors, type MirrorsOptions } from '#adapters/git/mirror/mirrors.ts';
import { createGitServer, type GitServer } from './git-server.ts';
import { createScratchRepository, type ScratchRepository } from './scratch-repository.ts';

export interface MirrorScene {
  readonly server: GitServer;
  /** The contributor's. */
  readonly work: ScratchRepository;
  readonly folder: string;
  /** What the mirrors reported. */
  readonly events: MirrorEvent[];
  /** Tip of `main` and head of pull request 1 as they are at the start. */
  readonly main: string;
  readonly head: string;
  /** Points a reference of the server to the working copy's HEAD. */
  publish(ref: string): Promise<void>;
  mirrors(options?: Partial<MirrorsOptions>): Mirrors;
  open(mirrors: Mirrors, request?: Partial<MirrorRequest>): Promise<MirrorRepository>;
  dispose(): Promise<void>;
}

/** Pauses that a test can wait for. */
export const SHORT_PAUSES = { lagPausesMs: [5, 10], failurePausesMs: [5, 10] };

export async function createMirrorScene(): Promise<MirrorScene> {
  const server = await createGitServer();
  const work = createScratchRepository();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'countersign-mirrors-')));
  const events: MirrorEvent[] = [];
  const opened: MirrorRepository[] = [];
  const publish = async (ref: string): Promise<void> => {
    await server.repository.run(['fetch', '-q', '--no-tags', work.dir, `+HEAD:${ref}`]);
  };
  work.write('src/app.ts', 'export const app = 1;\n');
  work.write('src/old.ts', 'export const moved = 1;\nexport const asItIs = 2;\n');
  work.write('package.json', '{ "name": "shop" }\n');
  const main = work.commit('first');
  await publish('refs/heads/main');
  work.git('checkout', '-q', '-b', 'feature');
  work.write('src/app.ts', 'export const app = 2;\n');
  work.write('src/new.ts', 'export const moved = 1;\nexport const asItIs = 2;\n');
  work.remove('src/old.ts');
  const head = work.commit('change');
  await publish('refs/pull/1/head');
  server.token = 'first-token';
  return {
    server,
    work,
    folder,
    events,
    main,
    head,
    publish,
    mirrors: (options = {}) =>
      createMirrors({
        folder,
        environment: process.env,
        limits: SHORT_PAUSES,
        report: (event) => void events.push(event),
        ...options,
      }),
    async open(mirrors, request = {}) {
      const token = (): Promise<string | null> => Promise.resolve(server.token);
      const repository = await mirrors.open({ installation: '1', url: server.url, token, ...request });
      opened.push(repository);
      return repository;
    },
    async dispose() {
      await Promise.all(opened.map((repository) => repository.close()));
      await server.dispose();
      work.dispose();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
