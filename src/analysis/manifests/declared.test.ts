import { describe, expect, it } from '@jest/globals';
import type { ManifestFormat } from '../manifest-facts.ts';
import { extractManifest } from './extract.ts';

function askedBy(format: ManifestFormat, ...lines: string[]): string[] {
  return extractManifest(format, `${lines.join('\n')}\n`).dependencies.map(({ name, requirement, group, source }) =>
    [name, requirement, group, ...(source === undefined ? [] : [source.kind])].join(' | '),
  );
}

describe('what manifests ask for', () => {
  it.each<[ManifestFormat, string[], string[]]>([
    [
      'pip-requirements',
      [
        '# all',
        'shelf >=1,<2 ; sys_platform == "linux"',
        'board==2.0 \\',
        '  --hash=sha256:aa',
        'lamp @ https://files.example.com/lamp-1.zip',
        '-e git+https://git.example.com/till@main#egg=till',
        './vendor/scale',
        'paint # not a comment#',
      ],
      [
        'shelf | >=1,<2 | requirements',
        'board | ==2.0 | requirements',
        'lamp | @ https://files.example.com/lamp-1.zip | requirements | url',
        'till | git+https://git.example.com/till@main#egg=till | requirements | git',
        'scale | ./vendor/scale | requirements | local',
        'paint |  | requirements',
      ],
    ],
    [
      'pyproject',
      [
        '[project]',
        'dependencies = ["shelf[x]>=1", "lamp"]',
        '[project.optional-dependencies]',
        'dev = ["board==2"]',
        '[dependency-groups]',
        'test = ["scale", {include-group = "dev"}]',
        '[tool.poetry.group.docs.dependencies]',
        'till = { git = "https://git.example.com/till", rev = "main" }',
        '[tool.uv.sources]',
        'lamp = { path = "../lamp" }',
      ],
      [
        'shelf | >=1 | dependencies',
        'lamp |  | dependencies | local',
        'board | ==2 | optional-dependencies.dev',
        'scale |  | dependency-groups.test',
        'till |  | group.docs | git',
      ],
    ],
    [
      'python-setup',
      [
        'from setuptools import setup',
        'NEEDED = [',
        "    'shelf>=1.0',  # for goods",
        "    # 'rust==1',",
        "    'board==%s' % v,",
        ']',
        'setup(name="shop", install_requires=NEEDED, extras_require={"dev": ["lamp~=2.0", f"x=={y}"]})',
      ],
      ['shelf | >=1.0 | install_requires', 'lamp | ~=2.0 | extras_require'],
    ],
    [
      'python-setup-cfg',
      [
        '[metadata]',
        'name = shop',
        '[options]',
        'install_requires =',
        '    shelf>=1',
        '    lamp; python_version<"3"',
        '[options.extras_require]',
        'dev = board',
      ],
      ['shelf | >=1 | install_requires', 'lamp |  | install_requires', 'board |  | extras_require.dev'],
    ],
    [
      'pipfile',
      [
        '[[source]]',
        'url = "https://pypi.example.com/simple"',
        '[packages]',
        'shelf = "*"',
        'lamp = { version = "==1", extras = ["x"] }',
        '[dev-packages]',
        'board = { path = "." }',
      ],
      ['shelf |  | packages', 'lamp | ==1 | packages', 'board |  | dev-packages | local'],
    ],
    [
      'cargo-manifest',
      [
        '[dependencies]',
        'shelf = "1.2"',
        'lamp = { package = "lantern", version = "2" }',
        'till.workspace = true',
        '[target."cfg(unix)".dev-dependencies.scale]',
        'git = "https://git.example.com/scale"',
      ],
      [
        'shelf | 1.2 | dependencies',
        'lantern | 2 | dependencies',
        'till |  | dependencies | local',
        'scale |  | target.cfg(unix).dev-dependencies | git',
      ],
    ],
    [
      'gradle-build',
      [
        'dependencies {',
        "  implementation 'com.example:shelf:1.2.0'",
        '  testImplementation(platform("com.example:bom:2"))',
        "  // api 'com.example:old:1'",
        '  api group: "com.example", name: "lamp", version: "3"',
        '  exclude("com.example:board")',
        '}',
        'plugins { }',
        '  id("com.example.till") version "1.1"',
      ],
      [
        'com.example:shelf | 1.2.0 | implementation',
        'com.example:bom | 2 | testImplementation',
        'com.example:lamp | 3 | api',
        'com.example.till:com.example.till.gradle.plugin | 1.1 | plugins',
      ],
    ],
    [
      'gradle-catalog',
      [
        '[versions]',
        'shelf = "1.2.0"',
        '[libraries]',
        'shelf = { module = "com.example:shelf", version.ref = "shelf" }',
        'lamp = "com.example:lamp:2"',
        '[plugins]',
        'till = { id = "com.example.till", version = "1" }',
      ],
      [
        'com.example:shelf | 1.2.0 | libraries',
        'com.example:lamp | 2 | libraries',
        'com.example.till:com.example.till.gradle.plugin | 1 | plugins',
      ],
    ],
    [
      'gemfile',
      [
        "source 'https://gems.example.com'",
        "gem 'shelf', '~> 1', '>= 1.2'",
        'group :test, :development do',
        '  gem "lamp"',
        'end',
        "gem 'till', git: 'https://git.example.com/till', group: :ops",
      ],
      ['shelf | ~> 1, >= 1.2 | default', 'lamp |  | test,development', 'till |  | ops | git'],
    ],
    [
      'composer-manifest',
      ['{"require": {"php": "^8", "ext-json": "*", "acme/shelf": "^1"}, "require-dev": {"acme/lamp": "2"}}'],
      ['acme/shelf | ^1 | require', 'acme/lamp | 2 | require-dev'],
    ],
    [
      'pnpm-workspace',
      ['packages: ["a/*"]', 'catalog:', '  shelf: ^1', 'catalogs:', '  old:', '    shelf: ^0.9'],
      ['shelf | ^1 | catalog', 'shelf | ^0.9 | catalogs.old'],
    ],
    [
      'nuget-project',
      ['<Project><ItemGroup><PackageVersion Include="Acme.Shelf" Version="1.2.0"/></ItemGroup></Project>'],
      ['Acme.Shelf | 1.2.0 | PackageVersion'],
    ],
  ])('%s', (format, lines, expected) => {
    expect(askedBy(format, ...lines)).toEqual(expected);
  });

  it('names what it includes and never opens it', () => {
    const facts = extractManifest('pip-requirements', '-r ../../etc/passwd\n-cbounds.txt\n--constraint=more.txt\n');
    expect(facts.includes.map(({ kind, path }) => [kind, path])).toEqual([
      ['requirements', '../../etc/passwd'],
      ['constraints', 'bounds.txt'],
      ['constraints', 'more.txt'],
    ]);
  });
});
