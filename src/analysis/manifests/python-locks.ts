/**
 * The lockfiles of Python's tools that are TOML: poetry.lock, uv.lock, pdm.lock and the standard's own pylock.toml.
 * https://packaging.python.org/specifications/pylock-toml/, https://docs.astral.sh/uv/concepts/projects/layout/
 */
import type { ConfigValue } from '../configuration-facts.ts';
import { entriesOf, entryOf, itemsOf, textOf, valueOf } from '../configuration/lookup.ts';
import { readToml } from '../configuration/toml.ts';
import type { LockedPackage, PackageSource } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, REGISTRY } from './manifest-parts.ts';
import { normalisedPythonName, pythonSourceOf } from './pep508.ts';
import { originOf, withoutCredentials } from './source-url.ts';

type ReadPackage = (
  value: ConfigValue,
  root: ConfigValue,
) => Pick<LockedPackage, 'source' | 'groups'> & Partial<LockedPackage>;

function readPackages(text: string, key: string, read: ReadPackage): ManifestParts {
  const { root, lineCount, broken: unreadable } = readToml(text);
  const broken: Broken[] = [...unreadable];
  const packages: LockedPackage[] = [];
  for (const value of itemsOf(valueOf(root, key))) {
    const name = entryOf(value, 'name');
    const text = textOf(name?.value);
    if (name === null || text === null) broken.push({ span: value.span, reason: 'a package without a name' });
    else
      packages.push(
        locked({
          name: text,
          version: textOf(valueOf(value, 'version')),
          span: name.keySpan,
          ...read(value, root as ConfigValue),
        }),
      );
  }
  return { lineCount, packages, broken };
}

export function readPoetryLock(text: string): ManifestParts {
  return readPackages(text, 'package', (value, root) => ({
    source: poetrySource(valueOf(value, 'source')),
    groups: poetryGroups(value),
    integrity: hasItems(valueOf(value, 'files')) || filesOfMetadata(root, textOf(valueOf(value, 'name')) ?? ''),
  }));
}

function poetrySource(source: ConfigValue | null): PackageSource {
  const type = textOf(valueOf(source, 'type'));
  const url = withoutCredentials(textOf(valueOf(source, 'url')) ?? '');
  if (type === 'git') return { kind: 'git', url, commit: textOf(valueOf(source, 'resolved_reference')) };
  if (type === 'directory' || type === 'file') return { kind: 'local', path: url };
  if (type === 'url') return { kind: 'url', url };
  return source === null ? REGISTRY : { kind: 'registry', url: originOf(url) };
}

/** Of poetry 1 by `category`, of 2 by `groups`. What is in main, too, is shipped. */
function poetryGroups(value: ConfigValue): string[] {
  const category = textOf(valueOf(value, 'category'));
  const named = [...textsOf(valueOf(value, 'groups')), ...(category === null ? [] : [category])];
  const optional = isTrue(valueOf(value, 'optional')) ? ['optional'] : [];
  return named.includes('main') ? optional : [...named, ...optional];
}

function filesOfMetadata(root: ConfigValue, name: string): boolean {
  const files = valueOf(valueOf(root, 'metadata'), 'files');
  return hasItems(valueOf(files, name));
}

/** The project itself and its workspace are packages of uv.lock: local ones. */
export function readUvLock(text: string): ManifestParts {
  const cache = new Map<ConfigValue, UvRoles>();
  return readPackages(text, 'package', (value, root) => {
    const roles = cache.get(root) ?? uvRoles(root);
    cache.set(root, roles);
    const name = normalisedPythonName(textOf(valueOf(value, 'name')) ?? '');
    return {
      source: uvSource(valueOf(value, 'source')),
      groups: roles.shipped.has(name) ? [] : (roles.groups.get(name) ?? []),
      direct: roles.shipped.has(name) || roles.groups.has(name),
      integrity: hasItems(valueOf(value, 'wheels')) || entryOf(valueOf(value, 'sdist'), 'hash') !== null,
    };
  });
}

interface UvRoles {
  readonly shipped: ReadonlySet<string>;
  readonly groups: ReadonlyMap<string, string[]>;
}

