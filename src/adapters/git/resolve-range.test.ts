import { afterEach, describe, expect, it } from '@jest/globals';
import { createScratchRepository, type ScratchRepository } from '../../../test/repositories/scratch-repository.ts';
import { openLocalRepository } from './local-repository.ts';
import type { RangeOptions, ReviewRange } from './resolve-range.ts';

const open: ScratchRepository[] = [];
afterEach(() => open.splice(0).forEach((repository) => repository.dispose()));

function scratch(options?: Parameters<typeof createScratchRepository>[0]): ScratchRepository {
  const repository = createScratchRepository(options);
  open.push(repository);
  return repository;
}

async function range(dir: string, options: Partial<RangeOptions> = {}): Promise<ReviewRange> {
  const repository = await openLocalRepository({ dir, environment: process.env });
  try {
    return await repository.resolveRange({ base: null, head: 'HEAD', ...options });
  } finally {
    await repository.close();
  }
}

/** A branch of two commits that parted from a trunk which went on. */
function forked(trunk = 'main') {
  const repository = scratch({ branch: trunk });
  const fork = repository.commit('fork');
  repository.git('checkout', '-q', '-b', 'feature');
  const head = repository.commit('feature');
  repository.git('checkout', '-q', trunk);
  const tip = repository.commit('trunk');
  repository.git('checkout', '-q', 'feature');
  return { repository, fork, head, tip };
}

describe('what is compared where nobody says', () => {
  it('is the merge-base with main, for main', async () => {
    const { repository, fork, head, tip } = forked();
    expect(await range(repository.dir)).toEqual({
      base: { sha: fork, ref: 'main' },
      head: { sha: head, ref: 'HEAD' },
      target: { sha: tip, ref: 'main' },
    });
  });

  it('is master, the configured default, or the only other branch', async () => {
    for (const trunk of ['master', 'trunk']) {
      const { repository, tip } = forked(trunk);
      expect((await range(repository.dir)).target).toEqual({ sha: tip, ref: trunk });
    }
    const { repository, tip } = forked('trunk');
    repository.git('branch', 'another', 'feature');
    repository.git('config', 'init.defaultBranch', 'trunk');
    expect((await range(repository.dir)).target).toEqual({ sha: tip, ref: 'trunk' });
  });

  it('is the remote’s default branch before the own', async () => {
    const { repository, fork, head } = forked();
    repository.git('update-ref', 'refs/remotes/origin/release', fork);
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/release');
    const found = await range(repository.dir);
    expect(found.target).toEqual({ sha: fork, ref: 'origin/release' });
    expect([found.base.sha, found.head.sha]).toEqual([fork, head]);
  });

  it('is nothing where there is a choice', async () => {
    const { repository } = forked('trunk');
    repository.git('branch', 'another');
    await expect(range(repository.dir)).rejects.toMatchObject({ code: 'base-not-found' });
  });

  it('is an empty change on the default branch itself, a root commit included', async () => {
    const repository = scratch();
    const root = repository.commit('root');
    expect(await range(repository.dir)).toMatchObject({ base: { sha: root }, head: { sha: root } });
  });

  it('works in a subfolder, on a detached head, in a linked working tree and in a bare repository', async () => {
    const { repository, fork, head } = forked();
    const expected = { base: { sha: fork }, head: { sha: head } };
    repository.write('a/b/c.ts', '');
    expect(await range(`${repository.dir}/a/b`)).toMatchObject(expected);
    repository.git('checkout', '-q', '--detach');
    expect(await range(repository.dir)).toMatchObject(expected);
    repository.git('worktree', 'add', '-q', '--detach', 'linked', 'feature');
    expect(await range(`${repository.dir}/linked`)).toMatchObject(expected);
    repository.git('clone', '-q', '--bare', '.', 'bare.git');
    expect(await range(`${repository.dir}/bare.git`, { head: 'feature' })).toMatchObject(expected);
  });
});

