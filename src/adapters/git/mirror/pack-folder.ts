/** The packs of a mirror: how they grow while git fetches, what a fetch that was ended leaves behind, and keeping them few. */
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasErrorCode } from '../error-code.ts';
import type { RunGit } from '../git-process.ts';
import { MirrorError } from './mirror-error.ts';
import type { MirrorLimits } from './mirror-limits.ts';

const LOOK_EVERY_MS = 200;

export interface Growth {
  /** Aborted with a `MirrorError` `too-large`. */
  readonly signal: AbortSignal;
  stop(): void;
}

/** Watches what git is receiving. Only one process may fetch into the mirror meanwhile. */
export function watchGrowth(gitDir: string, maxBytes: number): Growth {
  const controller = new AbortController();
  if (maxBytes === Infinity) return { signal: controller.signal, stop: () => undefined };
  // What an earlier fetch left when it was ended is not this one's.
  const before = unfinished(gitDir).catch((): string[] => []);
  const look = async (): Promise<void> => {
    const left = new Set(await before);
    const growing = (await unfinished(gitDir)).filter((file) => !left.has(file));
    const sizes = await Promise.all(growing.map(sizeOf));
    if (sizes.reduce((sum, size) => sum + size, 0) <= maxBytes) return;
    const message = `The server sent more than the ${Math.round(maxBytes / 1024 / 1024)} MB that one fetch may bring.`;
    controller.abort(new MirrorError('too-large', message));
  };
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}

/** Removes what fetches left that were ended. Only while nobody fetches. */
export async function removeLeftovers(gitDir: string): Promise<void> {
  await Promise.all((await unfinished(gitDir)).map((file) => rm(file, { force: true })));
}

/**
 * Puts the small packs together when there are many of them, since every look-up goes through all. Large ones stay as
 * they are, so that a large repository is not written anew again and again. Only while nobody fetches; who reads
 * meanwhile finds each object in one place or the other.
 */
export async function mergeSmallPacks(git: RunGit, gitDir: string, limits: MirrorLimits): Promise<void> {
  const folder = packsOf(gitDir);
  const packs = (await readdir(folder)).filter((name) => /^pack-[0-9a-f]+\.pack$/.test(name));
  const sizes = await Promise.all(packs.map((name) => sizeOf(join(folder, name))));
  const small = packs.filter((_, index) => (sizes[index] ?? 0) < limits.smallPackBytes);
  if (small.length <= limits.smallPacks) return;
  const ids = await Promise.all(small.map(async (name) => idsIn(await readFile(join(folder, indexOf(name))))));
  const { output } = await git(['pack-objects', '--quiet', '--window=0', join(folder, 'pack')], {
    // `--stdin-packs` would find them by itself, but walks through the history for it.
    input: ids.flat().join(''),
    timeoutMs: limits.fetchMs,
  });
  const merged = `pack-${output.toString('latin1').trim()}`;
  // Says that the server has what its objects refer to and are not here; git asks for no contents.
  await writeFile(join(folder, `${merged}.promisor`), '');
  for (const name of small.map((pack) => pack.slice(0, -'.pack'.length))) {
    if (name === merged) continue;
    for (const kind of ['idx', 'rev', 'pack', 'promisor']) await rm(join(folder, `${name}.${kind}`), { force: true });
  }
}

function indexOf(pack: string): string {
  return pack.replace(/\.pack$/, '.idx');
}

const FAN_OUT = 8;
const FIRST_ID = FAN_OUT + 256 * 4;
const ID_BYTES = 20;

/** The ids that an index of version 2 lists, each as a line. One that is not sound is found out by who looks for them. */
function idsIn(index: Buffer): string[] {
  const count = index.readUInt32BE(FIRST_ID - 4);
  const ids: string[] = [];
  for (let at = FIRST_ID; at < FIRST_ID + count * ID_BYTES && at < index.length; at += ID_BYTES) {
    ids.push(`${index.toString('hex', at, at + ID_BYTES)}\n`);
  }
  return ids;
}

async function unfinished(gitDir: string): Promise<string[]> {
  const folder = packsOf(gitDir);
  try {
    return (await readdir(folder)).filter((name) => name.startsWith('tmp_')).map((name) => join(folder, name));
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
}

function packsOf(gitDir: string): string {
  return join(gitDir, 'objects', 'pack');
}

function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
