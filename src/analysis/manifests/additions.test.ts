import { describe, expect, it } from '@jest/globals';
import type { ManifestFacts, ManifestFormat } from '../manifest-facts.ts';
import { additionsOf } from './additions.ts';
import { extractManifest } from './extract.ts';
import { includedPath, parentPath } from './repository-include.ts';

type Texts = Readonly<Record<string, readonly [ManifestFormat, base: string | null, head: string]>>;

function told(files: Texts): string[] {
  const head = new Map<string, ManifestFacts>();
  const pairs = Object.entries(files).flatMap(([path, [format, before, after]]) => {
    const facts = extractManifest(format, after);
    head.set(path, facts);
    return before === after
      ? []
      : [{ path, base: before === null ? null : extractManifest(format, before), head: facts }];
  });
  return additionsOf(pairs, head).map(({ path, name, version, requirement, before, direct, development }) =>
    [
      path,
      name,
      version ?? '?',
      requirement ?? 'locked',
      before.join('+') || 'new',
      direct,
      development ? 'dev' : 'shipped',
    ].join(' '),
  );
}

const LOCK = (packages: object): string => JSON.stringify({ lockfileVersion: 3, packages });

describe('what a change brings', () => {
  it('is told at the manifest, with the version that the lockfile fixes, and once', () => {
    const files: Texts = {
      'package.json': [
        'npm-manifest',
        '{"dependencies": {"a": "^1.0.0"}}',
        '{"dependencies": {"a": "^2.0.0"}, "devDependencies": {"b": "^1.0.0"}}',
      ],
      'package-lock.json': [
        'npm-lock',
        LOCK({ '': { dependencies: { a: '^1.0.0' } }, 'node_modules/a': { version: '1.0.0' } }),
        LOCK({
          '': { dependencies: { a: '^2.0.0' }, devDependencies: { b: '^1.0.0' } },
          'node_modules/a': { version: '2.1.0' },
          'node_modules/b': { version: '1.4.0', dev: true },
          'node_modules/c': { version: '3.0.0', dev: true },
        }),
      ],
    };
    expect(told(files)).toEqual([
      'package.json a 2.1.0 ^2.0.0 ^1.0.0 true shipped',
      'package.json b 1.4.0 ^1.0.0 new true dev',
      'package-lock.json c 3.0.0 locked new false dev',
    ]);
  });

  it('takes versions from the nearest lockfile above', () => {
    const files: Texts = {
      'apps/web/package.json': ['npm-manifest', '{}', '{"dependencies": {"a": "^1.0.0"}}'],
      'package-lock.json': [
        'npm-lock',
        LOCK({ 'node_modules/a': { version: '1.2.0' } }),
        LOCK({ 'node_modules/a': { version: '1.2.0' } }),
      ],
      'other/package-lock.json': [
        'npm-lock',
        LOCK({ 'node_modules/a': { version: '9.0.0' } }),
        LOCK({ 'node_modules/a': { version: '9.0.0' } }),
      ],
    };
    expect(told(files)).toEqual(['apps/web/package.json a 1.2.0 ^1.0.0 new true shipped']);
  });

  it('compares names as their registry does, and takes a raised version for no new package', () => {
    const files: Texts = {
      'requirements.txt': ['pip-requirements', 'Acme_Charts==1.0\n', 'acme-charts==1.1\n'],
      'yarn.lock': ['yarn-lock', 'a@1:\n  version "1.0.0"\n', 'a@1:\n  version "1.1.0"\na@2:\n  version "2.0.0"\n'],
    };
    expect(told(files)).toEqual([
      'requirements.txt acme-charts 1.1 ==1.1 ==1.0 true shipped',
      'yarn.lock a 1.1.0 locked 1.0.0  shipped',
      'yarn.lock a 2.0.0 locked 1.0.0  shipped',
    ]);
  });

  it('asks for the package behind an alias, and takes hostile names for names', () => {
    const files: Texts = {
      'package.json': ['npm-manifest', '{}', '{"dependencies": {"b": "npm:a@1.0.0", "__proto__": "1.0.0"}}'],
    };
    expect(told(files)).toEqual([
      'package.json a 1.0.0 npm:a@1.0.0 new true shipped',
      'package.json __proto__ 1.0.0 1.0.0 new true shipped',
    ]);
  });
});

describe('versions that a Maven project inherits', () => {
  const dependency = (version: string): string =>
    `<dependency><groupId>com.example</groupId><artifactId>shelf</artifactId>${version}</dependency>`;
  const child = (version: string): string =>
    `<project><parent><groupId>com.example</groupId><artifactId>parent</artifactId><version>1</version></parent><dependencies>${dependency(version)}</dependencies></project>`;
  const parent = `<project><properties><shelf>2.1</shelf></properties><dependencyManagement><dependencies>${dependency('<version>${shelf}</version>')}</dependencies></dependencyManagement></project>`;

  it.each([
    ['by management', '', '2.1'],
    ['by a property', '<version>${shelf}</version>', '2.1'],
    ['not, where it says them itself', '<version>3</version>', '3'],
    ['not, where nobody knows the property', '<version>${other}</version>', '?'],
  ])('%s', (_, version, expected) => {
    const files: Texts = {
      'shop/pom.xml': ['maven-pom', null, child(version)],
      'pom.xml': ['maven-pom', parent, parent],
    };
    expect(told(files).map((line) => line.split(' ')[2])).toEqual([expected]);
  });

  it('end where parents go in circles', () => {
    const circle = (path: string): string =>
      child('').replace('</parent>', `<relativePath>${path}</relativePath></parent>`);
    const files: Texts = {
      'a/pom.xml': ['maven-pom', null, circle('../b/pom.xml')],
      'b/pom.xml': ['maven-pom', circle('../a'), circle('../a')],
    };
    expect(told(files)).toHaveLength(1);
  });
});

describe('a file that another one names', () => {
  it.each([
    ['a/requirements.txt', 'base.txt', 'a/base.txt'],
    ['a/requirements.txt', '../base.txt', 'base.txt'],
    ['requirements.txt', '../base.txt', null],
    ['a/requirements.txt', 'b/../../../etc/passwd', null],
    ['requirements.txt', '/etc/passwd', null],
    ['requirements.txt', 'https://files.example.com/base.txt', null],
    ['requirements.txt', 'C:\\base.txt', null],
  ])('%s, %s: %s', (from, include, expected) => {
    expect(includedPath(from, include)).toBe(expected);
  });

  it('may be a folder, where it is a parent', () => {
    expect(parentPath('a/b/pom.xml', '..')).toBe('a/pom.xml');
  });
});
