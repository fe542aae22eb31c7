import { afterEach, describe, expect, it } from '@jest/globals';
import type { Commit } from '#domain/snapshot.ts';
import { createScratchRepository, type ScratchRepository } from '../../../test/repositories/scratch-repository.ts';
import { openLocalRepository } from './local-repository.ts';

const open: ScratchRepository[] = [];
afterEach(() => open.splice(0).forEach((repository) => repository.dispose()));

function scratch(): ScratchRepository {
  const repository = createScratchRepository();
  open.push(repository);
  repository.commit('base');
  return repository;
}

async function commitsSince(repository: ScratchRepository, base: string, maxCount = 100): Promise<readonly Commit[]> {
  const source = await openLocalRepository({ dir: repository.dir, environment: process.env });
  try {
    const range = await source.resolveRange({ base, head: 'HEAD' });
    return await source.commits(range.base, range.head, { maxCount });
  } finally {
    await source.close();
  }
}

describe('the commits of a change', () => {
  it('come oldest first, with messages as they were written', async () => {
    const repository = scratch();
    const written = ['one\n\nCo-authored-by: X <x@example.com>\n', '', 'a\x1b[31mred\r\n', 'commit abc\n--\n'];
    for (const message of written) repository.commit(message);
    const commits = await commitsSince(repository, 'main~4');
    expect(commits.map((commit) => commit.message)).toEqual(written);
    expect(commits.map((commit) => commit.parents)).toEqual(
      commits.map((_, index) => [index === 0 ? repository.git('rev-parse', 'main~4') : commits[index - 1]?.sha]),
    );
  });

  it('read the encoding that they name', async () => {
    const repository = scratch();
    repository.commit(Buffer.from('Gr\xfc\xdfe', 'latin1'), { config: ['i18n.commitEncoding=ISO-8859-1'] });
    expect((await commitsSince(repository, 'main~1')).map(({ message }) => message)).toEqual(['Grüße']);
  });

  it('keep parents before children across merges, and the newest where there are too many', async () => {
    const repository = scratch();
    repository.git('checkout', '-q', '-b', 'side');
    repository.commit('side 1');
    repository.commit('side 2');
    repository.git('checkout', '-q', 'main');
    repository.commit('main 1');
    repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    const base = 'main~2';
    const commits = await commitsSince(repository, base);
    expect(commits.map(({ message }) => message.trim()).sort()).toEqual(['main 1', 'merge', 'side 1', 'side 2']);
    const seen = new Set([repository.git('rev-parse', base)]);
    for (const commit of commits) {
      expect(commit.parents.every((parent) => seen.has(parent))).toBe(true);
      seen.add(commit.sha);
    }
    expect((await commitsSince(repository, base, 1)).map(({ message }) => message.trim())).toEqual(['merge']);
  });

  it('are not replaced by what refs/replace says', async () => {
    const repository = scratch();
    const told = repository.commit('Written by a tool');
    repository.git('checkout', '-q', '--detach', 'main~1');
    const other = repository.commit('Written by hand');
    repository.git('checkout', '-q', 'main');
    repository.git('replace', told, other);
    expect((await commitsSince(repository, 'main~1')).map(({ message }) => message)).toEqual(['Written by a tool']);
  });
});
