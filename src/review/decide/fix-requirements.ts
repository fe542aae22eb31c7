/** Findings that must be fixed before the change can be merged, whoever wrote it. */
import { SEVERITIES, type Finding } from '#domain/finding.ts';
import type { Requirement } from '#domain/verdict.ts';
import { areaPolicy, type Block, type Policy } from '#policy/policy.ts';

/** One for each new finding that blocks, in their order; findings that share a fingerprint share a requirement. */
export function fixRequirements(findings: readonly Finding[], policy: Policy): Requirement[] {
  const byFingerprint = new Map<string, Requirement>();
  for (const finding of findings) {
    if (!blocks(finding, areaPolicy(policy, finding.area).block)) continue;
    const { fingerprint, area, place, remedy } = finding;
    const paths = [...new Set([...(byFingerprint.get(fingerprint)?.paths ?? []), place.path])];
    byFingerprint.set(fingerprint, {
      id: `fix:${fingerprint}`,
      kind: 'fix',
      area,
      state: 'unmet',
      outcome: 'blocked',
      reason: byFingerprint.get(fingerprint)?.reason ?? reasonOf(finding),
      satisfiedBy: byFingerprint.get(fingerprint)?.satisfiedBy ?? remedy,
      findings: [fingerprint],
      paths,
    });
  }
  return [...byFingerprint.values()];
}

/** Whether a finding blocks at a threshold: high confidence, and at least that severity. */
function blocks(finding: Finding, threshold: Block): boolean {
  if (threshold === 'never' || finding.confidence !== 'high') return false;
  return SEVERITIES.indexOf(finding.severity) >= SEVERITIES.indexOf(threshold);
}

function reasonOf({ message, place, ruleId, severity }: Finding): string {
  const where = `${place.path}:${String(place.span.startLine)}`;
  return `${message.replace(/\.$/, '')} (${where}; ${ruleId}, ${severity})`;
}
