/** The source of package facts, against services that answer over HTTP as the real ones do. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createFolderAnswers } from '#adapters/package-facts/folder-answers.ts';
import { createPackageFacts } from '#adapters/package-facts/package-facts.ts';
import type { PackageQuestion } from '#review/ports.ts';
import { startPackageServices, type PackageServices } from './package-services.ts';

const PACKAGES = [
  {
    system: 'npm',
    name: 'acme-charts',
    archived: true,
    versions: [
      { version: '1.0.0', publishedAt: '2029-01-01T00:00:00Z', attested: true },
      {
        ...{ version: '1.1.0', publishedAt: '2029-02-01T00:00:00Z', licences: ['MIT'], deprecated: 'use acme-maps' },
        ...{ advisories: ['GHSA-1', 'GHSA-2', 'MAL-1'] },
      },
    ],
  },
  { system: 'pypi', name: 'acme-dates', versions: [{ version: '2.0', publishedAt: '2029-03-01T00:00:00Z' }] },
  {
    system: 'npm',
    name: '@acme/money',
    versions: [{ version: '3.0.0', publishedAt: '2029-04-01T00:00:00Z', installScript: true }],
  },
];

const ADVISORIES = {
  'GHSA-1': {
    ...{ id: 'GHSA-1', aliases: ['CVE-2029-1'], summary: 'Runs commands', database_specific: { severity: 'MODERATE' } },
    affected: [{ package: { name: 'acme-charts' }, ranges: [{ events: [{ introduced: '0' }, { fixed: '1.1.1' }] }] }],
  },
  'GHSA-2': {
    ...{ id: 'GHSA-2', summary: 'Reads files' },
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  },
};

let services: PackageServices;
let folder: string;
let now = 0;

beforeEach(async () => {
  services = await startPackageServices(PACKAGES, ADVISORIES);
  folder = mkdtempSync(join(tmpdir(), 'countersign-packages-'));
  now = Date.parse('2030-01-01T00:00:00Z');
});
afterEach(async () => {
  await services.close();
  rmSync(folder, { recursive: true, force: true });
});

function source(npmrc = '', timeoutMs = 2_000) {
  writeFileSync(join(folder, 'npmrc'), npmrc);
  return createPackageFacts({
    cache: createFolderAnswers(join(folder, 'answers'), () => now),
    timeoutMs,
    environment: {
      COUNTERSIGN_DEPS_DEV_URL: services.depsDevUrl,
      COUNTERSIGN_OSV_URL: services.osvUrl,
      npm_config_userconfig: join(folder, 'npmrc'),
      npm_config_globalconfig: '/dev/null',
      // npm's default registry is not to be reached from a test; this one is nobody's.
      npm_config_registry: services.registryUrl,
      ACME_TOKEN: 'not-a-token',
    },
  });
}

function question(
  ecosystem: PackageQuestion['ecosystem'],
  name: string,
  more: Partial<PackageQuestion> = {},
): PackageQuestion {
  return { ecosystem, name, version: null, isPublic: true, about: 'all', ...more };
}

describe('what is known of a package', () => {
  it('is put together from all that answer', async () => {
    const { facts, failed } = await source().ask([question('npm', 'acme-charts', { version: '1.1.0' })]);
    expect(failed).toEqual([]);
    expect(facts).toEqual([
      {
        ...{ ecosystem: 'npm', name: 'acme-charts', version: '1.1.0', exists: true, versionExists: true, releases: 2 },
        ...{ firstReleasedAt: '2029-01-01T00:00:00Z', lastReleasedAt: '2029-02-01T00:00:00Z' },
        ...{ releasedAt: '2029-02-01T00:00:00Z', latestVersion: '1.1.0', deprecated: 'use acme-maps', archived: true },
        ...{ licences: ['MIT'], installScript: false, attested: false, attestedBefore: true },
        advisories: [
          {
            ...{ id: 'GHSA-1', aliases: ['CVE-2029-1'], summary: 'Runs commands', severity: 'medium' },
            ...{ fixedIn: ['1.1.1'], malicious: false },
          },
          { id: 'GHSA-2', aliases: [], summary: 'Reads files', severity: 'critical', fixedIn: [], malicious: false },
          { id: 'MAL-1', aliases: [], summary: '', severity: 'critical', fixedIn: [], malicious: true },
        ],
        sources: ['deps.dev', 'the npm registry', 'OSV'],
      },
    ]);
  });

  it('tells a package and a version that do not exist', async () => {
    const { facts } = await source().ask([
      question('pypi', 'acme-nothing'),
      question('pypi', 'acme-dates', { version: '9.9' }),
      question('npm', '__proto__'),
    ]);
    expect(facts.map(({ name, exists, versionExists }) => [name, exists, versionExists])).toEqual([
      ['acme-nothing', false, null],
      ['acme-dates', true, false],
      ['__proto__', false, null],
    ]);
  });

  it('is asked again only when it may have changed', async () => {
    const ask = () => source().ask([question('pypi', 'acme-dates', { version: '2.0' })]);
    await ask();
    const first = services.asked.length;
    await ask();
    expect(services.asked.slice(first)).toEqual(['pkg:pypi/acme-dates@2.0']);
    now += 7 * 60 * 60 * 1000;
    await ask();
    expect(services.asked.slice(first).length).toBe(4);
  });
});

describe('a name that is not public', () => {
  it('is told to no public service, and to the own registry with its credentials', async () => {
    const npmrc = `${services.registryUrl.replace('http:', '')}:_authToken=\${ACME_TOKEN}\n`;
    const hidden = [
      question('npm', '@acme/money', { version: '3.0.0', isPublic: false }),
      question('pypi', 'acme-dates', { version: '2.0', isPublic: false }),
    ];
    const { facts } = await source(npmrc).ask(hidden);
    expect(services.asked).toEqual(['registry/@acme%2fmoney']);
    expect(services.authorizations).toEqual(['Bearer not-a-token']);
    expect(facts.map(({ name, exists, installScript, sources }) => ({ name, exists, installScript, sources }))).toEqual(
      [{ name: '@acme/money', exists: true, installScript: true, sources: ['the npm registry'] }],
    );
    expect(JSON.stringify(facts)).not.toContain('not-a-token');
  });
});

describe('a source that does not answer', () => {
  it.each([
    [503, 'it answered 503'],
    ['hang', 'it took too long'],
    ['garbage', 'its answer is no JSON'],
  ] as const)('by %s is said, and the others count', async (how, reason) => {
    services.fail('depsdev', how);
    services.fail('osv', how);
    const { facts, failed } = await source('', 300).ask([question('npm', 'acme-charts', { version: '1.1.0' })]);
    expect(failed).toEqual([
      { source: 'deps.dev', reason, packages: 1 },
      { source: 'OSV', reason, packages: 1 },
    ]);
    expect(facts.map(({ exists, advisories, sources }) => [exists, advisories, sources])).toEqual([
      [true, null, ['the npm registry']],
    ]);
  });

  it('is not asked on and on', async () => {
    services.fail('depsdev', 500);
    const many = Array.from({ length: 60 }, (_, index) => question('pypi', `acme-${index}`));
    const { failed } = await source().ask(many);
    expect(failed).toEqual([{ source: 'deps.dev', reason: 'it answered 500', packages: 60 }]);
  });

  it('is asked again the next time', async () => {
    services.fail('depsdev', 500);
    await source().ask([question('pypi', 'acme-dates')]);
    services.fail('depsdev', null);
    expect((await source().ask([question('pypi', 'acme-dates')])).facts[0]?.exists).toBe(true);
  });
});

describe('a great many packages', () => {
  it('are asked about in batches', async () => {
    const many = Array.from({ length: 2_500 }, (_, index) =>
      question('cargo', `acme-${index}`, { version: '1.0.0', about: 'advisories' }),
    );
    const { facts, failed } = await source().ask(many);
    expect([facts.length, failed]).toEqual([2_500, []]);
    expect(services.asked.length).toBe(2_500);
  });
});
