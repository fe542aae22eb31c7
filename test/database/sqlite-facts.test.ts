/** Facts in a database: there for the next process, small, bounded, and never the reason why a review fails. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  openFactsStore,
  type ClosableFactsStore,
  type SqliteFactsOptions,
} from '#adapters/database/sqlite/facts-store.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import { FACTS_CODEC } from './sqlite-engine.ts';

const DAY = 24 * 60 * 60_000;
const SPAN = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

let folder: string;
let open: ClosableFactsStore[];
let problems: unknown[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-facts-'));
  open = [];
  problems = [];
});
afterEach(() => {
  for (const store of open) store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function facts(options: Partial<SqliteFactsOptions> = {}): Promise<ClosableFactsStore> {
  const store = await openFactsStore({
    file: join(folder, 'facts.sqlite'),
    codec: FACTS_CODEC,
    maxBytes: 100_000_000,
    patience: { waitMs: 1_000, random: () => 0.5 },
    now: () => 0,
    onProblem: (problem) => problems.push(problem),
    ...options,
  });
  open.push(store);
  return store;
}

function manifest(name: string, padding = 0): FileFacts {
  const dependencies = Array.from({ length: padding }, (_, index) => {
    return { name: hash(`${name}${index}`), requirement: '', group: '', span: SPAN };
  });
  return {
    ...{ kind: 'manifest', version: 1, ecosystem: 'npm', format: 'npm-manifest', lineCount: 1, packageName: name },
    ...{ packageVersion: null, dependencies, packages: [], includes: [], registries: [], broken: [] },
  };
}

function hash(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

function many(from: number, to: number, padding = 0): Map<string, FileFacts> {
  return new Map(
    Array.from({ length: to - from }, (_, index) => [`key${from + index}`, manifest(`${from + index}`, padding)]),
  );
}

describe('facts in a database', () => {
  it('are there for other processes, by key', async () => {
    const entries = many(0, 250);
    await (await facts()).save(entries);
    const other = await facts();
    expect(await other.load([...entries.keys(), 'nothing'])).toEqual(entries);
    await other.save(new Map([['key1', manifest('changed')]]));
    expect(await other.load(['key1'])).toEqual(new Map([['key1', manifest('changed')]]));
    expect(await other.load([])).toEqual(new Map());
  });

  it('are not there where an entry is damaged, and are written anew', async () => {
    const store = await facts();
    await store.save(many(0, 2));
    const raw = new DatabaseSync(join(folder, 'facts.sqlite'));
    raw.exec(`update facts set bytes = x'0102' where key = 'key0'`);
    expect([...(await store.load(['key0', 'key1'])).keys()]).toEqual(['key1']);
    await store.save(many(0, 1));
    expect((await store.load(['key0'])).size).toBe(1);
    raw.close();
  });

  it('are bounded: what was not used for longest goes first', async () => {
    let now = 0;
    const store = await facts({ maxBytes: 100_000, now: () => now });
    await store.save(many(0, 20, 50));
    now = 2 * DAY;
    expect((await store.load(['key7'])).size).toBe(1);
    now = 3 * DAY;
    await store.save(many(20, 50, 50));
    const left = await store.load([...many(0, 50).keys()]);
    const old = [...many(0, 20).keys()].filter((key) => left.has(key));
    expect(old).toContain('key7');
    expect(old.length).toBeLessThan(20);
    expect(left.size - old.length).toBe(30);
    const raw = new DatabaseSync(join(folder, 'facts.sqlite'));
    const { bytes } = raw.prepare('select sum(size) as bytes from facts').get() as { bytes: number };
    raw.close();
    expect([bytes > 50_000, bytes <= 100_000]).toEqual([true, true]);
  });

  it('cost nothing but time where the database cannot be used', async () => {
    const store = await facts({ patience: { waitMs: 20, random: () => 0.5 } });
    const raw = new DatabaseSync(join(folder, 'facts.sqlite'));
    raw.exec('begin immediate');
    await store.save(many(0, 1));
    expect(problems).toMatchObject([{ code: 'locked' }]);
    raw.exec('rollback');
    raw.close();
    store.close();
    expect(await store.load(['key0'])).toEqual(new Map());
    expect(problems).toMatchObject([{ code: 'locked' }, { code: 'closed' }]);
  });

  it('take less room than their JSON', async () => {
    await (await facts()).save(new Map([['key', manifest('large', 3_000)]]));
    const json = JSON.stringify(manifest('large', 3_000)).length;
    const size = statSync(join(folder, 'facts.sqlite')).size + statSync(join(folder, 'facts.sqlite-wal')).size;
    expect(size).toBeLessThan(json);
  });
});
