import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createScratchRepository, type ScratchRepository } from '../../../test/repositories/scratch-repository.ts';
import { openLocalRepository } from './local-repository.ts';

const open: ScratchRepository[] = [];
afterEach(() => open.splice(0).forEach((repository) => repository.dispose()));

function scratch(files: Readonly<Record<string, string>> = {}): ScratchRepository {
  const repository = createScratchRepository();
  open.push(repository);
  for (const [path, content] of Object.entries(files)) repository.write(path, content);
  repository.commit('base');
  return repository;
}

interface Seen {
  readonly status: string;
  readonly path: string | undefined;
  readonly hunks: readonly string[] | null;
  readonly text: string | null | undefined;
}

/** Status, path, hunks (`base start-end` and `head start-end`) and the head's content of what is not committed. */
async function uncommitted(dir: string, head: 'WORKTREE' | 'STAGED', environment = process.env): Promise<Seen[]> {
  const repository = await openLocalRepository({ dir, environment });
  try {
    const range = await repository
      .resolveRange({ base: 'HEAD', head })
      .catch(() => repository.resolveRange({ base: null, head }));
    const changes = await repository.changes(range.base, range.head);
    const oids = changes.flatMap((change) => change.head?.oid ?? []);
    const blobs = await repository.blobs(oids, { maxBytes: 1 << 20 });
    const tree = await repository.tree(range.head);
    return changes.map(({ status, base, head: after, hunks }) => {
      if (after?.kind === 'file') expect(tree.oid(after.path)).toBe(after.oid);
      const blob = after === null ? undefined : blobs.get(after.oid);
      return {
        status,
        path: (after ?? base)?.path,
        hunks:
          hunks?.map((hunk) => [hunk.base, hunk.head].map((side) => `${side.start}-${side.end}`).join(' ')) ?? null,
        text: blob === undefined ? undefined : blob.bytes && Buffer.from(blob.bytes).toString(),
      };
    });
  } finally {
    await repository.close();
  }
}

