/** Versions with known weaknesses, or that are attacks themselves, where the change brings them: asked for, locked or pinned. */
import type { Addition } from '#analysis/manifests/additions.ts';
import { SEVERITIES, type Severity } from '#domain/finding.ts';
import type { PackageAdvisory } from '#domain/package-fact.ts';
import { exceeds } from '#policy/dependency-policy.ts';
import { defineRule } from '../rule.ts';
import { knownAdditions, reportAt } from './addition-report.ts';

export const rule = defineRule({
  meta: {
    title: 'The change brings a version with known vulnerabilities',
    area: 'dependencies',
    severity: 'medium',
    confidence: 'high',
    cwe: [1395],
    owasp: 'A06:2021',
  },
  needs: 'dependencies',
  check(change, report) {
    for (const [addition, { advisories }] of knownAdditions(change)) {
      if (advisories === null || advisories.length === 0 || addition.version === null) continue;
      const sorted = [...advisories].sort(bySeverity);
      const malicious = sorted.find((one) => one.malicious);
      const severity = malicious === undefined ? gravest(sorted) : 'critical';
      const adjustments: string[] = [];
      const weighed = weigh(severity, addition, malicious !== undefined, adjustments);
      const above = exceeds(severity, change.limits.maximumSeverity);
      if (above) adjustments.push(`policy accepts at most ${change.limits.maximumSeverity}`);
      report({
        ...reportAt(addition),
        message: messageOf(addition, sorted, malicious),
        remedy: remedyOf(addition, sorted, malicious),
        severity: above && !addition.development ? atLeastHigh(weighed) : weighed,
        adjustments,
      });
    }
  },
});

function bySeverity(one: PackageAdvisory, other: PackageAdvisory): number {
  const rank = ({ severity }: PackageAdvisory): number => (severity === null ? -1 : SEVERITIES.indexOf(severity));
  return rank(other) - rank(one) || (one.id < other.id ? -1 : 1);
}

/** An advisory without a score is no harmless one. */
function gravest([first]: readonly PackageAdvisory[]): Severity {
  return first?.severity ?? 'medium';
}

function weigh(severity: Severity, addition: Addition, malicious: boolean, adjustments: string[]): Severity {
  if (malicious || !addition.development) return severity;
  adjustments.push('severity lowered: it is only used while developing');
  return SEVERITIES[Math.max(0, SEVERITIES.indexOf(severity) - 1)] ?? severity;
}

function atLeastHigh(severity: Severity): Severity {
  return severity === 'critical' ? 'critical' : 'high';
}

const SHOWN = 3;

function messageOf(
  addition: Addition,
  advisories: readonly PackageAdvisory[],
  malicious: PackageAdvisory | undefined,
): string {
  const { name, version, override, before } = addition;
  const verb = override
    ? 'is pinned by an override'
    : before.length > 0
      ? `comes in place of ${before.slice(0, 3).join(', ')}`
      : 'is new';
  const what = `${name} ${version ?? ''} ${verb}`;
  if (malicious !== undefined) return `${what} and is known to be an attack: ${told(malicious)}`;
  const shown = advisories.slice(0, SHOWN).map(told).join('; ');
  const more = advisories.length > SHOWN ? `; and ${advisories.length - SHOWN} more` : '';
  const count = advisories.length === 1 ? 'a known vulnerability' : `${advisories.length} known vulnerabilities`;
  return `${what} and has ${count}: ${shown}${more}`;
}

function told({ id, aliases, summary, severity }: PackageAdvisory): string {
  const cve = aliases.find((alias) => alias.startsWith('CVE-'));
  const name = cve === undefined || cve === id ? id : `${id} (${cve})`;
  return [name, severity, summary].filter((part) => part !== null && part !== '').join(', ');
}

function remedyOf(
  { name }: Addition,
  advisories: readonly PackageAdvisory[],
  malicious: PackageAdvisory | undefined,
): string {
  if (malicious !== undefined) return `Take ${name} out, and treat machines that have installed it as broken into.`;
  const fixes = [...new Set(advisories.flatMap(({ fixedIn }) => fixedIn))];
  if (fixes.length === 0)
    return 'There is no version without it yet: take another package, or say in the review why it does not matter here.';
  return `Take a version in which it is mended: ${fixes.slice(0, 6).join(', ')}.`;
}
