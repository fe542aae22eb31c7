/** A rule that is a table of properties. */
import type { Report } from '../rule.ts';
import type { RuleInputs } from '../rule-inputs.ts';
import { attributeFlaws, type AttributeRisk } from './attribute-risk.ts';
import { reportFlaws } from './flaw.ts';

type Check = (input: RuleInputs['infrastructure'], report: Report) => void;

export function checkAttributes(risks: readonly AttributeRisk[]): Check {
  return (input, report) => {
    reportFlaws(input, report, attributeFlaws(risks, input.resources, input.scope));
  };
}
