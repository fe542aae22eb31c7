/**
 * What a lockfile now takes from somewhere else: from a host that nothing came from before, from git or a URL without
 * being asked to, without a hash, or the same version from another place. A manifest's own sources are told elsewhere.
 */
import type { Addition } from '#analysis/manifests/additions.ts';
import { isLock } from '#analysis/manifests/formats.ts';
import type { LockedPackage, ManifestFacts, PackageSource } from '#analysis/manifest-facts.ts';
import { hostOf } from '#analysis/manifests/source-url.ts';
import type { Severity } from '#domain/finding.ts';
import type { DependencyChange } from '../dependency-change.ts';
import { defineRule } from '../rule.ts';

export const rule = defineRule({
  meta: {
    title: 'A lockfile takes a package from somewhere else than the others',
    area: 'dependencies',
    severity: 'high',
    confidence: 'medium',
    cwe: [829, 494],
    owasp: 'A08:2021',
  },
  needs: 'dependencies',
  check(change, report) {
    const { path, base, head } = change;
    if (head === null || !isLock(head.format)) return;
    const before = new Map((base?.packages ?? []).map((one) => [keyOf(one), one]));
    const hosts = hostsIn(base);
    const told = new Set<string>();
    for (const one of head.packages) {
      const oddity = oddityOf(one, before.get(keyOf(one)) ?? null, hosts, change);
      if (oddity === null || told.has(`${oddity.kind} ${one.name}`)) continue;
      told.add(`${oddity.kind} ${one.name}`);
      report({
        place: { path, side: 'head', span: one.span },
        symbol: null,
        identity: `${oddity.kind} ${head.ecosystem} ${one.name}`,
        message: `${one.name}${one.version === null ? '' : ` ${one.version}`} ${oddity.what}`,
        remedy:
          'Find out who changed it and why. Take the line back, and let the package manager write the lockfile anew.',
        severity: oddity.severity,
        ...(oddity.certain ? { confidence: 'high' as const } : {}),
      });
    }
  },
});

interface Oddity {
  readonly kind: 'moved' | 'host' | 'source' | 'clear' | 'hash';
  readonly what: string;
  readonly severity: Severity;
  readonly certain: boolean;
}

function keyOf({ name, version, alias }: LockedPackage): string {
  return JSON.stringify([name, version, alias ?? null]);
}

function hostsIn(facts: ManifestFacts | null): ReadonlySet<string> {
  return new Set((facts?.packages ?? []).flatMap(({ source }) => hostOfSource(source) ?? []));
}

function hostOfSource(source: PackageSource): string | null {
  return source.kind === 'local' || source.url === null ? null : hostOf(source.url);
}

function oddityOf(
  one: LockedPackage,
  old: LockedPackage | null,
  hosts: ReadonlySet<string>,
  change: DependencyChange,
): Oddity | null {
  const { source } = one;
  const host = hostOfSource(source);
  const oldHost = old === null ? null : hostOfSource(old.source);
  if (old !== null && (source.kind !== old.source.kind || (host !== null && oldHost !== null && host !== oldHost))) {
    const what = `is the same version as before, and now comes from ${shown(source)} in place of ${shown(old.source)}`;
    return { kind: 'moved', what, severity: 'high', certain: !isWholesale(change, host) };
  }
  if (old?.integrity === true && one.integrity === false) {
    return {
      kind: 'hash',
      what: 'is the same version as before, and its hash is gone',
      severity: 'high',
      certain: true,
    };
  }
  if (old !== null || source.kind === 'local') return null;
  if (source.kind !== 'registry' && !isAskedFor(one, change)) {
    return {
      kind: 'source',
      what: `comes from ${shown(source)}, which no manifest asks for`,
      severity: 'high',
      certain: false,
    };
  }
  if (source.kind === 'registry' && source.url?.startsWith('http:') === true) {
    return { kind: 'clear', what: `comes from ${shown(source)}, without encryption`, severity: 'high', certain: true };
  }
  const isNewHost = source.kind === 'registry' && host !== null && hosts.size > 0 && !hosts.has(host);
  return isNewHost && !change.policy.publicRegistries.includes(host)
    ? { kind: 'host', what: `comes from ${host}, where nothing came from before`, severity: 'high', certain: false }
    : null;
}

/** A repository that moves to another registry moves everything. */
function isWholesale({ head }: DependencyChange, host: string | null): boolean {
  const packages = (head?.packages ?? []).filter(({ source }) => source.kind === 'registry');
  const there = packages.filter(({ source }) => hostOfSource(source) === host);
  return packages.length > 1 && there.length > packages.length / 2;
}

/** A git or URL source in a manifest of the repository, or one that a locked package brings along with its own. */
function isAskedFor({ name, alias }: LockedPackage, { manifests }: DependencyChange): boolean {
  return [...manifests.head.values()].some(({ dependencies }) =>
    dependencies.some((one: Addition | (typeof dependencies)[number]) => {
      const isSame = one.name === name || one.name === alias;
      return isSame && (one.source !== undefined ? one.source.kind !== 'registry' : /[:/]/.test(one.requirement ?? ''));
    }),
  );
}

function shown(source: PackageSource): string {
  switch (source.kind) {
    case 'registry':
      return source.url ?? 'the registry';
    case 'git':
      return `the git repository ${source.url.slice(0, 200)}`;
    case 'url':
      return source.url.slice(0, 200);
    case 'local':
      return `the folder ${source.path.slice(0, 200)}`;
  }
}
