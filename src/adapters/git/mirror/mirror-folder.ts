/**
 * The folder that holds the mirrors of this machine: which there are, who uses them, which may go. A mirror belongs
 * to one installation and one repository and is never shared beyond that. Several processes may use the folder at a
 * time; whoever enters or removes a mirror holds the registry's lock for the few milliseconds that takes.
 *
 *     registry.lock
 *     mirrors/<installation>/<repository>/<generation>/    in-use.lock, fetching.lock, tips, condemned, repository/
 *     trash/
 *
 * Names are digests: nothing that comes from outside is a path here.
 */
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readdir, rename, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeEmptyRepository } from '../empty-repository.ts';
import { hasErrorCode } from '../error-code.ts';
import { lockFile, tryLock } from './file-lock.ts';
import { MirrorError } from './mirror-error.ts';

/** One life of a mirror. A broken one is condemned, and the next that enters finds a fresh one. */
export interface Generation {
  readonly folder: string;
  readonly gitDir: string;
  /** Held by the one process that adds to the mirror. */
  readonly fetchingLock: string;
  /** Commits that are known to be whole here, newest first, one a line. */
  readonly tipsFile: string;
}

export interface EnteredGeneration extends Generation {
  /** From here on it may be removed. */
  leave(): Promise<void>;
}

export interface MirrorOwner {
  readonly installation: string;
  /** Address of the repository; of all of them if not given. */
  readonly url?: string;
}

export interface MirrorFolder {
  /** The mirror in use, or a new and empty one. It is not removed before `leave`. */
  enter(owner: Required<MirrorOwner>, signal?: AbortSignal): Promise<EnteredGeneration>;
  /** Nobody enters it any more; it goes as soon as nobody uses it. */
  condemn(generation: Generation): Promise<void>;
  condemnAll(owner: MirrorOwner): Promise<void>;
  /** Removes what is condemned, then the longest unused until the rest fits. Never one in use. Returns the bytes freed. */
  tidy(maxBytes: number): Promise<number>;
}

const REGISTRY_WAIT_MS = 30_000;

export function createMirrorFolder(folder: string): MirrorFolder {
  const mirrors = join(folder, 'mirrors');
  const trash = join(folder, 'trash');

  const registered = async <T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const lock = await lockFile(join(folder, 'registry.lock'), 'exclusive', { timeoutMs: REGISTRY_WAIT_MS, signal });
    if (lock === null) throw new MirrorError('broken', 'The folder of the mirrors stayed locked by another process.');
    try {
      return await work();
    } finally {
      lock.release();
    }
  };
  return {
    enter(owner, signal) {
      const home = join(mirrors, ...placeOf(owner));
      return registered(
        async () => enterGeneration((await newest(home)) ?? (await makeGeneration(home, trash))),
        signal,
      );
    },
    condemn,
    async condemnAll(owner) {
      const homes = await generationsBelow(join(mirrors, ...placeOf(owner)), owner.url === undefined ? 2 : 1);
      await Promise.all(homes.map((generation) => condemn(layout(generation))));
    },
    async tidy(maxBytes) {
      const surplus = await findSurplus(mirrors, maxBytes);
      const [freed, rubbish] = await registered(async () => [
        await moveUnused(surplus, trash),
        // Also of processes that ended before they could remove it. Nobody makes a mirror while the lock is ours.
        await namesIn(trash),
      ]);
      await Promise.all(rubbish.map((name) => rm(join(trash, name), { recursive: true, force: true, maxRetries: 3 })));
      return freed;
    },
  };
}

function placeOf({ installation, url }: MirrorOwner): string[] {
  const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
  return url === undefined ? [digest(installation)] : [digest(installation), digest(url)];
}

function layout(folder: string): Generation {
  return {
    folder,
    gitDir: join(folder, 'repository'),
    fetchingLock: join(folder, 'fetching.lock'),
    tipsFile: join(folder, 'tips'),
  };
}

async function enterGeneration(folder: string): Promise<EnteredGeneration> {
  const inUse = join(folder, 'in-use.lock');
  // It is only ever held exclusively by whoever holds the registry, which is us.
  const lock = tryLock(inUse, 'shared');
  if (lock === null) throw new MirrorError('broken', 'A mirror is locked by a process that is not one of ours.');
  await touch(inUse);
  return {
    ...layout(folder),
    async leave() {
      await touch(inUse);
      lock.release();
    },
  };
}

