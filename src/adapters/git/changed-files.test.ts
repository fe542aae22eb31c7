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

/** What lies between the last two commits: status, paths and hunks, as `base start-end` and `head start-end`. */
async function lastChange({ dir }: ScratchRepository) {
  const repository = await openLocalRepository({ dir, environment: process.env });
  try {
    const { base, head } = await repository.resolveRange({ base: 'HEAD^1', head: 'HEAD' });
    const changes = await repository.changes(base, head);
    return changes.map((change) => ({
      status: change.status,
      base: change.base?.path ?? null,
      head: change.head?.path ?? null,
      hunks: change.hunks?.map((hunk) => [hunk.base, hunk.head].map(({ start, end }) => `${start}-${end}`).join(' ')),
    }));
  } finally {
    await repository.close();
  }
}

const HOSTILE_PATHS = [
  ' leading and trailing ',
  '-x',
  '--output=stolen',
  ':(exclude)a.ts',
  'a\nb.ts',
  'a\t"b".ts',
  'a\\b.ts',
  'a b/c d.ts',
  'b/a b/b.ts',
  '__proto__',
  'constructor/toString.ts',
  'ünï/日本😀.ts',
  '$(touch canary).ts',
];

describe('what differs between two commits', () => {
  it('names hostile paths as they are, in the order of their bytes', async () => {
    const repository = scratch();
    for (const path of HOSTILE_PATHS) repository.write(path, 'one\ntwo\n');
    repository.commit('base');
    for (const path of HOSTILE_PATHS) repository.write(path, 'one\n2\n');
    repository.commit('head');
    const sorted = [...HOSTILE_PATHS].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    expect(await lastChange(repository)).toEqual(
      sorted.map((path) => ({ status: 'modified', base: path, head: path, hunks: ['2-2 2-2'] })),
    );
  });

  it('knows additions, removals, renames, and empty files', async () => {
    const repository = scratch();
    repository.write('gone.ts', 'a\nb\n');
    repository.write('empty-gone.ts', '');
    repository.write('old.ts', '1\n2\n3\n4\n5\n6\n7\n8\n');
    repository.commit('base');
    repository.remove('gone.ts');
    repository.remove('empty-gone.ts');
    repository.remove('old.ts');
    repository.write('new.ts', '1\n2\n3\n4\n5\n6\n7\neight\n');
    repository.write('added.ts', 'x');
    repository.write('added-empty/x.ts', '');
    repository.commit('head');
    expect(await lastChange(repository)).toEqual([
      // An empty file that goes while another comes is, to git, renamed.
      { status: 'renamed', base: 'empty-gone.ts', head: 'added-empty/x.ts', hunks: [] },
      { status: 'added', base: null, head: 'added.ts', hunks: ['1-0 1-1'] },
      { status: 'removed', base: 'gone.ts', head: null, hunks: ['1-2 1-0'] },
      { status: 'renamed', base: 'old.ts', head: 'new.ts', hunks: ['8-8 8-8'] },
    ]);
  });

  it('counts lines by LF alone: CRLF, a lone CR, no newline at the end', async () => {
    const repository = scratch();
    repository.write('crlf.ts', 'a\r\nb\r\nc\r\n');
    repository.write('cr.ts', 'a\rb\nc\n');
    repository.write('end.ts', 'a\nb');
    repository.commit('base');
    repository.write('crlf.ts', 'a\r\nB\r\nc\r\n');
    repository.write('cr.ts', 'a\rb\nC\n');
    repository.write('end.ts', 'a\nb\n');
    repository.commit('head');
    expect((await lastChange(repository)).map(({ head, hunks }) => [head, hunks])).toEqual([
      ['cr.ts', ['2-2 2-2']],
      ['crlf.ts', ['2-2 2-2']],
      ['end.ts', ['2-2 2-2']],
    ]);
  });

  it('tells a change of mode from one of content, and a change of type from both', async () => {
    const repository = scratch();
    repository.write('script', '#!/bin/sh\n');
    repository.write('file', 'a\nb\n');
    repository.symlink('link', '/etc/passwd');
    repository.commit('base');
    repository.git('update-index', '--chmod=+x', 'script');
    repository.remove('file');
    repository.symlink('file', 'script');
    repository.remove('link');
    repository.write('link', 'now a file\n');
    repository.git('add', 'file', 'link');
    repository.commit('head', { stagedOnly: true });
    expect(await lastChange(repository)).toEqual([
      { status: 'type-changed', base: 'file', head: 'file', hunks: ['1-2 1-0'] },
      { status: 'type-changed', base: 'link', head: 'link', hunks: ['1-0 1-1'] },
      { status: 'mode-changed', base: 'script', head: 'script', hunks: [] },
    ]);
  });

  it('compares no lines of binary files and submodules', async () => {
    const repository = scratch();
    repository.write('picture', Buffer.from([1, 0, 2]));
    repository.commit('base');
    repository.write('picture', Buffer.from([1, 0, 3]));
    repository.git('update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},module`);
    repository.git('add', 'picture');
    repository.commit('head', { stagedOnly: true });
    const changes = await lastChange(repository);
    expect(changes.map(({ head, hunks }) => [head, hunks])).toEqual([
      ['module', undefined],
      ['picture', undefined],
    ]);
  });

  it('is nothing for an empty commit, and the first parent’s difference for merges', async () => {
    const repository = scratch();
    repository.write('a.ts', 'a\n');
    repository.commit('base');
    repository.commit('empty');
    expect(await lastChange(repository)).toEqual([]);
    for (const branch of ['one', 'two', 'three']) {
      repository.git('checkout', '-q', '-b', branch, 'main');
      repository.write(`${branch}.ts`, 'x\n');
      repository.commit(branch);
    }
    repository.git('checkout', '-q', 'main');
    repository.git('merge', '-q', '--no-ff', '-m', 'octopus', 'one', 'two', 'three');
    expect(repository.git('rev-list', '--parents', '-1', 'HEAD').split(' ')).toHaveLength(5);
    expect((await lastChange(repository)).map(({ head }) => head)).toEqual(['one.ts', 'three.ts', 'two.ts']);
  });

  it('keeps paths that are not UTF-8 apart', async () => {
    const repository = scratch();
    repository.commit('base');
    const blob = repository.git('hash-object', '-w', '/dev/null');
    const entries = [0xfe, 0xff].map((byte) =>
      Buffer.concat([Buffer.from(`100644 ${blob} 0\tn`), Buffer.from([byte]), Buffer.from('\0')]),
    );
    stageRaw(repository, Buffer.concat(entries));
    repository.commit('head', { stagedOnly: true });
    expect((await lastChange(repository)).map(({ head }) => head)).toEqual(['n\udcfe', 'n\udcff']);
  });
});

function stageRaw(repository: ScratchRepository, indexInfo: Buffer): void {
  repository.write('.git/index-info', indexInfo);
  repository.git('config', 'alias.stage-raw', '!git update-index -z --index-info < .git/index-info');
  repository.git('stage-raw');
}

describe('a change too large to compare', () => {
  it('has no hunks, and the rest is compared', async () => {
    const repository = scratch();
    repository.write('large.txt', 'x\n'.repeat(5 * 1024 * 1024));
    repository.write('small.txt', 'x\n');
    repository.commit('base');
    repository.write('large.txt', 'y\n'.repeat(5 * 1024 * 1024));
    repository.write('small.txt', 'y\n');
    repository.commit('head');
    expect((await lastChange(repository)).map(({ head, hunks }) => [head, hunks])).toEqual([
      ['large.txt', undefined],
      ['small.txt', ['1-1 1-1']],
    ]);
  });
});
