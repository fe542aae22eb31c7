/** Who brought which line, and what tools note about it: from a clone and through a mirror, with the same answer. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createMirrorScene, type MirrorScene } from '../../../test/repositories/mirror-scene.ts';
import { openLocalRepository } from './local-repository.ts';

let scene: MirrorScene;
beforeEach(async () => {
  scene = await createMirrorScene();
});
afterEach(() => scene.dispose());

const LIMITS = { maxFiles: 10, maxCommits: 10 };

/** Two commits over one file, the second one by a tool that keeps notes, and a rename. */
async function written() {
  const { work } = scene;
  work.write('src/a.ts', 'one\ntwo\nthree\n');
  const first = work.commit('by hand');
  work.write('src/a.ts', 'one\nzwei\nthree\nfour\n');
  const second = work.commit('by a tool');
  work.git('mv', 'src/a.ts', 'src/b "c".ts');
  const head = work.commit('moved');
  work.git('notes', '--ref=ai', 'add', '-m', 'a note', second);
  await scene.publish('refs/pull/1/head');
  await scene.server.repository.run(['fetch', '-q', work.dir, '+refs/notes/ai:refs/notes/ai']);
  return { first, second, head };
}

async function bothRepositories(head: string) {
  const local = await openLocalRepository({ dir: scene.work.dir, environment: process.env });
  const mirror = await scene.open(scene.mirrors());
  const range = await mirror.resolveRange({ head: { sha: head, ref: head }, pullRequest: 1, target: { ref: 'main' } });
  return { local, mirror, range };
}

describe('the lineage of lines', () => {
  it('is told by the commits of the range, at the place they put them', async () => {
    const { first, second, head } = await written();
    const { local, mirror, range } = await bothRepositories(head);
    const lines = new Map([
      ['src/b "c".ts', [{ start: 1, end: 4 }]],
      ['src/app.ts', [{ start: 1, end: 1 }]],
      ['src/not-there.ts', [{ start: 1, end: 1 }]],
    ]);
    const found = await local.blame(range.base, range.head, { lines, ...LIMITS });
    expect(found?.get('src/b "c".ts')).toEqual([
      { start: 1, count: 1, commit: first, path: 'src/a.ts', line: 1 },
      { start: 2, count: 1, commit: second, path: 'src/a.ts', line: 2 },
      { start: 3, count: 1, commit: first, path: 'src/a.ts', line: 3 },
      { start: 4, count: 1, commit: second, path: 'src/a.ts', line: 4 },
    ]);
    expect(found?.get('src/not-there.ts')).toEqual([]);
    expect(await mirror.blame(range.base, range.head, { lines, ...LIMITS })).toEqual(found);
    expect(await local.blame(range.base, range.head, { lines, maxFiles: 2, maxCommits: 10 })).toBeNull();
    expect(await local.blame(range.base, range.head, { lines, maxFiles: 10, maxCommits: 2 })).toBeNull();
    await local.close();
  });

  it('leaves out what was there before the range', async () => {
    const { local, mirror, range } = await bothRepositories(scene.head);
    const lines = new Map([['src/new.ts', [{ start: 1, end: 2 }]]]);
    const found = await local.blame(range.base, range.head, { lines, ...LIMITS });
    expect(found).toEqual(await mirror.blame(range.base, range.head, { lines, ...LIMITS }));
    expect(await local.blame(range.base, { sha: 'WORKTREE', ref: 'WORKTREE' }, { lines, ...LIMITS })).toBeNull();
    await local.close();
  });

  it('comes with the notes of its commits alone', async () => {
    const { first, second, head } = await written();
    const { local, mirror, range } = await bothRepositories(head);
    for (const repository of [local, mirror]) {
      const notes = await repository.aiNotes([first, second, range.head.sha], { maxBytes: 1000 });
      expect([...notes]).toEqual([[second, 'a note\n']]);
      expect([...(await repository.aiNotes([second], { maxBytes: 3 }))]).toEqual([[second, null]]);
      expect([...(await repository.aiNotes([first], { maxBytes: 1000 }))]).toEqual([]);
    }
    await local.close();
  });

  it('has no notes where nobody keeps any', async () => {
    const { local, mirror, range } = await bothRepositories(scene.head);
    for (const repository of [local, mirror]) {
      expect([...(await repository.aiNotes([range.head.sha], { maxBytes: 1000 }))]).toEqual([]);
    }
    await local.close();
  });
});
