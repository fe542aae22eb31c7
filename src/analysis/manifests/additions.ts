/**
 * What the manifests and lockfiles of head bring that those of base have not: packages, versions of them, other
 * requirements and sources. Each is told once, at the manifest that asks for it where one does. Pure.
 */
import type { Ecosystem } from '#domain/package-fact.ts';
import type { Span } from '#domain/span.ts';
import type { DeclaredDependency, LockedPackage, ManifestFacts, PackageSource } from '../manifest-facts.ts';
import { isLock } from './formats.ts';
import { comparableName, overriddenName, registryRequest } from './package-names.ts';
import { inheritedVersion } from './pom-parents.ts';

export interface ManifestPair {
  /** In head. */
  readonly path: string;
  readonly base: ManifestFacts | null;
  readonly head: ManifestFacts | null;
}

/** One package that a file of head brings. */
export interface Addition {
  readonly path: string;
  readonly span: Span;
  readonly ecosystem: Ecosystem;
  /** As the registry knows it: of an alias, the package behind it. */
  readonly name: string;
  /** The name it is asked for by, where that is another one. */
  readonly alias: string | null;
  /** Exact: from the requirement, or from the lockfile beside it; null where neither says. */
  readonly version: string | null;
  /** As written; null for what only a lockfile names. */
  readonly requirement: string | null;
  /** Versions, or the requirement, that base had; empty where the package is new. */
  readonly before: readonly string[];
  /** Asked for by the project, as against brought by what it asks for. Null where the lockfile does not say. */
  readonly direct: boolean | null;
  readonly group: string;
  /** Only used while developing or testing, as far as the file says. */
  readonly development: boolean;
  readonly source: PackageSource;
  /** Set by an override, not by who needs it. */
  readonly override: boolean;
  readonly locked: LockedPackage | null;
}

/** @param around manifests and lockfiles of head by path, changed or not, from which versions are read */
export function additionsOf(
  pairs: readonly ManifestPair[],
  around: ReadonlyMap<string, ManifestFacts>,
): readonly Addition[] {
  const declared = pairs.flatMap((pair) => declaredAdditions(pair, around));
  const asked = new Set(declared.map((one) => keyOf(one.ecosystem, one.name, one.version)));
  const told = new Set<string>();
  const locked = pairs.flatMap(lockedAdditions).filter((one) => {
    const key = keyOf(one.ecosystem, one.name, one.version);
    if (asked.has(key) || told.has(key)) return false;
    told.add(key);
    return true;
  });
  return [...declared, ...locked];
}

function keyOf(ecosystem: Ecosystem, name: string, version: string | null): string {
  return JSON.stringify([ecosystem, comparableName(ecosystem, name), version]);
}

const REGISTRY: PackageSource = { kind: 'registry', url: null };

function declaredAdditions({ path, base, head }: ManifestPair, around: ReadonlyMap<string, ManifestFacts>): Addition[] {
  if (head === null || isLock(head.format)) return [];
  const before = new Map<string, DeclaredDependency>();
  for (const one of base?.dependencies ?? []) before.set(declaredKey(head, one), one);
  const lock = nearestLock(path, head.ecosystem, around);
  return head.dependencies.flatMap((dependency): Addition[] => {
    const old = before.get(declaredKey(head, dependency));
    if (old !== undefined && sameRequest(old, dependency)) return [];
    const inherited = head.format === 'maven-pom' ? inheritedVersion(path, dependency, around) : null;
    const request = registryRequest(
      head.ecosystem,
      inherited === null ? dependency : { ...dependency, requirement: inherited },
    );
    const named = overriddenName(dependency);
    const name = request?.name ?? named;
    const version = request === null ? null : (request.version ?? lockedVersion(lock, head.ecosystem, name, named));
    return [
      {
        ...{ path, span: dependency.span, ecosystem: head.ecosystem, name, version },
        alias: name === named ? null : named,
        requirement: dependency.requirement,
        before: old === undefined ? [] : [old.requirement],
        direct: dependency.group !== 'indirect',
        group: dependency.group,
        development: isDevelopment(dependency.group),
        source: request === null ? (dependency.source ?? { kind: 'url', url: dependency.requirement }) : REGISTRY,
        override: isOverride(dependency.group),
        locked: null,
      },
    ];
  });
}

/** Overrides are apart from what is asked for directly: both may hold the same name. */
function declaredKey({ ecosystem }: ManifestFacts, { name, group }: DeclaredDependency): string {
  return `${isOverride(group) ? group : ''} ${comparableName(ecosystem, name)}`;
}

function sameRequest(one: DeclaredDependency, other: DeclaredDependency): boolean {
  return one.requirement === other.requirement && JSON.stringify(one.source) === JSON.stringify(other.source);
}

export function isOverride(group: string): boolean {
  return /override|resolution|^patch\.|^replace$|^dependencyManagement$/.test(group);
}

/** Names of groups that are not shipped, in the ways of all ecosystems. */
export function isDevelopment(group: string): boolean {
  return /(?:^|[-_.,\s])(?:dev|devdependencies|development|test|tests|testing|lint|docs|typing|ci|build-system|plugins)(?:$|[-_.,\s])|^(?:dev|test|androidTest)[A-Z]|^(?:tests|setup)_require|dev-dependencies|dev-packages|DotNetCliToolReference/i.test(
    group,
  );
}

/** Of the same folder, else of the nearest one above it: a workspace has one lockfile for all. */
export function nearestLock(
  path: string,
  ecosystem: Ecosystem,
  locks: ReadonlyMap<string, ManifestFacts>,
): ManifestFacts | null {
  let best: { readonly depth: number; readonly facts: ManifestFacts } | null = null;
  for (const [lockPath, facts] of locks) {
    if (facts.ecosystem !== ecosystem || facts.packages.length === 0) continue;
    const folder = lockPath.slice(0, lockPath.lastIndexOf('/') + 1);
    if (path.startsWith(folder) && (best === null || folder.length > best.depth))
      best = { depth: folder.length, facts };
  }
  return best?.facts ?? null;
}

/** The one at the top where there are several: the first that is direct, else the only one. */
function lockedVersion(lock: ManifestFacts | null, ecosystem: Ecosystem, name: string, alias: string): string | null {
  const wanted = comparableName(ecosystem, name);
  const found = (lock?.packages ?? []).filter(
    (one) => comparableName(ecosystem, one.name) === wanted && (one.alias === undefined || one.alias === alias),
  );
  const [first] = found.filter(({ direct }) => direct === true);
  return first?.version ?? (found.length === 1 ? (found[0]?.version ?? null) : null);
}

/** Of lockfiles, and of manifests that fix versions themselves. */
function lockedAdditions({ path, base, head }: ManifestPair): Addition[] {
  if (head === null) return [];
  const versions = new Map<string, string[]>();
  for (const { name, version } of base?.packages ?? []) {
    const key = comparableName(head.ecosystem, name);
    versions.set(key, [...(versions.get(key) ?? []), version ?? '']);
  }
  return head.packages.flatMap((one): Addition[] => {
    const before = versions.get(comparableName(head.ecosystem, one.name)) ?? [];
    if (before.includes(one.version ?? '') || one.source.kind === 'local') return [];
    const isDev = one.groups.length > 0 && one.groups.every((group) => isDevelopment(group));
    return [
      {
        ...{ path, span: one.span, ecosystem: head.ecosystem, name: one.name, version: one.version },
        ...{ alias: one.alias ?? null, requirement: null, before, direct: one.direct, group: one.groups.join(', ') },
        ...{ development: isDev, source: one.source, override: false, locked: one },
      },
    ];
  });
}
