/** What gathering needs, and what it brings. */
import type { FileFacts } from '#analysis/file-facts.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { PullRequest, PullRequestSnapshot, Revision } from '#domain/snapshot.ts';
import type { Side } from '#domain/span.ts';
import type { FactsExtractor, FactsStore, Progress, SecretScanner, SourceRepository, Tree } from '../ports.ts';
import type { SourceTexts } from './source-texts.ts';

export interface GatherPorts {
  readonly repository: SourceRepository;
  readonly factsStore: FactsStore;
  readonly extractor: FactsExtractor;
  readonly secretScanner: SecretScanner;
  readonly progress: Progress;
}

export interface GatherRange {
  readonly base: Revision;
  readonly head: Revision;
  readonly target: Revision;
}

export interface GatherOptions {
  readonly pullRequest: PullRequest | null;
  /** ISO 8601, UTC. */
  readonly decidedAt: string;
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
  readonly trees: BySide<Tree>;
  readonly resolve: BySide<ResolveSpecifier>;
  /** The snapshot's own. */
  readonly notChecked: readonly NotChecked[];
}
