/** How rules about packages name what they report: the place, the package as it is asked for, and what identifies it. */
import type { Addition } from '#analysis/manifests/additions.ts';
import type { PackageFact } from '#domain/package-fact.ts';
import { matchesPackage } from '#policy/package-pattern.ts';
import type { DependencyChange } from '../dependency-change.ts';
import type { RuleReport } from '../rule.ts';

/** Place, symbol and identity: a package is the same one wherever its line moves. */
export function reportAt({
  path,
  span,
  group,
  ecosystem,
  name,
}: Addition): Pick<RuleReport, 'place' | 'symbol' | 'identity'> {
  return { place: { path, side: 'head', span }, symbol: group === '' ? null : group, identity: `${ecosystem} ${name}` };
}

/** `acme-charts ^2.1.0`, or the version where one is fixed. */
export function shownPackage({ name, version, requirement, alias }: Addition): string {
  const wanted = version ?? requirement ?? '';
  const own = `${name}${wanted === '' ? '' : ` ${wanted.slice(0, 100)}`}`;
  return alias === null ? own : `${own} (as ${alias})`;
}

/** Packages that nobody need look at again, and those of the repository's own. */
export function isSettled({ policy, isOwn }: DependencyChange, { ecosystem, name, source }: Addition): boolean {
  if (source.kind === 'local' || isOwn(ecosystem, name)) return true;
  return policy.allow.some((pattern) => matchesPackage(pattern, ecosystem, name));
}

/** What rules look at one by one: from a registry, with what is known of it. */
export function* knownAdditions(change: DependencyChange): Generator<readonly [Addition, PackageFact]> {
  for (const addition of change.additions) {
    if (addition.source.kind !== 'registry' || isSettled(change, addition)) continue;
    const fact = change.factOf(addition.ecosystem, addition.name, addition.version);
    if (fact !== null) yield [addition, fact];
  }
}

/** Who said so, as ends a sentence. */
export function accordingTo({ sources }: PackageFact): string {
  return sources.length === 0 ? '' : ` (by ${sources.join(' and ')})`;
}

/** Whole days between two times in ISO 8601; null where one is not known or not a time. */
export function daysBetween(from: string | null, to: string): number | null {
  if (from === null) return null;
  const days = (Date.parse(to) - Date.parse(from)) / (24 * 60 * 60 * 1000);
  return Number.isFinite(days) ? Math.floor(days) : null;
}

export function inDays(days: number): string {
  if (days < 1) return 'less than a day';
  if (days < 60) return days === 1 ? 'a day' : `${days} days`;
  return days < 730 ? `${Math.floor(days / 30)} months` : `${Math.floor(days / 365)} years`;
}
