/**
 * Which of the repository's own files an import specifier means. Pure: it asks whether a path is there, and reads
 * nothing. Packages, built-in modules and what leads out of the repository mean none.
 */
import type { CompilerSettings, PackageSettings, PathMapping } from './project-settings.ts';
import { folderOf, foldersFrom, joinPath } from './repository-paths.ts';

export interface ImportContext {
  readonly has: (path: string) => boolean;
  /** Every tsconfig.json and jsconfig.json that is known, and those they are related to, by path. */
  readonly compilerSettings: ReadonlyMap<string, CompilerSettings>;
  /** Every package.json that is known. */
  readonly packages: readonly PackageSettings[];
}

const EXTENSIONS = ['.ts', '.tsx', '.d.ts', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json'];

/** What TypeScript lets one write for the file that will be there once it is compiled. */
const WRITTEN_FOR: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx', '.d.ts']],
  ['.jsx', ['.tsx']],
  ['.mjs', ['.mts', '.d.mts']],
  ['.cjs', ['.cts', '.d.cts']],
]);

/** `related` configurations are followed this far. */
const MAX_CONFIGURATIONS = 10;

export function resolveImport(specifier: string, from: string, context: ImportContext): string | null {
  const written = withoutQuery(specifier);
  if (written === '' || written.startsWith('/')) return null;
  if (isRelative(written)) {
    const path = joinPath(folderOf(from), written);
    return path === null ? null : findFile(path, from, context);
  }
  return (
    resolveByCompiler(written, from, context) ??
    resolveByPackage(written, from, context) ??
    resolveByHabit(written, from, context)
  );
}

export function isRelative(specifier: string): boolean {
  return specifier === '.' || specifier === '..' || specifier.startsWith('./') || specifier.startsWith('../');
}

/** Bundlers read instructions behind a question mark. */
function withoutQuery(specifier: string): string {
  const mark = specifier.indexOf('?');
  return mark === -1 ? specifier : specifier.slice(0, mark);
}

/** The file at a path as an import names it: with another ending, without one, or a folder's index. */
function findFile(path: string, from: string, { has }: ImportContext): string | null {
  const candidates: string[] = [];
  const dot = path.lastIndexOf('.');
  const compiled = (WRITTEN_FOR.get(path.slice(dot)) ?? []).map((ending) => path.slice(0, dot) + ending);
  if (/\.[cm]?tsx?$/.test(from)) candidates.push(...compiled, path);
  else candidates.push(path, ...compiled);
  for (const ending of EXTENSIONS) candidates.push(path + ending);
  for (const ending of EXTENSIONS) candidates.push(path === '' ? `index${ending}` : `${path}/index${ending}`);
  return candidates.find((candidate) => has(candidate)) ?? null;
}

/** By `paths` and `baseUrl` of the nearest configuration that knows the specifier. */
function resolveByCompiler(specifier: string, from: string, context: ImportContext): string | null {
  for (const folder of foldersFrom(folderOf(from))) {
    for (const settings of settingsIn(folder, context)) {
      const targets = applyMappings(specifier, settings.mappings);
      const viaBase = settings.baseUrl === null ? null : joinPath(settings.baseUrl, specifier);
      for (const target of viaBase === null ? targets : [...targets, viaBase]) {
        const found = findFile(target, from, context);
        if (found !== null) return found;
      }
    }
  }
  return null;
}

function settingsIn(folder: string, { compilerSettings }: ImportContext): CompilerSettings[] {
  const found: CompilerSettings[] = [];
  const open = ['tsconfig.json', 'jsconfig.json'].flatMap((name) => joinPath(folder, name) ?? []);
  const seen = new Set<string>();
  while (open.length > 0 && found.length < MAX_CONFIGURATIONS) {
    const path = open.shift() ?? '';
    const settings = seen.has(path) ? undefined : compilerSettings.get(path);
    seen.add(path);
    if (settings === undefined) continue;
    found.push(settings);
    open.push(...settings.related);
  }
  return found;
}

/** By the name of another package of this repository, or by the own package's `imports`. */
function resolveByPackage(specifier: string, from: string, context: ImportContext): string | null {
  if (specifier.startsWith('#')) {
    const around = new Set(foldersFrom(folderOf(from)));
    const own = context.packages
      .filter((known) => around.has(known.folder))
      .sort((one, other) => other.folder.length - one.folder.length)[0];
    return own === undefined ? null : findInPackage(own.folder, applyMappings(specifier, own.imports), from, context);
  }
  const named = context.packages.find(({ name }) => name !== null && isWithinPackage(specifier, name));
  if (named?.name == null) return null;
  const subpath = `.${specifier.slice(named.name.length)}`;
  const habits = subpath === '.' ? ['src/index', 'index', 'lib/index'] : [subpath, `src/${subpath}`, `lib/${subpath}`];
  return findInPackage(named.folder, [...applyMappings(subpath, named.exports), ...habits], from, context);
}

function isWithinPackage(specifier: string, name: string): boolean {
  return specifier === name || (specifier.startsWith(name) && specifier[name.length] === '/');
}

/** A package names what it publishes; its sources lie beside that, in `src`. */
function findInPackage(
  folder: string,
  targets: readonly string[],
  from: string,
  context: ImportContext,
): string | null {
  for (const target of targets) {
    const sources = target.replace(/^(\.\/)?(?:dist|build|lib|out|es|esm|cjs)\//, '$1src/');
    for (const candidate of sources === target ? [target] : [sources, target]) {
      const path = joinPath(folder, candidate.replace(/\.d\.([cm]?ts)$/, '.$1'));
      const found = path === null ? null : findFile(path, from, context);
      if (found !== null) return found;
    }
  }
  return null;
}

/** `@/` and `~/` name no package: bundlers set them to a source folder, mostly without telling the compiler. */
function resolveByHabit(specifier: string, from: string, context: ImportContext): string | null {
  if (!specifier.startsWith('@/') && !specifier.startsWith('~/')) return null;
  for (const folder of foldersFrom(folderOf(from))) {
    for (const root of [joinPath(folder, 'src'), folder]) {
      const path = root === null ? null : joinPath(root, specifier.slice(2));
      const found = path === null ? null : findFile(path, from, context);
      if (found !== null) return found;
    }
  }
  return null;
}

/** The targets of the most specific pattern that matches: an exact one, else the one with the longest start. */
function applyMappings(specifier: string, mappings: readonly PathMapping[]): string[] {
  let best: { readonly targets: readonly string[]; readonly rest: string; readonly length: number } | null = null;
  for (const { pattern, targets } of mappings) {
    const star = pattern.indexOf('*');
    if (star === -1) {
      if (pattern === specifier) return [...targets];
      continue;
    }
    const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
    const matches =
      specifier.length >= start.length + end.length && specifier.startsWith(start) && specifier.endsWith(end);
    if (!matches || (best !== null && best.length >= start.length)) continue;
    best = { targets, rest: specifier.slice(start.length, specifier.length - end.length), length: start.length };
  }
  return best === null ? [] : best.targets.map((target) => target.replaceAll('*', () => best.rest));
}
