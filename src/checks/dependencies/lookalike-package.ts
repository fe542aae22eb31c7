/**
 * New packages whose name stands close to a popular one, or to one of the repository's own. A package that has been
 * there for years with many releases is what it is, however it is called.
 */
import type { Addition } from '#analysis/manifests/additions.ts';
import type { Ecosystem, PackageFact } from '#domain/package-fact.ts';
import type { Confidence, Severity } from '#domain/finding.ts';
import type { DependencyChange } from '../dependency-change.ts';
import { defineRule } from '../rule.ts';
import { daysBetween, inDays, isSettled, reportAt } from './addition-report.ts';
import { createKnownNames, type KnownNames, type Lookalike } from './lookalikes.ts';
import { POPULAR_NAMES } from './popular/popular-names.ts';

export const rule = defineRule({
  meta: {
    title: 'A new package has almost the name of a popular one, or of one of the own',
    area: 'dependencies',
    severity: 'high',
    confidence: 'medium',
    cwe: [1357, 829],
    owasp: 'A06:2021',
  },
  needs: 'dependencies',
  check(change, report) {
    const popular = new Map<Ecosystem, KnownNames>();
    for (const addition of change.additions) {
      if (!isNewName(addition) || isSettled(change, addition)) continue;
      const { ecosystem, name } = addition;
      const known = popular.get(ecosystem) ?? createKnownNames(ecosystem, POPULAR_NAMES[ecosystem]);
      popular.set(ecosystem, known);
      const own = ownLookalike(change, addition);
      const found = own ?? known.lookalike(name);
      if (found === null) continue;
      const fact = change.factOf(ecosystem, name, addition.version);
      const weight = weightOf(found, own !== null, fact, change.decidedAt);
      if (weight === null) continue;
      const whose = own === null ? '' : ', a package of this repository';
      report({
        ...reportAt(addition),
        message: `${name} is new and differs from ${found.target}${whose} ${found.how}${weight.because}`,
        remedy: `If ${found.target} is meant, ask for that. If not, say so in the review, and allow ${name} in the policy.`,
        severity: weight.severity,
        confidence: weight.confidence,
      });
    }
  },
});

/** What others bring along is theirs to choose; a name that nobody chose here is not mistyped here. */
function isNewName({ source, before, requirement, direct }: Addition): boolean {
  return source.kind === 'registry' && before.length === 0 && (requirement !== null || direct === true);
}

/** Scope confusion: `acme-money`, `@acme-inc/money` or `@acm/money` beside the repository's own `@acme/money`. */
function ownLookalike({ ownNames }: DependencyChange, { ecosystem, name }: Addition): Lookalike | null {
  const unscoped = name.startsWith('@') ? null : name.toLowerCase();
  for (const own of ownNames) {
    const [scope, rest] = own.startsWith('@') ? own.slice(1).toLowerCase().split('/') : [];
    if (scope === undefined || rest === undefined || unscoped === null) continue;
    if ([`${scope}-${rest}`, `${scope}_${rest}`, `${scope}.${rest}`, scope + rest].includes(unscoped)) {
      return { target: own, how: 'in that it is outside of its scope', close: true };
    }
  }
  return createKnownNames(ecosystem, ownNames).lookalike(name);
}

interface Weighed {
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly because: string;
}

const ESTABLISHED_DAYS = 730;
const ESTABLISHED_RELEASES = 10;
const YOUNG_DAYS = 180;

/** Null for a package that is established under its own name. */
function weightOf({ close }: Lookalike, isOwn: boolean, fact: PackageFact | null, now: string): Weighed | null {
  const age = daysBetween(fact?.firstReleasedAt ?? null, now);
  const releases = fact?.releases ?? null;
  if (isOwn) return { severity: 'high', confidence: 'high', because: '' };
  if (age !== null && age >= ESTABLISHED_DAYS && (releases ?? 0) >= ESTABLISHED_RELEASES) return null;
  if (age !== null && age < YOUNG_DAYS) {
    return { severity: 'high', confidence: close ? 'high' : 'medium', because: `, and is there for ${inDays(age)}` };
  }
  return { severity: close ? 'high' : 'medium', confidence: close ? 'medium' : 'low', because: '' };
}
