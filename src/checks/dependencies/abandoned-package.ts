/** New packages that their authors have given up: deprecated, archived, or without a release for years. */
import type { PackageFact } from '#domain/package-fact.ts';
import { defineRule } from '../rule.ts';
import { accordingTo, daysBetween, inDays, knownAdditions, reportAt, shownPackage } from './addition-report.ts';

export const rule = defineRule({
  meta: {
    title: 'The change brings a package that nobody maintains any more',
    area: 'dependencies',
    severity: 'medium',
    confidence: 'high',
    cwe: [1104],
    owasp: 'A06:2021',
  },
  needs: 'dependencies',
  check(change, report) {
    for (const [addition, fact] of knownAdditions(change)) {
      // What others bring along is theirs to replace.
      if (fact.exists === false || (addition.requirement === null && addition.direct !== true)) continue;
      const state = stateOf(fact, change.decidedAt, addition.before.length === 0);
      if (state === null) continue;
      report({
        ...reportAt(addition),
        message: `${shownPackage(addition)} ${state.what}${accordingTo(fact)}`,
        remedy: 'Take one that is maintained, or say in the review who mends this one when it has to be.',
        severity: state.certain ? 'medium' : 'low',
        confidence: state.certain ? 'high' : 'medium',
      });
    }
  },
});

const QUIET_DAYS = 3 * 365;

function stateOf(
  fact: PackageFact,
  now: string,
  isNew: boolean,
): { readonly what: string; readonly certain: boolean } | null {
  if (fact.deprecated !== null) {
    const why = fact.deprecated.replace(/\s+/g, ' ').trim();
    return { what: `is deprecated by its authors${why === '' ? '' : `: ${why}`}`, certain: true };
  }
  if (!isNew) return null;
  if (fact.archived === true) return { what: 'comes from a repository that is archived', certain: true };
  const quiet = daysBetween(fact.lastReleasedAt, now);
  return quiet !== null && quiet >= QUIET_DAYS
    ? { what: `has had no release for ${inDays(quiet)}`, certain: false }
    : null;
}
