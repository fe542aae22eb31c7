/**
 * Maven's pom.xml. Properties are put in, and versions that `dependencyManagement` of the same file holds; what a
 * parent holds is another file's. https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html
 */
import type { DeclaredDependency, LockedPackage, ManifestFacts } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, START } from './manifest-parts.ts';
import { withoutCredentials } from './source-url.ts';
import { childOf, readXml, textOfChild, type XmlElement } from './xml.ts';

export function readPom(text: string): ManifestParts {
  const { root, lineCount, broken: unreadable } = readXml(text);
  const broken: Broken[] = [...unreadable];
  if (root === null || root.name !== 'project') {
    if (root !== null) broken.push({ span: START, reason: '<project> is expected' });
    return { lineCount, broken };
  }
  const fill = createFiller(root);
  const managed = dependenciesIn(childOf(root, 'dependencyManagement'), fill);
  const own = dependenciesIn(root, fill).map((one) => withManaged(one, managed));
  const profiles = (childOf(root, 'profiles')?.children ?? []).flatMap((profile) => dependenciesIn(profile, fill));
  const plugins = (childOf(childOf(root, 'build'), 'plugins')?.children ?? []).map((plugin) =>
    readDependency(plugin, fill),
  );
  return {
    lineCount,
    packageName: coordinates(
      fill(textOfChild(root, 'groupId') ?? textOfChild(childOf(root, 'parent'), 'groupId') ?? ''),
      fill(textOfChild(root, 'artifactId') ?? ''),
    ),
    packageVersion: fill(textOfChild(root, 'version') ?? textOfChild(childOf(root, 'parent'), 'version') ?? '') || null,
    dependencies: [
      ...own.map((one) => declared(one, one.scope)),
      ...managed.map((one) => declared(one, 'dependencyManagement')),
      ...profiles.map((one) => declared(withManaged(one, managed), `profile.${one.scope}`)),
      ...plugins.map((one) =>
        declared(
          { ...one, name: one.name.startsWith(':') ? `org.apache.maven.plugins${one.name}` : one.name },
          'plugins',
        ),
      ),
    ],
    packages: own.flatMap(lockedPackage),
    includes: parentOf(root),
    properties: propertiesOf(root, fill),
    registries: registriesOf(root),
    broken,
  };
}

interface PomDependency {
  readonly name: string;
  readonly version: string;
  readonly scope: string;
  /** Name, type and classifier: what a managed version belongs to. */
  readonly key: string;
  readonly element: XmlElement;
}

type Fill = (text: string) => string;

function dependenciesIn(parent: XmlElement | null, fill: Fill): PomDependency[] {
  return (childOf(parent, 'dependencies')?.children ?? [])
    .filter(({ name }) => name === 'dependency')
    .map((element) => readDependency(element, fill));
}

function readDependency(element: XmlElement, fill: Fill): PomDependency {
  const text = (name: string): string => fill(textOfChild(element, name) ?? '');
  const name = coordinates(text('groupId'), text('artifactId'));
  const key = [name, text('type') || 'jar', text('classifier')].join(' ');
  return { name, version: text('version'), scope: text('scope') || 'compile', key, element };
}

function coordinates(group: string, artifact: string): string {
  return `${group}:${artifact}`;
}

function withManaged(dependency: PomDependency, managed: readonly PomDependency[]): PomDependency {
  if (dependency.version !== '') return dependency;
  const by = managed.find(({ key }) => key === dependency.key);
  return by === undefined ? dependency : { ...dependency, version: by.version };
}

function declared({ name, version, element }: PomDependency, group: string): DeclaredDependency {
  return { name, requirement: version, group, span: element.span };
}

/** A range or a property that is not known fixes nothing. */
function lockedPackage({ name, version, scope, element }: PomDependency): LockedPackage[] {
  if (version === '' || /[[\](),$]/.test(version)) return [];
  const groups = scope === 'compile' || scope === 'runtime' ? [] : [scope];
  return [locked({ name, version, span: element.span, direct: true, groups })];
}

/** As its modules see them; values that refer to what is not here are kept as they are. */
function propertiesOf(project: XmlElement, fill: Fill): ManifestFacts['properties'] {
  const own = (childOf(project, 'properties')?.children ?? []).map(({ name, text }) => ({ name, value: fill(text) }));
  const version = fill(textOfChild(project, 'version') ?? '');
  return version === '' ? own : [...own, { name: 'project.version', value: version }];
}

/** Properties may hold properties: a handful of rounds, after which what is left is unknown. */
const ROUNDS = 10;
const MAX_FILLED = 1_000;

function createFiller(project: XmlElement): Fill {
  const values = new Map<string, string>();
  for (const { name, text } of childOf(project, 'properties')?.children ?? []) values.set(name, text);
  const parent = childOf(project, 'parent');
  for (const name of ['groupId', 'artifactId', 'version']) {
    const inherited = textOfChild(parent, name);
    const own = textOfChild(project, name) ?? (name === 'artifactId' ? null : inherited);
    if (inherited !== null) values.set(`project.parent.${name}`, inherited);
    if (own === null) continue;
    for (const prefix of ['project.', 'pom.', '']) if (!values.has(prefix + name)) values.set(prefix + name, own);
  }
  return (text) => {
    let filled = text;
    for (let round = 0; round < ROUNDS && filled.includes('${'); round += 1) {
      const next = filled.replace(/\$\{([^${}]{1,200})\}/g, (whole, name: string) => values.get(name.trim()) ?? whole);
      if (next === filled || next.length > MAX_FILLED) break;
      filled = next;
    }
    return filled;
  };
}

/** `../pom.xml` where nothing is said; an empty `relativePath` says that it is not in the repository. */
function parentOf(project: XmlElement): ManifestFacts['includes'] {
  const parent = childOf(project, 'parent');
  if (parent === null) return [];
  const path = textOfChild(parent, 'relativePath') ?? '../pom.xml';
  return path === '' ? [] : [{ kind: 'parent', path, span: parent.span }];
}

function registriesOf(project: XmlElement): ManifestFacts['registries'] {
  return ['repositories', 'pluginRepositories'].flatMap((name) =>
    (childOf(project, name)?.children ?? []).flatMap((repository) => {
      const url = childOf(repository, 'url');
      return url === null ? [] : [{ url: withoutCredentials(url.text), span: url.span }];
    }),
  );
}