describe('the working tree', () => {
  it('is tracked files as they are, and untracked ones that nothing ignores', async () => {
    const repository = scratch({
      'a.ts': 'a\n',
      'b.ts': 'b\n',
      'c.ts': 'c\n',
      'dir/d.ts': 'd\n',
      '.gitignore': '*.log\n',
    });
    repository.write('a.ts', 'A\n');
    repository.write('b.ts', 'staged\n');
    repository.git('add', 'b.ts');
    repository.write('b.ts', 'later\n');
    repository.remove('c.ts');
    repository.write('new dir/n\n".ts', 'n\n');
    repository.write('x.log', 'ignored');
    repository.write('info.tmp', 'ignored');
    repository.write('.git/info/exclude', '*.tmp\n');
    expect(await uncommitted(join(repository.dir, 'dir'), 'WORKTREE')).toEqual([
      { status: 'modified', path: 'a.ts', hunks: ['1-1 1-1'], text: 'A\n' },
      { status: 'modified', path: 'b.ts', hunks: ['1-1 1-1'], text: 'later\n' },
      { status: 'removed', path: 'c.ts', hunks: ['1-1 1-0'], text: undefined },
      { status: 'added', path: 'new dir/n\n".ts', hunks: ['1-0 1-1'], text: 'n\n' },
    ]);
  });

  it('finds renames, modes and types', async () => {
    const repository = scratch({ 'old.ts': '1\n2\n3\n4\n', run: '#!/bin/sh\n', file: 'x\n' });
    repository.remove('old.ts');
    repository.write('new.ts', '1\n2\n3\n4\n5\n');
    chmodSync(join(repository.dir, 'run'), 0o755);
    repository.remove('file');
    repository.symlink('file', '/etc/passwd');
    expect(await uncommitted(repository.dir, 'WORKTREE')).toEqual([
      { status: 'type-changed', path: 'file', hunks: ['1-1 1-0'], text: '/etc/passwd' },
      { status: 'renamed', path: 'new.ts', hunks: ['5-4 5-5'], text: '1\n2\n3\n4\n5\n' },
      { status: 'mode-changed', path: 'run', hunks: [], text: '#!/bin/sh\n' },
    ]);
  });

  it('follows no link out of itself, and turns files and folders into one another', async () => {
    const repository = scratch({ 'dir/a.ts': 'a\n', 'dir/b.ts': 'b\n', name: 'file\n' });
    const outside = scratch({ 'a.ts': 'stolen\n' });
    repository.remove('dir');
    repository.symlink('dir', outside.dir);
    repository.remove('name');
    repository.write('name/inner.ts', 'inner\n');
    expect(
      (await uncommitted(repository.dir, 'WORKTREE')).map(({ status, path, text }) => [status, path, text]),
    ).toEqual([
      ['added', 'dir', outside.dir],
      ['removed', 'dir/a.ts', undefined],
      ['removed', 'dir/b.ts', undefined],
      ['removed', 'name', undefined],
      ['added', 'name/inner.ts', 'inner\n'],
    ]);
  });

  it('reads line endings as they would be committed', async () => {
    const repository = scratch({ 'lf.ts': 'a\nb\nc\n', 'same.ts': 'a\n', 'crlf.ts': 'a\r\nb\r\n' });
    repository.write('lf.ts', 'a\r\nB\r\nc\r\n');
    repository.write('same.ts', 'a\r\n');
    repository.write('crlf.ts', 'a\r\nB\r\n');
    expect(await uncommitted(repository.dir, 'WORKTREE')).toEqual([
      { status: 'modified', path: 'crlf.ts', hunks: ['2-2 2-2'], text: 'a\r\nB\r\n' },
      { status: 'modified', path: 'lf.ts', hunks: ['2-2 2-2'], text: 'a\nB\nc\n' },
    ]);
  });

  it('sees what was written in the moment of the last commit, however much later it looks', async () => {
    const repository = scratch({ 'a.ts': 'one\n' });
    repository.write('a.ts', 'two\n');
    await setTimeout(1100);
    expect((await uncommitted(repository.dir, 'WORKTREE')).map(({ path, text }) => [path, text])).toEqual([
      ['a.ts', 'two\n'],
    ]);
  });

  it('knows submodules by the commit they are at, and repositories within', async () => {
    const repository = scratch();
    const inner = scratch({ 'a.ts': 'a\n' });
    repository.git('clone', '-q', inner.dir, 'module');
    repository.git('update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},module`);
    repository.commit('module', { stagedOnly: true });
    repository.git('clone', '-q', inner.dir, 'stray');
    expect(await uncommitted(repository.dir, 'WORKTREE')).toEqual([
      { status: 'modified', path: 'module', hunks: null, text: undefined },
      { status: 'added', path: 'stray', hunks: null, text: undefined },
    ]);
  });

  it('does not read what is too large, and says its size', async () => {
    const repository = scratch();
    const size = 9 * 1024 * 1024;
    repository.write('dump.sql', 'x\n'.repeat(size / 2));
    const source = await openLocalRepository({ dir: repository.dir, environment: process.env });
    const { base, head } = await source.resolveRange({ base: null, head: 'WORKTREE' });
    const [change] = await source.changes(base, head);
    const oid = change?.head?.oid ?? '';
    const blobs = await source.blobs([oid], { maxBytes: 100 * 1024 * 1024 });
    await source.close();
    expect([change?.head?.path, change?.hunks]).toEqual(['dump.sql', null]);
    expect(blobs.get(oid)).toEqual({ oid, size, bytes: null });
  });

  it('leaves out what the user ignores everywhere', async () => {
    const repository = scratch();
    repository.write('.editor/state', 'x');
    repository.write('a.ts', 'x');
    repository.write('.git/home/.config/git/ignore', '.editor/\n');
    const environment = { PATH: process.env['PATH'], HOME: join(repository.dir, '.git/home') };
    expect((await uncommitted(repository.dir, 'WORKTREE', environment)).map(({ path }) => path)).toEqual(['a.ts']);
  });

  it('sees conflicts as they lie there', async () => {
    const repository = conflicted();
    const [change] = await uncommitted(repository.dir, 'WORKTREE');
    expect(change).toMatchObject({ status: 'modified', path: 'a.ts', text: /<<<<<<< / });
  });

  it('is left as it was, index included', async () => {
    const repository = scratch({ 'a.ts': 'a\n' });
    repository.write('a.ts', 'b\n');
    repository.write('b.ts', 'b\n');
    const index = join(repository.dir, '.git/index');
    const before = { index: readFileSync(index), at: statSync(index).mtimeMs, objects: objectsOf(repository) };
    await uncommitted(repository.dir, 'WORKTREE');
    await uncommitted(repository.dir, 'STAGED');
    expect({ index: readFileSync(index), at: statSync(index).mtimeMs, objects: objectsOf(repository) }).toEqual(before);
    expect(existsSync(`${index}.lock`)).toBe(false);
  });
});

describe('what is staged', () => {
  it('is the index against the last commit, whatever lies in the working tree', async () => {
    const repository = scratch({ 'a.ts': 'a\n', 'b.ts': 'b\n' });
    repository.write('a.ts', 'staged\n');
    repository.git('add', 'a.ts');
    repository.write('a.ts', 'later\n');
    repository.write('b.ts', 'not staged\n');
    repository.write('meant.ts', 'only meant to be added\n');
    repository.git('add', '--intent-to-add', 'meant.ts');
    expect(await uncommitted(repository.dir, 'STAGED')).toEqual([
      { status: 'modified', path: 'a.ts', hunks: ['1-1 1-1'], text: 'staged\n' },
    ]);
  });

  it('is all of it before the first commit', async () => {
    const repository = createScratchRepository();
    open.push(repository);
    expect(await uncommitted(repository.dir, 'STAGED')).toEqual([]);
    repository.write('a.ts', 'a\n');
    expect(await uncommitted(repository.dir, 'WORKTREE')).toHaveLength(1);
    repository.git('add', 'a.ts');
    expect(await uncommitted(repository.dir, 'STAGED')).toEqual([
      { status: 'added', path: 'a.ts', hunks: ['1-0 1-1'], text: 'a\n' },
    ]);
  });

  it('is the index that a hook was handed, if it is this repository’s', async () => {
    const repository = scratch({ 'a.ts': 'a\n' });
    repository.write('a.ts', 'handed\n');
    const index = join(repository.dir, '.git/next-index.lock');
    repository.git('config', 'alias.hand-over', `!GIT_INDEX_FILE='${index}' git add a.ts`);
    repository.git('hand-over');
    repository.git('checkout', '-q', '--', 'a.ts');
    const handed = { ...process.env, GIT_INDEX_FILE: index };
    expect(await uncommitted(repository.dir, 'STAGED', handed)).toMatchObject([{ text: 'handed\n' }]);
    const other = scratch({ 'a.ts': 'a\n' });
    expect(await uncommitted(other.dir, 'STAGED', handed)).toEqual([]);
  });

  it('reads split and sparse indexes', async () => {
    for (const setup of [
      ['update-index', '--split-index'],
      ['sparse-checkout', 'set', '--sparse-index', 'in'],
    ]) {
      const repository = scratch({ 'in/a.ts': 'a\n', 'out/b.ts': 'b\n' });
      repository.git(...setup);
      repository.write('in/a.ts', 'A\n');
      repository.git('add', 'in/a.ts');
      repository.write('in/a.ts', 'AA\n');
      const shared = sharedIndexes(repository);
      expect(await uncommitted(repository.dir, 'STAGED')).toMatchObject([{ path: 'in/a.ts', text: 'A\n' }]);
      expect(await uncommitted(repository.dir, 'WORKTREE')).toMatchObject([{ path: 'in/a.ts', text: 'AA\n' }]);
      expect(sharedIndexes(repository)).toEqual(shared);
    }
  });

  it('is an error that helps while paths are not merged', async () => {
    const repository = conflicted();
    await expect(uncommitted(repository.dir, 'STAGED')).rejects.toMatchObject({ code: 'unmerged-index' });
  });
});

function conflicted(): ScratchRepository {
  const repository = scratch({ 'a.ts': 'a\n' });
  repository.git('checkout', '-q', '-b', 'other');
  repository.write('a.ts', 'other\n');
  repository.commit('other');
  repository.git('checkout', '-q', 'main');
  repository.write('a.ts', 'main\n');
  repository.commit('main');
  expect(() => repository.git('merge', '-q', 'other')).toThrow();
  return repository;
}

function objectsOf({ dir }: ScratchRepository): string[] {
  return readdirSync(join(dir, '.git/objects'), { recursive: true }).map(String).sort();
}

function sharedIndexes({ dir }: ScratchRepository): string[] {
  return readdirSync(join(dir, '.git'))
    .filter((name) => name.startsWith('sharedindex'))
    .sort();
}
