/** The commits of a range, as they are stored: no mail map, no notes, no signature is looked at. */
import type { Commit } from '#domain/snapshot.ts';
import type { RunGit } from './git-process.ts';
import { readObjects } from './object-batch.ts';
import { parseCommit } from './commit-object.ts';

/** Of a longer commit only the id is known. Nobody writes a message of this size. */
const MAX_COMMIT_BYTES = 8 * 1024 * 1024;

/**
 * Oldest first, parents before children.
 * @param base id of a commit, or null for all that leads to `head`
 * @param maxCount of more commits, the newest
 */
export async function readCommits(git: RunGit, base: string | null, head: string, maxCount: number): Promise<Commit[]> {
  const exclude = base === null ? [] : [`^${base}`];
  const { output } = await git([
    'rev-list',
    '--topo-order',
    '--reverse',
    `--max-count=${maxCount}`,
    head,
    ...exclude,
    '--',
  ]);
  return commitsById(git, output.toString('latin1').split('\n').filter(Boolean));
}

/** In the order of the ids. */
export async function commitsById(git: RunGit, shas: readonly string[]): Promise<Commit[]> {
  const objects = await readObjects(git, shas, 'commit', { maxBytes: MAX_COMMIT_BYTES });
  return shas.map((sha) => parseCommit(sha, objects.get(sha)?.bytes ?? new Uint8Array()));
}
