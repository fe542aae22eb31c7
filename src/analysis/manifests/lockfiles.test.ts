import { describe, expect, it } from '@jest/globals';
import type { ManifestFormat } from '../manifest-facts.ts';
import { extractManifest } from './extract.ts';
import { manifestFormatOf } from './formats.ts';

/** `name@version`, with where it comes from if that is not the registry, and its groups. */
function packagesOf(format: ManifestFormat, ...lines: string[]): string[] {
  const facts = extractManifest(format, `${lines.join('\n')}\n`);
  return facts.packages.map(({ name, version, source, groups, alias }) => {
    const from =
      source.kind === 'registry'
        ? (source.url ?? '')
        : source.kind === 'git'
          ? `git ${source.commit?.slice(0, 7) ?? '?'}`
          : source.kind === 'local'
            ? `in ${source.path}`
            : source.url;
    const words = [`${name}@${version ?? ''}`, from, groups.join('+'), alias === undefined ? '' : `as ${alias}`];
    return words.filter((word) => word !== '').join(' ');
  });
}

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

describe('npm’s lockfiles', () => {
  it('by folder: aliases, workspaces, links, git, other hosts', () => {
    const facts = packagesOf(
      'npm-lock',
      JSON.stringify({
        name: 'shop',
        lockfileVersion: 3,
        packages: {
          '': { dependencies: { shelf: '^1', kiosk: 'npm:stand@1' } },
          'node_modules/shelf': { version: '1.2.0', resolved: 'https://packages.example.com/shelf/-/shelf-1.2.0.tgz' },
          'node_modules/shelf/node_modules/board': { version: '2.0.0', dev: true, hasInstallScript: true },
          'node_modules/kiosk': { name: 'stand', version: '1.0.0' },
          'node_modules/@acme/till': { resolved: 'packages/till', link: true },
          'packages/till': { name: '@acme/till', version: '0.1.0' },
          'node_modules/scale': { version: '3.0.0', resolved: `git+ssh://git@github.com/acme/scale.git#${COMMIT}` },
          'node_modules/__proto__': { version: '1.0.0' },
        },
      }),
    );
    expect(facts).toEqual([
      'shelf@1.2.0 https://packages.example.com',
      'board@2.0.0 dev',
      'stand@1.0.0 as kiosk',
      '@acme/till@0.1.0 in packages/till',
      'scale@3.0.0 git 0123456',
      '__proto__@1.0.0',
    ]);
  });

  it('nested, of the first version', () => {
    const facts = packagesOf(
      'npm-lock',
      JSON.stringify({
        lockfileVersion: 1,
        dependencies: {
          shelf: { version: '1.2.0', dependencies: { board: { version: '2.0.0', optional: true } } },
          kiosk: { version: 'npm:@acme/stand@1.0.0' },
          till: { version: 'file:packages/till' },
          scale: { version: `github:acme/scale#${COMMIT}` },
        },
      }),
    );
    expect(facts).toEqual([
      'shelf@1.2.0',
      'board@2.0.0 optional',
      '@acme/stand@1.0.0 as kiosk',
      'till@ in packages/till',
      'scale@ git 0123456',
    ]);
  });

  it('say which packages the project asks for, hash, and run scripts of', () => {
    const { packages } = extractManifest(
      'npm-lock',
      JSON.stringify({
        packages: {
          '': { devDependencies: { shelf: '1' } },
          'node_modules/shelf': { version: '1.0.0', integrity: 'sha512-aaaa' },
          'node_modules/board': { version: '1.0.0', hasInstallScript: true },
        },
      }),
    );
    expect(packages.map(({ direct, integrity, installScript }) => ({ direct, integrity, installScript }))).toEqual([
      { direct: true, integrity: true, installScript: false },
      { direct: false, integrity: false, installScript: true },
    ]);
  });
});

