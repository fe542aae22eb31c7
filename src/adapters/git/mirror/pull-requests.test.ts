/** Pull requests read through a mirror, over the real protocol: what is asked of the server, and what comes of it. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { createMirrorScene, type MirrorScene } from '../../../../test/repositories/mirror-scene.ts';
import type { MirrorRepository } from './mirror-repository.ts';
import type { Mirrors } from './mirrors.ts';

const open: MirrorScene[] = [];
afterEach(async () => {
  for (const scene of open.splice(0)) await scene.dispose();
});

async function scene(): Promise<MirrorScene> {
  const made = await createMirrorScene();
  open.push(made);
  return made;
}

const NO_LIMIT = { maxBytes: 1 << 20 };

/** All that a review asks of a repository. */
async function read(repository: MirrorRepository, sha: string, pullRequest: number | null = 1, ref = 'main') {
  const range = await repository.resolveRange({ head: { sha, ref: 'feature' }, pullRequest, target: { ref } });
  const [changes, commits, baseTree, headTree] = await Promise.all([
    repository.changes(range.base, range.head),
    repository.commits(range.base, range.head, { maxCount: 10 }),
    repository.tree(range.base),
    repository.tree(range.head),
  ]);
  const paths = [...headTree.paths];
  const oids = paths.map((path) => headTree.oid(path) ?? '');
  const blobs = await repository.blobs(oids, NO_LIMIT);
  return {
    range,
    commits: commits.map(({ sha: id }) => id),
    changes: changes.map(({ status, base, head, hunks }) => [status, (head ?? base)?.path, hunks?.length]),
    baseTree: [...baseTree.paths],
    texts: Object.fromEntries(paths.map((path, at) => [path, textOf(blobs.get(oids[at] ?? '')?.bytes)])),
  };
}

function textOf(bytes: Uint8Array | null | undefined): string | null {
  return bytes == null ? null : Buffer.from(bytes).toString();
}

async function readOnce(it: MirrorScene, mirrors: Mirrors, sha: string, pullRequest: number | null = 1) {
  const before = it.server.requests.length;
  const repository = await it.open(mirrors);
  const found = await read(repository, sha, pullRequest);
  await repository.close();
  return { ...found, requests: it.server.requests.slice(before) };
}

const ASK = ['GET info/refs', 'POST git-upload-pack'];

