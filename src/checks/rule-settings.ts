/** What a policy may say about rules, as far as running them goes. Checks know no more of policy than this. */
import type { Severity } from '#domain/finding.ts';

export interface RuleSetting {
  readonly off?: boolean;
  /** Replaces the severity of each finding of the rule; nothing lowers it afterwards. */
  readonly severity?: Severity;
}

/** By rule id. A rule that is not named runs as it is. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

export const NO_SETTINGS: RuleSettings = new Map();
