/** The one result object. Every report is rendered from it, so that reports cannot disagree. */
import type { AreaName, AreaTouch } from './area.ts';
import type { Finding } from './finding.ts';
import type { NotChecked } from './not-checked.ts';
import type { Provenance } from './provenance.ts';
import type { Revision } from './snapshot.ts';

export const OUTCOMES = ['pass', 'needs-countersign', 'blocked', 'incomplete'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type RequirementKind = 'fix' | 'countersign' | 'declaration' | 'unknown' | 'tool' | 'policy' | 'review-failed';

/** Something that stands between the change and its merge, or did and is met. */
export interface Requirement {
  /** Stable within a verdict: `countersign:auth`, `fix:<fingerprint>`. */
  readonly id: string;
  readonly kind: RequirementKind;
  readonly area: AreaName | null;
  readonly state: 'met' | 'unmet';
  /** What an unmet one makes of the verdict. */
  readonly outcome: Exclude<Outcome, 'pass'>;
  readonly reason: string;
  readonly satisfiedBy: string;
  /** Fingerprints of the findings and paths that lead here. */
  readonly findings: readonly string[];
  readonly paths: readonly string[];
}

export interface PolicyUse {
  /** Where it came from, for people: `.github/countersign.yml at main (1a2b3c4)`, `built-in default`. */
  readonly source: string;
  readonly digest: string;
  readonly mode: 'observe' | 'enforce';
  readonly warnings: readonly string[];
}

export interface ChangeSize {
  readonly files: number;
  readonly addedLines: number;
  readonly removedLines: number;
}

export interface Verdict {
  readonly version: 1;
  readonly engine: string;
  readonly outcome: Outcome;
  /** One sentence that says who must do what. */
  readonly title: string;
  readonly subject: {
    readonly repository: string | null;
    readonly pullRequest: number | null;
    readonly base: Revision;
    readonly head: Revision;
    readonly target: Revision;
  };
  readonly decidedAt: string;
  readonly policy: PolicyUse;
  readonly size: ChangeSize;
  readonly provenance: Provenance;
  readonly areas: readonly AreaTouch[];
  readonly requirements: readonly Requirement[];
  /** New findings, gravest first. */
  readonly findings: readonly Finding[];
  readonly fixed: readonly Finding[];
  /** What was there before, in the files of the change. Shown on request; otherwise a number. */
  readonly existing: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
}
