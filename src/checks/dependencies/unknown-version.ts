/** Exact versions that their package does not have. Ranges are not judged: what they lead to is the lockfile's to say. */
import { defineRule } from '../rule.ts';
import { accordingTo, knownAdditions, reportAt } from './addition-report.ts';

export const rule = defineRule({
  meta: {
    title: 'A version is asked for that its package does not have',
    area: 'dependencies',
    severity: 'high',
    confidence: 'high',
    cwe: [1357],
    owasp: 'A06:2021',
  },
  needs: 'dependencies',
  check(change, report) {
    for (const [addition, fact] of knownAdditions(change)) {
      if (fact.exists === false || fact.versionExists !== false || addition.version === null) continue;
      const latest = fact.latestVersion === null ? '' : `; the latest is ${fact.latestVersion}`;
      report({
        ...reportAt(addition),
        message: `${addition.name} has no version ${addition.version}${latest}${accordingTo(fact)}`,
        remedy:
          fact.latestVersion === null
            ? 'Name a version that exists, and let the package manager write the lockfile.'
            : `Name a version that exists, such as ${fact.latestVersion}, and let the package manager write the lockfile.`,
      });
    }
  },
});
