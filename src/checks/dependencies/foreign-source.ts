/**
 * What a lockfile now takes from somewhere else: from a host that nothing came from before, from git or a URL without
 * being asked to, without a hash, or the same version from another place. A manifest's own sources are told elsewhere.
 */
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
    const around = { hosts: hostsIn(base), asked: askedElsewhere(change), policy: change.policy };
    const byKind = new Map<string, (readonly [LockedPackage, Oddity])[]>();
    for (const one of head.packages) {
      const oddity = oddityOf(one, before.get(keyOf(one)) ?? null, around);
      if (oddity === null) continue;
      const key = JSON.stringify([oddity.kind, oddity.from]);
      const known = byKind.get(key);
      if (known === undefined) byKind.set(key, [[one, oddity]]);
      else known.push([one, oddity]);
    }
    const tell = (one: LockedPackage, { kind, severity }: Oddity, message: string, certain: boolean): void =>
      report({
        place: { path, side: 'head', span: one.span },
        symbol: null,
        identity: `${kind} ${head.ecosystem} ${one.name}`,
        message,
        remedy:
          'Find out who changed it and why. Take the line back, and let the package manager write the lockfile anew.',
        severity,
        ...(certain ? { confidence: 'high' as const } : {}),
      });
    for (const together of byKind.values()) {
      const [first] = together;
      if (first === undefined) continue;
      if (together.length <= FEW) {
        for (const [one, oddity] of together) tell(one, oddity, `${shownName(one)} ${oddity.what}`, oddity.certain);
        continue;
      }
      // A repository that moves to another registry moves everything; one finding says so.
      const isWholesale = together.length > head.packages.length / 2;
      const names = together.slice(0, FEW).map(([one]) => one.name);
      const message = `${together.length} packages, ${names.join(', ')} among them: each ${first[1].what}`;
      tell(first[0], first[1], message, first[1].certain && !isWholesale);
    }
  },
});

/** More than these are told together. */
const FEW = 3;

interface Oddity {
  readonly kind: 'moved' | 'host' | 'source' | 'clear' | 'hash';
  readonly what: string;
  readonly severity: Severity;
  readonly certain: boolean;
  /** What those that are told together have in common. */
  readonly from: string | null;
}

interface Around {
  readonly hosts: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
  readonly policy: DependencyChange['policy'];
}

function shownName({ name, version }: LockedPackage): string {
  return version === null ? name : `${name} ${version}`;
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

function oddityOf(one: LockedPackage, old: LockedPackage | null, { hosts, asked, policy }: Around): Oddity | null {
  const { source } = one;
  const host = hostOfSource(source);
  const high = { severity: 'high', from: host } as const;
  const oldHost = old === null ? null : hostOfSource(old.source);
  if (old !== null && (source.kind !== old.source.kind || (host !== null && oldHost !== null && host !== oldHost))) {
    const what = `is the same version as before, and now comes from ${shown(source)} in place of ${shown(old.source)}`;
    return { ...high, kind: 'moved', what, certain: true };
  }
  if (old?.integrity === true && one.integrity === false) {
    return { ...high, kind: 'hash', what: 'is the same version as before, and its hash is gone', certain: true };
  }
  if (old !== null || source.kind === 'local') return null;
  if (source.kind !== 'registry' && !asked.has(one.name) && !asked.has(one.alias ?? one.name)) {
    return { ...high, kind: 'source', what: `comes from ${shown(source)}, which no manifest asks for`, certain: false };
  }
  if (source.kind === 'registry' && source.url?.startsWith('http:') === true) {
    return { ...high, kind: 'clear', what: `comes from ${shown(source)}, without encryption`, certain: true };
  }
  const isNewHost = source.kind === 'registry' && host !== null && hosts.size > 0 && !hosts.has(host);
  return isNewHost && !policy.publicRegistries.includes(host)
    ? { ...high, kind: 'host', what: `comes from ${host}, where nothing came from before`, certain: false }
    : null;
}

/** Names for which a manifest of the repository names a git repository or a URL. */
function askedElsewhere({ manifests }: DependencyChange): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { dependencies } of manifests.head.values()) {
    for (const { name, source, requirement } of dependencies) {
      if (source === undefined ? /[:/]/.test(requirement) : source.kind !== 'registry') names.add(name);
    }
  }
  return names;
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
