/** New packages that have not been there for long, or with hardly any release: nobody has had the time to look at them. */
import { defineRule } from '../rule.ts';
import { accordingTo, daysBetween, inDays, knownAdditions, reportAt } from './addition-report.ts';

export const rule = defineRule({
  meta: {
    title: 'A new package is younger, or has fewer releases, than policy asks',
    area: 'dependencies',
    severity: 'medium',
    confidence: 'high',
    cwe: [1357],
    owasp: 'A06:2021',
  },
  needs: 'dependencies',
  check(change, report) {
    const { minimumAge, minimumReleases } = change.limits;
    for (const [addition, fact] of knownAdditions(change)) {
      if (addition.before.length > 0 || fact.exists === false) continue;
      const age = daysBetween(fact.firstReleasedAt, change.decidedAt);
      const isYoung = age !== null && age < minimumAge;
      const isRare = fact.releases !== null && fact.releases < minimumReleases;
      if (!isYoung && !isRare) continue;
      const parts = [
        ...(isYoung ? [`is there for ${inDays(age)}, where ${inDays(minimumAge)} are asked for`] : []),
        ...(isRare ? [`has ${releases(fact.releases)}, where ${minimumReleases} are asked for`] : []),
      ];
      report({
        ...reportAt(addition),
        message: `${addition.name} ${parts.join(' and ')}${accordingTo(fact)}`,
        remedy: 'Take a package that has been in use for longer, or wait: most attacks are found within days.',
        severity: isYoung ? 'medium' : 'low',
        ...(change.assisted ? { adjustments: ['held to the limits for AI-assisted changes'] } : {}),
      });
    }
  },
});

function releases(count: number): string {
  return count === 1 ? 'one release' : `${count} releases`;
}
