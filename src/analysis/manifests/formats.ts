/** Which files are manifests and lockfiles, by name alone, and which ecosystem each format belongs to. */
import type { Ecosystem } from '#domain/package-fact.ts';
import type { ManifestFormat } from '../manifest-facts.ts';

interface FormatTraits {
  readonly ecosystem: Ecosystem;
  /** Whether it fixes versions, and so is written by a tool. */
  readonly lock: boolean;
}

const TRAITS: Readonly<Record<ManifestFormat, FormatTraits>> = {
  'npm-manifest': { ecosystem: 'npm', lock: false },
  'npm-lock': { ecosystem: 'npm', lock: true },
  'yarn-lock': { ecosystem: 'npm', lock: true },
  'pnpm-lock': { ecosystem: 'npm', lock: true },
  'pnpm-workspace': { ecosystem: 'npm', lock: false },
  'bun-lock': { ecosystem: 'npm', lock: true },
  'pip-requirements': { ecosystem: 'pypi', lock: false },
  pyproject: { ecosystem: 'pypi', lock: false },
  'python-setup': { ecosystem: 'pypi', lock: false },
  'python-setup-cfg': { ecosystem: 'pypi', lock: false },
  'poetry-lock': { ecosystem: 'pypi', lock: true },
  'uv-lock': { ecosystem: 'pypi', lock: true },
  'pdm-lock': { ecosystem: 'pypi', lock: true },
  pylock: { ecosystem: 'pypi', lock: true },
  pipfile: { ecosystem: 'pypi', lock: false },
  'pipfile-lock': { ecosystem: 'pypi', lock: true },
  'go-mod': { ecosystem: 'go', lock: false },
  'go-sum': { ecosystem: 'go', lock: true },
  'cargo-manifest': { ecosystem: 'cargo', lock: false },
  'cargo-lock': { ecosystem: 'cargo', lock: true },
  'maven-pom': { ecosystem: 'maven', lock: false },
  'gradle-build': { ecosystem: 'maven', lock: false },
  'gradle-catalog': { ecosystem: 'maven', lock: false },
  'gradle-lock': { ecosystem: 'maven', lock: true },
  'gradle-verification': { ecosystem: 'maven', lock: true },
  gemfile: { ecosystem: 'rubygems', lock: false },
  'gemfile-lock': { ecosystem: 'rubygems', lock: true },
  'composer-manifest': { ecosystem: 'composer', lock: false },
  'composer-lock': { ecosystem: 'composer', lock: true },
  'nuget-project': { ecosystem: 'nuget', lock: false },
  'nuget-packages-config': { ecosystem: 'nuget', lock: false },
  'nuget-lock': { ecosystem: 'nuget', lock: true },
  'nuget-deps': { ecosystem: 'nuget', lock: true },
};

/** Names in lower case: who works on a system that does not tell them apart writes them as they come. */
const BY_NAME: ReadonlyMap<string, ManifestFormat> = new Map([
  ['package.json', 'npm-manifest'],
  ['package-lock.json', 'npm-lock'],
  ['npm-shrinkwrap.json', 'npm-lock'],
  ['yarn.lock', 'yarn-lock'],
  ['pnpm-lock.yaml', 'pnpm-lock'],
  ['pnpm-workspace.yaml', 'pnpm-workspace'],
  ['bun.lock', 'bun-lock'],
  ['pyproject.toml', 'pyproject'],
  ['setup.py', 'python-setup'],
  ['setup.cfg', 'python-setup-cfg'],
  ['poetry.lock', 'poetry-lock'],
  ['uv.lock', 'uv-lock'],
  ['pdm.lock', 'pdm-lock'],
  ['pipfile', 'pipfile'],
  ['pipfile.lock', 'pipfile-lock'],
  ['go.mod', 'go-mod'],
  ['go.sum', 'go-sum'],
  ['cargo.toml', 'cargo-manifest'],
  ['cargo.lock', 'cargo-lock'],
  ['pom.xml', 'maven-pom'],
  ['build.gradle', 'gradle-build'],
  ['build.gradle.kts', 'gradle-build'],
  ['libs.versions.toml', 'gradle-catalog'],
  ['gradle.lockfile', 'gradle-lock'],
  ['buildscript-gradle.lockfile', 'gradle-lock'],
  ['verification-metadata.xml', 'gradle-verification'],
  ['gemfile', 'gemfile'],
  ['gems.rb', 'gemfile'],
  ['gemfile.lock', 'gemfile-lock'],
  ['gems.locked', 'gemfile-lock'],
  ['composer.json', 'composer-manifest'],
  ['composer.lock', 'composer-lock'],
  ['packages.config', 'nuget-packages-config'],
  ['directory.packages.props', 'nuget-project'],
  ['directory.build.props', 'nuget-project'],
  ['directory.build.targets', 'nuget-project'],
  ['packages.lock.json', 'nuget-lock'],
]);

const BY_ENDING: readonly (readonly [RegExp, ManifestFormat])[] = [
  [/\.(?:cs|fs|vb)proj$/, 'nuget-project'],
  [/\.deps\.json$/, 'nuget-deps'],
  [/\.gemspec$/, 'gemfile'],
  [/^pylock\.[^.]{1,100}\.toml$|^pylock\.toml$/, 'pylock'],
  [/^(?:[\w.-]{1,100}[-_.])?(?:requirements|constraints)(?:[-_.][\w.-]{1,100})?\.(?:txt|in)$/, 'pip-requirements'],
];

/** Null for a file that is no manifest. `requirements/dev.txt` counts by its folder. */
export function manifestFormatOf(path: string): ManifestFormat | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const known = BY_NAME.get(name) ?? BY_ENDING.find(([ending]) => ending.test(name))?.[1];
  if (known !== undefined) return known;
  return /(?:^|\/)requirements\/[\w.-]{1,100}\.(?:txt|in)$/i.test(path) ? 'pip-requirements' : null;
}

export function isManifestFormat(dialect: string): dialect is ManifestFormat {
  return Object.hasOwn(TRAITS, dialect);
}

export function ecosystemOf(format: ManifestFormat): Ecosystem {
  return TRAITS[format].ecosystem;
}

export function isLock(format: ManifestFormat): boolean {
  return TRAITS[format].lock;
}
