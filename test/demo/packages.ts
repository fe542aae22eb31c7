/** What the demo's services know of packages; all but one of them are invented. */
import type { KnownPackage, PackageServices } from '../package-facts/package-services.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** @param now milliseconds since 1970 */
export function demoPackages(now: number): readonly KnownPackage[] {
  const daysAgo = (days: number): string => new Date(now - days * DAY_MS).toISOString();
  const releases = (count: number, first: number): KnownPackage['versions'] =>
    Array.from({ length: count }, (_, index) => ({
      version: `0.3.${index}`,
      publishedAt: daysAgo(first - index),
      licences: ['MIT'],
    }));
  return [
    { system: 'npm', name: 'acme-geo', versions: releases(12, 900) },
    // Registered this week, to be mistaken for express.
    { system: 'npm', name: 'exxpress', versions: [{ version: '5.1.0', publishedAt: daysAgo(3), installScript: true }] },
    {
      system: 'npm',
      name: 'acme-templates',
      versions: [
        { version: '2.1.0', publishedAt: daysAgo(800), licences: ['MIT'], advisories: ['GHSA-demo-demo-demo'] },
        { version: '2.1.3', publishedAt: daysAgo(400), licences: ['MIT'] },
      ],
    },
  ];
}

export const DEMO_ADVISORIES = {
  'GHSA-demo-demo-demo': {
    id: 'GHSA-demo-demo-demo',
    aliases: ['CVE-2026-00000'],
    summary: 'Templates can run commands on the server',
    database_specific: { severity: 'CRITICAL' },
    affected: [
      { package: { name: 'acme-templates' }, ranges: [{ events: [{ introduced: '0' }, { fixed: '2.1.3' }] }] },
    ],
  },
};

/** Where the App finds them, as its environment. */
export function addressesOf({ depsDevUrl, osvUrl, registryUrl }: PackageServices): Readonly<Record<string, string>> {
  return { COUNTERSIGN_DEPS_DEV_URL: depsDevUrl, COUNTERSIGN_OSV_URL: osvUrl, npm_config_registry: registryUrl };
}
