/** How grave and how certain a finding is, once policy and place have had their say; each change is told in words. Pure. */
import { CONFIDENCES, SEVERITIES, type Confidence, type Severity } from '#domain/finding.ts';
import { roleOfPath, type PathRole } from './path-roles.ts';
import type { RuleMeta, RuleReport } from './rule.ts';
import type { RuleSetting } from './rule-settings.ts';

export interface Weight {
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly adjustments: readonly string[];
}

const SAID_OF_ROLE: Readonly<Record<PathRole, string>> = {
  test: 'severity and confidence lowered: the file is a test',
  example: 'severity and confidence lowered: the file is an example',
  script: 'severity lowered: the file is a script that does not serve requests',
};

/** The rule's own weight, or its report's; lowered by the file's role; a severity set by policy is final. */
export function weigh(meta: RuleMeta, report: RuleReport, setting: RuleSetting | undefined): Weight {
  const adjustments = [...(report.adjustments ?? [])];
  let severity = report.severity ?? meta.severity;
  let confidence = report.confidence ?? meta.confidence;
  const role = roleOfPath(report.place.path);
  if (role !== null) {
    severity = lower(SEVERITIES, severity);
    if (role !== 'script') confidence = lower(CONFIDENCES, confidence);
    adjustments.push(SAID_OF_ROLE[role]);
  }
  if (setting?.severity !== undefined && setting.severity !== severity) {
    severity = setting.severity;
    adjustments.push(`severity set to ${severity} by policy`);
  }
  return { severity, confidence, adjustments };
}

function lower<Step extends string>(scale: readonly Step[], step: Step): Step {
  return scale[Math.max(0, scale.indexOf(step) - 1)] ?? step;
}
