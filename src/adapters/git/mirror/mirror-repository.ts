/**
 * A repository on a server as a source of contents, read through its mirror on this machine. Contents are fetched in
 * one batch before they are read, never while. A mirror that cannot be read is condemned, and made afresh once.
 */
import { parse, resolve } from 'node:path';
import type { Revision } from '#domain/snapshot.ts';
import type { SourceRepository } from '#review/ports.ts';
import { AI_NOTES_REF, noteBlobs, readNotes } from '../ai-notes.ts';
import { blamedBlobs, blameLines, isCommit } from '../blame.ts';
import { changedBlobs, changedFiles, differingFiles } from '../changed-files.ts';
import { readCommits } from '../commit-log.ts';
import { createGitProcess, GitError, type RunGit } from '../git-process.ts';
import { readBlobs } from '../object-batch.ts';
import type { ReviewRange } from '../resolve-range.ts';
import { safeEnvironment } from '../safe-environment.ts';
import { listTree } from '../tree-listing.ts';
import { emptyTree } from '../workbench.ts';
import { SHORTAGE } from './fetch-failure.ts';
import { createFetching, type FetchEvent, type Fetching } from './fetching.ts';
import { MirrorError } from './mirror-error.ts';
import type { EnteredGeneration, MirrorFolder } from './mirror-folder.ts';
import { fetchRange, fetchTip, type MirrorRangeOptions, type RangeSource } from './mirror-range.ts';
import type { ServerAccess } from './server-calls.ts';

export interface MirrorRepository extends SourceRepository {
  /**
   * Fetches both sides of a pull request.
   * @throws MirrorError
   */
  resolveRange(asked: MirrorRangeOptions): Promise<ReviewRange>;
  /** The tip of a branch, of the default branch for `HEAD`, as it is now, fetched; null where there is none. */
  tip(branch: string): Promise<Revision | null>;
  /** Lets go of the mirror. Call it however the review ends. */
  close(): Promise<void>;
}

export type MirrorEvent =
  | FetchEvent
  /** The mirror could not be read and is replaced; `reason` is what git said. */
  | { readonly kind: 'condemned'; readonly reason: string };

export interface MirrorRepositoryOptions extends ServerAccess {
  readonly folder: MirrorFolder;
  readonly installation: string;
  readonly report: (event: MirrorEvent) => void;
}

interface Life {
  readonly generation: EnteredGeneration;
  readonly git: RunGit;
  readonly fetching: Fetching;
}

export async function openMirrorRepository(options: MirrorRepositoryOptions): Promise<MirrorRepository> {
  const { limits, signal } = options;
  const lives = await createLives(options);
  const { reading } = lives;
  /** Of the notes of tools, as the range was fetched; undefined where nobody has asked. */
  let notesTip: string | null | undefined;
  const sourceOf = ({ git, fetching }: Life): RangeSource => ({
    git,
    fetching,
    lagPausesMs: limits.lagPausesMs,
    onRefs: (refs) => void (notesTip = refs.get(AI_NOTES_REF) ?? null),
    signal,
  });
  return {
    identity: `${options.installation}\0${options.remote.url}`,
    async resolveRange(asked) {
      const range = await reading((life) => fetchRange(sourceOf(life), asked));
      lives.keep(range.target.sha, range.head.sha);
      return range;
    },
    async tip(branch) {
      const tip = await reading((life) => fetchTip(sourceOf(life), branch));
      if (tip !== null) lives.keep(tip.sha);
      return tip;
    },
    changes: (base, head) =>
      reading(async ({ git, fetching }) => {
        await fetching.blobs(await changedBlobs(git, base.sha, head.sha));
        return changedFiles(git, base.sha, head.sha);
      }),
    commits: (base, head, { maxCount }) =>
      reading(({ git }) => readCommits(git, base.sha === emptyTree('sha1') ? null : base.sha, head.sha, maxCount)),
    blame: (base, head, request) =>
      reading(async ({ git, fetching }) => {
        if (!isCommit(head)) return null;
        const from = base.sha === emptyTree('sha1') ? null : base.sha;
        await fetching.blobs(await blamedBlobs(git, from, head.sha, request));
        return blameLines(git, from, head.sha, request);
      }),
    aiNotes: (shas, noteLimits) =>
      reading(async ({ git, fetching }) => {
        const notes = notesTip === undefined ? (await fetching.refs([AI_NOTES_REF])).get(AI_NOTES_REF) : notesTip;
        if (notes == null || (await fetching.commits([notes])) !== null) return new Map();
        const byCommit = await noteBlobs(git, notes, shas);
        await fetching.blobs([...byCommit.values()]);
        return readNotes(git, byCommit, noteLimits);
      }),
    tree: (revision) => reading(({ git }) => listTree(git, revision.sha)),
    differing: (from, to) => reading(({ git }) => differingFiles(git, from, to.sha)),
    blobs: (oids, blobLimits) =>
      reading(async ({ git, fetching }) => {
        await fetching.blobs(oids);
        return readBlobs(git, oids, blobLimits);
      }),
    close: () => lives.end(),
  };
}

