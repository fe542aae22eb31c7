/** What SQLite alone can do wrong: files, disks, versions, locks. Each is an outcome with a remedy. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql, type Kysely } from 'kysely';
import type { Engine } from '#adapters/database/engine.ts';
import { migrate } from '#adapters/database/migrate.ts';
import { MIGRATIONS } from '#adapters/database/migrations/list.ts';
import type { Schema } from '#adapters/database/schema.ts';
import { openConnection, refuseUnsound, type SqliteConnection } from '#adapters/database/sqlite/connection.ts';
import { createGroupCommit } from '#adapters/database/sqlite/group-commit.ts';
import { openSqliteStore, type Opened } from '#adapters/database/sqlite/open-store.ts';
import { takeRequests } from '#adapters/database/sqlite/queue/requests.ts';
import { asStoreError } from '#adapters/database/sqlite/sqlite-errors.ts';
import { createDeliveryStore } from '#adapters/database/stores/deliveries.ts';
import { push } from './contract/scene.ts';
import { FACTS_CODEC } from './sqlite-engine.ts';

let folder: string;
let cleanUp: (() => void)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-files-'));
  cleanUp = [];
});
afterEach(() => {
  for (const clean of cleanUp) clean();
  rmSync(folder, { recursive: true, force: true });
});

async function open(place = folder): Promise<Opened> {
  const opened = await openSqliteStore({
    folder: place,
    now: () => 0,
    random: () => 0.5,
    worker: 'worker',
    factsCodec: FACTS_CODEC,
    onProblem: (problem) => {
      throw problem;
    },
    settings: { waitMs: 100 },
  });
  if (opened.kind === 'open') await opened.store.close();
  return opened;
}

async function problemOf(place = folder) {
  const opened = await open(place);
  return opened.kind === 'refused' ? opened.problem : null;
}

async function connect(): Promise<SqliteConnection<Schema>> {
  const file = join(folder, 'countersign.sqlite');
  const connection = await openConnection<Schema>({
    file,
    durability: 'full',
    patience: { waitMs: 100, random: () => 0.5 },
  });
  cleanUp.push(connection.close);
  return connection;
}

function engineOn({ db }: SqliteConnection<Schema>): Engine {
  return { db, ...createGroupCommit(db), serialise: async () => undefined, now: async () => 1_000 };
}

describe('opening', () => {
  it('makes a folder that is nobody else’s, as often as one likes', async () => {
    const place = join(folder, 'some', 'where');
    expect([(await open(place)).kind, (await open(place)).kind]).toEqual(['open', 'open']);
    expect(statSync(place).mode & 0o077).toBe(0);
    const files = readdirSync(place).map((name) => statSync(join(place, name)).mode & 0o077);
    expect(files).toEqual([0, 0]);
  });

  it('writes to the disk at each commit', async () => {
    const { db } = await connect();
    const value = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(db)).rows[0] as object)[0] as unknown;
    expect([await value('journal_mode'), await value('synchronous')]).toEqual(['wal', 2]);
  });

  it('is refused where the folder is a file', async () => {
    const place = join(folder, 'file');
    writeFileSync(place, '');
    expect(await problemOf(place)).toMatchObject({ code: 'not-writable', remedy: expect.stringContaining('folder') });
    expect(await problemOf(join(place, 'below'))).toMatchObject({ code: 'not-writable' });
  });

  it('is refused where nothing may be written', () => {
    const place = join(folder, 'theirs');
    mkdirSync(place);
    chmodSync(place, 0o555);
    chmodSync(folder, 0o755);
    // To the administrator everything may be written: somebody else has to try.
    const root = process.getuid?.() === 0;
    const tried = spawnSync('mkdir', [join(place, 'x')], root ? { uid: 65_534, gid: 65_534 } : {});
    expect(tried.status).toBe(1);
    expect(asStoreError({ code: 'EACCES' }, 'x').code).toBe('not-writable');
  });

  it('is refused where a database may only be read', async () => {
    expect((await open()).kind).toBe('open');
    const read = new DatabaseSync(join(folder, 'countersign.sqlite'), { readOnly: true });
    let said: unknown;
    try {
      read.exec('begin immediate; create table x (a)');
    } catch (error) {
      said = error;
    }
    read.close();
    expect(asStoreError(said, 'x').code).toBe('not-writable');
  });

  it('is refused where the file is no database, and it is left as it is', async () => {
    const file = join(folder, 'countersign.sqlite');
    writeFileSync(file, 'something else '.repeat(1_000));
    expect(await problemOf()).toMatchObject({ code: 'damaged', remedy: expect.stringContaining('backup') });
    expect(statSync(file).size).toBe(15_000);
  });

  it('throws damaged facts away: they are made again', async () => {
    writeFileSync(join(folder, 'facts.sqlite'), 'something else '.repeat(1_000));
    expect((await open()).kind).toBe('open');
  });

  it('waits for another process that is writing, and is refused where it does not end', async () => {
    expect((await open()).kind).toBe('open');
    const other = new DatabaseSync(join(folder, 'countersign.sqlite'));
    other.exec('begin immediate');
    expect(await problemOf()).toMatchObject({ code: 'locked' });
    const opening = open();
    other.exec('rollback');
    other.close();
    expect((await opening).kind).toBe('open');
  });

  it('is refused on a SQLite that can lose data', () => {
    for (const version of ['3.51.2', '3.7.99', '2.99.99', '3.51']) {
      expect(() => refuseUnsound(version)).toThrow(expect.objectContaining({ code: 'engine-too-old' }));
    }
    for (const version of ['3.51.3', '3.52.0', '4.0.0', '3.51.10']) refuseUnsound(version);
  });
});

describe('migrations', () => {
  it('are refused to a version that does not know them', async () => {
    const connection = await connect();
    const engine = engineOn(connection);
    await migrate(engine, MIGRATIONS);
    await engine.write((transaction) =>
      transaction.insertInto('schema_migrations').values({ number: 9_999, name: 'later', applied_at: 0 }).execute(),
    );
    connection.close();
    expect(await problemOf()).toMatchObject({ code: 'newer-schema', remedy: expect.stringContaining('newer version') });
  });

  it('are done whole or not at all, and each once', async () => {
    const connection = await connect();
    const engine = engineOn(connection);
    const done: string[] = [];
    const table = (name: string) => async (db: Kysely<unknown>) => {
      done.push(name);
      await db.schema.createTable(name).addColumn('a', 'text').execute();
    };
    const first = { number: 1, name: 'first', up: table('one') };
    await migrate(engine, [first]);
    const failing = {
      number: 3,
      name: 'third',
      up: async (db: Kysely<unknown>) => {
        await table('three')(db);
        throw new Error('in the middle');
      },
    };
    const second = { number: 2, name: 'second', up: table('two') };
    await expect(migrate(engine, [first, second, failing])).rejects.toThrow('in the middle');
    const names = (await connection.db.introspection.getTables()).map(({ name }) => name);
    expect(names.sort()).toEqual(['one', 'schema_migrations']);
    await migrate(engine, [first, second]);
    await migrate(engine, [first, second]);
    expect(done.filter((name) => name !== 'three')).toEqual(['one', 'two', 'two']);
  });

  it('are numbered without gaps', () => {
    expect(MIGRATIONS.map(({ number }) => number)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });
});

describe('a full disk', () => {
  it('fails the delivery, keeps what was stored, and takes the delivery again when there is space', async () => {
    const connection = await connect();
    const engine = engineOn(connection);
    await migrate(engine, MIGRATIONS);
    const { store } = createDeliveryStore(engine, { take: takeRequests, wake: () => undefined });
    await store.accept(push(1, 'a', { guid: 'before' }));
    await sql`pragma max_page_count = 1`.execute(connection.db);
    const big = push(2, 'b', { guid: 'full', baseRef: 'x'.repeat(2_000_000) });
    const together = await Promise.allSettled([store.accept(big), store.accept(push(1, 'a', { guid: 'before' }))]);
    expect(together.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    await expect(store.accept(big)).rejects.toMatchObject({
      code: 'disk-full',
      remedy: expect.stringContaining('space'),
    });
    await sql`pragma max_page_count = 1000000`.execute(connection.db);
    expect(await store.accept(big)).toBe('stored');
    expect(await store.accept(push(1, 'a', { guid: 'before' }))).toBe('duplicate');
  });
});

describe('what goes wrong', () => {
  it.each([
    [{ errcode: 13 }, 'disk-full'],
    [{ code: 'ENOSPC' }, 'disk-full'],
    [{ errcode: 1_032 }, 'not-writable'],
    [{ code: 'EROFS' }, 'not-writable'],
    [{ errcode: 5 }, 'locked'],
    [{ errcode: 517 }, 'locked'],
    [{ errcode: 11 }, 'damaged'],
    [{ errcode: 26 }, 'damaged'],
    [{ errcode: 14 }, 'not-writable'],
    [{ errcode: 778 }, 'unreachable'],
    [{ code: 'ERR_INVALID_STATE' }, 'closed'],
    [{ errcode: 1, message: 'no such table: x' }, 'broken'],
    [null, 'broken'],
  ])('%j is %s', (error, code) => {
    const { code: said, remedy, message } = asStoreError(error, 'store.sqlite');
    expect(said).toBe(code);
    expect([remedy.endsWith('.'), message.length > 10]).toEqual([true, true]);
  });
});
