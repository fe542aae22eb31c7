/** What is kept of a package manifest: its direct dependencies, with positions. Plain data, from the bytes alone. */
import type { Span } from '#domain/span.ts';

export type Ecosystem = 'npm';

export interface ManifestFacts {
  readonly kind: 'manifest';
  readonly version: number;
  readonly ecosystem: Ecosystem;
  readonly lineCount: number;
  readonly packageName: string | null;
  readonly dependencies: readonly DeclaredDependency[];
  readonly broken: readonly { readonly span: Span; readonly reason: string }[];
}

export interface DeclaredDependency {
  readonly name: string;
  /** The version range or source, as written. */
  readonly requirement: string;
  /** The section as the ecosystem names it: `dependencies`, `devDependencies`, … */
  readonly group: string;
  readonly span: Span;
}
