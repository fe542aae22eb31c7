/** Versions that no longer say, signed, what they were built from, where the release before them did. */
import { defineRule } from '../rule.ts';
import { accordingTo, knownAdditions, reportAt } from './addition-report.ts';

export const rule = defineRule({
  meta: {
    title: 'A version lacks the provenance that the release before it had',
    area: 'dependencies',
    severity: 'medium',
    confidence: 'medium',
    cwe: [345, 1357],
    owasp: 'A08:2021',
  },
  needs: 'dependencies',
  check(change, report) {
    for (const [addition, fact] of knownAdditions(change)) {
      if (fact.attested !== false || fact.attestedBefore !== true) continue;
      report({
        ...reportAt(addition),
        message: `${addition.name} ${addition.version ?? ''} does not say what it was built from, and the release before it did${accordingTo(fact)}`,
        remedy:
          'Stay on the release before until its authors say why: a stolen key publishes without the build server.',
      });
    }
  },
});
