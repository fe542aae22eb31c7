/**
 * Which unchanged files are needed to know what a changed infrastructure file says: the rest of its Terraform module, the
 * modules it calls and those that may call it, the values of its chart, the manifests beside it. Decides nothing of what
 * they mean; bounded, and what is left out is counted.
 */
import { posix } from 'node:path';
import type { FileFacts } from '#analysis/file-facts.ts';
import type { Side } from '#domain/span.ts';
import type { Tree } from '../ports.ts';
import { MAX_NEIGHBOURS } from './limits.ts';

export interface Neighbours {
  readonly paths: readonly string[];
  /** Files that would have been needed, and were too many. */
  readonly leftOut: number;
}

/** Folders of a tree, each with the configuration files in it. */
export type FolderIndex = ReadonlyMap<string, readonly string[]>;

const MODULE_FILE = /\.(?:tf|tofu|tf\.json)$|(?:^|\/)(?:terraform|[^/]{1,200}\.auto)\.tfvars(?:\.json)?$/;
const MANIFEST = /\.ya?ml$/;

/** One walk over a tree's paths. */
export function indexFolders(tree: Tree): FolderIndex {
  const folders = new Map<string, string[]>();
  for (const path of tree.paths) {
    if (!MODULE_FILE.test(path) && !MANIFEST.test(path)) continue;
    const folder = posix.dirname(path);
    const known = folders.get(folder);
    if (known === undefined) folders.set(folder, [path]);
    else known.push(path);
  }
  return folders;
}

/** Whether a change holds anything for which neighbours matter. */
export function hasInfrastructure(facts: Readonly<Record<Side, ReadonlyMap<string, FileFacts>>>): boolean {
  return [...facts.base.keys(), ...facts.head.keys()].some((path) => MODULE_FILE.test(path) || MANIFEST.test(path));
}

/** Of one side. Paths that are there already are not asked for again. */
export function neighboursOf(facts: ReadonlyMap<string, FileFacts>, folders: FolderIndex): Neighbours {
  const wanted = new Set<string>();
  for (const [path, found] of facts) {
    if (found.kind !== 'configuration') continue;
    for (const near of MODULE_FILE.test(path)
      ? modulesNear(path, found, folders)
      : manifestsNear(path, found, folders)) {
      if (!facts.has(near)) wanted.add(near);
    }
  }
  const paths = [...wanted].sort();
  return { paths: paths.slice(0, MAX_NEIGHBOURS), leftOut: Math.max(0, paths.length - MAX_NEIGHBOURS) };
}

type Configuration = FileFacts & { readonly kind: 'configuration' };

/** The folder itself, the folders it calls, and the folders above, where its callers mostly are. */
function* modulesNear(path: string, facts: Configuration, folders: FolderIndex): Generator<string> {
  const own = posix.dirname(path);
  const near = [own];
  for (const block of facts.blocks) {
    const source = block.type === 'module' ? block.attributes.find(({ key }) => key === 'source')?.value : undefined;
    const text = source?.kind === 'scalar' && typeof source.value === 'string' ? source.value : '';
    if (/^\.\.?\//.test(text)) near.push(posix.join(own, text));
  }
  for (let above = own; above !== '.' && above !== '/';) {
    above = posix.dirname(above);
    near.push(above);
  }
  for (const folder of near) for (const file of folders.get(folder) ?? []) if (MODULE_FILE.test(file)) yield file;
}

/** A chart's values and description for a template; the other manifests of its folder for a manifest. */
function* manifestsNear(path: string, facts: Configuration, folders: FolderIndex): Generator<string> {
  const own = posix.dirname(path);
  const chart = /^(.*?)(?:^|\/)templates(?:\/|$)/.exec(`${own}/`)?.[1];
  const root = chart ?? own;
  for (const file of folders.get(root === '' ? '.' : root) ?? []) {
    if (/(?:^|\/)(?:values|Chart)\.ya?ml$/.test(file)) yield file;
  }
  if (/(?:^|\/)values\.ya?ml$/.test(path)) yield* templatesBelow(own, folders);
  if (chart !== undefined || !facts.documents.some(isObject)) return;
  for (const file of folders.get(own) ?? []) if (MANIFEST.test(file)) yield file;
}

function* templatesBelow(chart: string, folders: FolderIndex): Generator<string> {
  const root = posix.join(chart, 'templates');
  for (const [folder, files] of folders) {
    if (folder === root || folder.startsWith(`${root}/`)) for (const file of files) if (MANIFEST.test(file)) yield file;
  }
}

function isObject(document: Configuration['documents'][number]): boolean {
  return document.kind === 'map' && document.entries.some(({ key }) => key === 'apiVersion');
}
