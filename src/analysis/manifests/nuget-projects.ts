/**
 * What .NET projects ask for: PackageReference of project files, central versions of Directory.Packages.props, and the
 * older packages.config. https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files
 */
import type { DeclaredDependency, LockedPackage } from '../manifest-facts.ts';
import { type Broken, locked, type ManifestParts, START } from './manifest-parts.ts';
import { descendantsOf, readXml, textOfChild, type XmlElement } from './xml.ts';

const REFERENCES: ReadonlySet<string> = new Set([
  'PackageReference',
  'PackageVersion',
  'GlobalPackageReference',
  'PackageDownload',
  'DotNetCliToolReference',
]);

export function readNuGetProject(text: string): ManifestParts {
  const { root, lineCount, broken: unreadable } = readXml(text);
  const broken: Broken[] = [...unreadable];
  if (root !== null && root.name !== 'Project') broken.push({ span: START, reason: '<Project> is expected' });
  const properties = propertiesOf(root);
  const dependencies = descendantsOf(root, REFERENCES).flatMap((element) => referenceOf(element, properties));
  return {
    lineCount,
    packageName: properties.get('packageid') ?? properties.get('assemblyname') ?? null,
    packageVersion: properties.get('version') ?? null,
    dependencies,
    packages: dependencies.flatMap(packageOf),
    broken,
  };
}

/** Properties are not told apart by case. */
function propertiesOf(root: XmlElement | null): ReadonlyMap<string, string> {
  const groups = descendantsOf(root, new Set(['PropertyGroup']));
  return new Map(
    groups.flatMap(({ children }) => children.map(({ name, text }) => [name.toLowerCase(), text] as const)),
  );
}

function referenceOf(element: XmlElement, properties: ReadonlyMap<string, string>): DeclaredDependency[] {
  const { attributes, name: group, span } = element;
  const read = (key: string): string | null => attributes.get(key) ?? textOfChild(element, key);
  const names = read('Include') ?? read('Update');
  if (names === null) return [];
  const requirement = filled(read('VersionOverride') ?? read('Version') ?? '', properties);
  return names
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => ({ name: filled(name, properties), requirement, group, span }));
}

function filled(text: string, properties: ReadonlyMap<string, string>): string {
  return text
    .trim()
    .replace(/\$\(([\w.-]{1,100})\)/g, (whole, name: string) => properties.get(name.toLowerCase()) ?? whole)
    .slice(0, 200);
}

/** A version without brackets is the least that NuGet takes, and by its rules the one that it takes. */
function packageOf({ name, requirement, span }: DeclaredDependency): LockedPackage[] {
  const version = /^\[?\s*(\d[^\s,*()[\]$]*)\s*\]?$/.exec(requirement)?.[1];
  return version === undefined ? [] : [locked({ name, version, span, direct: true })];
}

export function readPackagesConfig(text: string): ManifestParts {
  const { root, lineCount, broken: unreadable } = readXml(text);
  const broken: Broken[] = [...unreadable];
  if (root !== null && root.name !== 'packages') broken.push({ span: START, reason: '<packages> is expected' });
  const dependencies: DeclaredDependency[] = [];
  const packages: LockedPackage[] = [];
  for (const { attributes, span } of descendantsOf(root, new Set(['package']))) {
    const name = attributes.get('id');
    if (name === undefined) continue;
    const version = attributes.get('version') ?? null;
    const isDev = attributes.get('developmentDependency')?.toLowerCase() === 'true';
    dependencies.push({ name, requirement: version ?? '', group: isDev ? 'development' : 'packages', span });
    if (version !== null) packages.push(locked({ name, version, span, groups: isDev ? ['dev'] : [] }));
  }
  return { lineCount, dependencies, packages, broken };
}
