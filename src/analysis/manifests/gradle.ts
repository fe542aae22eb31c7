/**
 * Gradle's files that are data: the lockfile of a project, the hashes of verification-metadata.xml, and the version
 * catalog. https://docs.gradle.org/current/userguide/dependency_locking.html
 */
import type { ConfigEntry, ConfigValue } from '../configuration-facts.ts';
import { entriesOf, entryOf, textOf, valueOf } from '../configuration/lookup.ts';
import { readToml } from '../configuration/toml.ts';
import type { DeclaredDependency, LockedPackage } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, START, through } from './manifest-parts.ts';
import { linesOf, spanOfLine } from './text-lines.ts';
import { descendantsOf, readXml } from './xml.ts';

/** `group:artifact:version=configurations`; `empty=` lists configurations that have nothing. */
export function readGradleLock(text: string): ManifestParts {
  const lines = linesOf(text);
  const broken: Broken[] = [];
  const packages: LockedPackage[] = [];
  for (const line of lines) {
    const content = line.text.trim();
    if (content === '' || content.startsWith('#') || content.startsWith('empty=')) continue;
    const found = /^([^:=\s]+):([^:=\s]+):([^:=\s]+)(?:=(.*))?$/.exec(content);
    if (found === null) {
      broken.push({ span: spanOfLine(line), reason: 'group:artifact:version is expected' });
      continue;
    }
    const [, group = '', artifact = '', version = '', configurations = ''] = found;
    const groups = isOnlyOfTests(configurations) ? ['test'] : [];
    packages.push(locked({ name: `${group}:${artifact}`, version, span: spanOfLine(line), groups }));
  }
  return { lineCount: lines.length, packages, broken };
}

function isOnlyOfTests(configurations: string): boolean {
  const names = configurations.split(',').filter((name) => name !== '');
  return names.length > 0 && names.every((name) => /^test|Test/.test(name));
}

export function readGradleVerification(text: string): ManifestParts {
  const { root, lineCount, broken: unreadable } = readXml(text);
  const broken: Broken[] = [...unreadable];
  if (root !== null && root.name !== 'verification-metadata') {
    broken.push({ span: START, reason: '<verification-metadata> is expected' });
  }
  const packages: LockedPackage[] = [];
  for (const { attributes, children, span } of descendantsOf(root, new Set(['component']))) {
    const [group, name, version] = ['group', 'name', 'version'].map((key) => attributes.get(key));
    if (group === undefined || name === undefined || version === undefined) {
      broken.push({ span, reason: 'a component without group, name or version' });
    } else {
      packages.push(locked({ name: `${group}:${name}`, version, span, integrity: children.length > 0 }));
    }
  }
  return { lineCount, packages, broken };
}

/** `[versions]`, `[libraries]` and `[plugins]` of libs.versions.toml. */
export function readGradleCatalog(text: string): ManifestParts {
  const { root, lineCount, broken } = readToml(text);
  const versions = new Map(entriesOf(valueOf(root, 'versions')).map(({ key, value }) => [key, richVersion(value)]));
  const libraries = entriesOf(valueOf(root, 'libraries')).flatMap((entry) => libraryOf(entry, versions));
  const plugins = entriesOf(valueOf(root, 'plugins')).flatMap((entry) => pluginOf(entry, versions));
  return { lineCount, dependencies: [...libraries, ...plugins], broken };
}

/** A version, or what it should be at best, among `strictly`, `require` and `prefer`. */
function richVersion(value: ConfigValue | null): string {
  return (
    textOf(value) ??
    textOf(valueOf(value, 'strictly')) ??
    textOf(valueOf(value, 'require')) ??
    textOf(valueOf(value, 'prefer')) ??
    ''
  );
}

function libraryOf({ keySpan, value }: ConfigEntry, versions: ReadonlyMap<string, string>): DeclaredDependency[] {
  const span = through(keySpan, value.span);
  const short = textOf(value);
  if (short !== null) {
    const [group = '', artifact = '', version = ''] = short.split(':');
    return [{ name: `${group}:${artifact}`, requirement: version, group: 'libraries', span }];
  }
  const module =
    textOf(valueOf(value, 'module')) ??
    `${textOf(valueOf(value, 'group')) ?? ''}:${textOf(valueOf(value, 'name')) ?? ''}`;
  if (!/^[^:]+:[^:]+$/.test(module)) return [];
  return [{ name: module, requirement: versionOf(value, versions), group: 'libraries', span }];
}

/** A plugin is a package by a name that follows from its id. */
function pluginOf({ keySpan, value }: ConfigEntry, versions: ReadonlyMap<string, string>): DeclaredDependency[] {
  const span = through(keySpan, value.span);
  const [shortId, shortVersion] = textOf(value)?.split(':') ?? [];
  const id = shortId ?? textOf(valueOf(value, 'id'));
  if (id === null) return [];
  const requirement = shortVersion ?? versionOf(value, versions);
  return [{ name: `${id}:${id}.gradle.plugin`, requirement, group: 'plugins', span }];
}

function versionOf(value: ConfigValue, versions: ReadonlyMap<string, string>): string {
  const version = entryOf(value, 'version')?.value ?? null;
  const ref = textOf(valueOf(version, 'ref'));
  return ref === null ? richVersion(version) : (versions.get(ref) ?? '');
}
