/** A repository on this machine as a source of contents. Reads it, and writes nothing to it. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Revision } from '#domain/snapshot.ts';
import type { Blob, RepositoryHistory, SourceRepository } from '#review/ports.ts';
import { AI_NOTES_REF, noteBlobs, readNotes } from './ai-notes.ts';
import { blameLines, isCommit } from './blame.ts';
import { changedFiles, differingFiles } from './changed-files.ts';
import type { CommitSize } from '#provenance/history.ts';
import { commitsById, readCommits } from './commit-log.ts';
import { commitSizes } from './commit-sizes.ts';
import { hasErrorCode } from './error-code.ts';
import { readAddedLines, readFileHistory } from './file-history.ts';
import { locateRepository, type LocateOptions, type RepositoryLocation } from './locate-repository.ts';
import { readBlobs } from './object-batch.ts';
import { type RangeOptions, resolveRange, resolveRevision, type ReviewRange } from './resolve-range.ts';
import { listTree } from './tree-listing.ts';
import { stagedTree, type UncommittedTree, worktreeTree } from './uncommitted.ts';
import { emptyTree, openWorkbench, type Workbench } from './workbench.ts';

export interface LocalRepository extends SourceRepository, RepositoryHistory {
  /** The commit that a revision names. @throws UserError `head-not-found` */
  resolve(revision: string): Promise<Revision>;
  /** @throws UserError with a remedy, where what was asked for is not here */
  resolveRange(options: RangeOptions): Promise<ReviewRange>;
  /**
   * The commits that lead to a revision, from a date on, with the lines that each adds. Merges are left out.
   * @throws UserError where there is no such revision
   */
  history(head: string, since: string): Promise<readonly CommitSize[]>;
  /** Removes the temporary files. Call it however the review ends. */
  close(): Promise<void>;
}

/** @throws UserError where `dir` is in no repository that can be read */
export async function openLocalRepository(options: LocateOptions): Promise<LocalRepository> {
  const location = await locateRepository(options);
  const commonDir = await findCommonDir(location.gitDir);
  const source = {
    objects: join(commonDir, 'objects'),
    shallowFile: join(commonDir, 'shallow'),
    objectFormat: location.objectFormat,
  };
  const workbench = await openWorkbench(source, options.environment);
  const uncommitted = createUncommitted(location, workbench, commonDir, options.environment);

  const treeOf = async ({ sha }: Revision): Promise<string> => {
    return isUncommitted(sha) ? (await uncommitted(sha)).tree : sha;
  };
  return {
    identity: source.objects,
    resolve: (revision) => resolveRevision(location, revision),
    resolveRange: (range) => resolveRange(location, range),
    fileHistory: (path, { sha }, { maxCount }) => readFileHistory(workbench.git, path, sha, maxCount),
    addedLines: ({ sha }, { maxCount }) => readAddedLines(workbench.git, sha, maxCount),
    changes: async (base, head) => changedFiles(workbench.git, await treeOf(base), await treeOf(head)),
    commits: async (base, head, limits) => {
      if (isUncommitted(head.sha)) return [];
      const from = base.sha === emptyTree(workbench.objectFormat) ? null : base.sha;
      return readCommits(workbench.git, from, head.sha, limits.maxCount);
    },
    async blame(base, head, request) {
      if (!isCommit(head)) return null;
      const from = base.sha === emptyTree(workbench.objectFormat) ? null : base.sha;
      return blameLines(workbench.git, from, head.sha, request);
    },
    async aiNotes(shas, limits) {
      const { output } = await location.git(['rev-parse', '--verify', '--quiet', AI_NOTES_REF], { accept: [1] });
      const notes = output.toString('latin1').trim();
      if (notes === '') return new Map();
      return readNotes(workbench.git, await noteBlobs(workbench.git, notes, shas), limits);
    },
    async history(head, since) {
      const { head: tip } = await resolveRange(location, { base: head, head });
      const sizes = await commitSizes(workbench.git, tip.sha, since);
      const commits = await commitsById(workbench.git, [...sizes.keys()]);
      return commits.map((commit) => ({ commit, added: sizes.get(commit.sha) ?? 0 }));
    },
    tree: async (revision) => listTree(workbench.git, await treeOf(revision)),
    differing: async (from, to) => differingFiles(workbench.git, from, await treeOf(to)),
    blobs: async (oids, limits) => withStandIns(await readBlobs(workbench.git, oids, limits), uncommitted.standIns),
    close: () => workbench.close(),
  };
}

type UncommittedSha = 'WORKTREE' | 'STAGED';

function isUncommitted(sha: string): sha is UncommittedSha {
  return sha === 'WORKTREE' || sha === 'STAGED';
}

interface Uncommitted {
  (sha: UncommittedSha): Promise<UncommittedTree>;
  readonly standIns: Map<string, number | null>;
}

/** Each is read once: what is reviewed must not change while it is. */
function createUncommitted(
  location: RepositoryLocation,
  workbench: Workbench,
  commonDir: string,
  environment: NodeJS.ProcessEnv,
): Uncommitted {
  const trees = new Map<UncommittedSha, Promise<UncommittedTree>>();
  const standIns = new Map<string, number | null>();
  const read = async (sha: UncommittedSha): Promise<UncommittedTree> => {
    const make = sha === 'STAGED' ? stagedTree : worktreeTree;
    const made = await make({ location, workbench, commonDir, environment });
    for (const [oid, size] of made.standIns) standIns.set(oid, size);
    return made;
  };
  const treeOf = (sha: UncommittedSha): Promise<UncommittedTree> => {
    const tree = trees.get(sha) ?? read(sha);
    trees.set(sha, tree);
    return tree;
  };
  return Object.assign(treeOf, { standIns });
}

function withStandIns(blobs: Map<string, Blob>, standIns: ReadonlyMap<string, number | null>): Map<string, Blob> {
  for (const oid of blobs.keys()) {
    const size = standIns.get(oid);
    if (size === null) blobs.delete(oid);
    else if (size !== undefined) blobs.set(oid, { oid, size, bytes: null });
  }
  return blobs;
}

/** A linked working tree's folder says where the repository's own is. */
async function findCommonDir(gitDir: string): Promise<string> {
  try {
    return resolve(gitDir, (await readFile(join(gitDir, 'commondir'), 'utf8')).replace(/\n$/, ''));
  } catch (error) {
    if (hasErrorCode(error, 'ENOENT')) return gitDir;
    throw error;
  }
}
