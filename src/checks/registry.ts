/**
 * All rules, by id. Generated from the folders beside it: `npm run generate` after adding, moving or removing a rule.
 */
import type { RegisteredRule } from './rule.ts';

export const RULE_IDS = [
] as const;

export type RuleId = (typeof RULE_IDS)[number];

export const RULES: readonly RegisteredRule[] = [
];
