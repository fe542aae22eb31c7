/**
 * What is kept of a package manifest or lockfile: what it asks for, and what it fixes, with positions. Plain data, from
 * the bytes alone; whether a package is any good is not known here.
 */
import type { Ecosystem } from '#domain/package-fact.ts';
import type { Span } from '#domain/span.ts';

/** Each is read by a reader of its own; `formats.ts` says which files are of which. */
export type ManifestFormat =
  | 'npm-manifest'
  | 'npm-lock'
  | 'yarn-lock'
  | 'pnpm-lock'
  | 'pnpm-workspace'
  | 'bun-lock'
  | 'pip-requirements'
  | 'pyproject'
  | 'python-setup'
  | 'python-setup-cfg'
  | 'poetry-lock'
  | 'uv-lock'
  | 'pdm-lock'
  | 'pylock'
  | 'pipfile'
  | 'pipfile-lock'
  | 'go-mod'
  | 'go-sum'
  | 'cargo-manifest'
  | 'cargo-lock'
  | 'maven-pom'
  | 'gradle-build'
  | 'gradle-catalog'
  | 'gradle-lock'
  | 'gradle-verification'
  | 'gemfile'
  | 'gemfile-lock'
  | 'composer-manifest'
  | 'composer-lock'
  | 'nuget-project'
  | 'nuget-packages-config'
  | 'nuget-lock'
  | 'nuget-deps';

export interface ManifestFacts {
  readonly kind: 'manifest';
  readonly version: number;
  readonly ecosystem: Ecosystem;
  readonly format: ManifestFormat;
  readonly lineCount: number;
  readonly packageName: string | null;
  readonly packageVersion: string | null;
  /** What it asks for. */
  readonly dependencies: readonly DeclaredDependency[];
  /** What it fixes: of a lockfile every package, direct and transitive; empty for a manifest. */
  readonly packages: readonly LockedPackage[];
  /** Other files that belong to it, as written and relative to it: requirements, constraints, a parent. */
  readonly includes: readonly ManifestInclude[];
  /** Registries that it names itself, without credentials. */
  readonly registries: readonly { readonly url: string; readonly span: Span }[];
  /** Values that other files may refer to: of a Maven project, which its modules inherit. */
  readonly properties?: readonly { readonly name: string; readonly value: string }[];
  readonly broken: readonly { readonly span: Span; readonly reason: string }[];
}

export interface DeclaredDependency {
  readonly name: string;
  /** The version range or source, as written, without credentials; empty where none is given. */
  readonly requirement: string;
  /** The section as the ecosystem names it: `dependencies`, `devDependencies`, `dev-packages`, `test`, … */
  readonly group: string;
  readonly span: Span;
  /** Where the requirement is not enough to tell: a git repository, a URL, a place in the repository. */
  readonly source?: PackageSource;
}

export interface LockedPackage {
  /** As its registry knows it: of an alias, the package behind it. */
  readonly name: string;
  /** Null where the lockfile has none: a folder, a commit. */
  readonly version: string | null;
  /** `dev`, `optional`, `bundled`, or the ecosystem's own name of a group; empty for what is shipped, or where it is not said. */
  readonly groups: readonly string[];
  readonly source: PackageSource;
  /** Of the line that names it. */
  readonly span: Span;
  /** Whether the project itself asks for it; null where the lockfile does not say. */
  readonly direct: boolean | null;
  /** Whether the lockfile holds a hash of it; null where the format has none. */
  readonly integrity: boolean | null;
  /** Whether it runs a script of its own when it is installed; null where the lockfile does not say. */
  readonly installScript: boolean | null;
  /** The name it has in the project, where that is another one. */
  readonly alias?: string;
}

/** URLs are kept without user names and passwords. */
export type PackageSource =
  /** `url` where the lockfile names one; null is the ecosystem's default. `commit` where it says what it was made from. */
  | { readonly kind: 'registry'; readonly url: string | null; readonly commit?: string }
  | { readonly kind: 'git'; readonly url: string; readonly commit: string | null }
  | { readonly kind: 'url'; readonly url: string }
  /** This repository or machine; the project itself where `path` is `.`. */
  | { readonly kind: 'local'; readonly path: string };

export interface ManifestInclude {
  readonly kind: 'requirements' | 'constraints' | 'parent' | 'package';
  readonly path: string;
  readonly span: Span;
}
