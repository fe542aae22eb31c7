/** A new package for a purpose for which the repository has one already, among those that are well known for it. */
import type { Ecosystem } from '#domain/package-fact.ts';
import { comparableName } from '#analysis/manifests/package-names.ts';
import { isLock } from '#analysis/manifests/formats.ts';
import type { DependencyChange } from '../dependency-change.ts';
import { defineRule } from '../rule.ts';
import { isSettled, reportAt } from './addition-report.ts';
import { PURPOSES } from './purposes.ts';

export const rule = defineRule({
  meta: {
    title: 'A new package does what another one does here already',
    area: 'dependencies',
    severity: 'low',
    confidence: 'medium',
    cwe: [],
  },
  needs: 'dependencies',
  check(change, report) {
    for (const addition of change.additions) {
      const { ecosystem, name, requirement, before, development, override } = addition;
      if (requirement === null || before.length > 0 || override || isSettled(change, addition)) continue;
      const comparable = comparableName(ecosystem, name);
      for (const { purpose, names } of PURPOSES[ecosystem] ?? []) {
        if (!names.includes(comparable)) continue;
        const present = inUse(change, ecosystem, names, development).filter((one) => one !== comparable);
        const [first] = present;
        if (first === undefined) continue;
        report({
          ...reportAt(addition),
          message: `${name} is new for ${purpose}, for which ${present.join(' and ')} ${present.length === 1 ? 'is' : 'are'} here already`,
          remedy: `Use ${first}, or say in the review why a second one is needed.`,
        });
        break;
      }
    }
  },
});

/** Asked for in base, and still in head: who replaces one by another is at it. */
function inUse(
  { manifests }: DependencyChange,
  ecosystem: Ecosystem,
  names: readonly string[],
  development: boolean,
): string[] {
  const asked = (side: 'base' | 'head'): Set<string> => {
    const found = new Set<string>();
    for (const facts of manifests[side].values()) {
      if (facts.ecosystem !== ecosystem || isLock(facts.format)) continue;
      for (const one of facts.dependencies) {
        if (development || !/dev|test/i.test(one.group)) found.add(comparableName(ecosystem, one.name));
      }
    }
    return found;
  };
  const [base, head] = [asked('base'), asked('head')];
  return names.filter((name) => base.has(name) && head.has(name));
}
