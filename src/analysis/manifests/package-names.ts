/** How registries compare names: what is the same package under another spelling, and what a pin fixes. */
import type { Ecosystem } from '#domain/package-fact.ts';
import type { DeclaredDependency, ManifestFacts } from '../manifest-facts.ts';
import { isPlatformPackage } from './composer.ts';
import { requirementSource } from './npm-requirement.ts';
import { normalisedPythonName } from './pep508.ts';

/** The spelling by which two names are the same package. */
export function comparableName(ecosystem: Ecosystem, name: string): string {
  switch (ecosystem) {
    case 'pypi':
      return normalisedPythonName(name);
    case 'nuget':
    case 'composer':
      return name.toLowerCase();
    case 'cargo':
      return name.toLowerCase().replaceAll('_', '-');
    default:
      return name;
  }
}

/** What a registry is asked for: a name it could have, that does not lie in the repository or come from elsewhere. */
export interface RegistryRequest {
  readonly name: string;
  /** The exact version, where the requirement is one. */
  readonly version: string | null;
}

/** Null where the dependency does not come from a registry. */
export function registryRequest(ecosystem: Ecosystem, dependency: DeclaredDependency): RegistryRequest | null {
  const { name, requirement, source } = dependency;
  if (source !== undefined && source.kind !== 'registry') return null;
  if (ecosystem === 'npm') return npmRequest(overriddenName(dependency), requirement);
  if (ecosystem === 'composer' && isPlatformPackage(name)) return null;
  if (/[${}]/.test(name) || name.startsWith(':') || name.endsWith(':')) return null;
  return { name, version: exactVersion(ecosystem, requirement) };
}

function npmRequest(name: string, requirement: string): RegistryRequest | null {
  const source = requirementSource(requirement);
  if (source.kind === 'alias') return { name: source.target, version: exactVersion('npm', source.range) };
  if (source.kind !== 'range' && source.kind !== 'any') return null;
  if (requirement.startsWith('jsr:')) return null;
  return { name, version: exactVersion('npm', requirement) };
}

/** Of `a@1>b`, `a/b` and `b@^1`, what is overridden is the last package of the way. */
export function overriddenName({ name, group }: Pick<DeclaredDependency, 'name' | 'group'>): string {
  if (!/overrides|resolutions/.test(group)) return name;
  const way = name.split(/[>/]/);
  const last = way.at(-1) ?? name;
  const scope = way.at(-2) ?? '';
  const own = scope.startsWith('@') ? `${scope}/${last}` : last;
  const at = own.indexOf('@', 1);
  return at === -1 ? own : own.slice(0, at);
}

/** A requirement that one version alone meets, written in the way of the ecosystem. */
function exactVersion(ecosystem: Ecosystem, requirement: string): string | null {
  const text = requirement.trim();
  switch (ecosystem) {
    case 'npm':
      return /^[=v]*\s*(\d+\.\d+\.\d+(?:[-+][\w.+-]*)?)$/.exec(text)?.[1] ?? null;
    case 'pypi':
      return /^={2,3}\s*([\w.!+-]+)$/.exec(text)?.[1] ?? null;
    case 'cargo':
      return /^=\s*(\d[\w.+-]*)$/.exec(text)?.[1] ?? null;
    case 'rubygems':
      return /^=?\s*(\d[\w.]*)$/.exec(text)?.[1] ?? null;
    case 'composer':
      return /^(v?\d+\.\d+(?:\.\d+){0,2}(?:-[\w.]+)?)$/.exec(text)?.[1] ?? null;
    case 'maven':
      return /^\[?(\d[^[\](),$\s+]*)\]?$/.exec(text)?.[1] ?? null;
    case 'nuget':
      return /^\[?\s*(\d[^\s,*()[\]$]*)\s*\]?$/.exec(text)?.[1] ?? null;
    case 'go':
      return /^v\d/.test(text) ? text : null;
  }
}

/** Names of packages that the repository itself makes, comparable. */
export function ownNames(manifests: Iterable<ManifestFacts>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { ecosystem, packageName, packages } of manifests) {
    if (packageName !== null) names.add(`${ecosystem} ${comparableName(ecosystem, packageName)}`);
    for (const { name, source } of packages) {
      if (source.kind === 'local') names.add(`${ecosystem} ${comparableName(ecosystem, name)}`);
    }
  }
  return names;
}
