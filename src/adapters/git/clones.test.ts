/** Repositories that do not hold everything, or hold it elsewhere. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createScratchRepository, type ScratchRepository } from '../../../test/repositories/scratch-repository.ts';
import { openLocalRepository } from './local-repository.ts';

const open: ScratchRepository[] = [];
afterEach(() => open.splice(0).forEach((repository) => repository.dispose()));

function scratch(): ScratchRepository {
  const repository = createScratchRepository();
  open.push(repository);
  return repository;
}

async function lastChange(dir: string) {
  const source = await openLocalRepository({ dir, environment: process.env });
  try {
    const { base, head } = await source.resolveRange({ base: 'HEAD~1', head: 'HEAD' });
    const changes = await source.changes(base, head);
    const oids = changes.flatMap((change) => [change.base?.oid ?? [], change.head?.oid ?? []].flat());
    const blobs = await source.blobs(oids, { maxBytes: 1000 });
    const has = (oid: string | undefined): boolean | null => (oid === undefined ? null : blobs.has(oid));
    return changes.map(({ status, base: before, head: after, hunks }) => ({
      status,
      path: (after ?? before)?.path,
      hunks: hunks?.length,
      blobs: [has(before?.oid), has(after?.oid)],
    }));
  } finally {
    await source.close();
  }
}

describe('a clone that left out blobs', () => {
  it('compares what is there, fetches nothing, and says what is missing by leaving it out', async () => {
    const origin = scratch();
    origin.git('config', 'uploadpack.allowFilter', 'true');
    origin.write('changed.ts', 'a\n');
    origin.write('old.ts', 'moved\nas it is\n');
    origin.write('revert.ts', 'now\n');
    origin.commit('first');
    origin.write('revert.ts', 'then\n');
    origin.commit('second');
    origin.write('changed.ts', 'b\n');
    origin.write('added.ts', 'x\n');
    origin.write('revert.ts', 'now\n');
    origin.remove('old.ts');
    origin.write('new.ts', 'moved\nas it is\n');
    origin.commit('third');
    origin.git('clone', '-q', '--filter=blob:none', `file://${origin.dir}`, 'partial');
    expect(await lastChange(join(origin.dir, 'partial'))).toEqual([
      { status: 'added', path: 'added.ts', hunks: 1, blobs: [null, true] },
      { status: 'modified', path: 'changed.ts', hunks: undefined, blobs: [false, true] },
      { status: 'renamed', path: 'new.ts', hunks: 0, blobs: [true, true] },
      { status: 'modified', path: 'revert.ts', hunks: undefined, blobs: [false, true] },
    ]);
  });
});

describe('other shapes of repository', () => {
  it('reads objects from alternates, and folders with odd names', async () => {
    const origin = scratch();
    origin.write('a.ts', 'a\n');
    origin.commit('first');
    origin.write('a.ts', 'b\n');
    origin.commit('second');
    for (const name of ['#shared', '"quoted"', 'line\nbreak', 'colon:name', 'ünï 日本']) {
      origin.git('clone', '-q', '--shared', '.', name);
      expect(await lastChange(join(origin.dir, name))).toMatchObject([{ path: 'a.ts', hunks: 1, blobs: [true, true] }]);
    }
  });

  it('reads repositories of SHA-256', async () => {
    const repository = scratch();
    repository.git('init', '-q', '--object-format=sha256', 'sha256');
    const git = (...args: string[]): string => repository.git('-C', 'sha256', ...args);
    repository.write('sha256/a.ts', 'a\n');
    git('add', '-A');
    git('commit', '-q', '-m', 'first');
    repository.write('sha256/a.ts', 'b\n');
    git('commit', '-q', '-a', '-m', 'second');
    const dir = join(repository.dir, 'sha256');
    expect(await lastChange(dir)).toMatchObject([{ path: 'a.ts', hunks: 1, blobs: [true, true] }]);
    repository.write('sha256/b.ts', 'b\n');
    repository.remove('sha256/a.ts');
    const source = await openLocalRepository({ dir, environment: process.env });
    const { base, head } = await source.resolveRange({ base: 'HEAD', head: 'WORKTREE' });
    expect((await source.changes(base, head)).map(({ head: after }) => after?.path)).toEqual(['b.ts']);
    await source.close();
  });

  it('removes its temporary files', async () => {
    const repository = scratch();
    repository.commit('base');
    const environment = { ...process.env, TMPDIR: join(repository.dir, '.git') };
    const ours = (): string[] => readdirSync(environment.TMPDIR).filter((name) => name.startsWith('countersign-'));
    const source = await openLocalRepository({ dir: repository.dir, environment });
    expect(ours()).toHaveLength(1);
    await source.close();
    expect(ours()).toEqual([]);
  });
});
