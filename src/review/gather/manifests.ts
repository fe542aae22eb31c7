/**
 * Loads the manifests and lockfiles that lie beside or above those that changed, and those that these name: versions of
 * what is asked for, and what the repository has already, stand there. What a file names outside of the repository is
 * never opened.
 */
import { isManifestFormat, manifestFormatOf } from '#analysis/manifests/formats.ts';
import { includedPath, parentPath } from '#analysis/manifests/repository-include.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import type { ManifestFacts } from '#analysis/manifest-facts.ts';
import { classify } from '#analysis/classify.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { Side } from '#domain/span.ts';
import type { ExtractionTask, SourceRepository, Tree } from '../ports.ts';
import { type FactsLoader, factsKey } from './facts-loader.ts';
import type { BySide } from './gathered.ts';
import { MAX_FILE_BYTES, MAX_MANIFESTS, MAX_READ_BYTES } from './limits.ts';
import { note } from './note.ts';

interface ManifestsInput {
  readonly repository: SourceRepository;
  readonly loader: FactsLoader;
  readonly trees: BySide<Tree>;
  /** Of the changed files. */
  readonly facts: BySide<ReadonlyMap<string, FileFacts>>;
}

export interface LoadedManifests {
  readonly manifests: BySide<ReadonlyMap<string, ManifestFacts>>;
  readonly notChecked: readonly NotChecked[];
}

/** Includes of includes are followed this far. */
const ROUNDS = 3;

export async function loadManifests(input: ManifestsInput): Promise<LoadedManifests> {
  const manifests = { base: changedManifests(input, 'base'), head: changedManifests(input, 'head') };
  const notChecked: NotChecked[] = [];
  if (manifests.base.size + manifests.head.size === 0) return { manifests, notChecked };
  const folders = foldersAbove([...manifests.base.keys(), ...manifests.head.keys()]);
  for (const side of ['head', 'base'] as const) {
    let wanted = [...input.trees[side].paths].filter(
      (path) => manifestFormatOf(path) !== null && folders.has(folderOf(path)) && !/(?:^|\/)node_modules\//.test(path),
    );
    for (let round = 0; round < ROUNDS && wanted.length > 0; round += 1) {
      const missing = [...new Set(wanted)].filter((path) => !manifests[side].has(path)).sort(byDepth);
      const room = Math.max(0, MAX_MANIFESTS - manifests[side].size);
      if (missing.length > room && side === 'head') notChecked.push(leftOut(missing.length - room));
      await load(input, side, missing.slice(0, room), manifests[side]);
      wanted = [...manifests[side]].flatMap(([path, facts]) => includedBy(path, facts));
      for (const [path, facts] of manifests[side]) if (side === 'head') notChecked.push(...outside(path, facts));
    }
  }
  return { manifests, notChecked: withoutRepeats(notChecked) };
}

function changedManifests({ facts }: ManifestsInput, side: Side): Map<string, ManifestFacts> {
  return new Map([...facts[side]].flatMap(([path, found]) => (found.kind === 'manifest' ? [[path, found]] : [])));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function foldersAbove(paths: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder.slice(0, -1))) folders.add(folder);
  }
  return folders;
}

function byDepth(one: string, other: string): number {
  return one.split('/').length - other.split('/').length || (one < other ? -1 : 1);
}

async function load(
  { repository, loader, trees }: ManifestsInput,
  side: Side,
  paths: readonly string[],
  into: Map<string, ManifestFacts>,
): Promise<void> {
  const oids = paths.flatMap((path) => trees[side].oid(path) ?? []);
  if (oids.length === 0) return;
  const blobs = await repository.blobs([...new Set(oids)], { maxBytes: MAX_FILE_BYTES, maxTotalBytes: MAX_READ_BYTES });
  const tasks = paths.flatMap((path): (ExtractionTask & { path: string })[] => {
    const oid = trees[side].oid(path);
    const bytes = oid === null ? null : (blobs.get(oid)?.bytes ?? null);
    if (oid === null || bytes === null) return [];
    const { dialect, text, notRead } = classify(path, bytes);
    return dialect === null || text === null || notRead !== null || !isManifestFormat(dialect)
      ? []
      : [{ path, oid, dialect, text }];
  });
  const outcomes = await loader.load(tasks);
  for (const { path, oid, dialect } of tasks) {
    const outcome = outcomes.get(factsKey(oid, dialect));
    if (outcome !== undefined && 'facts' in outcome && outcome.facts.kind === 'manifest') into.set(path, outcome.facts);
  }
}

function includedBy(path: string, { includes }: ManifestFacts): string[] {
  return includes.flatMap(({ kind, path: include }) => {
    return (kind === 'parent' ? parentPath(path, include) : includedPath(path, include)) ?? [];
  });
}

function outside(path: string, { includes }: ManifestFacts): NotChecked[] {
  return includes
    .filter(({ kind, path: include }) => kind !== 'parent' && includedPath(path, include) === null)
    .map(({ path: include, span }) => {
      const what = JSON.stringify(include.slice(0, 100));
      const detail = `It takes in ${what}, which lies outside of the repository and was not opened: what it asks for is not known.`;
      return note(path, 'unresolved', detail, { start: span.startLine, end: span.endLine });
    });
}

function leftOut(count: number): NotChecked {
  const detail = `${count} manifests and lockfiles around the changed ones were not read: there are more than ${MAX_MANIFESTS}.`;
  return note(null, 'context', detail);
}

function withoutRepeats(notes: readonly NotChecked[]): NotChecked[] {
  return [...new Map(notes.map((one) => [JSON.stringify(one), one])).values()];
}
