/** What rules about packages are called with: the packages that one file brings, and everything known around them. */
import type { Addition } from '#analysis/manifests/additions.ts';
import type { ManifestFacts } from '#analysis/manifest-facts.ts';
import type { Ecosystem, PackageFact } from '#domain/package-fact.ts';
import type { Side } from '#domain/span.ts';
import type { DependencyLimits, DependencyPolicy } from '#policy/dependency-policy.ts';

export interface DependencyChange {
  readonly path: string;
  readonly base: ManifestFacts | null;
  readonly head: ManifestFacts | null;
  /** What this file brings; what another changed file of the review asks for is told there. */
  readonly additions: readonly Addition[];
  /** Manifests and lockfiles of a side, changed or near to what changed, by path. */
  readonly manifests: Readonly<Record<Side, ReadonlyMap<string, ManifestFacts>>>;
  /** Null where nobody was asked, or nobody answered. */
  readonly factOf: (ecosystem: Ecosystem, name: string, version: string | null) => PackageFact | null;
  /** Whether the repository itself makes a package of this name. */
  readonly isOwn: (ecosystem: Ecosystem, name: string) => boolean;
  /** Names that the repository makes itself, as they are written. */
  readonly ownNames: readonly string[];
  readonly policy: DependencyPolicy;
  /** Those of the policy for this change, assisted or not. */
  readonly limits: DependencyLimits;
  readonly assisted: boolean;
  /** ISO 8601, UTC: when the facts are from. */
  readonly decidedAt: string;
}