describe('a pull request', () => {
  it('is read as it is on the server, in as many requests as there are batches', async () => {
    const it = await scene();
    const found = await readOnce(it, it.mirrors(), it.head);
    expect(found.range).toEqual({
      base: { sha: it.main, ref: 'main' },
      head: { sha: it.head, ref: 'feature' },
      target: { sha: it.main, ref: 'main' },
    });
    expect(found.commits).toEqual([it.head]);
    expect(found.changes).toEqual([
      ['modified', 'src/app.ts', 1],
      ['renamed', 'src/new.ts', 0],
    ]);
    expect(found.baseTree).toEqual(['package.json', 'src/app.ts', 'src/old.ts']);
    expect(found.texts).toMatchObject({
      'src/app.ts': 'export const app = 2;\n',
      'package.json': expect.stringContaining('shop'),
    });
    expect(it.events).toMatchObject([
      { what: 'refs' },
      { what: 'commits', count: 2 },
      { what: 'blobs', count: 3 },
      { what: 'blobs', count: 1 },
    ]);
    expect(found.requests).toEqual([...ASK, ...ASK, ...ASK, ...ASK]);
  });

  it('costs one look at the references when it is read again', async () => {
    const it = await scene();
    const mirrors = it.mirrors();
    await readOnce(it, mirrors, it.head);
    expect((await readOnce(it, mirrors, it.head)).requests).toEqual(ASK);
  });

  it('brings what is new alone when it goes on', async () => {
    const it = await scene();
    const mirrors = it.mirrors();
    await readOnce(it, mirrors, it.head);
    it.work.write('src/app.ts', 'export const app = 3;\n');
    const next = it.work.commit('more');
    await it.publish('refs/pull/1/head');
    it.events.length = 0;
    const found = await readOnce(it, mirrors, next);
    expect(found.requests).toEqual([...ASK, ...ASK, ...ASK]);
    expect(it.events).toMatchObject([{ what: 'refs' }, { what: 'commits', count: 1 }, { what: 'blobs', count: 1 }]);
    expect(found.commits).toEqual([it.head, next]);
  });

  it('is compared with where it left the branch, and its policy is at the tip', async () => {
    const it = await scene();
    it.work.git('checkout', '-q', 'main');
    it.work.write('policy.yml', 'mode: enforce\n');
    const tip = it.work.commit('policy');
    await it.publish('refs/heads/main');
    const repository = await it.open(it.mirrors());
    const { range, changes } = await read(repository, it.head);
    expect([range.base.sha, range.target.sha]).toEqual([it.main, tip]);
    expect(changes.map(([, path]) => path)).not.toContain('policy.yml');
    const target = await repository.tree(range.target);
    const oid = target.oid('policy.yml') ?? '';
    expect(textOf((await repository.blobs([oid], NO_LIMIT)).get(oid)?.bytes)).toBe('mode: enforce\n');
  });

  it('leaves out contents that are too large, or of which the server knows nothing', async () => {
    const it = await scene();
    const repository = await it.open(it.mirrors());
    const { range } = await read(repository, it.head);
    const oid = (await repository.tree(range.head)).oid('src/app.ts') ?? '';
    const blobs = await repository.blobs([oid, 'f'.repeat(40), 'main', it.head], { maxBytes: 3 });
    expect([...blobs.values()]).toEqual([{ oid, size: 22, bytes: null }]);
  });

  it('obeys no attribute, setting or hook of the repository that it reads', async () => {
    const it = await scene();
    it.work.write('.gitattributes', '*.ts -diff binary filter=trap\n');
    it.work.write('.gitmodules', '[submodule "x"]\n\tpath = x\n\turl = http://127.0.0.1:9/x.git\n');
    it.work.git('update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},x`);
    it.work.git('add', '.gitattributes', '.gitmodules');
    const head = it.work.commit('traps', { stagedOnly: true });
    await it.publish('refs/pull/1/head');
    const { changes } = await readOnce(it, it.mirrors(), head);
    expect(changes).toContainEqual(['modified', 'src/app.ts', 1]);
    expect(changes).toContainEqual(['added', 'x', undefined]);
  });
});

describe('tips', () => {
  it('are those of the branch now, of the default branch, or none', async () => {
    const it = await scene();
    const repository = await it.open(it.mirrors());
    expect(await repository.tip('main')).toEqual({ sha: it.main, ref: 'main' });
    expect(await repository.tip('HEAD')).toEqual({ sha: it.main, ref: 'HEAD' });
    expect(await repository.tip('no-such-branch')).toBeNull();
    // `refs/heads/x/main` ends alike.
    await it.publish('refs/heads/x/other');
    expect(await repository.tip('other')).toBeNull();
    const tip = (await repository.tip('main')) ?? { sha: '', ref: '' };
    expect((await repository.tree(tip)).oid('package.json')).not.toBeNull();
  });
});

describe('heads and bases that move', () => {
  it('a head that a fork pushed is had by its id, and where that is not allowed by the reference', async () => {
    const it = await scene();
    await it.server.repository.run(['config', 'uploadpack.allowAnySHA1InWant', 'false']);
    it.server.old = true;
    it.work.write('src/app.ts', 'export const app = 3;\n');
    it.work.commit('the pull request has moved on');
    await it.publish('refs/pull/1/head');
    const found = await readOnce(it, it.mirrors(), it.head);
    expect(found.commits).toEqual([it.head]);
    expect(found.changes.map(([status, path]) => [status, path])).toEqual([
      ['modified', 'src/app.ts'],
      ['renamed', 'src/new.ts'],
    ]);
  });

  it('a head that was replaced while it is reviewed is still the one that is read', async () => {
    const it = await scene();
    const repository = await it.open(it.mirrors());
    const head = { sha: it.head, ref: 'feature' };
    const range = await repository.resolveRange({ head, pullRequest: 1, target: { ref: 'main' } });
    it.work.git('reset', '-q', '--hard', 'main');
    it.work.commit('forced');
    await it.publish('refs/pull/1/head');
    expect(await repository.changes(range.base, range.head)).toHaveLength(2);
  });

  it('contents that the server threw away meanwhile are missing, which ends nothing', async () => {
    const it = await scene();
    const repository = await it.open(it.mirrors());
    const head = { sha: it.head, ref: 'feature' };
    const range = await repository.resolveRange({ head, pullRequest: 1, target: { ref: 'main' } });
    await it.server.repository.run(['update-ref', '-d', 'refs/pull/1/head']);
    await it.server.repository.run(['gc', '-q', '--prune=now']);
    const changes = await repository.changes(range.base, range.head);
    expect(changes.map(({ head: after, hunks }) => [after?.path, hunks])).toEqual([
      ['src/app.ts', null],
      ['src/new.ts', []],
    ]);
    const oid = changes[0]?.head?.oid ?? '';
    expect(await repository.blobs([oid], NO_LIMIT)).toEqual(new Map());
  });

  it('a head that comes late is waited for', async () => {
    const it = await scene();
    it.work.write('src/app.ts', 'export const app = 3;\n');
    const late = it.work.commit('late');
    const mirrors = it.mirrors({ limits: { lagPausesMs: [50, 200, 400] } });
    setTimeout(() => void it.publish('refs/pull/1/head'), 120);
    expect((await readOnce(it, mirrors, late)).commits).toEqual([it.head, late]);
  });

  it.each([
    ['has no reference yet', 'not-there-yet', 7],
    ['was replaced by another', 'gone', 1],
  ] as const)('a head that %s is %s', async (_, code, pullRequest) => {
    const it = await scene();
    it.work.write('src/app.ts', 'export const app = 3;\n');
    const never = it.work.commit('never pushed');
    const repository = await it.open(it.mirrors());
    const head = { sha: never, ref: 'feature' };
    await expect(repository.resolveRange({ head, pullRequest, target: { ref: 'main' } })).rejects.toMatchObject({
      name: 'MirrorError',
      code,
      message: expect.stringContaining(never),
    });
  });

  it('a target branch that was deleted is gone, unless its tip is named', async () => {
    const it = await scene();
    await it.publish('refs/heads/keep');
    await it.server.repository.run(['update-ref', '-d', 'refs/heads/main']);
    const repository = await it.open(it.mirrors());
    const asked = { head: { sha: it.head, ref: 'feature' }, pullRequest: 1 };
    await expect(repository.resolveRange({ ...asked, target: { ref: 'main' } })).rejects.toMatchObject({
      code: 'gone',
    });
    const range = await repository.resolveRange({ ...asked, target: { ref: 'main', sha: it.main } });
    expect(range.base.sha).toBe(it.main);
  });

  it('a base that was rewritten is compared from what both have in common', async () => {
    const it = await scene();
    const mirrors = it.mirrors();
    await readOnce(it, mirrors, it.head);
    it.work.git('checkout', '-q', 'main');
    it.work.write('README.md', 'other\n');
    it.work.git('add', '-A');
    it.work.git('commit', '-q', '--amend', '-m', 'rewritten');
    await it.publish('refs/heads/main');
    const found = await readOnce(it, mirrors, it.head);
    // The first commit itself was replaced: nothing is common, so all of the head is new.
    expect(found.range.base.sha).toBe('4b825dc642cb6eb9a060e54bf8d69288fbee4904');
    expect(found.changes.map(([status]) => status)).toEqual(['added', 'added', 'added']);
    expect(found.commits).toEqual([it.main, it.head]);
  });

  it('refuses as a commit what git would read as something to do', async () => {
    const it = await scene();
    const repository = await it.open(it.mirrors());
    for (const sha of ['--upload-pack=touch x', '+refs/heads/*:refs/heads/*', 'HEAD', '']) {
      const asked = { head: { sha, ref: 'x' }, pullRequest: null, target: { ref: 'main' } };
      await expect(repository.resolveRange(asked)).rejects.toMatchObject({ code: 'gone' });
    }
    expect(it.server.requests).toEqual([]);
  });
});
