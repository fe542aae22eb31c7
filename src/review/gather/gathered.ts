/** What gathering needs, and what it brings. */
import type { FileFacts } from '#analysis/file-facts.ts';
import type { ManifestFacts } from '#analysis/manifest-facts.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { ProvenanceSignal } from '#domain/provenance.ts';
import type { PullRequest, PullRequestSnapshot, Revision } from '#domain/snapshot.ts';
import type { Side } from '#domain/span.ts';
import type { DependencyPolicy } from '#policy/dependency-policy.ts';
import type {
  FactsExtractor,
  FactsStore,
  Progress,
  PackageFactsSource,
  SecretScanner,
  SourceRepository,
  Tree,
} from '../ports.ts';
import type { SourceTexts } from './source-texts.ts';

export interface GatherPorts {
  readonly repository: SourceRepository;
  readonly factsStore: FactsStore;
  readonly extractor: FactsExtractor;
  readonly secretScanner: SecretScanner;
  /** Not given: nobody is asked about packages, and that is said. */
  readonly packageFacts?: PackageFactsSource;
  readonly progress: Progress;
}

export interface GatherRange {
  readonly base: Revision;
  readonly head: Revision;
  readonly target: Revision;
}

export interface GatherOptions {
  readonly pullRequest: PullRequest | null;
  /** Evidence of AI that was seen in it before; none if not given. */
  readonly earlier?: readonly ProvenanceSignal[];
  /** ISO 8601, UTC. */
  readonly decidedAt: string;
  /** What may be asked about packages; the default policy's where it is not given. */
  readonly dependencies?: DependencyPolicy;
}

export type BySide<T> = Readonly<Record<Side, T>>;

/** The path of the repository's own file that a specifier means in a file of this side; null for packages and unknowns. */
export type ResolveSpecifier = (specifier: string, from: string) => string | null;

export interface Gathered {
  readonly snapshot: PullRequestSnapshot;
  /** Of changed files, and of modules that were loaded because they are imported. */
  readonly sources: SourceTexts;
  /** By path: the changed files that could be read, and the modules they import. */
  readonly facts: BySide<ReadonlyMap<string, FileFacts>>;
  /** Changed manifests and lockfiles, and those that lie beside or above them or that they name, by path. */
  readonly manifests: BySide<ReadonlyMap<string, ManifestFacts>>;
  /** npm names that the repository gives its own packages. */
  readonly ownPackages: readonly string[];
  readonly trees: BySide<Tree>;
  readonly resolve: BySide<ResolveSpecifier>;
  /** The snapshot's own. */
  readonly notChecked: readonly NotChecked[];
}
