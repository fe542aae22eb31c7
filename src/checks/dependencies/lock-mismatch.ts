/**
 * A lockfile that does not hold what the manifest beside it asks for. Only what the change brings is looked at, and only
 * requirements whose form is known: whoever installs from such a pair gets something else than one of them says.
 */
import { satisfies as satisfiesPep440 } from '@renovatebot/pep440';
import semver from 'semver';
import type { Addition } from '#analysis/manifests/additions.ts';
import { isOverride, nearestLock } from '#analysis/manifests/additions.ts';
import type { DeclaredDependency, LockedPackage, ManifestFacts, ManifestFormat } from '#analysis/manifest-facts.ts';
import { isLock } from '#analysis/manifests/formats.ts';
import { requirementSource } from '#analysis/manifests/npm-requirement.ts';
import { comparableName } from '#analysis/manifests/package-names.ts';
import type { Ecosystem } from '#domain/package-fact.ts';
import type { DependencyChange } from '../dependency-change.ts';
import { defineRule } from '../rule.ts';
import { reportAt } from './addition-report.ts';

export const rule = defineRule({
  meta: {
    title: 'A lockfile does not hold what the manifest asks for',
    area: 'dependencies',
    severity: 'medium',
    confidence: 'high',
    cwe: [353, 1357],
    owasp: 'A08:2021',
  },
  needs: 'dependencies',
  check(change, report) {
    for (const addition of change.additions) {
      const mismatch = addition.requirement === null ? ofLocked(change, addition) : ofDeclared(change, addition);
      if (mismatch !== null) report({ ...reportAt(addition), ...mismatch });
    }
  },
});

/** Locks of which every package that a manifest asks for is one. */
const WHOLE_LOCKS: ReadonlySet<ManifestFormat> = new Set([
  'npm-lock',
  'yarn-lock',
  'pnpm-lock',
  'bun-lock',
  'poetry-lock',
  'uv-lock',
  'pdm-lock',
  'pipfile-lock',
]);

interface Mismatch {
  readonly message: string;
  readonly remedy: string;
}

const REMEDY = 'Let the package manager write the lockfile, and commit both files together.';

function ofDeclared(change: DependencyChange, addition: Addition): Mismatch | null {
  const { path, ecosystem, requirement, override, group } = addition;
  const manifest = change.manifests.head.get(path);
  if (
    requirement === null ||
    override ||
    !isInstalled(group) ||
    manifest === undefined ||
    isOverridden(change, addition)
  )
    return null;
  const locks = new Map([...change.manifests.head].filter(([, { format }]) => WHOLE_LOCKS.has(format)));
  const lock = nearestLock(path, ecosystem, locks);
  if (lock === null) return null;
  const found = lockedAs(lock, ecosystem, addition.name, addition.alias);
  if (addition.source.kind !== 'registry') return null;
  const asked = `${addition.alias ?? addition.name} ${requirement}`.trim();
  if (found.length === 0)
    return { message: `${asked} is asked for, and the lockfile has no such package`, remedy: REMEDY };
  if (found.some(({ version }) => version === null || meets(ecosystem, version, requirement) !== false)) return null;
  return { message: `${asked} is asked for, and the lockfile has ${versionsOf(found)}`, remedy: REMEDY };
}

/** A version that a lockfile now has, against the manifest beside it that did not change. */
function ofLocked(
  change: DependencyChange,
  { path, ecosystem, name, alias, version, before }: Addition,
): Mismatch | null {
  if (version === null || before.length === 0 || change.head === null || !WHOLE_LOCKS.has(change.head.format))
    return null;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  for (const [manifestPath, facts] of change.manifests.head) {
    if (manifestPath.slice(0, manifestPath.lastIndexOf('/') + 1) !== folder || isLock(facts.format)) continue;
    const asked = requirementOf(facts, ecosystem, alias ?? name);
    const old = requirementOf(change.manifests.base.get(manifestPath) ?? null, ecosystem, alias ?? name);
    if (asked === null || asked.requirement !== old?.requirement || hasOverride(facts, name)) continue;
    const found = lockedAs(change.head, ecosystem, name, alias);
    if (found.some((one) => one.version === null || meets(ecosystem, one.version, asked.requirement) !== false))
      continue;
    const message = `${name} ${versionsOf(found)} is in the lockfile, and ${manifestPath} asks for ${asked.requirement}`;
    return { message, remedy: REMEDY };
  }
  return null;
}

function requirementOf(facts: ManifestFacts | null, ecosystem: Ecosystem, name: string): DeclaredDependency | null {
  if (facts === null || facts.ecosystem !== ecosystem) return null;
  const wanted = comparableName(ecosystem, name);
  const found = facts.dependencies.filter(
    (one) => comparableName(ecosystem, one.name) === wanted && isInstalled(one.group),
  );
  return found.find(({ source }) => source === undefined && !isOverride('')) ?? null;
}

/** Peers are the installing project's; optional ones may be left out; builds and overrides are not locked by name. */
function isInstalled(group: string): boolean {
  return !/peer|optional|build-system|catalog|plugins|indirect|overrides|resolutions/i.test(group);
}

function isOverridden({ manifests }: DependencyChange, { name }: Addition): boolean {
  return [...manifests.head.values()].some((facts) => hasOverride(facts, name));
}

function hasOverride({ dependencies }: ManifestFacts, name: string): boolean {
  return dependencies.some((one) => isOverride(one.group) && one.name.includes(name));
}

function lockedAs(lock: ManifestFacts, ecosystem: Ecosystem, name: string, alias: string | null): LockedPackage[] {
  const wanted = new Set([name, ...(alias === null ? [] : [alias])].map((one) => comparableName(ecosystem, one)));
  return lock.packages.filter(
    (one) => wanted.has(comparableName(ecosystem, one.name)) || (one.alias !== undefined && wanted.has(one.alias)),
  );
}

function versionsOf(found: readonly LockedPackage[]): string {
  return [...new Set(found.map(({ version }) => version ?? '?'))].slice(0, 5).join(' and ');
}

/** Null where the requirement has a form that is not known here. */
function meets(ecosystem: Ecosystem, version: string, requirement: string): boolean | null {
  if (requirement.length > 500) return null;
  if (ecosystem === 'npm') return meetsNpm(version, requirement);
  if (ecosystem !== 'pypi') return null;
  const clauses = requirement.trim();
  // Poetry's own operators are not those of the standard.
  if (clauses === '' || clauses === '*' || /[\^|]|^~(?!=)|\*/.test(clauses) || /^\d/.test(clauses)) return null;
  try {
    return satisfiesPep440(version, clauses, { prereleases: true });
  } catch {
    return null;
  }
}

function meetsNpm(version: string, requirement: string): boolean | null {
  const source = requirementSource(requirement);
  const range = source.kind === 'alias' ? source.range : source.kind === 'range' ? requirement : null;
  if (range === null || semver.validRange(range) === null || semver.valid(version) === null) return null;
  return semver.satisfies(version, range, { includePrerelease: true });
}
