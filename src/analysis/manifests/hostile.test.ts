import { describe, expect, it } from '@jest/globals';
import type { ManifestFormat } from '../manifest-facts.ts';
import { extractManifest } from './extract.ts';

const FORMATS: readonly ManifestFormat[] = [
  ...(['npm-manifest', 'npm-lock', 'yarn-lock', 'pnpm-lock', 'pnpm-workspace', 'bun-lock'] as const),
  ...(['pip-requirements', 'pyproject', 'python-setup', 'python-setup-cfg', 'poetry-lock', 'uv-lock'] as const),
  ...(['pdm-lock', 'pylock', 'pipfile', 'pipfile-lock', 'go-mod', 'go-sum', 'cargo-manifest', 'cargo-lock'] as const),
  ...(['maven-pom', 'gradle-build', 'gradle-catalog', 'gradle-lock', 'gradle-verification', 'gemfile'] as const),
  ...(['gemfile-lock', 'composer-manifest', 'composer-lock', 'nuget-project', 'nuget-packages-config'] as const),
  ...(['nuget-lock', 'nuget-deps'] as const),
];

const BOMB = Array.from({ length: 12 }, (_, index) =>
  index === 0
    ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
    : `a${index}: &a${index} [${Array(9)
        .fill(`*a${index - 1}`)
        .join(', ')}]`,
);

const TEXTS: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['null', 'null'],
  ['binary', '\0\u0001\uFFFD'],
  ['brackets', '['.repeat(20_000)],
  ['braces of keys', '{"a":'.repeat(20_000)],
  ['nested tables', `a = ${'{b = '.repeat(20_000)}`],
  ['dotted keys', `[${'a.'.repeat(20_000)}a]`],
  ['elements', '<a>'.repeat(20_000)],
  [
    'entities',
    '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><project><properties><x>&b;</x></properties></project>',
  ],
  ['a bomb of aliases', BOMB.join('\n')],
  ['one long line', 'a'.repeat(200_000)],
  ['one long name and a version', `${'a-'.repeat(100_000)}==1`],
  ['quotes', `gem "${'"'.repeat(100_000)}`],
  ['blanks', `implementation${' '.repeat(100_000)}x`],
  ['continuations', 'a \\\n'.repeat(20_000)],
  ['conflict', '<<<<<<< ours\n{"a": 1}\n=======\n{"a": 2}\n>>>>>>> theirs\n'],
  [
    'properties in circles',
    '<project><properties><a>${b}${b}</a><b>${a}${a}</b></properties><version>${a}</version></project>',
  ],
  [
    'hostile names',
    '{"__proto__": {"version": "1"}, "packages": {"node_modules/__proto__": {"version": "1"}, "constructor": {}}, "dependencies": {"__proto__": {"version": "1"}}}',
  ],
];

describe('hostile manifests', () => {
  it.each(FORMATS)('%s: ends on any text, with facts of bounded size', (format) => {
    for (const [name, text] of TEXTS) {
      const facts = extractManifest(format, text);
      expect([name, facts.kind]).toEqual([name, 'manifest']);
      expect(JSON.stringify(facts).length).toBeLessThan(12_000_000);
    }
    expect(({} as { readonly version?: string }).version).toBeUndefined();
  });

  it.each<[ManifestFormat, string]>([
    ['npm-lock', 'not json'],
    ['poetry-lock', 'a = '],
    ['poetry-lock', `a = ${'['.repeat(1_000)}`],
    ['maven-pom', '<project><a></project>'],
    ['maven-pom', '<other/>'],
    ['composer-lock', 'null'],
    ['gradle-lock', 'nothing of the kind'],
    ['go-mod', 'this is no go.mod'],
    ['yarn-lock', 'shelf@1:\n  resolved "x"\n'],
  ])('%s says that it could not read %j', (format, text) => {
    expect(extractManifest(format, text).broken.length).toBeGreaterThan(0);
  });
});
