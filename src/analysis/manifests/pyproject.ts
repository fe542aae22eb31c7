/**
 * pyproject.toml: the standard's `project` and `dependency-groups`, what it is built with, and the tables of poetry,
 * pdm and uv. https://packaging.python.org/specifications/pyproject-toml/, https://python-poetry.org/docs/pyproject/
 */
import type { ConfigEntry, ConfigValue } from '../configuration-facts.ts';
import { entriesOf, itemsOf, textOf, valueOf } from '../configuration/lookup.ts';
import { readToml } from '../configuration/toml.ts';
import type { DeclaredDependency, ManifestFacts, PackageSource } from '../manifest-facts.ts';
import { type Broken, type ManifestParts, through } from './manifest-parts.ts';
import { declared, pythonSourceOf, readPep508 } from './pep508.ts';
import { withoutCredentials } from './source-url.ts';

export function readPyproject(text: string): ManifestParts {
  const { root, lineCount, broken: unreadable } = readToml(text);
  const broken: Broken[] = [...unreadable];
  const project = valueOf(root, 'project');
  const tool = valueOf(root, 'tool');
  const poetry = valueOf(tool, 'poetry');
  const dependencies = [
    ...listed(valueOf(project, 'dependencies'), 'dependencies', broken),
    ...byGroup(valueOf(project, 'optional-dependencies'), 'optional-dependencies', broken),
    ...byGroup(valueOf(root, 'dependency-groups'), 'dependency-groups', broken),
    ...listed(valueOf(valueOf(root, 'build-system'), 'requires'), 'build-system', broken),
    ...byGroup(valueOf(valueOf(tool, 'pdm'), 'dev-dependencies'), 'dev-dependencies', broken),
    ...listed(valueOf(valueOf(tool, 'uv'), 'dev-dependencies'), 'dev-dependencies', broken),
    ...listed(valueOf(valueOf(tool, 'uv'), 'override-dependencies'), 'overrides', broken),
    ...poetryTable(valueOf(poetry, 'dependencies'), 'dependencies'),
    ...poetryTable(valueOf(poetry, 'dev-dependencies'), 'dev-dependencies'),
    ...entriesOf(valueOf(poetry, 'group')).flatMap(({ key, value }) =>
      poetryTable(valueOf(value, 'dependencies'), `group.${key}`),
    ),
  ];
  const sources = uvSources(valueOf(valueOf(tool, 'uv'), 'sources'));
  return {
    lineCount,
    packageName: textOf(valueOf(project, 'name')) ?? textOf(valueOf(poetry, 'name')),
    packageVersion: textOf(valueOf(project, 'version')) ?? textOf(valueOf(poetry, 'version')),
    dependencies: dependencies.map((dependency) => withSource(dependency, sources)),
    registries: registriesOf(tool),
    broken,
  };
}

function listed(list: ConfigValue | null, group: string, broken: Broken[]): DeclaredDependency[] {
  return itemsOf(list).flatMap((item) => {
    const text = textOf(item);
    // A dependency group may include another one by name.
    if (text === null) return [];
    const requirement = readPep508(text);
    if (requirement !== null) return [declared(requirement, group, item.span)];
    broken.push({ span: item.span, reason: 'not a requirement' });
    return [];
  });
}

function byGroup(table: ConfigValue | null, kind: string, broken: Broken[]): DeclaredDependency[] {
  return entriesOf(table).flatMap(({ key, value }) => listed(value, `${kind}.${key}`, broken));
}

function poetryTable(table: ConfigValue | null, group: string): DeclaredDependency[] {
  return entriesOf(table).flatMap((entry) => {
    if (entry.key === 'python') return [];
    const versions = entry.value.kind === 'list' ? entry.value.items : [entry.value];
    return versions.slice(0, 20).map((value) => poetryDependency(entry, value, group));
  });
}

function poetryDependency(entry: ConfigEntry, value: ConfigValue, group: string): DeclaredDependency {
  const span = through(entry.keySpan, entry.value.span);
  const source = sourceIn(value);
  const requirement = textOf(value) ?? textOf(valueOf(value, 'version')) ?? '';
  return { name: entry.key, requirement, group, span, ...(source === null ? {} : { source }) };
}

/** `{ git = …, rev = … }`, `{ url = … }`, `{ path = … }`, `{ workspace = true }`. */
export function sourceIn(value: ConfigValue): PackageSource | null {
  const git = textOf(valueOf(value, 'git'));
  if (git !== null) {
    const ref = textOf(valueOf(value, 'rev')) ?? textOf(valueOf(value, 'ref'));
    const commit = ref !== null && /^[0-9a-f]{7,64}$/i.test(ref) ? ref : null;
    return { kind: 'git', url: withoutCredentials(git), commit };
  }
  const url = textOf(valueOf(value, 'url')) ?? textOf(valueOf(value, 'file'));
  if (url !== null) return pythonSourceOf(url);
  const path = textOf(valueOf(value, 'path'));
  if (path !== null) return { kind: 'local', path };
  const workspace = valueOf(value, 'workspace');
  return workspace?.kind === 'scalar' && workspace.value === true ? { kind: 'local', path: 'workspace' } : null;
}

function uvSources(table: ConfigValue | null): ReadonlyMap<string, PackageSource> {
  return new Map(
    entriesOf(table).flatMap(({ key, value }) => {
      const source = sourceIn(value.kind === 'list' ? (value.items[0] ?? value) : value);
      return source === null ? [] : [[key, source] as const];
    }),
  );
}

function withSource(dependency: DeclaredDependency, sources: ReadonlyMap<string, PackageSource>): DeclaredDependency {
  const source = dependency.source ?? sources.get(dependency.name);
  return source === undefined ? dependency : { ...dependency, source };
}

function registriesOf(tool: ConfigValue | null): ManifestFacts['registries'] {
  const tables = [
    ...itemsOf(valueOf(valueOf(tool, 'poetry'), 'source')),
    ...itemsOf(valueOf(valueOf(tool, 'uv'), 'index')),
    ...itemsOf(valueOf(valueOf(tool, 'pdm'), 'source')),
  ];
  return tables.flatMap((table) => {
    const url = valueOf(table, 'url');
    const text = textOf(url);
    return url === null || text === null ? [] : [{ url: withoutCredentials(text), span: url.span }];
  });
}
