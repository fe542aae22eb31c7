/** Packages that the change asks for and that no registry has. What nobody could be asked about is not reported. */
import { defineRule } from '../rule.ts';
import { accordingTo, knownAdditions, reportAt } from './addition-report.ts';

export const rule = defineRule({
  meta: {
    title: 'A package is asked for that does not exist',
    area: 'dependencies',
    severity: 'high',
    confidence: 'high',
    cwe: [1357, 829],
    owasp: 'A06:2021',
  },
  needs: 'dependencies',
  check(change, report) {
    for (const [addition, fact] of knownAdditions(change)) {
      if (fact.exists !== false) continue;
      const { ecosystem, name } = addition;
      report({
        ...reportAt(addition),
        message: `${name} does not exist: no registry that was asked knows a package of this name${accordingTo(fact)}`,
        remedy:
          'Take the name out, or put the right one in. Names that do not exist are typical of generated code, and whoever registers one decides what is installed.',
        // A module that nobody has fetched yet is unknown to every index.
        ...(ecosystem === 'go'
          ? {
              confidence: 'medium' as const,
              adjustments: ['confidence lowered: indexes of Go know only what was fetched before'],
            }
          : {}),
      });
    }
  },
});
