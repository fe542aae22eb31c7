/**
 * What a rule is: metadata, what it needs, and a function from facts to reports. A rule awaits nothing, reads no
 * file and knows no language. Its id is its place: `src/checks/auth/late-guard.ts` is `auth/late-guard`.
 */
import type { AreaName } from '#domain/area.ts';
import type { Confidence, EvidenceStep, Fix, Severity } from '#domain/finding.ts';
import type { Place } from '#domain/span.ts';
import type { Need, RuleInputs } from './rule-inputs.ts';

export interface RuleMeta {
  /** A sentence without a full stop: what is wrong when this rule reports. */
  readonly title: string;
  readonly area: AreaName;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly cwe: readonly number[];
  /** OWASP Top 10 category, such as `A01:2021`. */
  readonly owasp?: string;
}

/**
 * State rules say what is wrong with a tree: they run on base and head, and only what the head adds is new.
 * Change rules say what a difference does: they run once, on the pair. Which one a rule is follows from what it needs.
 */
export type RuleDefinition<N extends Need = Need> = {
  readonly [Kind in N]: {
    readonly meta: RuleMeta;
    readonly needs: Kind;
    /** Called once for each input of its need. Keeps nothing between calls. */
    readonly check: (input: RuleInputs[Kind], report: Report) => void;
  };
}[N];

export interface RuleReport {
  readonly place: Place;
  readonly message: string;
  readonly remedy: string;
  /** The enclosing function, block or section, for people and for the fingerprint. */
  readonly symbol: string | null;
  readonly evidence?: readonly EvidenceStep[];
  readonly fix?: Fix;
  /** Replaces the rule's own, where this case is graver or lighter; say why in `adjustments`. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly adjustments?: readonly string[];
  /** What identifies the finding where the text of its line should not (a package's name, say). */
  readonly identity?: string;
}

export interface Report {
  (report: RuleReport): void;
  /** What the rule would say of this file is not known: its budget of steps ran out. Said once a file. */
  readonly unfinished: (path: string) => void;
}

/** Gives a rule its types. A rule's file exports it by the name `rule`. */
export function defineRule<Rule extends RuleDefinition>(rule: Rule): Rule {
  return rule;
}

/** A rule with the id that its path gives it, as the generated registry lists it. */
export interface RegisteredRule {
  readonly id: string;
  readonly definition: RuleDefinition;
}