describe('yarn.lock', () => {
  it('of classic', () => {
    const packages = packagesOf(
      'yarn-lock',
      '# yarn lockfile v1',
      'shelf@1, "shelf@^1.2.0":',
      '  version "1.2.0"',
      '  resolved "https://packages.example.com/shelf/-/shelf-1.2.0.tgz#0123456789abcdef0123456789abcdef01234567"',
      '  dependencies:',
      '    version "^9.0.0"',
      '"kiosk@npm:stand@^1":',
      '  version "1.0.0"',
      '"@acme/till@file:packages/till":',
      '  version "0.1.0"',
      '"scale@https://user:pass@git.example.com/scale.git#main":',
      '  version "3.0.0"',
      `  resolved "https://user:pass@git.example.com/scale.git#${COMMIT}"`,
    );
    expect(packages).toEqual([
      'shelf@1.2.0 https://packages.example.com',
      'stand@1.0.0 as kiosk',
      '@acme/till@0.1.0 in packages/till',
      'scale@3.0.0 git 0123456',
    ]);
  });

  it('of berry: patches are the package, the project is none', () => {
    const packages = packagesOf(
      'yarn-lock',
      '__metadata:',
      '  version: 8',
      '"shelf@npm:^1.2.0":',
      '  version: 1.2.0',
      '  resolution: "shelf@npm:1.2.0"',
      '  dependencies:',
      '    board: "npm:^2"',
      '"shelf@patch:shelf@npm%3A^1.2.0#./fix.patch":',
      '  version: 1.2.0',
      '  resolution: "shelf@patch:shelf@npm%3A1.2.0#./fix.patch::version=1.2.0&hash=abc"',
      '"kiosk@npm:stand@^1":',
      '  version: 1.0.0',
      '  resolution: "stand@npm:1.0.0"',
      '"@acme/till@workspace:packages/till":',
      '  version: 0.0.0-use.local',
      '  resolution: "@acme/till@workspace:packages/till"',
      '"shop@workspace:.":',
      '  version: 0.0.0-use.local',
      '  resolution: "shop@workspace:."',
      '"scale@acme/scale":',
      '  version: 3.0.0',
      `  resolution: "scale@https://github.com/acme/scale.git#commit=${COMMIT}"`,
    );
    expect(packages).toEqual([
      'shelf@1.2.0',
      'shelf@1.2.0',
      'stand@1.0.0 as kiosk',
      '@acme/till@0.0.0-use.local in packages/till',
      'scale@3.0.0 git 0123456',
    ]);
  });
});

describe('pnpm-lock.yaml', () => {
  it.each([
    ['5', '/shelf/1.2.0_board@2.0.0', 'shelf@1.2.0'],
    ['5', '/@acme/shelf/1.2.0-rc.1_board@2.0.0+lamp@1.0.0', '@acme/shelf@1.2.0-rc.1'],
    ['5', 'packages.example.com/shelf/1.2.0', 'shelf@1.2.0 https://packages.example.com'],
    ['6', '/@acme/shelf@1.2.0(board@2.0.0)(@acme/lamp@1.0.0)', '@acme/shelf@1.2.0'],
    ['9', 'shelf@1.2.0', 'shelf@1.2.0'],
    ["'9'", "'@acme/shelf@1.2.0'", '@acme/shelf@1.2.0'],
  ])('version %s: %s', (version, key, expected) => {
    expect(
      packagesOf('pnpm-lock', `lockfileVersion: ${version}`, 'packages:', `  ${key}:`, '    hasBin: true'),
    ).toEqual([expected]);
  });

  it('takes the same package with other peers for one', () => {
    const lines = ['lockfileVersion: 6.0', 'packages:', '  /shelf@1.0.0(a@1.0.0): {}', '  /shelf@1.0.0(b@1.0.0): {}'];
    expect(packagesOf('pnpm-lock', ...lines)).toEqual(['shelf@1.0.0']);
  });

  it('says which keys name no package', () => {
    const facts = extractManifest('pnpm-lock', 'lockfileVersion: 5.3\npackages:\n  nothing:\n    dev: true\n');
    expect(facts.broken).toEqual([
      { span: { startLine: 3, startColumn: 3, endLine: 3, endColumn: 10 }, reason: '"nothing" names no package' },
    ]);
  });
});