/** What the project asks for, by group: it is the package that lies in the repository. */
function uvRoles(root: ConfigValue): UvRoles {
  const shipped = new Set<string>();
  const groups = new Map<string, string[]>();
  for (const value of itemsOf(valueOf(root, 'package'))) {
    if (uvSource(valueOf(value, 'source')).kind !== 'local') continue;
    for (const name of namesIn(valueOf(value, 'dependencies'))) shipped.add(name);
    for (const key of ['dev-dependencies', 'optional-dependencies']) {
      for (const group of entriesOf(valueOf(value, key))) {
        for (const name of namesIn(group.value)) groups.set(name, [...(groups.get(name) ?? []), group.key]);
      }
    }
  }
  return { shipped, groups };
}

function namesIn(list: ConfigValue | null): string[] {
  return itemsOf(list).flatMap((item) => {
    const name = textOf(valueOf(item, 'name'));
    return name === null ? [] : [normalisedPythonName(name)];
  });
}

function uvSource(source: ConfigValue | null): PackageSource {
  for (const key of ['virtual', 'editable', 'directory', 'path']) {
    const path = textOf(valueOf(source, key));
    if (path !== null) return { kind: 'local', path };
  }
  const git = textOf(valueOf(source, 'git'));
  if (git !== null) {
    const url = withoutCredentials(git);
    const plain = url.split(/[?#]/, 1)[0] ?? url;
    return { kind: 'git', url: plain, commit: /#([0-9a-f]{40,64})$/i.exec(url)?.[1] ?? null };
  }
  const url = textOf(valueOf(source, 'url'));
  if (url !== null) return { kind: 'url', url: withoutCredentials(url) };
  const registry = textOf(valueOf(source, 'registry'));
  return registry === null ? REGISTRY : { kind: 'registry', url: originOf(withoutCredentials(registry)) };
}

export function readPdmLock(text: string): ManifestParts {
  return readPackages(text, 'package', (value) => ({
    source: pdmSource(value),
    groups: pdmGroups(textsOf(valueOf(value, 'groups'))),
    integrity: hasItems(valueOf(value, 'files')),
  }));
}

function pdmSource(value: ConfigValue): PackageSource {
  const git = textOf(valueOf(value, 'git'));
  if (git !== null) return { kind: 'git', url: withoutCredentials(git), commit: textOf(valueOf(value, 'revision')) };
  const url = textOf(valueOf(value, 'url'));
  if (url !== null) return { kind: 'url', url: withoutCredentials(url) };
  const path = textOf(valueOf(value, 'path'));
  return path === null ? REGISTRY : { kind: 'local', path };
}

/** `default` is what is shipped, `dev` its own; every other group is an optional one. */
function pdmGroups(groups: readonly string[]): string[] {
  if (groups.includes('default')) return [];
  return [...new Set(groups.map((group) => (group === 'dev' ? 'dev' : 'optional')))];
}

export function readPylock(text: string): ManifestParts {
  return readPackages(text, 'packages', (value) => ({
    source: pylockSource(value),
    groups: [],
    integrity: hasItems(valueOf(value, 'wheels')) || entryOf(valueOf(value, 'sdist'), 'hashes') !== null,
  }));
}

function pylockSource(value: ConfigValue): PackageSource {
  const vcs = valueOf(value, 'vcs');
  if (vcs !== null) {
    const url = textOf(valueOf(vcs, 'url')) ?? textOf(valueOf(vcs, 'path')) ?? '';
    return { kind: 'git', url: withoutCredentials(url), commit: textOf(valueOf(vcs, 'commit-id')) };
  }
  const directory = textOf(valueOf(valueOf(value, 'directory'), 'path'));
  if (directory !== null) return { kind: 'local', path: directory };
  const archive = textOf(valueOf(valueOf(value, 'archive'), 'url'));
  if (archive !== null) return pythonSourceOf(archive);
  const index = textOf(valueOf(value, 'index'));
  return index === null ? REGISTRY : { kind: 'registry', url: originOf(withoutCredentials(index)) };
}

function textsOf(list: ConfigValue | null): string[] {
  return itemsOf(list).flatMap((item) => textOf(item) ?? []);
}

function hasItems(list: ConfigValue | null): boolean {
  return itemsOf(list).length > 0;
}

function isTrue(value: ConfigValue | null): boolean {
  return value?.kind === 'scalar' && value.value === true;
}
