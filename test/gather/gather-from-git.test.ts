/** Gathering with everything real but the search for secrets: a git repository, the parser, facts in a folder. */
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { createFolderFactsStore } from '#adapters/facts-cache/folder-facts-store.ts';
import { openLocalRepository } from '#adapters/git/local-repository.ts';
import { createExtractor } from '#adapters/grammars/extractor.ts';
import { gather } from '#review/gather/gather.ts';
import type { Gathered } from '#review/gather/gathered.ts';
import { createScratchRepository, type ScratchRepository } from '../repositories/scratch-repository.ts';

const extractor = createExtractor({ threads: 1 });
afterAll(() => extractor.close());

const open: ScratchRepository[] = [];
afterEach(() => open.splice(0).forEach((repository) => repository.dispose()));

function scratch(): ScratchRepository {
  const repository = createScratchRepository();
  open.push(repository);
  return repository;
}

async function gatherFrom({ dir }: ScratchRepository, head = 'HEAD', base: string | null = null): Promise<Gathered> {
  const repository = await openLocalRepository({ dir, environment: process.env });
  try {
    const ports = {
      repository,
      extractor,
      factsStore: createFolderFactsStore({ folder: join(dir, '.git', 'facts') }),
      secretScanner: { scan: () => Promise.resolve({ found: [], failed: [] }) },
      progress: { step: () => undefined },
    };
    const range = await repository.resolveRange({ base, head });
    return await gather(ports, range, { pullRequest: null, decidedAt: '2030-01-01T00:00:00.000Z' });
  } finally {
    await repository.close();
  }
}

const PATHS = [
  '__proto__',
  'src/a b.ts',
  'src/line\nbreak.ts',
  'src/"quoted".ts',
  '-x.ts',
  'ünï.ts',
  'constructor/index.ts',
];

describe('gathering from git', () => {
  it('brings every path as it is named, facts and texts of both sides, cold and warm', async () => {
    const repository = scratch();
    repository.write('src/lib.ts', 'export const lib = 1;\n');
    for (const path of PATHS) repository.write(path, `import { lib } from './lib';\nexport const one = lib;\n`);
    repository.commit('base');
    repository.git('checkout', '-q', '-b', 'feature');
    for (const path of PATHS) repository.write(path, `import { lib } from './lib';\r\nexport const two = lib;\r\n`);
    repository.symlink('link', 'src/lib.ts');
    repository.git('update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},module`);
    repository.git('add', '-A', '--', ':(exclude)module');
    repository.commit('Title\n\nCo-authored-by: X <x@example.com>\n', { stagedOnly: true });
    const cold = await gatherFrom(repository);
    const warm = await gatherFrom(repository);
    expect(JSON.stringify(warm.snapshot)).toBe(JSON.stringify(cold.snapshot));
    expect(warm.facts).toEqual(cold.facts);

    const { snapshot, facts, sources, notChecked } = warm;
    expect(snapshot.changes.map((change) => change.head?.path).sort()).toEqual([...PATHS, 'link', 'module'].sort());
    const programs = PATHS.filter((path) => path.endsWith('.ts'));
    expect([...facts.head.keys()].sort()).toEqual([...programs, 'src/lib.ts'].sort());
    for (const path of programs) {
      expect(facts.base.get(path)).toMatchObject({ kind: 'module', exports: [{ exported: 'one' }] });
      expect(sources.lines('head', path)?.[1]).toBe('export const two = lib;');
    }
    expect(snapshot.commits.map(({ message }) => message)).toEqual(['Title\n\nCo-authored-by: X <x@example.com>\n']);
    expect(notChecked.map(({ path, reason }) => [path, reason])).toEqual([
      ['__proto__', 'no-analyser'],
      ['link', 'symlink'],
      ['module', 'submodule'],
    ]);
  });

  it('reads what is not committed like what is', async () => {
    const repository = scratch();
    repository.write('a.ts', 'export const a = 1;\n');
    const first = await gatherFrom(repository, 'WORKTREE');
    expect([...first.facts.head.keys()]).toEqual(['a.ts']);
    expect(first.snapshot.changes).toMatchObject([{ status: 'added', hunks: [{ head: { start: 1, end: 1 } }] }]);
    repository.commit('base');
    repository.write('a.ts', "import './b';\n");
    repository.write('b.ts', 'export {};\n');
    repository.git('add', 'a.ts');
    const staged = await gatherFrom(repository, 'STAGED');
    expect(staged.notChecked.map(({ path, reason }) => [path, reason])).toEqual([['a.ts', 'unresolved']]);
    const worktree = await gatherFrom(repository, 'WORKTREE');
    expect([...worktree.facts.head.keys()]).toEqual(['a.ts', 'b.ts']);
    expect(worktree.notChecked).toEqual([]);
  });

  it('is empty for an empty change', async () => {
    const repository = scratch();
    repository.commit('root');
    const { snapshot, facts } = await gatherFrom(repository);
    expect([snapshot.changes, snapshot.commits, snapshot.notChecked, facts.head.size]).toEqual([[], [], [], 0]);
  });
});
