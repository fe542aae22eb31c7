/** Everything a verdict is made from. Plain facts: nothing here is looked up, and no clock is read. */
import type { AreaName, AreaTouch } from '#domain/area.ts';
import type { Finding } from '#domain/finding.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { Provenance } from '#domain/provenance.ts';
import type { PullRequestSnapshot } from '#domain/snapshot.ts';
import type { PolicyUse } from '#domain/verdict.ts';
import type { PolicyError } from '#policy/policy-error.ts';
import type { Policy } from '#policy/policy.ts';

export interface DecisionInput {
  readonly engine: string;
  readonly snapshot: PullRequestSnapshot;
  readonly policy: Policy;
  readonly policyUse: PolicyUse;
  /** As `readProvenance` gives it: never `undeclared`, which policy makes of it here. */
  readonly provenance: Provenance;
  readonly areas: readonly AreaTouch[];
  /** New, existing and fixed together, in any order. */
  readonly findings: readonly Finding[];
  /** What analysis and rules could not look at. What the snapshot names counts, too, and need not be repeated. */
  readonly notChecked: readonly NotChecked[];
  /** Failures of our own; each makes the verdict incomplete. */
  readonly failures?: readonly ReviewFailure[];
  /** Approvals that count. None yet for a local review. */
  readonly approvals?: readonly Approval[];
  /** Who may countersign an area, as they are mentioned: `@acme/identity`. Where nobody is known, "an owner". */
  readonly owners?: ReadonlyMap<AreaName, readonly string[]>;
  /** A policy that the change brings and that cannot be read. */
  readonly brokenPolicy?: { readonly path: string; readonly errors: readonly PolicyError[] };
}

export interface ReviewFailure {
  /** What failed, as continues "Review incomplete:": `reading the repository`. */
  readonly stage: string;
  readonly reason: string;
}

/** An approval by someone who may, who did not write it, and who saw this content: who passes it on has checked that. */
export interface Approval {
  /** As mentioned: `@jane`. */
  readonly by: string;
  readonly areas: readonly AreaName[] | 'all';
}
