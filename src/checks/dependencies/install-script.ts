/** Packages that run a script of their own when they are installed, where they did not come along before. */
import { defineRule } from '../rule.ts';
import { isSettled, reportAt, shownPackage } from './addition-report.ts';

export const rule = defineRule({
  meta: {
    title: 'The change brings a package that runs a script when it is installed',
    area: 'dependencies',
    severity: 'medium',
    confidence: 'high',
    cwe: [829, 506],
    owasp: 'A08:2021',
  },
  needs: 'dependencies',
  check(change, report) {
    const { installScripts } = change.limits;
    if (installScripts === 'allow') return;
    const told = new Set<string>();
    for (const addition of change.additions) {
      const { ecosystem, name, version, before, locked } = addition;
      if (isSettled(change, addition) || told.has(name)) continue;
      const fact = change.factOf(ecosystem, name, version);
      const runs = locked?.installScript ?? inLockfile(change, addition) ?? fact?.installScript ?? null;
      if (runs !== true || (before.length > 0 && ranBefore(change, name))) continue;
      told.add(name);
      const isDenied = installScripts === 'deny';
      report({
        ...reportAt(addition),
        message: `${shownPackage(addition)} runs a script of its own when it is installed${isDenied ? ', which policy does not allow' : ''}`,
        remedy:
          'See what the script does. Install without scripts (`--ignore-scripts`) and allow those that are needed by name.',
        severity: isDenied ? 'high' : 'medium',
      });
    }
  },
});

type Change = Parameters<typeof rule.check>[0];

/** Whether the lockfile beside the manifest says so. */
function inLockfile({ manifests }: Change, { ecosystem, name, version }: Change['additions'][number]): boolean | null {
  for (const facts of manifests.head.values()) {
    if (facts.ecosystem !== ecosystem) continue;
    const found = facts.packages.find((one) => one.name === name && (version === null || one.version === version));
    if (found?.installScript !== undefined && found.installScript !== null) return found.installScript;
  }
  return null;
}

function ranBefore({ manifests }: Change, name: string): boolean {
  return [...manifests.base.values()].some(({ packages }) =>
    packages.some((one) => one.name === name && one.installScript !== false),
  );
}
