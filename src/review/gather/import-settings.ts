/** Reads what the trees say about import specifiers, and makes of it one resolver a side. */
import {
  type CompilerSettings,
  type PackageSettings,
  parseCompilerSettings,
  parsePackageSettings,
} from '#analysis/dataflow/link/project-settings.ts';
import { type ImportContext, resolveImport } from '#analysis/dataflow/link/resolve-import.ts';
import type { Side } from '#domain/span.ts';
import type { Blob, Tree } from '../ports.ts';
import type { BySide, ResolveSpecifier } from './gathered.ts';
import { MAX_SETTINGS_FILES } from './limits.ts';

export interface SettingsFiles {
  /** Blob ids to read. */
  readonly oids: readonly string[];
  /** Files that are beyond the limit, on the head side. */
  readonly leftOut: number;
  resolvers(blobs: ReadonlyMap<string, Blob>): BySide<ResolveSpecifier>;
  /** Names of the packages that the base holds. */
  packageNames(blobs: ReadonlyMap<string, Blob>): readonly string[];
}

const COMPILER = /(?:^|\/)[jt]sconfig(?:\.[\w.-]{1,100})?\.json$/;
const PACKAGE = /(?:^|\/)package\.json$/;
const INSTALLED = /(?:^|\/)node_modules\//;

export function findSettingsFiles(trees: BySide<Tree>): SettingsFiles {
  const files = { base: settingsOf(trees.base), head: settingsOf(trees.head) };
  const all = [files.head, files.base].flatMap(({ compiler, packages }) => [...compiler, ...packages]);
  const decoder = new TextDecoder();
  const textIn =
    (blobs: ReadonlyMap<string, Blob>) =>
    (oid: string): string =>
      decoder.decode(blobs.get(oid)?.bytes ?? new Uint8Array());
  return {
    oids: [...new Set(all.map(({ oid }) => oid))],
    leftOut: files.head.leftOut,
    resolvers(blobs) {
      const textOf = textIn(blobs);
      const resolver = (side: Side): ResolveSpecifier => {
        const context = createContext(files[side], trees[side], textOf);
        const known = new Map<string, string | null>();
        return (specifier, from) => {
          const key = `${from.slice(0, from.lastIndexOf('/') + 1)}\0${from.slice(from.lastIndexOf('.'))}\0${specifier}`;
          const found = known.has(key) ? (known.get(key) ?? null) : resolveImport(specifier, from, context);
          known.set(key, found);
          return found;
        };
      };
      return { base: resolver('base'), head: resolver('head') };
    },
    packageNames(blobs) {
      const textOf = textIn(blobs);
      return files.base.packages.flatMap(({ path, oid }) => parsePackageSettings(path, textOf(oid))?.name ?? []);
    },
  };
}

interface SettingsFile {
  readonly path: string;
  readonly oid: string;
}

interface SideSettings {
  readonly compiler: readonly SettingsFile[];
  readonly packages: readonly SettingsFile[];
  readonly leftOut: number;
}

function settingsOf(tree: Tree): SideSettings {
  const compiler: string[] = [];
  const packages: string[] = [];
  for (const path of tree.paths) {
    if (!path.endsWith('.json') || INSTALLED.test(path)) continue;
    if (PACKAGE.test(path)) packages.push(path);
    else if (COMPILER.test(path)) compiler.push(path);
  }
  const nearest = (paths: string[]): SettingsFile[] =>
    paths
      .sort(byDepth)
      .slice(0, MAX_SETTINGS_FILES)
      .map((path) => ({ path, oid: tree.oid(path) ?? '' }));
  const leftOut = [compiler, packages].reduce((sum, { length }) => sum + Math.max(0, length - MAX_SETTINGS_FILES), 0);
  return { compiler: nearest(compiler), packages: nearest(packages), leftOut };
}

function createContext(files: SideSettings, tree: Tree, textOf: (oid: string) => string): ImportContext {
  const compilerSettings = new Map<string, CompilerSettings>();
  for (const { path, oid } of files.compiler) {
    const settings = parseCompilerSettings(path, textOf(oid));
    if (settings !== null) compilerSettings.set(path, settings);
  }
  const packages: PackageSettings[] = [];
  for (const { path, oid } of files.packages) {
    const settings = parsePackageSettings(path, textOf(oid));
    if (settings !== null) packages.push(settings);
  }
  return { has: (path) => tree.oid(path) !== null, compilerSettings, packages };
}

/** What lies nearer to the root speaks for more. */
function byDepth(one: string, other: string): number {
  const depth = one.split('/').length - other.split('/').length;
  return depth !== 0 ? depth : one < other ? -1 : 1;
}
