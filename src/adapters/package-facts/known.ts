/** What one source knows of one package. What it does not know is left out; `merge` puts sources together. */
import type { PackageAdvisory, PackageFact } from '#domain/package-fact.ts';
import type { PackageQuestion } from '#review/ports.ts';

export type Known = Partial<Omit<PackageFact, 'ecosystem' | 'name' | 'version' | 'sources' | 'advisories'>>;

export interface SourceAnswer {
  /** Null where it was not asked or did not answer. */
  readonly known: Known | null;
  readonly failed: string | null;
}

const NOTHING: Omit<PackageFact, 'ecosystem' | 'name' | 'version' | 'sources'> = {
  exists: null,
  versionExists: null,
  firstReleasedAt: null,
  lastReleasedAt: null,
  releasedAt: null,
  releases: null,
  latestVersion: null,
  deprecated: null,
  archived: null,
  licences: null,
  installScript: null,
  attested: null,
  attestedBefore: null,
  advisories: null,
};

/** @param answers the more reliable last; null for a fact that nobody knows anything of */
export function merge(
  { ecosystem, name, version }: PackageQuestion,
  answers: readonly { readonly source: string; readonly known: Known | null }[],
  advisories: readonly PackageAdvisory[] | null,
  advisorySource: string,
): PackageFact | null {
  const told = answers.filter((answer) => answer.known !== null);
  if (told.length === 0 && advisories === null) return null;
  const fact: Record<string, unknown> = { ...NOTHING };
  for (const { known } of told) {
    for (const [key, value] of Object.entries(known ?? {})) if (value !== null) fact[key] = value;
  }
  const sources = [...told.map(({ source }) => source), ...(advisories === null ? [] : [advisorySource])];
  return { ...(fact as typeof NOTHING), advisories, ecosystem, name, version, sources };
}
