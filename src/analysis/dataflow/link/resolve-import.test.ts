import { describe, expect, it } from '@jest/globals';
import { type CompilerSettings, parseCompilerSettings, parsePackageSettings } from './project-settings.ts';
import { resolveImport } from './resolve-import.ts';

/** Files of a repository: by path, with the text of those that say something about imports. */
function repository(files: Readonly<Record<string, unknown>>) {
  const paths = new Set(Object.keys(files));
  const compilerSettings = new Map<string, CompilerSettings>();
  const packages = [];
  for (const [path, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    if (/[jt]sconfig[^/]*\.json$/.test(path)) {
      const settings = parseCompilerSettings(path, text);
      if (settings !== null) compilerSettings.set(path, settings);
    } else if (path.endsWith('package.json')) {
      const settings = parsePackageSettings(path, text);
      if (settings !== null) packages.push(settings);
    }
  }
  const context = { has: (path: string) => paths.has(path), compilerSettings, packages };
  return (specifier: string, from: string) => resolveImport(specifier, from, context);
}

describe('a relative specifier', () => {
  const resolve = repository({
    'index.ts': '',
    'src/a.ts': '',
    'src/b.tsx': '',
    'src/c/index.js': '',
    'src/d.js': '',
    'src/d.ts': '',
    'src/e.d.ts': '',
    'src/f.mts': '',
    'src/g.service.ts': '',
    'src/data.json': '',
    'src/style.css': '',
    'src/__proto__.ts': '',
  });

  it.each([
    ['./a', 'src/x.ts', 'src/a.ts'],
    ['./a.js', 'src/x.ts', 'src/a.ts'],
    ['./a.ts', 'src/x.ts', 'src/a.ts'],
    ['./b.jsx', 'src/x.ts', 'src/b.tsx'],
    ['./c', 'src/x.ts', 'src/c/index.js'],
    ['./c/', 'src/x.ts', 'src/c/index.js'],
    ['.', 'src/c/y.js', 'src/c/index.js'],
    ['..', 'src/x.ts', 'index.ts'],
    ['../..', 'src/c/y.ts', 'index.ts'],
    ['./e', 'src/x.ts', 'src/e.d.ts'],
    ['./f.mjs', 'src/x.ts', 'src/f.mts'],
    ['./g.service', 'src/x.ts', 'src/g.service.ts'],
    ['./data.json', 'src/x.ts', 'src/data.json'],
    ['./style.css?inline', 'src/x.ts', 'src/style.css'],
    ['../../src/a', 'src/c/y.ts', 'src/a.ts'],
    ['./__proto__', 'src/x.ts', 'src/__proto__.ts'],
  ])('%j in %s means %s', (specifier, from, path) => {
    expect(resolve(specifier, from)).toBe(path);
  });

  it('means the source for TypeScript, and the file as written for JavaScript', () => {
    expect(resolve('./d.js', 'src/x.ts')).toBe('src/d.ts');
    expect(resolve('./d.js', 'src/x.js')).toBe('src/d.js');
  });

  it.each(['./absent', '../../outside', '../../../etc/passwd', '/src/a', '', 'express', 'node:fs', './constructor'])(
    '%j means nothing here',
    (specifier) => {
      expect(resolve(specifier, 'src/x.ts')).toBeNull();
    },
  );
});

describe('a specifier of the compiler’s configuration', () => {
  it('is mapped by the nearest that knows it, through what it extends and refers to', () => {
    const resolve = repository({
      'tsconfig.json': { references: [{ path: './tsconfig.app.json' }, { path: 'packages/api' }] },
      'tsconfig.app.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
      'tsconfig.base.json': { compilerOptions: { baseUrl: '.', paths: { '@shared/*': ['libs/shared/src/*'] } } },
      'packages/api/tsconfig.json': `{
        // The whole workspace's, and our own.
        "extends": "../../tsconfig.base",
        "compilerOptions": { "paths": { "@/*": ["./source/*"], "@/exact": ["./source/special.ts"] }, },
      }`,
      'src/a.ts': '',
      'packages/api/source/a.ts': '',
      'packages/api/source/special.ts': '',
      'libs/shared/src/log.ts': '',
      'libs/plain.ts': '',
    });
    expect(resolve('@/a', 'src/x.ts')).toBe('src/a.ts');
    expect(resolve('@/a', 'packages/api/x.ts')).toBe('packages/api/source/a.ts');
    expect(resolve('@/exact', 'packages/api/x.ts')).toBe('packages/api/source/special.ts');
    expect(resolve('@shared/log', 'packages/api/deep/x.ts')).toBe('libs/shared/src/log.ts');
    expect(resolve('libs/plain', 'packages/api/x.ts')).toBe('libs/plain.ts');
    expect(resolve('@other/log', 'packages/api/x.ts')).toBeNull();
  });

  it('takes the longest start that matches, and nothing that leads outside', () => {
    const resolve = repository({
      'jsconfig.json': { compilerOptions: { paths: { '*': ['lib/*'], 'app/*': ['../../out/*', 'app/$&/*'] } } },
      'app/$&/a.js': '',
      'lib/app/a.js': '',
      'lib/b.js': '',
    });
    expect(resolve('app/a', 'x.js')).toBe('app/$&/a.js');
    expect(resolve('b', 'x.js')).toBe('lib/b.js');
  });

  it('goes round in circles only once', () => {
    const resolve = repository({
      'tsconfig.json': { extends: './tsconfig.other.json' },
      'tsconfig.other.json': { extends: './tsconfig.json', compilerOptions: { paths: { '@/*': ['a/*'] } } },
      'a/b.ts': '',
    });
    expect(resolve('@/b', 'x.ts')).toBe('a/b.ts');
  });

  it.each([
    '',
    'null',
    '[]',
    '{',
    '{"compilerOptions": 1}',
    '{"compilerOptions": {"paths": {"@/*": [1, {}]}}, "extends": {}}',
    '['.repeat(100_000),
  ])('is none where the file is malformed (%#)', (text) => {
    expect(repository({ 'tsconfig.json': text, 'src/b.ts': '' })('src/b', 'x.ts')).toBeNull();
  });
});

describe('a specifier of a package of this repository', () => {
  const resolve = repository({
    'package.json': {
      name: 'root',
      imports: { '#*.ts': './src/*.ts', '#config': { test: './test/c.ts', default: './c.ts' } },
    },
    'packages/db/package.json': {
      name: '@acme/db',
      main: './dist/main.js',
      exports: { '.': { types: './dist/main.d.ts', import: './dist/main.js' }, './models/*': './dist/models/*.js' },
    },
    'packages/db/src/main.ts': '',
    'packages/db/src/models/user.ts': '',
    'packages/db/extra.ts': '',
    'packages/plain/package.json': { name: 'plain' },
    'packages/plain/src/index.ts': '',
    'packages/built/package.json': { name: 'built', exports: './lib/entry.js' },
    'packages/built/lib/entry.js': '',
    'src/a.ts': '',
    'c.ts': '',
    'app/src/view.ts': '',
  });

  it.each([
    ['@acme/db', 'packages/db/src/main.ts'],
    ['@acme/db/models/user', 'packages/db/src/models/user.ts'],
    ['@acme/db/extra', 'packages/db/extra.ts'],
    ['plain', 'packages/plain/src/index.ts'],
    ['built', 'packages/built/lib/entry.js'],
    ['@acme/dbx', null],
    ['plainly', null],
    ['@acme', null],
  ])('%s means %s', (specifier, path) => {
    expect(resolve(specifier, 'app/x.ts')).toBe(path);
  });

  it('follows the own package’s imports', () => {
    expect(resolve('#a.ts', 'src/deep/x.ts')).toBe('src/a.ts');
    expect(resolve('#config', 'src/x.ts')).toBe('c.ts');
    expect(resolve('#a.ts', 'packages/plain/x.ts')).toBeNull();
  });

  it('knows the source folder by habit where nobody says', () => {
    expect(resolve('@/view', 'app/src/pages/x.ts')).toBe('app/src/view.ts');
    expect(resolve('~/view', 'app/src/pages/x.ts')).toBe('app/src/view.ts');
    expect(resolve('@/../../c', 'app/src/pages/x.ts')).toBe('c.ts');
  });
});
