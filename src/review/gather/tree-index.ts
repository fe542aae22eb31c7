/**
 * The index of the base's tree: the one that was kept for this repository, brought up to this commit by what differs,
 * or a new one. Reads whole repositories, so it reads texts in batches and parses none of them.
 */
import { createHash } from 'node:crypto';
import { dialectOf, isProgram } from '#analysis/dialects.ts';
import { emptyIndex, type ImportIndex, INDEX_VERSION, updateIndex } from '#analysis/index/import-index.ts';
import { importWords } from '#analysis/index/import-words.ts';
import type { Revision } from '#domain/snapshot.ts';
import type { FactsStore, Progress, SourceRepository, Tree, TreeDifference } from '../ports.ts';
import { MAX_INDEXED_BYTES, MAX_INDEXED_FILE_BYTES } from './limits.ts';

export interface TreeIndexInput {
  readonly repository: SourceRepository;
  readonly store: FactsStore;
  readonly progress: Progress;
  readonly revision: Revision;
  readonly tree: Tree;
}

/** Blobs that are read at once: enough for git to be quick, little enough to be held. */
const BATCH = 2000;

/** A store that fails costs time alone. */
export async function readTreeIndex(input: TreeIndexInput): Promise<ImportIndex> {
  const { store, repository, revision } = input;
  const key = createHash('sha256').update(`import-index\0${INDEX_VERSION}\0${repository.identity}`).digest('hex');
  const kept = await loadKept(store, key);
  if (kept?.commit === revision.sha) return kept;
  const index = (kept === null ? null : await broughtUpTo(kept, input)) ?? (await madeAnew(input));
  await store.save(new Map([[key, index]])).catch(() => undefined);
  return index;
}

async function loadKept(store: FactsStore, key: string): Promise<ImportIndex | null> {
  try {
    const kept = (await store.load([key])).get(key);
    return kept?.kind === 'import-index' && kept.version === INDEX_VERSION ? kept : null;
  } catch {
    return null;
  }
}

/** Null where what differs cannot be told. What was left out once may fit now, so that it is made anew, too. */
async function broughtUpTo(kept: ImportIndex, input: TreeIndexInput): Promise<ImportIndex | null> {
  if (kept.leftOut > 0) return null;
  const differing = await input.repository.differing(kept.commit, input.revision);
  if (differing === null) return null;
  const replaced = new Set(differing.map(({ path }) => path));
  return updateIndex(kept, { commit: input.revision.sha, replaced, ...(await readWords(differing, input)) });
}

async function madeAnew(input: TreeIndexInput): Promise<ImportIndex> {
  const { tree, revision } = input;
  const all = [...tree.paths].map((path) => ({ path, oid: tree.oid(path) }));
  const read = await readWords(all, input);
  return updateIndex(emptyIndex(revision.sha), { commit: revision.sha, replaced: new Set(), ...read });
}

interface ReadWords {
  readonly modules: ReadonlyMap<string, readonly string[]>;
  readonly leftOut: number;
}

async function readWords(files: readonly TreeDifference[], input: TreeIndexInput): Promise<ReadWords> {
  const wanted = files.flatMap(({ path, oid }) =>
    oid !== null && isProgram(dialectOf(path, '')) && !INSTALLED.test(path) ? [{ path, oid }] : [],
  );
  const modules = new Map<string, readonly string[]>();
  const decoder = new TextDecoder();
  let leftOut = 0;
  let room = MAX_INDEXED_BYTES;
  for (let at = 0; at < wanted.length; at += BATCH) {
    if (wanted.length > BATCH) input.progress.step('Indexing', at, wanted.length);
    const some = wanted.slice(at, at + BATCH);
    const limits = { maxBytes: MAX_INDEXED_FILE_BYTES, maxTotalBytes: room };
    const blobs = await input.repository.blobs([...new Set(some.map(({ oid }) => oid))], limits);
    for (const { path, oid } of some) {
      const bytes = blobs.get(oid)?.bytes ?? null;
      if (bytes === null) leftOut += 1;
      else modules.set(path, importWords(decoder.decode(bytes)));
    }
    for (const { bytes } of blobs.values()) room -= bytes?.length ?? 0;
  }
  if (wanted.length > BATCH) input.progress.step('Indexing', wanted.length, wanted.length);
  return { modules, leftOut };
}

/** What is installed imports nothing of the repository's own. */
const INSTALLED = /(?:^|\/)node_modules\//;
