/**
 * What is known of a package outside of the repository, as it was when the review was made. Part of the snapshot: rules
 * read it and never ask. Null is everywhere "not known", and never "no".
 */
import type { Severity } from './finding.ts';

export const ECOSYSTEMS = ['npm', 'pypi', 'go', 'cargo', 'maven', 'rubygems', 'composer', 'nuget'] as const;
export type Ecosystem = (typeof ECOSYSTEMS)[number];

export interface PackageFact {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** The version asked about; null where only the package was. */
  readonly version: string | null;
  /** Whether a registry has a package of this name. */
  readonly exists: boolean | null;
  readonly versionExists: boolean | null;
  /** ISO 8601, as all times here: the package's first release, its last one, and the one asked about. */
  readonly firstReleasedAt: string | null;
  readonly lastReleasedAt: string | null;
  readonly releasedAt: string | null;
  readonly releases: number | null;
  /** What is installed where nothing is asked for in particular. */
  readonly latestVersion: string | null;
  /** What its authors say; empty where they say it without a word. */
  readonly deprecated: string | null;
  /** Whether its source repository is closed for changes. */
  readonly archived: boolean | null;
  /** SPDX expressions, as declared; `non-standard` is a licence that has no name there. */
  readonly licences: readonly string[] | null;
  readonly installScript: boolean | null;
  /** Whether the version says, signed, what it was built from; and whether the release before it did. */
  readonly attested: boolean | null;
  readonly attestedBefore: boolean | null;
  /** Known weaknesses of the version; null where nobody could be asked. */
  readonly advisories: readonly PackageAdvisory[] | null;
  /** Who said so, for people: `deps.dev`, `OSV`, `the npm registry`. */
  readonly sources: readonly string[];
}

export interface PackageAdvisory {
  readonly id: string;
  /** Other names of it: `CVE-…`. */
  readonly aliases: readonly string[];
  readonly summary: string;
  /** Null where no score is given. */
  readonly severity: Severity | null;
  /** Versions without it, in the order given. */
  readonly fixedIn: readonly string[];
  /** Whether it says that the package itself is an attack. */
  readonly malicious: boolean;
}

/** The key under which a fact is found again. */
export function packageKey(ecosystem: Ecosystem, name: string, version: string | null): string {
  return JSON.stringify([ecosystem, name, version]);
}