interface Life {
  readonly generation: EnteredGeneration;
  readonly git: RunGit;
  readonly fetching: Fetching;
}

interface Lives {
  /** Does the work, and once more with a fresh mirror where this one turns out to be broken. */
  readonly reading: <T>(work: (life: Life) => Promise<T>) => Promise<T>;
  /** Commits that a fresh mirror has to have. */
  keep(...shas: readonly string[]): void;
  end(): Promise<void>;
}

/** The mirror that is read, and the one that replaces it: at most two in a review. */
async function createLives(options: MirrorRepositoryOptions): Promise<Lives> {
  const { folder, installation, remote, signal, report } = options;
  const owner = { installation, url: remote.url };
  const kept = new Set<string>();
  const first = beginLife(await folder.enter(owner, signal), options);
  const begun = [first];
  let renewal: Promise<Life> | null = null;

  const renew = async (reason: GitError): Promise<Life> => {
    report({ kind: 'condemned', reason: reason.message });
    await folder.condemn(first.generation);
    const life = beginLife(await folder.enter(owner, signal), options);
    begun.push(life);
    const missing = kept.size === 0 ? null : await life.fetching.commits([...kept]);
    if (missing !== null) throw new MirrorError('gone', `The server does not have ${missing} any more.`);
    return life;
  };
  return {
    async reading(work) {
      try {
        if (renewal === null) return await work(first);
      } catch (error) {
        if (!(error instanceof GitError)) throw error;
        if (error.interrupted || SHORTAGE.test(error.errors)) throw unread(error);
        renewal ??= renew(error);
      }
      try {
        return await work(await renewal);
      } catch (error) {
        throw error instanceof GitError ? unread(error) : error;
      }
    },
    keep: (...shas) => shas.forEach((sha) => kept.add(sha)),
    async end() {
      const left = begun.splice(0);
      // Losing this costs time, never truth.
      await left
        .at(-1)
        ?.fetching.settle()
        .catch(() => undefined);
      await Promise.all(left.map(({ generation }) => generation.leave()));
    },
  };
}

function beginLife(generation: EnteredGeneration, options: MirrorRepositoryOptions): Life {
  const { gitDir } = generation;
  const { environment, signal } = options;
  const git = createGitProcess({
    cwd: parse(resolve(gitDir)).root,
    environment: safeEnvironment({
      inherited: environment,
      variables: { GIT_DIR: gitDir, GIT_ATTR_SOURCE: emptyTree('sha1') },
    }),
    ...(signal === undefined ? {} : { signal }),
    ownGroup: true,
  });
  return { generation, git, fetching: createFetching({ ...options, generation, git }) };
}

function unread(cause: GitError): MirrorError {
  return new MirrorError('broken', `The mirror cannot be read: ${cause.message}`, { cause });
}
