/**
 * Brings what is missing from the server into a mirror. One process at a time adds to a mirror: who waits for its
 * turn looks again first, since the one before may have brought the same. There are no references: what is here is
 * told to the server by commits that were fetched whole before.
 */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { hasErrorCode } from '../error-code.ts';
import type { RunGit } from '../git-process.ts';
import { objectHeaders } from '../object-batch.ts';
import { type FileLock, lockFile, tryLock } from './file-lock.ts';
import { MirrorError } from './mirror-error.ts';
import type { Generation } from './mirror-folder.ts';
import { mergeSmallPacks, removeLeftovers } from './pack-folder.ts';
import { REMOTE } from './remote-access.ts';
import { createServerCalls, type ServerAccess } from './server-calls.ts';

export interface Fetching {
  /** What the server's references point to now, by full name. Those that it does not have are absent. */
  refs(names: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Commits with all their history and trees, without contents. Returns one that the server does not have, or null. */
  commits(shas: readonly string[]): Promise<string | null>;
  /** Contents, in one batch. What the server does not have, or is too much, stays missing. */
  blobs(oids: readonly string[]): Promise<void>;
  /** Keeps the mirror fast, if it is not busy. */
  settle(): Promise<void>;
}

/** Told what was asked of the server. */
export interface FetchEvent {
  readonly kind: 'fetched';
  readonly what: 'refs' | 'commits' | 'blobs';
  readonly count: number;
  readonly ms: number;
}

export interface FetchingOptions extends ServerAccess {
  readonly generation: Generation;
  /** Reads the mirror. */
  readonly git: RunGit;
  readonly report: (event: FetchEvent) => void;
}

const FETCH = [
  'fetch',
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--recurse-submodules=no',
  '--no-auto-maintenance',
];

/** Twice as many as reviews that are in progress on a busy repository: base and head of each. */
const MAX_TIPS = 32;

/** A batch that cannot be had as a whole is asked for so often, with less in it. */
const MAX_BATCHES = 8;

export function createFetching(options: FetchingOptions): Fetching {
  const { generation, git, limits, signal } = options;
  const call = createServerCalls(generation.gitDir, options);

  const absent = async (oids: readonly string[]): Promise<string[]> => {
    const here = new Set((await objectHeaders(git, oids)).map(({ oid }) => oid));
    return [...new Set(oids)].filter((oid) => !here.has(oid));
  };
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    const lock = await lockFile(generation.fetchingLock, 'exclusive', { timeoutMs: limits.turnMs, signal });
    if (lock === null) throw new MirrorError('unreachable', 'Other reviews of the repository did not finish fetching.');
    return holding(lock, async () => {
      await removeLeftovers(generation.gitDir);
      return work();
    });
  };
  const timed = async <T>(what: FetchEvent['what'], count: number, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    options.report({ kind: 'fetched', what, count, ms: Math.round(performance.now() - start) });
    return result;
  };
  const fetchCommits = async (shas: readonly string[]): Promise<string | null> => {
    const known = await knownTips(generation, git);
    const tips = known.map((sha) => `--negotiation-tip=${sha}`);
    const answer = await call({
      args: [...FETCH, ...tips, REMOTE, ...shas],
      timeoutMs: limits.fetchMs,
      maxBytes: limits.historyBytes,
    });
    if ('missing' in answer) return answer.missing;
    await rememberTips(generation, [...shas, ...known]);
    return null;
  };
  const fetchBatch = async (oids: readonly string[]): Promise<void> => {
    let wanted = oids;
    for (let tries = 0; wanted.length > 0 && tries < MAX_BATCHES; tries += 1) {
      const answer = await call({
        args: [...FETCH, '--stdin', REMOTE],
        input: `${wanted.join('\n')}\n`,
        // The server is not asked what it has in common with us: each id is wanted as it is.
        settings: [['fetch.negotiationAlgorithm', 'noop']],
        timeoutMs: limits.fetchMs,
        maxBytes: limits.contentBytes,
      });
      if (!('missing' in answer)) return;
      const { missing } = answer;
      wanted = wanted.filter((oid) => oid !== missing);
    }
  };
  return {
    async refs(names) {
      const answer = await timed('refs', names.length, () =>
        call({ args: ['ls-remote', '--quiet', REMOTE, ...names], timeoutMs: limits.listingMs }),
      );
      return 'missing' in answer ? new Map() : parseRefs(answer.output, names);
    },
    async commits(shas) {
      if ((await absent(shas)).length === 0) return null;
      return inTurn(async () => {
        const wanted = await absent(shas);
        return wanted.length === 0 ? null : timed('commits', wanted.length, () => fetchCommits(wanted));
      });
    },
    async blobs(oids) {
      if ((await absent(oids)).length === 0) return;
      await inTurn(async () => {
        const wanted = await absent(oids);
        if (wanted.length > 0) await timed('blobs', wanted.length, () => inBatches(wanted, fetchBatch));
      });
    },
    async settle() {
      const lock = tryLock(generation.fetchingLock, 'exclusive');
      if (lock === null) return;
      await holding(lock, async () => {
        await removeLeftovers(generation.gitDir);
        await mergeSmallPacks(git, generation.gitDir, limits);
      });
    },
  };
}

async function holding<T>(lock: FileLock, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** All at once; where that is too much, in halves. What is too much by itself, or comes too late, stays missing. */
async function inBatches(oids: readonly string[], fetch: (batch: readonly string[]) => Promise<void>): Promise<void> {
  const batches: (readonly string[])[] = [oids];
  for (let count = 0; count < MAX_BATCHES; count += 1) {
    const batch = batches.shift();
    if (batch === undefined) return;
    try {
      await fetch(batch);
    } catch (error) {
      if (!(error instanceof MirrorError) || error.code !== 'too-large') throw error;
      const half = Math.ceil(batch.length / 2);
      if (batch.length > 1) batches.push(batch.slice(0, half), batch.slice(half));
    }
  }
}

/** `ls-remote` also names what only ends alike. */
function parseRefs(output: Buffer, names: readonly string[]): Map<string, string> {
  const refs = new Map<string, string>();
  for (const line of output.toString('utf8').split('\n')) {
    const tab = line.indexOf('\t');
    const name = line.slice(tab + 1);
    if (tab !== -1 && names.includes(name)) refs.set(name, line.slice(0, tab));
  }
  return refs;
}

/** Only those that are here: a pack may have been lost. */
async function knownTips({ tipsFile }: Generation, git: RunGit): Promise<string[]> {
  try {
    const tips = (await readFile(tipsFile, 'latin1')).split('\n').filter(Boolean);
    return (await objectHeaders(git, tips)).filter(({ type }) => type === 'commit').map(({ oid }) => oid);
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return [];
    throw error;
  }
}

async function rememberTips({ tipsFile }: Generation, tips: readonly string[]): Promise<void> {
  const draft = `${tipsFile}.new`;
  await writeFile(
    draft,
    [...new Set(tips)]
      .slice(0, MAX_TIPS)
      .map((sha) => `${sha}\n`)
      .join(''),
  );
  await rename(draft, tipsFile);
}
