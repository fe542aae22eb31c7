/** What a reader of one format brings; everything it has no word for is left out. `extract.ts` makes facts of it. */
import type { DeclaredDependency, LockedPackage, ManifestFacts, PackageSource } from '../manifest-facts.ts';
import type { Span } from '#domain/span.ts';

export type Broken = ManifestFacts['broken'][number];

export interface ManifestParts {
  readonly lineCount: number;
  readonly packageName?: string | null;
  readonly packageVersion?: string | null;
  readonly dependencies?: readonly DeclaredDependency[];
  readonly packages?: readonly LockedPackage[];
  readonly includes?: ManifestFacts['includes'];
  readonly registries?: ManifestFacts['registries'];
  readonly properties?: ManifestFacts['properties'];
  readonly broken: readonly Broken[];
}

export type ReadManifest = (text: string) => ManifestParts;

export const START: Span = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

export const REGISTRY: PackageSource = { kind: 'registry', url: null };

/** A locked package; what the format does not say is null. */
export function locked(
  named: Pick<LockedPackage, 'name' | 'version' | 'span'> & Partial<LockedPackage>,
): LockedPackage {
  return { groups: [], source: REGISTRY, direct: null, integrity: null, installScript: null, ...named };
}

/** From the start of one span to the end of another. */
export function through(from: Span, to: Span): Span {
  return { startLine: from.startLine, startColumn: from.startColumn, endLine: to.endLine, endColumn: to.endColumn };
}

/** Of a broken thing's name, as it may be shown. */
export function quoted(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}
