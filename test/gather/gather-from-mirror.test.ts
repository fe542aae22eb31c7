/** The same pull request, read from a clone and through a mirror: one snapshot, and how often the server is asked. */
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { openLocalRepository } from '#adapters/git/local-repository.ts';
import { createExtractor } from '#adapters/grammars/extractor.ts';
import { gather } from '#review/gather/gather.ts';
import type { Gathered, GatherRange } from '#review/gather/gathered.ts';
import type { SourceRepository } from '#review/ports.ts';
import { createMirrorScene, type MirrorScene } from '../repositories/mirror-scene.ts';

const extractor = createExtractor({ threads: 1 });
afterAll(() => extractor.close());

let scene: MirrorScene | undefined;
afterEach(async () => scene?.dispose());

function gatherFrom(repository: SourceRepository, range: GatherRange): Promise<Gathered> {
  const ports = {
    repository,
    extractor,
    factsStore: { load: () => Promise.resolve(new Map()), save: () => Promise.resolve() },
    secretScanner: { scan: () => Promise.resolve({ found: [], failed: [] }) },
    progress: { step: () => undefined },
  };
  return gather(ports, range, { pullRequest: null, decidedAt: '2030-01-01T00:00:00.000Z' });
}

/** Three imports deep, of which the change touches the first; a rename, a removal, a link, a submodule, odd names. */
async function propose({ work, publish }: MirrorScene): Promise<string> {
  work.git('checkout', '-q', 'main');
  for (const [at, next] of [1, 2, 3, 4].entries()) {
    work.write(`src/depth-${at}.ts`, `import { next } from './depth-${next}.ts';\nexport { next };\n`);
  }
  work.write('src/depth-4.ts', 'export const next = 1;\n');
  work.write('src/line\nbreak ü.ts', 'export const odd = 1;\n');
  work.commit('modules');
  await publish('refs/heads/main');
  work.git('checkout', '-q', '-B', 'feature');
  work.write('src/depth-0.ts', `import { next } from './depth-1.ts';\nexport const first = next;\n`);
  work.write('src/line\nbreak ü.ts', 'export const odd = 2;\n');
  work.remove('src/old.ts');
  work.symlink('link', 'src/app.ts');
  work.git('update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},module`);
  work.git('add', '-A', '--', ':(exclude)module');
  const head = work.commit('change', { stagedOnly: true, author: 'Assistant <assistant@example.com>' });
  await publish('refs/pull/2/head');
  return head;
}

describe('gathering through a mirror', () => {
  it('brings what gathering from a clone brings, in one batch a step', async () => {
    scene = await createMirrorScene();
    const { server, work } = scene;
    const head = await propose(scene);

    const local = await openLocalRepository({ dir: work.dir, environment: process.env });
    const range = await local.resolveRange({ base: 'main', head });
    const fromClone = await gatherFrom(local, range);
    await local.close();

    const mirrors = scene.mirrors();
    const requests: number[] = [];
    for (const _ of ['first', 'second']) {
      const before = server.requests.length;
      const mirror = await scene.open(mirrors);
      const asked = { head: { sha: head, ref: head }, pullRequest: 2, target: { ref: 'main' } };
      const found = await mirror.resolveRange(asked);
      expect(found).toEqual(range);
      const gathered = await gatherFrom(mirror, found);
      expect(gathered.snapshot).toEqual(fromClone.snapshot);
      expect([...gathered.facts.head]).toEqual([...fromClone.facts.head]);
      expect([...gathered.facts.base]).toEqual([...fromClone.facts.base]);
      await mirror.close();
      requests.push(server.requests.length - before);
    }
    expect(fromClone.snapshot.changes.map(({ status }) => status)).toContain('removed');
    // References, commits, changed contents, settings, imports with neighbours, and the index, of two requests each: the
    // later rounds of imports find theirs among the neighbours.
    expect(requests).toEqual([10, 2]);
  });
});
