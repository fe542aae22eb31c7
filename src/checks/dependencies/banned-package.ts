/** Packages that policy bans, and packages for which the policy names something of the platform's own. */
import type { BannedPackage } from '#policy/dependency-policy.ts';
import { matchesPackage } from '#policy/package-pattern.ts';
import { defineRule } from '../rule.ts';
import { reportAt, shownPackage } from './addition-report.ts';

export const rule = defineRule({
  meta: {
    title: 'The change brings a package that policy bans, or has something else for',
    area: 'dependencies',
    severity: 'high',
    confidence: 'high',
    cwe: [],
  },
  needs: 'dependencies',
  check({ additions, policy }, report) {
    for (const addition of additions) {
      const { ecosystem, name, requirement, direct } = addition;
      const match = (list: readonly BannedPackage[]) =>
        list.find(({ pattern }) => matchesPackage(pattern, ecosystem, name));
      const banned = match(policy.ban);
      // Something of one's own is in the place of what one asks for, not of what others need.
      const better = requirement !== null || direct === true ? match(policy.instead) : undefined;
      const found = banned ?? better;
      if (found === undefined || addition.before.length > 0) continue;
      const { use, because } = found;
      const what =
        banned === undefined ? 'is new, and the platform has something for this already' : 'is banned by policy';
      report({
        ...reportAt(addition),
        message: `${shownPackage(addition)} ${what}${use === null ? '' : `: use ${use}`}${because === null ? '' : ` (${because})`}`,
        remedy: use === null ? 'Do without it, or have the policy changed.' : `Use ${use}.`,
        severity: banned === undefined ? 'medium' : 'high',
      });
    }
  },
});
