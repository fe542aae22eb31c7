/** Many reviews at a time, in one process and in several; what is broken, too much, or left behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createMirrorScene, type MirrorScene, SHORT_PAUSES } from '../../../../test/repositories/mirror-scene.ts';
import type { MirrorRepository } from './mirror-repository.ts';
import type { Mirrors } from './mirrors.ts';

const open: MirrorScene[] = [];
const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode === null && child.kill('SIGKILL')) await once(child, 'close');
  }
  for (const scene of open.splice(0)) await scene.dispose();
});

async function scene(): Promise<MirrorScene> {
  const made = await createMirrorScene();
  open.push(made);
  return made;
}

/** Pull requests 2, 3, ... of the first one, each with a file of its own. Returns their heads. */
async function propose(it: MirrorScene, count: number, from = 'feature'): Promise<string[]> {
  const heads: string[] = [];
  for (let number = 2; number < 2 + count; number += 1) {
    it.work.git('checkout', '-q', '-B', `pull-${number}`, from);
    it.work.write(`src/pull-${number}.ts`, `export const number = ${number};\n`);
    heads.push(it.work.commit(`pull request ${number}`));
    await it.publish(`refs/pull/${number}/head`);
  }
  return heads;
}

async function changedPaths(repository: MirrorRepository, sha: string, pullRequest: number) {
  const head = { sha, ref: 'feature' };
  const range = await repository.resolveRange({ head, pullRequest, target: { ref: 'main' } });
  const changes = await repository.changes(range.base, range.head);
  return changes.map((change) => [change.head?.path, change.hunks?.length ?? null]);
}

async function reviewOnce(it: MirrorScene, mirrors: Mirrors, sha = it.head, pullRequest = 1) {
  const repository = await it.open(mirrors);
  const paths = await changedPaths(repository, sha, pullRequest);
  await repository.close();
  return paths;
}

const FIRST = [
  ['src/app.ts', 1],
  ['src/new.ts', 0],
];

function expected(number: number) {
  return [FIRST[0], FIRST[1], [`src/pull-${number}.ts`, 1]];
}