/** The time of its last use is the time of the lock file. */
async function touch(file: string): Promise<void> {
  const now = new Date();
  await utimes(file, now, now).catch(ignoreAbsent);
}

async function newest(home: string): Promise<string | null> {
  for (const folder of (await generationsBelow(home, 1)).reverse()) if (!(await isCondemned(folder))) return folder;
  return null;
}

/** Names sort by age, and none comes a second time: a lock that was held before a removal holds nothing after it. */
async function makeGeneration(home: string, trash: string): Promise<string> {
  const name = `${Date.now().toString(36).padStart(9, '0')}-${randomUUID()}`;
  const draft = join(trash, name);
  await mkdir(home, { recursive: true, mode: 0o700 });
  await makeEmptyRepository(join(draft, 'repository'), 'sha1');
  await rename(draft, join(home, name));
  return join(home, name);
}

async function condemn({ folder }: Generation): Promise<void> {
  await writeFile(join(folder, 'condemned'), '').catch(ignoreAbsent);
}

function isCondemned(folder: string): Promise<boolean> {
  return isThere(join(folder, 'condemned'));
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

interface Candidate {
  readonly folder: string;
  readonly bytes: number;
  readonly usedAt: number;
  readonly condemned: boolean;
}

interface Surplus {
  /** What should go, soonest first. */
  readonly candidates: readonly Candidate[];
  /** How much there is too much. */
  readonly bytes: number;
}

async function findSurplus(mirrors: string, maxBytes: number): Promise<Surplus> {
  const candidates: Candidate[] = [];
  for (const folder of await generationsBelow(mirrors, 3)) candidates.push(await measure(folder));
  candidates.sort((one, other) => Number(other.condemned) - Number(one.condemned) || one.usedAt - other.usedAt);
  return { candidates, bytes: candidates.reduce((sum, { bytes }) => sum + bytes, 0) - maxBytes };
}

async function moveUnused({ candidates, bytes: surplus }: Surplus, trash: string): Promise<number> {
  let freed = 0;
  for (const { folder, bytes, condemned } of candidates) {
    if (!condemned && freed >= surplus) break;
    if (await moveIfUnused(folder, trash)) freed += bytes;
  }
  return freed;
}

async function moveIfUnused(folder: string, trash: string): Promise<boolean> {
  const inUse = join(folder, 'in-use.lock');
  const lock = (await isThere(inUse)) ? tryLock(inUse, 'exclusive') : null;
  if (lock === null) return false;
  try {
    await mkdir(trash, { recursive: true });
    await rename(folder, join(trash, randomUUID()));
  } finally {
    lock.release();
  }
  // Of a repository or an installation that has no other mirror nothing stays; elsewhere this fails.
  await rmdir(dirname(folder))
    .then(() => rmdir(dirname(dirname(folder))))
    .catch(() => undefined);
  return true;
}

/** What the files beside the packs take up on a disk. */
const FURNITURE_BYTES = 32 * 1024;

async function measure(folder: string): Promise<Candidate> {
  const packs = join(layout(folder).gitDir, 'objects', 'pack');
  const sizes = (await namesIn(packs)).map((name) =>
    stat(join(packs, name)).then(
      ({ size }) => size,
      () => 0,
    ),
  );
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, FURNITURE_BYTES);
  const usedAt = await stat(join(folder, 'in-use.lock')).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  return { folder, bytes, usedAt, condemned: await isCondemned(folder) };
}

/** Folders so many levels below, sorted by name within each. */
async function generationsBelow(folder: string, levels: number): Promise<string[]> {
  let folders = [folder];
  for (let level = 0; level < levels; level += 1) {
    const below: string[] = [];
    for (const each of folders) for (const name of (await namesIn(each)).sort()) below.push(join(each, name));
    folders = below;
  }
  return folders;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT', 'ENOTDIR')) return [];
    throw error;
  }
}

function ignoreAbsent(error: unknown): void {
  if (!hasErrorCode(error, 'ENOENT')) throw error;
}
