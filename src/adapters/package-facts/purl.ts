/** Package URLs, by which advisories are asked for. https://github.com/package-url/purl-spec */
import { PackageURL } from 'packageurl-js';
import type { Ecosystem } from '#domain/package-fact.ts';

const TYPES: Readonly<Record<Ecosystem, string>> = {
  npm: 'npm',
  pypi: 'pypi',
  go: 'golang',
  cargo: 'cargo',
  maven: 'maven',
  rubygems: 'gem',
  composer: 'composer',
  nuget: 'nuget',
};

/** Null for a name that no package of the ecosystem can have. */
export function purlOf(ecosystem: Ecosystem, name: string, version: string): string | null {
  const separator = ecosystem === 'maven' ? ':' : '/';
  const at = name.lastIndexOf(separator);
  const namespace = at === -1 ? null : name.slice(0, at);
  try {
    const plain = ecosystem === 'go' ? version.replace(/^v(?=\d)/, '') : version;
    return new PackageURL(TYPES[ecosystem], namespace, name.slice(at + 1), plain, null, null).toString();
  } catch {
    return null;
  }
}
