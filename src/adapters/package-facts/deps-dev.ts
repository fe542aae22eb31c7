/**
 * deps.dev: existence, dates, licences, deprecation, provenance and the state of the source repository, in seven
 * ecosystems. https://docs.deps.dev/api/v3/
 */
import { z } from 'zod';
import type { Ecosystem } from '#domain/package-fact.ts';
import type { PackageQuestion } from '#review/ports.ts';
import type { Known, SourceAnswer } from './known.ts';
import type { SourceClient } from './source-client.ts';

const SYSTEMS: Readonly<Record<Ecosystem, string | null>> = {
  npm: 'npm',
  pypi: 'pypi',
  go: 'go',
  cargo: 'cargo',
  maven: 'maven',
  rubygems: 'rubygems',
  nuget: 'nuget',
  composer: null,
};

const release = z.object({
  versionKey: z.object({ version: z.string() }),
  publishedAt: z.string().optional(),
  isDefault: z.boolean().optional(),
  isDeprecated: z.boolean().optional(),
  deprecatedReason: z.string().optional(),
});
const packageAnswer = z.object({ versions: z.array(release).default([]) });
type Release = z.infer<typeof release>;

const versionAnswer = z.object({
  publishedAt: z.string().optional(),
  licenses: z.array(z.string()).default([]),
  isDeprecated: z.boolean().optional(),
  deprecatedReason: z.string().optional(),
  slsaProvenances: z.array(z.unknown()).default([]),
  attestations: z.array(z.unknown()).default([]),
  relatedProjects: z
    .array(z.object({ projectKey: z.object({ id: z.string() }), relationType: z.string().optional() }))
    .default([]),
});

const projectAnswer = z.object({
  scorecard: z
    .object({ checks: z.array(z.object({ name: z.string(), reason: z.string().default('') })).default([]) })
    .optional(),
});

export async function askDepsDev(client: SourceClient, question: PackageQuestion): Promise<SourceAnswer> {
  const system = SYSTEMS[question.ecosystem];
  if (system === null) return { known: null, failed: null };
  const path = `v3/systems/${system}/packages/${encodeURIComponent(question.name)}`;
  const whole = await client.get(path, packageAnswer);
  if (whole.kind === 'failed') return { known: null, failed: whole.reason };
  if (whole.kind === 'absent') return { known: { exists: false }, failed: null };
  const { versions } = whole.value;
  const wanted = question.version === null ? null : versionIn(versions, question.version);
  const shown =
    wanted ?? (question.version === null ? (versions.find(({ isDefault }) => isDefault === true) ?? null) : null);
  const ofPackage = packageKnowledge(question, versions, wanted);
  if (shown === null) return { known: ofPackage, failed: null };
  const versionPath = `${path}/versions/${encodeURIComponent(shown.versionKey.version)}`;
  const version = await client.get(versionPath, versionAnswer);
  if (version.kind !== 'found') {
    return { known: ofPackage, failed: version.kind === 'failed' ? version.reason : null };
  }
  const repository = version.value.relatedProjects.find(({ relationType }) => relationType === 'SOURCE_REPO');
  const attested = isAttested(version.value);
  const before = wanted === null || attested ? null : releaseBefore(versions, wanted);
  const [archived, attestedBefore] = await Promise.all([
    repository === undefined ? null : isArchived(client, repository.projectKey.id),
    before === null ? null : wasAttested(client, `${path}/versions/${encodeURIComponent(before.versionKey.version)}`),
  ]);
  return {
    known: {
      ...ofPackage,
      releasedAt: version.value.publishedAt ?? wanted?.publishedAt ?? null,
      licences: version.value.licenses.length === 0 ? null : version.value.licenses,
      deprecated: deprecationOf(version.value) ?? ofPackage.deprecated ?? null,
      attested: wanted === null ? null : attested,
      attestedBefore,
      archived,
    },
    failed: null,
  };
}

/** Go writes versions with a `v`, and lists may have them either way. */
function versionIn(versions: readonly Release[], version: string): Release | null {
  const bare = version.replace(/^v(?=\d)/, '');
  return versions.find(({ versionKey }) => versionKey.version.replace(/^v(?=\d)/, '') === bare) ?? null;
}

function packageKnowledge(
  { ecosystem, version }: PackageQuestion,
  versions: readonly Release[],
  wanted: Release | null,
): Known {
  const dates = versions.flatMap(({ publishedAt }) => publishedAt ?? []).sort();
  const latest = versions.find(({ isDefault }) => isDefault === true);
  return {
    exists: true,
    // A commit of Go is a version that no list has.
    versionExists:
      version === null || (ecosystem === 'go' && /-\d{14}-[0-9a-f]{12}$/.test(version)) ? null : wanted !== null,
    firstReleasedAt: dates[0] ?? null,
    lastReleasedAt: dates.at(-1) ?? null,
    releases: versions.length,
    latestVersion: latest?.versionKey.version ?? null,
    deprecated: deprecationOf(wanted ?? latest ?? {}),
  };
}

function deprecationOf({
  isDeprecated,
  deprecatedReason,
}: {
  isDeprecated?: boolean | undefined;
  deprecatedReason?: string | undefined;
}): string | null {
  return isDeprecated === true ? (deprecatedReason ?? '').slice(0, 300) : null;
}

function releaseBefore(versions: readonly Release[], wanted: Release): Release | null {
  const at = wanted.publishedAt;
  if (at === undefined) return null;
  const earlier = versions.filter(({ publishedAt }) => publishedAt !== undefined && publishedAt < at);
  return earlier.sort((a, b) => ((a.publishedAt ?? '') < (b.publishedAt ?? '') ? 1 : -1))[0] ?? null;
}

function isAttested({ slsaProvenances, attestations }: z.infer<typeof versionAnswer>): boolean {
  return slsaProvenances.length + attestations.length > 0;
}

async function wasAttested(client: SourceClient, path: string): Promise<boolean | null> {
  const answer = await client.get(path, versionAnswer);
  return answer.kind === 'found' ? isAttested(answer.value) : null;
}

/** The scorecard's check of upkeep says so in words. */
async function isArchived(client: SourceClient, project: string): Promise<boolean | null> {
  const answer = await client.get(`v3/projects/${encodeURIComponent(project)}`, projectAnswer);
  if (answer.kind !== 'found' || answer.value.scorecard === undefined) return null;
  const maintained = answer.value.scorecard.checks.find(({ name }) => name === 'Maintained');
  return maintained === undefined ? null : /\barchived\b/i.test(maintained.reason);
}
