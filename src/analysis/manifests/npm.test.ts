import { describe, expect, it } from '@jest/globals';
import { extractManifest } from './extract.ts';

function manifest(value: unknown): ReturnType<typeof extractManifest> {
  return extractManifest('npm-manifest', JSON.stringify(value, null, 2));
}

describe('facts of a package.json', () => {
  it('lists direct dependencies of every section, with their places', () => {
    const facts = manifest({
      name: 'acme-reports',
      dependencies: { 'left-shelf': '^1.2.0' },
      devDependencies: { '@acme/lint': 'github:acme/lint#main' },
      peerDependencies: { ui: '*' },
      optionalDependencies: { native: '1.0.0' },
    });
    expect(facts.packageName).toBe('acme-reports');
    expect(facts.dependencies.map(({ name, requirement, group }) => [name, requirement, group])).toEqual([
      ['left-shelf', '^1.2.0', 'dependencies'],
      ['@acme/lint', 'github:acme/lint#main', 'devDependencies'],
      ['ui', '*', 'peerDependencies'],
      ['native', '1.0.0', 'optionalDependencies'],
    ]);
    expect(facts.dependencies[0]?.span).toEqual({ startLine: 4, startColumn: 5, endLine: 4, endColumn: 27 });
  });

  it('lists what overrides put in place, nested ones too, and leaves references to direct dependencies out', () => {
    const facts = manifest({
      overrides: { deep: { '.': '1.0.0', deeper: 'npm:other@2.0.0' }, same: '$same' },
      resolutions: { '**/inner': '3.0.0' },
      pnpm: { overrides: { 'x@1': '1.5.0' } },
    });
    expect(facts.dependencies.map(({ name, requirement, group }) => [name, requirement, group])).toEqual([
      ['deep', '1.0.0', 'overrides'],
      ['deeper', 'npm:other@2.0.0', 'overrides'],
      ['**/inner', '3.0.0', 'resolutions'],
      ['x@1', '1.5.0', 'pnpm.overrides'],
    ]);
  });

  it.each([
    ['[]', 'an object is expected'],
    ['', 'an object is expected'],
    ['{"dependencies": ["a"]}', 'dependencies is expected to be an object'],
    ['{"overrides": 1}', 'overrides is expected to be an object'],
    ['{"dependencies": {"a": 1}}', 'the requirement of "a" is expected to be a text'],
    ['{"dependencies": {"a": "1"', 'not closed'],
  ])('says what is wrong with %j', (text, reason) => {
    expect(extractManifest('npm-manifest', text).broken.map((region) => region.reason)).toContain(reason);
  });

  it('keeps what can be read around what cannot', () => {
    const facts = extractManifest('npm-manifest', '{"dependencies": {"a": "1", "b": , "c": "3"}');
    expect(facts.dependencies.map((dependency) => dependency.name)).toEqual(['a', 'c']);
  });

  it('takes hostile names as names', () => {
    const facts = extractManifest('npm-manifest', '{"dependencies": {"__proto__": "1", "constructor": "2"}}');
    expect(facts.dependencies.map((dependency) => dependency.name)).toEqual(['__proto__', 'constructor']);
  });
});
