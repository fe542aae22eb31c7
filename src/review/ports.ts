/** What the review needs from outside, as interfaces. Adapters implement them and know nothing of each other. */
import type { Dialect, FileFacts } from '#analysis/file-facts.ts';
import type { ImportIndex } from '#analysis/index/import-index.ts';
import type { FileChange } from '#domain/change.ts';
import type { BlamedLines, Commit, Revision, SecretFact } from '#domain/snapshot.ts';
import type { Ecosystem, PackageFact } from '#domain/package-fact.ts';
import type { LineRange, Side } from '#domain/span.ts';

/** A repository's content, by revision and blob id. Nothing here takes a setting from the content it reads. */
export interface SourceRepository {
  /** Tells it from every other repository whose index is kept in the same place; says nothing to people. */
  readonly identity: string;
  /** Changed paths from base to head, sorted by path bytes, with hunks. */
  changes(base: Revision, head: Revision): Promise<readonly FileChange[]>;
  /** base..head, oldest first; empty for a head that is not a commit. Of more than `maxCount`, the newest. */
  commits(base: Revision, head: Revision, limits: { readonly maxCount: number }): Promise<readonly Commit[]>;
  /**
   * Which commit of base..head brought each of these lines of the head, by path. Null where there are more than the
   * limits allow, or the head is not a commit. Contents are brought in one batch before they are compared.
   */
  blame(
    base: Revision,
    head: Revision,
    lines: BlameRequest,
  ): Promise<ReadonlyMap<string, readonly BlamedLines[]> | null>;
  /** Notes that `refs/notes/ai` holds on these commits; empty where there is no such reference. */
  aiNotes(shas: readonly string[], limits: BlobLimits): Promise<ReadonlyMap<string, string | null>>;
  /** The regular files of a tree. */
  tree(revision: Revision): Promise<Tree>;
  /**
   * The regular files that differ between two trees, by path; `oid` is null where the later one has none. Null where
   * the earlier commit is not here any more.
   */
  differing(from: string, to: Revision): Promise<readonly TreeDifference[] | null>;
  /** Contents by blob id, all in one batch. An id that is not there is absent from the answer. */
  blobs(oids: readonly string[], limits: BlobLimits): Promise<ReadonlyMap<string, Blob>>;
}

export interface BlameRequest {
  /** 1-based, by path of the head. */
  readonly lines: ReadonlyMap<string, readonly LineRange[]>;
  readonly maxFiles: number;
  readonly maxCommits: number;
}

/** What became of a file in one commit. */
export interface FileRevision {
  readonly commit: Commit;
  /** Null where the commit took the file away. */
  readonly oid: string | null;
}

/** How a tree came to be. */
export interface RepositoryHistory {
  /** Commits that touched a file, oldest first; of more than `maxCount`, the newest. */
  fileHistory(path: string, head: Revision, limits: { readonly maxCount: number }): Promise<readonly FileRevision[]>;
  /** Commits without merges, newest first, each with the number of lines that it added. */
  addedLines(
    head: Revision,
    limits: { readonly maxCount: number },
  ): Promise<readonly { readonly commit: Commit; readonly added: number }[]>;
}

export interface BlobLimits {
  readonly maxBytes: number;
  /** Of all blobs together, in the order asked for; no limit if not given. */
  readonly maxTotalBytes?: number;
}

export interface Tree {
  /** The blob id of a regular file, by path; null where there is none. */
  oid(path: string): string | null;
  readonly paths: Iterable<string>;
}

export interface TreeDifference {
  readonly path: string;
  readonly oid: string | null;
}

/** `bytes` is null where the blob is larger than the limits asked for leave room for. */
export interface Blob {
  readonly oid: string;
  readonly size: number;
  readonly bytes: Uint8Array | null;
}

/** Facts of a blob, or the index of a tree. */
export type KeptFacts = FileFacts | ImportIndex;

/** What was made of blobs and trees, kept between reviews. Losing it costs time, never truth. */
export interface FactsStore {
  load(keys: readonly string[]): Promise<ReadonlyMap<string, KeptFacts>>;
  save(entries: ReadonlyMap<string, KeptFacts>): Promise<void>;
}

export interface ExtractionTask {
  readonly oid: string;
  readonly dialect: Dialect;
  readonly text: string;
}

/** Facts, or the reason why there are none. */
export type ExtractionResult = { readonly facts: FileFacts } | { readonly failed: string };

/** Turns source text into facts, on as many threads as it likes. Answers in the order asked. */
export interface FactsExtractor {
  extract(tasks: readonly ExtractionTask[]): Promise<readonly ExtractionResult[]>;
  close(): Promise<void>;
}

export interface ScanTask {
  readonly path: string;
  readonly side: Side;
  readonly text: string;
}

/** Finds secrets in text. What it returns never holds a value. */
export interface SecretScanner {
  scan(tasks: readonly ScanTask[]): Promise<{
    readonly found: readonly SecretFact[];
    readonly failed: readonly { readonly path: string; readonly reason: string }[];
  }>;
}

export interface PackageQuestion {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** Exact; null where only the package is asked about. */
  readonly version: string | null;
  /** Whether a public service may be told this name. Nobody but the user's own registry is asked otherwise. */
  readonly isPublic: boolean;
  /** Everything, or for what others bring along, known weaknesses alone. */
  readonly about: 'all' | 'advisories';
}

export interface PackageAnswers {
  /** In the order of the questions that something is known for; none for one that nobody could be asked. */
  readonly facts: readonly PackageFact[];
  /** Sources that did not answer, or not all of it: which, for people, why, and for how many packages. */
  readonly failed: readonly { readonly source: string; readonly reason: string; readonly packages: number }[];
}

/** Finds out what is known of packages. A source that does not answer is said, and never taken for an answer. */
export interface PackageFactsSource {
  ask(questions: readonly PackageQuestion[]): Promise<PackageAnswers>;
}

/** Told how far the work is; a progress bar, or nothing. */
export interface Progress {
  step(stage: string, done: number, total: number): void;
}