describe('lockfiles of other ecosystems', () => {
  it.each<[ManifestFormat, string[], string[]]>([
    [
      'bun-lock',
      [
        '{"packages": {',
        '"shelf": ["shelf@1.2.0", "", {}, "sha512-a"],',
        '"a/shelf": ["shelf@1.0.0", "https://npm.example.com/", {}, ""],',
        `"scale": ["scale@github:acme/scale#0123456", {}, ""],`,
        '"till": ["till@workspace:packages/till"], }}',
      ],
      ['shelf@1.2.0', 'shelf@1.0.0 https://npm.example.com', 'scale@ git 0123456', 'till@ in packages/till'],
    ],
    [
      'pip-requirements',
      ['Shelf[paint]==1.2.0 ; python_version > "3" --hash=sha256:aa', 'board>=2', '-r base.txt', 'lamp===1'],
      ['Shelf@1.2.0', 'lamp@1'],
    ],
    [
      'poetry-lock',
      [
        '[[package]]',
        'name = "shelf"',
        'version = "1.2.0"',
        'groups = ["dev"]',
        '[package.source]',
        'type = "git"',
        'url = "https://git.example.com/shelf"',
        `resolved_reference = "${COMMIT}"`,
      ],
      ['shelf@1.2.0 git 0123456 dev'],
    ],
    [
      'uv-lock',
      [
        '[[package]]',
        'name = "shop"',
        'version = "0.1.0"',
        'source = { editable = "." }',
        '[package.dev-dependencies]',
        'dev = [{ name = "shelf" }]',
        '[[package]]',
        'name = "shelf"',
        'version = "1.2.0"',
        'source = { registry = "https://pypi.example.com/simple" }',
      ],
      ['shop@0.1.0 in .', 'shelf@1.2.0 https://pypi.example.com dev'],
    ],
    [
      'pdm-lock',
      [
        '[[package]]',
        'name = "shelf"',
        'version = "1.2.0"',
        'groups = ["default", "dev"]',
        '[[package]]',
        'name = "lamp"',
        'version = "1"',
        'groups = ["dev"]',
      ],
      ['shelf@1.2.0', 'lamp@1 dev'],
    ],
    [
      'pylock',
      [
        '[[packages]]',
        'name = "shelf"',
        'version = "1.2.0"',
        `vcs = { type = "git", url = "https://git.example.com/s", commit-id = "${COMMIT}" }`,
      ],
      ['shelf@1.2.0 git 0123456'],
    ],
    [
      'pipfile-lock',
      [
        '{"_meta": {}, "default": {"shelf": {"version": "==1.2.0"}}, "develop": {"lamp": {"version": "==1"}}, "docs": {"board": {"git": "https://git.example.com/b", "ref": "0123456"}}}',
      ],
      ['shelf@1.2.0', 'lamp@1 dev', 'board@ git 0123456 docs'],
    ],
    [
      'go-mod',
      [
        'module example.com/shop',
        'go 1.22',
        'toolchain go1.22.3',
        'require (',
        '\texample.com/shelf v1.2.0',
        '\texample.com/board v2.0.0+incompatible // indirect',
        ')',
        'replace example.com/board => ../board',
      ],
      ['example.com/shelf@v1.2.0', '../board@ in ../board as example.com/board', 'stdlib@1.22.3'],
    ],
    [
      'go-sum',
      ['example.com/shelf v1.2.0 h1:aaaa=', 'example.com/shelf v1.2.0/go.mod h1:bbbb='],
      ['example.com/shelf@v1.2.0'],
    ],
    [
      'cargo-lock',
      [
        '[[package]]',
        'name = "shelf"',
        'version = "1.2.0"',
        `source = "git+https://user:pass@git.example.com/shelf?branch=main#${COMMIT}"`,
        '[[package]]',
        'name = "shop"',
        'version = "0.1.0"',
      ],
      ['shelf@1.2.0 git 0123456', 'shop@0.1.0 in shop'],
    ],
    [
      'maven-pom',
      [
        '<project><properties><shelf>1.2.0</shelf></properties><dependencies><dependency><groupId>com.example</groupId><artifactId>shelf</artifactId><version>${shelf}</version><scope>test</scope></dependency><dependency><groupId>com.example</groupId><artifactId>board</artifactId></dependency><dependency><groupId>com.example</groupId><artifactId>lamp</artifactId><version>[1,2)</version></dependency></dependencies><dependencyManagement><dependencies><dependency><groupId>com.example</groupId><artifactId>board</artifactId><version>2.0</version></dependency></dependencies></dependencyManagement></project>',
      ],
      ['com.example:shelf@1.2.0 test', 'com.example:board@2.0'],
    ],
    [
      'gradle-lock',
      [
        '# locked',
        'com.example:shelf:1.2.0=compileClasspath,testCompileClasspath',
        'com.example:lamp:1=testRuntimeClasspath',
        'empty=annotationProcessor',
      ],
      ['com.example:shelf@1.2.0', 'com.example:lamp@1 test'],
    ],
    [
      'gradle-verification',
      [
        '<verification-metadata><components><component version="1.2.0" name="shelf" group="com.example"><artifact name="a"/></component></components></verification-metadata>',
      ],
      ['com.example:shelf@1.2.0'],
    ],
    [
      'gemfile-lock',
      [
        'GIT',
        '  remote: https://git.example.com/lamp',
        `  revision: ${COMMIT}`,
        '  specs:',
        '    lamp (1.0)',
        'GEM',
        '  remote: https://gems.example.com/',
        '  specs:',
        '    shelf (1.2.0-x86_64-linux)',
        '      board (~> 2)',
        '    shelf (1.2.0-arm64-darwin)',
        'DEPENDENCIES',
        '  shelf (~> 1)',
      ],
      ['lamp@1.0 git 0123456', 'shelf@1.2.0 https://gems.example.com'],
    ],
    [
      'composer-lock',
      [
        '{"packages": [{"name": "acme/shelf", "version": "v1.2.0", "notification-url": "https://packages.example.com/downloads/"}], "packages-dev": [{"name": "acme/lamp", "version": "dev-main", "source": {"type": "git", "url": "https://git.example.com/lamp", "reference": "0123456789"}}]}',
      ],
      ['acme/shelf@v1.2.0', 'acme/lamp@dev-main git 0123456 dev'],
    ],
    [
      'nuget-project',
      [
        '<Project><PropertyGroup><ShelfVersion>1.2.0</ShelfVersion></PropertyGroup><ItemGroup><PackageReference Include="Acme.Shelf" Version="$(ShelfVersion)"/><PackageReference Include="Acme.Lamp"><Version>[1.0.0]</Version></PackageReference><PackageReference Include="Acme.Board" Version="1.*"/></ItemGroup></Project>',
      ],
      ['Acme.Shelf@1.2.0', 'Acme.Lamp@1.0.0'],
    ],
    [
      'nuget-packages-config',
      ['<packages><package id="Acme.Shelf" version="1.2.0" /><package id="Acme.Lamp" /></packages>'],
      ['Acme.Shelf@1.2.0'],
    ],
    [
      'nuget-lock',
      [
        '{"version": 1, "dependencies": {"net8.0": {"Acme.Shelf": {"type": "Direct", "resolved": "1.2.0"}, "shop": {"type": "Project"}}, "net9.0": {"Acme.Shelf": {"type": "Transitive", "resolved": "1.2.0"}}}}',
      ],
      ['Acme.Shelf@1.2.0'],
    ],
    [
      'nuget-deps',
      [
        '{"libraries": {"Shop/1.0.0": {"type": "project"}, "Acme.Shelf/1.2.0": {"type": "package", "sha512": "sha512-a"}}}',
      ],
      ['Shop@1.0.0 in Shop', 'Acme.Shelf@1.2.0'],
    ],
  ])('%s', (format, lines, expected) => {
    expect(packagesOf(format, ...lines)).toEqual(expected);
  });

  it('name no password of a URL', () => {
    const text =
      'shelf @ git+https://user:hunter2@git.example.com/shelf.git@main\n--index-url https://user:hunter2@pypi.example.com/simple\n';
    expect(JSON.stringify(extractManifest('pip-requirements', text))).not.toContain('hunter2');
  });
});

describe('the format of a file', () => {
  it.each([
    ['a/b/package-lock.json', 'npm-lock'],
    ['Pipfile', 'pipfile'],
    ['pylock.dev.toml', 'pylock'],
    ['gradle/verification-metadata.xml', 'gradle-verification'],
    ['App.Tests.fsproj', 'nuget-project'],
    ['dev-requirements.txt', 'pip-requirements'],
    ['docs/requirements.md', null],
    ['bun.lockb', null],
    ['__proto__', null],
    ['requirements/readme.txt.bak', null],
  ])('%s: %s', (path, format) => {
    expect(manifestFormatOf(path)).toBe(format);
  });
});