describe('what is compared where a person says', () => {
  it('is the merge-base with the named base, whose tip is the target', async () => {
    const { repository, fork, head, tip } = forked();
    repository.git('tag', '-a', '-m', 'x', 'v1', 'main');
    expect(await range(repository.dir, { base: 'v1', head: 'feature' })).toEqual({
      base: { sha: fork, ref: 'v1' },
      head: { sha: head, ref: 'feature' },
      target: { sha: tip, ref: 'v1' },
    });
  });

  it('is the remote’s branch where there is none of that name here', async () => {
    const { repository, fork, tip } = forked();
    repository.git('update-ref', 'refs/remotes/origin/release', 'main');
    expect(await range(repository.dir, { base: 'release' })).toMatchObject({
      base: { sha: fork, ref: 'origin/release' },
      target: { sha: tip, ref: 'origin/release' },
    });
  });

  it('is the last commit for what is staged, and the merge-base for the working tree', async () => {
    const { repository, fork, head, tip } = forked();
    expect(await range(repository.dir, { head: 'STAGED' })).toEqual({
      base: { sha: head, ref: 'HEAD' },
      head: { sha: 'STAGED', ref: 'STAGED' },
      target: { sha: tip, ref: 'main' },
    });
    expect(await range(repository.dir, { head: 'WORKTREE' })).toMatchObject({ base: { sha: fork } });
    expect(await range(repository.dir, { head: 'STAGED', base: 'main' })).toMatchObject({ base: { sha: fork } });
  });

  it('is the empty tree before the first commit', async () => {
    const repository = scratch();
    repository.write('a.ts', 'a\n');
    repository.git('add', 'a.ts');
    const found = await range(repository.dir, { head: 'STAGED' });
    expect(found.base).toEqual({ sha: '4b825dc642cb6eb9a060e54bf8d69288fbee4904', ref: 'no commit yet' });
    await expect(range(repository.dir)).rejects.toMatchObject({ code: 'head-not-found', message: /no commit yet/ });
  });

  it.each(['no-such', '-x', '--output=stolen', '--all', '', 'a\0b', 'main..feature', 'HEAD:a.ts', '$(touch canary)'])(
    'is an error for %j, and never an option',
    async (revision) => {
      const { repository } = forked();
      await expect(range(repository.dir, { head: revision })).rejects.toMatchObject({ code: 'head-not-found' });
      await expect(range(repository.dir, { base: revision })).rejects.toMatchObject({ code: 'base-not-found' });
      expect(repository.git('status', '--porcelain')).toBe('');
    },
  );

  it('says so where histories have nothing in common', async () => {
    const { repository } = forked();
    repository.git('checkout', '-q', '--orphan', 'island');
    repository.commit('island');
    await expect(range(repository.dir)).rejects.toMatchObject({ code: 'unrelated-histories' });
  });

  it('says so where there is no working tree', async () => {
    const { repository } = forked();
    repository.git('clone', '-q', '--bare', '.', 'bare.git');
    for (const head of ['WORKTREE', 'STAGED']) {
      await expect(range(`${repository.dir}/bare.git`, { head })).rejects.toMatchObject({ code: 'no-working-tree' });
    }
  });
});

function shallowClone(depth: number) {
  const { repository, fork } = forked();
  repository.git('checkout', '-q', 'main');
  repository.git('clone', '-q', `--depth=${depth}`, '--no-single-branch', `file://${repository.dir}`, 'shallow');
  repository.git('-C', 'shallow', 'checkout', '-q', 'feature');
  return { dir: `${repository.dir}/shallow`, fork };
}

describe('a shallow clone', () => {
  it('names the remedy where the merge-base is missing', async () => {
    const { dir } = shallowClone(1);
    await expect(range(dir)).rejects.toMatchObject({ code: 'shallow-clone', remedy: /fetch --unshallow/ });
    await expect(range(dir, { base: 'HEAD~1' })).rejects.toMatchObject({ code: 'shallow-clone' });
  });

  it('is reviewed where the merge-base is there', async () => {
    const { dir, fork } = shallowClone(2);
    expect(await range(dir)).toMatchObject({ base: { sha: fork } });
  });
});
