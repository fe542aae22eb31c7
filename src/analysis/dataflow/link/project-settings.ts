/**
 * What a repository's own files say about its import specifiers: `paths` and `baseUrl` of tsconfig.json and
 * jsconfig.json, names, exports and imports of package.json. Text in, plain data out; what is malformed says nothing.
 */
import { parse, type ParseError } from 'jsonc-parser';
import { folderOf, joinPath } from './repository-paths.ts';

export interface PathMapping {
  /** With at most one `*`. */
  readonly pattern: string;
  /** Within the repository, with a `*` where the pattern's goes. */
  readonly targets: readonly string[];
}

export interface CompilerSettings {
  readonly path: string;
  /** The folder of `baseUrl`, within the repository. */
  readonly baseUrl: string | null;
  readonly mappings: readonly PathMapping[];
  /** Configurations that this one builds on or stands for (`extends`, `references`), within the repository. */
  readonly related: readonly string[];
}

export interface PackageSettings {
  readonly folder: string;
  readonly name: string | null;
  /** By subpath (`.`, `./x`, `./*`): what the package offers there, likeliest source first, relative to its folder. */
  readonly exports: readonly PathMapping[];
  /** Of `imports`: specifiers that start with `#`. */
  readonly imports: readonly PathMapping[];
}

/** Larger ones are not written by people. */
const MAX_CHARACTERS = 256 * 1024;
/** Conditions may nest. */
const MAX_TARGETS = 20;

export function parseCompilerSettings(path: string, text: string): CompilerSettings | null {
  const root = parseObject(text);
  if (root === null) return null;
  const folder = folderOf(path);
  const options = asObject(root['compilerOptions']);
  const baseUrl = typeof options['baseUrl'] === 'string' ? joinPath(folder, options['baseUrl']) : null;
  const mappings = Object.entries(asObject(options['paths'])).map(([pattern, targets]) => ({
    pattern,
    targets: strings(targets).flatMap((target) => joinPath(baseUrl ?? folder, target) ?? []),
  }));
  const referenced = Array.isArray(root['references']) ? root['references'] : [];
  const related = [
    ...strings(root['extends']).filter((name) => name.startsWith('.')),
    ...referenced.flatMap((reference: unknown) => strings(asObject(reference)['path'])),
  ];
  return { path, baseUrl, mappings, related: related.flatMap((name) => configurationAt(folder, name)) };
}

/** `extends` may leave out `.json`; a reference may name a folder. */
function configurationAt(folder: string, name: string): string[] {
  const path = joinPath(folder, name);
  if (path === null) return [];
  return path.endsWith('.json') ? [path] : [`${path}.json`, joinPath(path, 'tsconfig.json') ?? ''];
}

export function parsePackageSettings(path: string, text: string): PackageSettings | null {
  const root = parseObject(text);
  if (root === null) return null;
  const entry = ['source', 'types', 'module', 'main'].flatMap((field) => strings(root[field]));
  return {
    folder: folderOf(path),
    name: typeof root['name'] === 'string' ? root['name'] : null,
    exports: withEntry(exportMappings(root['exports']), entry),
    imports: Object.entries(asObject(root['imports'])).map(([pattern, value]) => ({ pattern, targets: leaves(value) })),
  };
}

/** What `main` and its like name comes after what `exports` offers: sources are found by either. */
function withEntry(mappings: readonly PathMapping[], entry: readonly string[]): PathMapping[] {
  const own = mappings.filter(({ pattern }) => pattern === '.').flatMap(({ targets }) => targets);
  return [{ pattern: '.', targets: [...own, ...entry] }, ...mappings.filter(({ pattern }) => pattern !== '.')];
}

function exportMappings(value: unknown): PathMapping[] {
  const entries = Object.entries(asObject(value));
  const isBySubpath = entries.some(([key]) => key.startsWith('.'));
  if (!isBySubpath) return [{ pattern: '.', targets: leaves(value) }];
  return entries.map(([pattern, targets]) => ({ pattern, targets: leaves(targets) }));
}

/** Every file that a value names, whatever the condition. */
function leaves(value: unknown): string[] {
  const found: string[] = [];
  const open: unknown[] = [value];
  for (let steps = 0; open.length > 0 && found.length < MAX_TARGETS && steps < 200; steps += 1) {
    const next = open.shift();
    if (typeof next === 'string') found.push(next);
    else if (Array.isArray(next)) open.unshift(...(next as unknown[]));
    else open.unshift(...Object.values(asObject(next)));
  }
  return found;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  if (text.length > MAX_CHARACTERS) return null;
  const errors: ParseError[] = [];
  try {
    const value: unknown = parse(text, errors, { allowTrailingComma: true });
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? asObject(value) : null;
  } catch {
    // Nested deeper than the parser can go.
    return null;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function strings(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string').slice(0, MAX_TARGETS);
}
