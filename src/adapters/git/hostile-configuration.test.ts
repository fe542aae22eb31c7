/** Nothing that a repository is configured to do happens while it is read. Each way leaves a canary if it is taken. */
import { chmodSync, existsSync, readdirSync, utimesSync } from 'node:fs';
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

/** Settings that make git run a program, where it reads them. */
const TRAPS: readonly (readonly [string, string])[] = [
  ['core.fsmonitor', 'TRAP'],
  ['core.sshCommand', 'TRAP'],
  ['core.askPass', 'TRAP'],
  ['core.pager', 'TRAP'],
  ['core.editor', 'TRAP'],
  ['core.alternateRefsCommand', 'TRAP'],
  ['pager.diff-tree', 'TRAP'],
  ['pager.rev-list', 'TRAP'],
  ['diff.external', 'TRAP'],
  ['diff.trap.command', 'TRAP'],
  ['diff.trap.textconv', 'TRAP'],
  ['filter.trap.clean', 'TRAP'],
  ['filter.trap.smudge', 'TRAP'],
  ['filter.trap.process', 'TRAP'],
  ['filter.trap.required', 'true'],
  ['merge.trap.driver', 'TRAP'],
  ['gpg.program', 'TRAP'],
  ['log.showSignature', 'true'],
  ['credential.helper', '!TRAP'],
  ['uploadpack.packObjectsHook', 'TRAP'],
  ['alias.diff-tree', '!TRAP'],
  ['submodule.module.update', '!TRAP'],
  ['diff.submodule', 'log'],
  ['status.submoduleSummary', 'true'],
];

function trapped(): { readonly repository: ScratchRepository; readonly canaries: () => readonly string[] } {
  const repository = scratch();
  repository.write('.gitattributes', '* filter=trap diff=trap merge=trap\n*.ts -diff\n');
  repository.write('a.ts', 'a\nb\n');
  repository.write('c.txt', 'c\n');
  repository.commit('base');
  repository.git('checkout', '-q', '-b', 'feature');
  repository.write('a.ts', 'a\nB\n');
  repository.commit('head');
  const script = join(repository.dir, '.git', 'trap');
  repository.write('.git/trap', `#!/bin/sh\necho "$0 $*" > '${repository.dir}/.git/canary-'$$\ncat\n`);
  chmodSync(script, 0o755);
  for (const hook of ['post-index-change', 'pre-commit', 'reference-transaction', 'post-checkout']) {
    repository.git('config', 'core.hooksPath', '.git/hooks');
    repository.write(`.git/hooks/${hook}`, `#!/bin/sh\nexec '${script}' ${hook}\n`, { mode: 0o755 });
  }
  repository.write('a.ts', 'a\nB\nC\n');
  repository.write('new.ts', 'new\n');
  for (const [name, value] of TRAPS) repository.git('config', name, value.replace('TRAP', script));
  // The same size and time as in the index: git has to compare contents to know.
  utimesSync(join(repository.dir, 'c.txt'), new Date(), new Date());
  const canaries = (): string[] =>
    readdirSync(join(repository.dir, '.git')).filter((name) => name.startsWith('canary'));
  return { repository, canaries };
}

describe('a repository that is configured to run programs', () => {
  it('runs them when git itself is asked (or these tests prove nothing)', () => {
    const { repository, canaries } = trapped();
    expect(() => repository.git('diff', 'HEAD')).toThrow('clean filter');
    expect(canaries()).not.toEqual([]);
  });

  it.each(['HEAD', 'STAGED', 'WORKTREE'])(
    'runs none of them while %s is read, and keeps no line back',
    async (asked) => {
      const { repository, canaries } = trapped();
      for (const name of canaries()) repository.remove(`.git/${name}`);
      const source = await openLocalRepository({ dir: repository.dir, environment: process.env });
      const { base, head } = await source.resolveRange({ base: 'main', head: asked });
      const changes = await source.changes(base, head);
      await source.commits(base, head, { maxCount: 10 });
      const tree = await source.tree(head);
      await source.blobs(
        [...tree.paths].flatMap((path) => tree.oid(path) ?? []),
        { maxBytes: 1000 },
      );
      await source.close();
      expect(canaries()).toEqual([]);
      expect(changes.find((change) => change.head?.path === 'a.ts')?.hunks?.[0]?.head.start).toBe(2);
    },
  );

  it('starts no git of the repository’s own', async () => {
    const { repository } = trapped();
    repository.write('git', `#!/bin/sh\ntouch '${repository.dir}/.git/canary-git'\n`, { mode: 0o755 });
    const environment = { ...process.env, PATH: `.:${process.env['PATH']}` };
    const source = await openLocalRepository({ dir: repository.dir, environment });
    await source.resolveRange({ base: 'main', head: 'WORKTREE' });
    await source.close();
    expect(existsSync(join(repository.dir, '.git/canary-git'))).toBe(false);
  });

  it('skips what its configuration includes from the home folder', async () => {
    const repository = scratch();
    repository.commit('base');
    repository.git('config', 'include.path', '~/stolen');
    const source = await openLocalRepository({ dir: repository.dir, environment: process.env });
    expect(await source.resolveRange({ base: null, head: 'HEAD' })).toMatchObject({ target: { ref: 'main' } });
    await source.close();
  });

  it('cannot turn the comparison by its settings', async () => {
    const repository = scratch();
    repository.write('a.ts', 'a\nb\nc\nd\n');
    repository.write('sub/b.ts', 'b\n');
    repository.commit('base');
    repository.write('a.ts', 'a\nB\nc\nD\n');
    repository.write('sub/b.ts', 'B\n');
    repository.commit('head');
    const settings = ['diff.context=9', 'diff.interHunkContext=9', 'diff.noprefix=true', 'diff.relative=true'];
    for (const setting of [...settings, 'diff.orderFile=.git/order', 'color.ui=always', 'core.quotePath=true']) {
      const [name = '', value = ''] = setting.split('=');
      repository.git('config', name, value);
    }
    repository.write('.git/order', 'sub/*\n');
    repository.write('.git/info/attributes', '*.ts binary\n');
    const source = await openLocalRepository({ dir: join(repository.dir, 'sub'), environment: process.env });
    const { base, head } = await source.resolveRange({ base: 'HEAD~1', head: 'HEAD' });
    const changes = await source.changes(base, head);
    await source.close();
    expect(changes.map((change) => [change.head?.path, change.hunks?.length])).toEqual([
      ['a.ts', 2],
      ['sub/b.ts', 1],
    ]);
  });
});
