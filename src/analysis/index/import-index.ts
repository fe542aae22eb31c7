/**
 * The derived index of a tree: for each module the words of what it imports, so that those that import a changed file
 * are looked up and not looked for. Plain data that depends on the tree alone; a later tree's is this one with what
 * differs replaced.
 */
import { folderOf } from '../dataflow/link/repository-paths.ts';
import { wordsFor } from './import-words.ts';

/** Raise with every change of what a word is: an index of another version is made anew. */
export const INDEX_VERSION = 1;

export interface ImportIndex {
  readonly kind: 'import-index';
  readonly version: number;
  /** The commit whose tree it is about. */
  readonly commit: string;
  /** Modules that were too many or too large to be read into it. */
  readonly leftOut: number;
  readonly words: readonly string[];
  readonly modules: readonly IndexedModule[];
}

export interface IndexedModule {
  readonly path: string;
  /** Indexes into `words`. */
  readonly imports: readonly number[];
}

export interface IndexDelta {
  readonly commit: string;
  readonly leftOut: number;
  /** Paths whose modules are not what they were; those in `modules` among them. */
  readonly replaced: ReadonlySet<string>;
  /** Words of each module that is new or has changed, by path. */
  readonly modules: ReadonlyMap<string, readonly string[]>;
}

export function emptyIndex(commit: string): ImportIndex {
  return { kind: 'import-index', version: INDEX_VERSION, commit, leftOut: 0, words: [], modules: [] };
}

/** Words that nothing uses any more stay; they cost a few bytes until the index is made anew. */
export function updateIndex(index: ImportIndex, delta: IndexDelta): ImportIndex {
  const ids = new Map(index.words.map((word, id) => [word, id]));
  const idOf = (word: string): number => {
    const id = ids.get(word) ?? ids.size;
    ids.set(word, id);
    return id;
  };
  const kept = index.modules.filter(({ path }) => !delta.replaced.has(path) && !delta.modules.has(path));
  const added = [...delta.modules].map(([path, words]) => ({ path, imports: words.map(idOf) }));
  const { commit, leftOut } = delta;
  return { ...index, commit, leftOut, words: [...ids.keys()], modules: [...kept, ...added].sort(byPath) };
}

/**
 * Modules that may import one of these files, by path. `names` are further words for a path: those of packages whose
 * entry it is.
 */
export function importersIn(
  index: ImportIndex,
  paths: Iterable<string>,
  names: (path: string) => readonly string[] = () => [],
): string[] {
  const words = new Set<string>();
  const folders = new Set<string>();
  for (const path of paths) {
    for (const word of [...wordsFor(path), ...names(path)]) {
      if (word === '.' || word === '..') folders.add(folderOf(path));
      else words.add(word);
    }
  }
  const wanted = new Set(index.words.flatMap((word, id) => (words.has(word) ? [id] : [])));
  const near = new Set(index.words.flatMap((word, id) => (word === '.' || word === '..' ? [id] : [])));
  return index.modules
    .filter(
      ({ path, imports }) =>
        imports.some((id) => wanted.has(id)) || (isUnder(path, folders) && imports.some((id) => near.has(id))),
    )
    .map(({ path }) => path);
}

/** `.` and `..` mean the index of the own folder or of one above it. */
function isUnder(path: string, folders: ReadonlySet<string>): boolean {
  if (folders.size === 0) return false;
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    if (folders.has(folder)) return true;
    if (folder === '') return false;
  }
}

function byPath(one: IndexedModule, other: IndexedModule): number {
  return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}
