import { describe, expect, it } from '@jest/globals';
import type { FileFacts } from '#analysis/file-facts.ts';
import type { ManifestFacts, ManifestFormat } from '#analysis/manifest-facts.ts';
import { extractManifest } from '#analysis/manifests/extract.ts';
import type { FileChange } from '#domain/change.ts';
import { defaultDependencyPolicy, type DependencyPolicy } from '#policy/dependency-policy.ts';
import type { PackageFactsSource, PackageQuestion } from '../ports.ts';
import { askAboutPackages } from './package-questions.ts';

const LOCK = (packages: Record<string, string>, host = 'packages.example.com'): string =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: Object.fromEntries(
      Object.entries(packages).map(([name, version]) => [
        `node_modules/${name}`,
        { version, resolved: `https://${host}/${name}/-/${name}-${version}.tgz` },
      ]),
    ),
  });

interface Sides {
  readonly format: ManifestFormat;
  readonly base: string | null;
  readonly head: string;
}

async function ask(
  files: Readonly<Record<string, Sides>>,
  policy: Partial<DependencyPolicy> = {},
  source: Partial<PackageFactsSource> | null = {},
) {
  const asked: PackageQuestion[] = [];
  const facts = { base: new Map<string, FileFacts>(), head: new Map<string, FileFacts>() };
  const changes: FileChange[] = [];
  for (const [path, { format, base, head }] of Object.entries(files)) {
    if (base !== null) facts.base.set(path, extractManifest(format, base));
    facts.head.set(path, extractManifest(format, head));
    const version = { path, oid: 'a'.repeat(40), kind: 'file', executable: false } as const;
    if (base !== head)
      changes.push({ status: 'modified', base: base === null ? null : version, head: version, hunks: [] });
  }
  const known: PackageFactsSource = {
    ask: (questions) => {
      asked.push(...questions);
      return Promise.resolve({ facts: [], failed: [] });
    },
    ...source,
  };
  const manifests = facts as { base: Map<string, ManifestFacts>; head: Map<string, ManifestFacts> };
  const { notChecked } = await askAboutPackages(
    source === null ? undefined : known,
    { ...defaultDependencyPolicy(), ...policy },
    { changes, changed: facts, manifests, ownPackages: ['@acme/money'] },
  );
  return {
    public: asked.filter(({ isPublic }) => isPublic).map(({ name, version }) => `${name}@${version ?? ''}`),
    hidden: asked.filter(({ isPublic }) => !isPublic).map(({ name }) => name),
    notChecked: notChecked.map(({ reason, detail }) => `${reason}: ${detail}`),
  };
}

const NEW_NAME = {
  'package.json': {
    format: 'npm-manifest',
    base: '{"dependencies": {}}',
    head: '{"dependencies": {"acme-charts": "1.0.0", "@acme/money": "1.0.0"}}',
  },
} as const;

describe('what public services are told', () => {
  it('is no new name, without a word of policy', async () => {
    const told = await ask(NEW_NAME);
    expect([told.public, told.hidden]).toEqual([[], ['acme-charts', '@acme/money']]);
    expect(told.notChecked).toHaveLength(1);
    expect(told.notChecked[0]).toMatch(
      /^unresolved: Nothing was looked up about acme-charts, @acme\/money: they are not known to be public/,
    );
  });

  it.each<[string, Partial<DependencyPolicy>, string[]]>([
    ['names that policy calls public', { publicNames: ['npm:acme-*'] }, ['acme-charts@1.0.0']],
    ['all names, by consent, but for the own', { ask: 'all' }, ['acme-charts@1.0.0']],
    ['no name that policy calls private', { ask: 'all', privateNames: ['acme-*'] }, []],
    ['nothing, where policy says so', { ask: 'nothing', publicNames: ['*'] }, []],
  ])('is %s', async (_, policy, expected) => {
    expect((await ask(NEW_NAME, policy)).public).toEqual(expected);
  });

  it('is a name that the lockfile of the base has from a public registry', async () => {
    const files = {
      'package-lock.json': {
        format: 'npm-lock',
        base: LOCK({ 'acme-charts': '1.0.0' }),
        head: LOCK({ 'acme-charts': '1.1.0', 'acme-maps': '1.0.0' }),
      },
    } as const;
    expect((await ask(files)).public).toEqual([]);
    expect((await ask(files, { publicRegistries: ['packages.example.com'] })).public).toEqual(['acme-charts@1.1.0']);
    expect((await ask(files, { publicRegistries: ['other.example.com'] })).public).toEqual([]);
  });

  it('is not believed of a lockfile that the head brings', async () => {
    const files = {
      'package-lock.json': { format: 'npm-lock', base: LOCK({}), head: LOCK({ 'acme-secret': '1.0.0' }) },
    } as const;
    expect((await ask(files, { publicRegistries: ['packages.example.com'] })).public).toEqual([]);
  });
});

describe('what is said where nobody was asked', () => {
  it('names the packages and the reason', async () => {
    const { notChecked } = await ask(NEW_NAME, { ask: 'all' }, null);
    expect(notChecked[0]).toMatch(
      /^unresolved: Nothing was looked up about acme-charts, @acme\/money: nothing is asked over the network/,
    );
  });

  it('is the failure of a source', async () => {
    const failed = [{ source: 'OSV', reason: 'it took too long', packages: 2 }];
    const { notChecked } = await ask(
      NEW_NAME,
      { ask: 'all', privateNames: [] },
      { ask: () => Promise.resolve({ facts: [], failed }) },
    );
    expect(notChecked.at(-1)).toMatch(/^source-unavailable: OSV did not answer about 2 packages \(it took too long\)/);
  });

  it('is a source that throws', async () => {
    const { notChecked } = await ask(
      NEW_NAME,
      { ask: 'all' },
      { ask: () => Promise.reject(new Error('no such host')) },
    );
    expect(notChecked.at(-1)).toMatch(
      /^source-unavailable: What knows packages did not answer about 2 packages \(no such host\)/,
    );
  });

  it('is how many there were too many of', async () => {
    const many = Object.fromEntries(Array.from({ length: 5_400 }, (_, index) => [`acme-${index}`, '1.0.0']));
    const files = { 'package-lock.json': { format: 'npm-lock', base: LOCK({}), head: LOCK(many) } } as const;
    const { notChecked, public: told } = await ask(files, { ask: 'all' });
    expect(told).toHaveLength(5_300);
    expect(notChecked.join()).toMatch(/budget: 100 packages that the change brings were not looked up/);
  });
});
