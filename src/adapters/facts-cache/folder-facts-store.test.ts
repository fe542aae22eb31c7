import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FileFacts } from '#analysis/file-facts.ts';
import { cacheFolder } from './cache-folder.ts';
import { createFolderFactsStore } from './folder-facts-store.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function facts(name: string, padding = 0): FileFacts {
  const noise = Array.from({ length: padding }, (_, index) =>
    createHash('sha256')
      .update(name + index)
      .digest('hex'),
  );
  const dependencies = noise.map((hash) => ({ name: hash, requirement: '', group: '', span: SPAN }));
  return {
    ...{ kind: 'manifest', version: 1, ecosystem: 'npm', format: 'npm-manifest', lineCount: 1, packageName: name },
    ...{ packageVersion: null, dependencies, packages: [], includes: [], registries: [], broken: [] },
  };
}
const SPAN = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

function key(name: string | number): string {
  return createHash('sha256').update(String(name)).digest('hex');
}

function files(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('facts in a folder', () => {
  it('are there for the next process, by key', async () => {
    const entries = new Map([1, 2, 3].map((name) => [key(name), facts(String(name))]));
    await createFolderFactsStore({ folder }).save(entries);
    const loaded = await createFolderFactsStore({ folder }).load([key(1), key(3), key(4)]);
    expect(loaded).toEqual(
      new Map([
        [key(1), facts('1')],
        [key(3), facts('3')],
      ]),
    );
    expect(files().filter((file) => file.endsWith('.tmp'))).toEqual([]);
  });

  it('are not there where an entry is damaged, and are written anew', async () => {
    const store = createFolderFactsStore({ folder });
    await store.save(new Map([[key(1), facts('a')]]));
    const [file = ''] = files();
    const bytes = readFileSync(file);
    for (const damage of [Buffer.alloc(0), bytes.subarray(0, -3), Buffer.from('{}'), flipped(bytes)]) {
      writeFileSync(file, damage);
      expect(await store.load([key(1)])).toEqual(new Map());
    }
    await store.save(new Map([[key(1), facts('a')]]));
    expect(await store.load([key(1)])).toEqual(new Map([[key(1), facts('a')]]));
  });

  it('make no path of what is no key', async () => {
    const store = createFolderFactsStore({ folder: join(folder, 'inner') });
    await store.save(
      new Map([
        ['../../stolen', facts('a')],
        ['', facts('b')],
      ]),
    );
    expect(await store.load(['../../stolen', ''])).toEqual(new Map());
    expect(files()).toEqual([]);
  });

  it('cost nothing but time where the folder cannot be used', async () => {
    writeFileSync(join(folder, 'file'), '');
    const store = createFolderFactsStore({ folder: join(folder, 'file') });
    await store.save(new Map([[key(1), facts('a')]]));
    expect(await store.load([key(1)])).toEqual(new Map());
  });

  it('are nobody else’s to read', async () => {
    await createFolderFactsStore({ folder }).save(new Map([[key(1), facts('a')]]));
    expect(files().map((file) => statSync(file).mode & 0o077)).toEqual([0]);
  });
});

describe('the size of the folder', () => {
  it('is bounded: what was not used for longest goes first', async () => {
    const maxBytes = 256 * 40_000;
    const store = createFolderFactsStore({ folder, maxBytes });
    const names = Array.from({ length: 100_000 }, (_, index) => index).filter((name) => key(name).startsWith('ab'));
    const old = names.slice(0, 40);
    for (const name of old) await store.save(new Map([[key(name), facts(String(name), 50)]]));
    const long = new Date(Date.now() - 10 * 24 * 60 * 60 * 1000);
    for (const file of files()) utimesSync(file, long, long);
    const used = key(old.at(-1) ?? 0);
    const survivors = files().length;
    expect((await store.load([used])).size).toBe(1);
    for (const name of names.slice(40, 50)) await store.save(new Map([[key(name), facts(String(name), 50)]]));
    const size = files().reduce((sum, file) => sum + statSync(file).size, 0);
    expect(survivors).toBeLessThan(40);
    expect(size).toBeLessThanOrEqual(40_000);
    expect((await store.load([used])).size).toBe(1);
    expect((await store.load(old.slice(0, 20).map(key))).size).toBe(0);
  });

  it('counts not what a killed process left, which goes', async () => {
    const store = createFolderFactsStore({ folder });
    await store.save(new Map([[key(1), facts('a')]]));
    const [entry = ''] = files();
    const stale = `${entry}.x.tmp`;
    writeFileSync(stale, 'x');
    utimesSync(stale, 0, 0);
    await store.save(new Map([[key(1), facts('a')]]));
    expect(files()).toEqual([entry]);
  });
});

describe('where caches lie', () => {
  const home = '/home/ada';
  it.each([
    [{}, 'linux', '/home/ada/.cache/countersign'],
    [{ XDG_CACHE_HOME: '/var/cache/ada' }, 'darwin', '/var/cache/ada/countersign'],
    [{ XDG_CACHE_HOME: 'relative' }, 'linux', '/home/ada/.cache/countersign'],
    [{ LOCALAPPDATA: '/c/local' }, 'win32', '/c/local/countersign'],
    [{}, 'win32', null],
  ] as const)('%j on %s: %s', (environment, platform, expected) => {
    expect(cacheFolder({ environment, platform, home })).toBe(expected);
  });

  it('is nowhere without a home', () => {
    expect(cacheFolder({ environment: {}, platform: 'linux', home: '' })).toBeNull();
  });
});

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  const middle = Math.floor(copy.length / 2);
  copy[middle] = (copy[middle] ?? 0) ^ 0x10;
  return copy;
}
