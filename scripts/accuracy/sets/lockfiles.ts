/**
 * lockfiles: one lockfile or manifest, and the packages in it. A case is found where exactly those packages, at exactly
 * those versions, are read, and where a file that is broken is said to be. Read by the extractor of manifests alone.
 */
import { z } from 'zod';
import type { ManifestFacts, ManifestFormat } from '#analysis/manifest-facts.ts';
import { extractManifest } from '#analysis/manifests/extract.ts';
import { manifestFormatOf } from '#analysis/manifests/formats.ts';
import type { Judgement, SetRunner } from '../judgement.ts';

const labelledFile = z.object({
  id: z.string(),
  format: z.string(),
  file: z.string(),
  text: z.string(),
  expect_error: z.boolean(),
  expect: z.array(
    z.object({
      name: z.string(),
      version: z.string().nullish(),
      line: z.number().nullish(),
      commit: z.string().nullish(),
    }),
  ),
});

/** The set's names of formats. */
const FORMATS: Readonly<Record<string, ManifestFormat>> = {
  packagejson: 'npm-manifest',
  packagelockjson: 'npm-lock',
  yarnlock: 'yarn-lock',
  pnpmlock: 'pnpm-lock',
  bunlock: 'bun-lock',
  requirements: 'pip-requirements',
  pyprojecttoml: 'pyproject',
  setup: 'python-setup',
  setupcfg: 'python-setup-cfg',
  poetrylock: 'poetry-lock',
  uvlock: 'uv-lock',
  pdmlock: 'pdm-lock',
  pylock: 'pylock',
  pipfilelock: 'pipfile-lock',
  gomod: 'go-mod',
  gosum: 'go-sum',
  cargotoml: 'cargo-manifest',
  cargolock: 'cargo-lock',
  pomxml: 'maven-pom',
  gradlelockfile: 'gradle-lock',
  gradleverificationmetadataxml: 'gradle-verification',
  gemfilelock: 'gemfile-lock',
  composerlock: 'composer-lock',
  csproj: 'nuget-project',
  nugetcpm: 'nuget-project',
  packagesconfig: 'nuget-packages-config',
  packageslockjson: 'nuget-lock',
  depsjson: 'nuget-deps',
};

interface Found {
  readonly name: string;
  readonly version: string;
  readonly line: number;
  readonly commit: string | null;
}

export const runner: SetRunner = {
  run(cases) {
    const judgements: Judgement[] = [];
    const places = { asked: 0, exact: 0 };
    for (const one of cases) {
      const { id, format, file, text, expect, expect_error: isBroken } = labelledFile.parse(one);
      const known = FORMATS[format] ?? manifestFormatOf(file);
      if (known === null) {
        judgements.push({ caseId: id, group: format, outcome: 'missed', detail: 'no reader for this format' });
        continue;
      }
      const facts = extractManifest(known, text);
      const found = new Map(countedPackages(facts).map((each) => [keyOf(each), each]));
      const expected = new Map(expect.map((each) => [keyOf({ ...each, version: each.version ?? '' }), each]));
      const missing = [...expected.keys()].filter((key) => !found.has(key));
      const extra = [...found.keys()].filter((key) => !expected.has(key));
      const saidBroken = facts.broken.length > 0;
      const exact = missing.length === 0 && extra.length === 0 && saidBroken === isBroken;
      for (const [key, { line, commit }] of expected) {
        if (line == null && commit == null) continue;
        places.asked += 1;
        const own = found.get(key);
        if ((line ?? own?.line) === own?.line && (commit ?? own?.commit) === own?.commit) places.exact += 1;
      }
      const detail = `missing ${missing.join(', ') || 'none'}; extra ${extra.join(', ') || 'none'}; ${saidBroken ? 'broken' : 'whole'}`;
      judgements.push({ caseId: `${id} (${file})`, group: format, outcome: exact ? 'found' : 'missed', detail });
    }
    const notes = [`lines and commits of packages: ${places.exact} of ${places.asked} as labelled`];
    return Promise.resolve({ judgements, notes });
  },
};

function keyOf({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name}@${version}`;
}

/** Manifests that the set asks for with what they ask for; everything else by what it fixes. */
const BY_REQUIREMENT: ReadonlySet<ManifestFormat> = new Set([
  'pip-requirements',
  'pyproject',
  'python-setup',
  'python-setup-cfg',
  'cargo-manifest',
  'maven-pom',
]);

function countedPackages(facts: ManifestFacts): Found[] {
  if (BY_REQUIREMENT.has(facts.format)) return facts.broken.length > 0 ? [] : requirementsOf(facts);
  return facts.packages.flatMap(({ name, version, source, span }): Found[] => {
    if (source.kind === 'local' && source.path === '.') return [];
    if (version === null && facts.format === 'pipfile-lock') return [];
    const commit = source.kind === 'git' || source.kind === 'registry' ? (source.commit ?? null) : null;
    const shown = facts.ecosystem === 'go' ? (version ?? '').replace(/^v/, '') : (version ?? '');
    return [{ name, version: shown, line: span.startLine, commit }];
  });
}

function requirementsOf(facts: ManifestFacts): Found[] {
  const own =
    facts.format === 'cargo-manifest' && facts.packageName !== null
      ? [{ name: facts.packageName, version: facts.packageVersion ?? '', line: 1, commit: null }]
      : [];
  const asked = facts.dependencies.filter(
    ({ group }) => !/^(?:build-system|dependencyManagement|profile\.|plugins)/.test(group),
  );
  return [
    ...own,
    ...asked.flatMap(({ name, requirement, span, source }): Found[] => {
      const commit = source?.kind === 'git' ? source.commit : null;
      const version = lowestVersion(facts.format, requirement);
      if (version === null && (commit === null || commit.length < 40)) return [];
      return [{ name, version: version ?? '', line: span.startLine, commit }];
    }),
  ];
}

/** The set reads a requirement as the lowest version that it names; null where it names none. */
function lowestVersion(format: ManifestFormat, requirement: string): string | null {
  if (format === 'cargo-manifest') return requirement === '' ? null : requirement;
  if (format === 'maven-pom') return /^[[(]?([^,)\]]*)/.exec(requirement)?.[1] ?? '';
  if (requirement === '') return format === 'pyproject' ? '' : null;
  for (const clause of requirement.split(',')) {
    const version = /^\s*(?:===?|>=|~=)\s*(\S.*)$/.exec(clause)?.[1];
    if (version !== undefined) return version.trim();
  }
  return null;
}
