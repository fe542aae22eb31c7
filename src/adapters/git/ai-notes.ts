/** Notes that tools keep on commits in `refs/notes/ai`, as they are stored: blobs in a tree, named by commit. */
import type { BlobLimits } from '#review/ports.ts';
import type { RunGit } from './git-process.ts';
import { readBlobs } from './object-batch.ts';
import { decodeRecords } from './path-encoding.ts';

export const AI_NOTES_REF = 'refs/notes/ai';

/** Blob ids by commit, for those of these commits that have a note. */
export async function noteBlobs(git: RunGit, notes: string, shas: readonly string[]): Promise<Map<string, string>> {
  const wanted = new Set(shas);
  const found = new Map<string, string>();
  const { output } = await git(['ls-tree', '-r', '-z', '--full-tree', notes]);
  for (const record of decodeRecords(output)) {
    const tab = record.indexOf('\t');
    const [, type, oid] = record.slice(0, tab).split(' ');
    // A large tree of notes fans out: `ab/cd…`.
    const sha = record.slice(tab + 1).replaceAll('/', '');
    if (type === 'blob' && oid !== undefined && wanted.has(sha)) found.set(sha, oid);
  }
  return found;
}

/** Texts by commit; null for a note that is larger than the limits, or is not here. */
export async function readNotes(
  git: RunGit,
  byCommit: ReadonlyMap<string, string>,
  limits: BlobLimits,
): Promise<Map<string, string | null>> {
  const blobs = await readBlobs(git, [...new Set(byCommit.values())], limits);
  const decoder = new TextDecoder();
  return new Map(
    [...byCommit].map(([sha, oid]) => {
      const bytes = blobs.get(oid)?.bytes ?? null;
      return [sha, bytes === null ? null : decoder.decode(bytes)];
    }),
  );
}