function startProcess(it: MirrorScene, heads: readonly string[]): ChildProcess & { readonly output: () => string } {
  const script = fileURLToPath(new URL('../../../../test/repositories/mirror-review-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, it.folder, it.server.url, ...heads], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  return Object.assign(child, { output: () => said });
}

function generations({ folder }: MirrorScene): string[] {
  return readdirSync(join(folder, 'mirrors'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('repository'))
    .map((name) => join(folder, 'mirrors', name));
}

function packs(it: MirrorScene, kind = '.pack'): string[] {
  return generations(it).flatMap((gitDir) => {
    const folder = join(gitDir, 'objects', 'pack');
    return readdirSync(folder)
      .filter((name) => name.endsWith(kind))
      .map((name) => join(folder, name));
  });
}

const LONG_MESSAGE = 20_000;

describe('many reviews of one repository', () => {
  it('bring its history once, and do not get in each other’s way', async () => {
    const it = await scene();
    it.work.commit(randomBytes(LONG_MESSAGE).toString('base64'));
    it.work.git('branch', '-f', 'main', 'HEAD');
    await it.publish('refs/heads/main');
    const heads = await propose(it, 8, 'main');
    const mirrors = it.mirrors();
    const repositories = await Promise.all(heads.map(() => it.open(mirrors)));
    const found = await Promise.all(
      repositories.map((repository, at) => changedPaths(repository, heads[at] ?? '', 2 + at)),
    );
    expect(found).toEqual(heads.map((_, at) => expected(2 + at).slice(2)));
    expect(generations(it)).toHaveLength(1);
    const commits = it.events.filter((event) => event.kind === 'fetched' && event.what === 'commits');
    expect(commits.map((event) => 'count' in event && event.count).sort()).toEqual([1, 1, 1, 1, 1, 1, 1, 2]);
    const sizes = packs(it).map((file) => statSync(file).size);
    expect(sizes.filter((size) => size > LONG_MESSAGE)).toHaveLength(1);
  });

  it('may be in several processes', async () => {
    const it = await scene();
    const heads = (await propose(it, 6)).map((sha, at) => `${sha}:${2 + at}`);
    const children = [heads, [...heads].reverse(), heads.slice(3), heads.slice(0, 3)].map((some) =>
      startProcess(it, some),
    );
    const codes = await Promise.all(children.map(async (child) => (await once(child, 'close'))[0] as number));
    const lines = [2, 3, 4, 5, 6, 7].map((number) => JSON.stringify(expected(number)));
    expect(children.map((child) => child.output().trim().split('\n'))).toEqual([
      lines,
      [...lines].reverse(),
      lines.slice(3),
      lines.slice(0, 3),
    ]);
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(generations(it)).toHaveLength(1);
  });

  it('go on when one that is fetching is killed', async () => {
    const it = await scene();
    it.server.fault = (_, count) => (count === 4 ? 'silence' : null);
    const child = startProcess(it, [`${it.head}:1`]);
    while (it.server.requests.length < 4) await pause();
    writeFileSync(join(generations(it)[0] ?? '', 'objects', 'pack', 'tmp_pack_left'), Buffer.alloc(200_000));
    child.kill('SIGKILL');
    await once(child, 'close');
    // What was left is no part of what comes now.
    it.server.fault = () => ({ delayMs: 300 });
    const mirrors = it.mirrors({ limits: { ...SHORT_PAUSES, historyBytes: 100_000 } });
    expect(await reviewOnce(it, mirrors)).toEqual(FIRST);
    expect(packs(it, '_left')).toEqual([]);
  });

  it('keep the packs few', async () => {
    const it = await scene();
    const heads = await propose(it, 6);
    const mirrors = it.mirrors({ limits: { ...SHORT_PAUSES, smallPacks: 4 } });
    const counts: number[] = [];
    for (const [at, sha] of heads.entries()) {
      expect(await reviewOnce(it, mirrors, sha, 2 + at)).toEqual(expected(2 + at));
      counts.push(packs(it).length);
    }
    expect(Math.max(...counts)).toBeLessThanOrEqual(4);
    expect(packs(it, '.promisor')).toHaveLength(packs(it).length);
    it.events.length = 0;
    for (const [at, sha] of heads.entries()) expect(await reviewOnce(it, mirrors, sha, 2 + at)).toHaveLength(3);
    expect(it.events.map((event) => 'what' in event && event.what)).toEqual(Array(6).fill('refs'));
  });
});

/** Bytes in the middle, where the objects are. */
function damage(file: string): void {
  const size = statSync(file).size;
  rmSync(`${file}.copy`, { force: true });
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(Math.floor(size / 2), 0x5a), 0, Math.floor(size / 2), Math.floor(size / 4));
  closeSync(handle);
}

describe('a mirror that is broken', () => {
  const WAYS: readonly (readonly [string, (files: readonly string[]) => void])[] = [
    ['damaged', (files) => files.forEach(damage)],
    ['cut short', (files) => files.forEach((file) => truncateSync(file, 40))],
    ['emptied', (files) => files.forEach((file) => truncateSync(file, 0))],
    ['removed', (files) => files.forEach((file) => rmSync(file))],
    ['removed as a whole', ([file = '']) => rmSync(dirname(dirname(dirname(file))), { recursive: true })],
  ];

  it.each(WAYS)('because its packs were %s is made afresh, and the review goes on', async (_, harm) => {
    const it = await scene();
    const mirrors = it.mirrors();
    await reviewOnce(it, mirrors);
    harm(packs(it));
    expect(await reviewOnce(it, mirrors)).toEqual(FIRST);
    expect(await reviewOnce(it, mirrors)).toEqual(FIRST);
    expect(it.events.filter(({ kind }) => kind === 'condemned').length).toBeLessThanOrEqual(1);
    await mirrors.tidy();
    expect(generations(it).length).toBeLessThanOrEqual(1);
  });

  it('while it is read is replaced for this review, and for others when they notice', async () => {
    const it = await scene();
    const mirrors = it.mirrors();
    const [one, other] = [await it.open(mirrors), await it.open(mirrors)];
    await changedPaths(one, it.head, 1);
    await changedPaths(other, it.head, 1);
    packs(it).forEach(damage);
    const [base, head] = [it.main, it.head].map((sha) => ({ sha, ref: sha }));
    if (base === undefined || head === undefined) throw new Error('no range');
    const trees = await Promise.all([one.tree(base), one.tree(head), one.changes(base, head)]);
    expect([...trees[0].paths, ...trees[1].paths]).toContain('src/new.ts');
    expect(await other.changes(base, head)).toHaveLength(2);
    expect(it.events.filter(({ kind }) => kind === 'condemned')).toHaveLength(2);
    expect(generations(it)).toHaveLength(2);
    await Promise.all([one.close(), other.close()]);
    await mirrors.tidy();
    expect(generations(it)).toHaveLength(1);
  });

  /** A git that cannot compare. */
  function environmentWhere(it: MirrorScene, happens: string): NodeJS.ProcessEnv {
    const script = `#!/bin/sh\ncase "$*" in *diff-tree*) ${happens};; esac\nPATH='${process.env['PATH']}' exec git "$@"\n`;
    writeFileSync(join(it.folder, 'git'), script, { mode: 0o755 });
    return { ...process.env, PATH: `${it.folder}:${process.env['PATH']}` };
  }

  it.each([
    ['again when it is fresh', `echo 'fatal: bad object' >&2; exit 128`, 1],
    ['only because the machine is short of memory', `echo 'fatal: Out of memory, malloc failed' >&2; exit 128`, 0],
    ['only because git was killed', 'kill -KILL $$', 0],
  ])('%s is a failure that says so', async (_, happens, condemned) => {
    const it = await scene();
    const repository = await it.open(it.mirrors({ environment: environmentWhere(it, happens) }));
    await expect(changedPaths(repository, it.head, 1)).rejects.toMatchObject({ name: 'MirrorError', code: 'broken' });
    expect(it.events.filter(({ kind }) => kind === 'condemned')).toHaveLength(condemned);
  });
});

describe('histories with flaws', () => {
  it('of names and dates, as old tools made them, are read', async () => {
    const it = await scene();
    const tree = it.work.git('rev-parse', 'HEAD^{tree}');
    const who = 'Ada Example<ada@example.com> 1900000000 +051800';
    it.work.write('.git/flawed', `tree ${tree}\nparent ${it.main}\nauthor ${who}\ncommitter ${who}\n\nold\n`);
    const sha = it.work.git('hash-object', '-t', 'commit', '--literally', '-w', '.git/flawed');
    it.work.git('update-ref', 'refs/heads/flawed', sha);
    await it.server.repository.run(['fetch', '-q', it.work.dir, `+flawed:refs/pull/1/head`]);
    expect(await reviewOnce(it, it.mirrors(), sha)).toEqual(FIRST);
  });

  it('that could mean two things are refused, and not because of the mirror', async () => {
    const it = await scene();
    const blob = it.work.git('rev-parse', 'HEAD:package.json');
    const entry = Buffer.concat([Buffer.from('100644 a.ts\0'), Buffer.from(blob, 'hex')]);
    it.work.write('.git/twice', Buffer.concat([entry, entry]));
    const tree = it.work.git('hash-object', '-t', 'tree', '--literally', '-w', '.git/twice');
    const sha = it.work.git('commit-tree', '-p', it.main, '-m', 'twice', tree);
    it.work.git('update-ref', 'refs/heads/twice', sha);
    await it.server.repository.run(['fetch', '-q', it.work.dir, `+twice:refs/pull/1/head`]);
    await expect(reviewOnce(it, it.mirrors(), sha)).rejects.toMatchObject({
      code: 'broken',
      message: expect.stringContaining('duplicateEntries'),
    });
    expect(it.events.map(({ kind }) => kind)).not.toContain('condemned');
  });
});

describe('room for mirrors', () => {
  /** One mirror takes some 40 kB, most of it what stands beside the packs. */
  const TWO_MIRRORS = 100_000;

  async function reviewAs(it: MirrorScene, mirrors: Mirrors, installation: string): Promise<void> {
    const repository = await it.open(mirrors, { installation });
    await changedPaths(repository, it.head, 1);
    await repository.close();
    await pause();
  }

  it('is made by removing what was used longest ago, and nothing that is in use', async () => {
    const it = await scene();
    const mirrors = it.mirrors({ maxBytes: TWO_MIRRORS });
    const inUse = await it.open(mirrors, { installation: 'one' });
    await changedPaths(inUse, it.head, 1);
    const [first = ''] = generations(it);
    await reviewAs(it, mirrors, 'two');
    const second = generations(it).find((gitDir) => gitDir !== first) ?? '';
    await reviewAs(it, mirrors, 'three');
    expect(generations(it)).toHaveLength(3);
    expect(await mirrors.tidy()).toBeGreaterThan(0);
    expect(generations(it)).toHaveLength(2);
    expect(generations(it)).toContain(first);
    expect(generations(it)).not.toContain(second);
    expect(await changedPaths(inUse, it.head, 1)).toEqual(FIRST);
    expect(await mirrors.tidy()).toBe(0);
    expect(readdirSync(join(it.folder, 'trash'))).toEqual([]);
  });

  it('is not made of what another process uses, until that has ended, however it did', async () => {
    const it = await scene();
    const child = startProcess(it, [`${it.head}:1`, 'WAIT']);
    while (!child.output().includes('\n')) await pause();
    const mirrors = it.mirrors({ maxBytes: 0 });
    await mirrors.tidy();
    expect(generations(it)).toHaveLength(1);
    child.kill('SIGKILL');
    await once(child, 'close');
    await mirrors.tidy();
    expect(generations(it)).toEqual([]);
    expect(await reviewOnce(it, mirrors)).toEqual(FIRST);
  });

  it('forgets an installation, or one repository of it', async () => {
    const it = await scene();
    const mirrors = it.mirrors();
    await reviewAs(it, mirrors, 'stays');
    await reviewAs(it, mirrors, 'leaves');
    const inUse = await it.open(mirrors, { installation: 'leaves' });
    await mirrors.forget({ installation: 'leaves', url: 'https://example.com/acme/other.git' });
    await mirrors.forget({ installation: 'leaves', url: it.server.url });
    expect(generations(it)).toHaveLength(2);
    expect(await changedPaths(inUse, it.head, 1)).toEqual(FIRST);
    await inUse.close();
    await mirrors.tidy();
    expect(generations(it)).toHaveLength(1);
    await mirrors.forget({ installation: 'stays' });
    expect(generations(it)).toEqual([]);
    expect(readdirSync(join(it.folder, 'mirrors'))).toEqual([]);
  });
});

function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, 10));
}
