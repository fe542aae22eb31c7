/** Names that people mean when they mistype: the popular packages of each ecosystem, most popular first where that is known. */
import { npmHighImpact } from 'npm-high-impact';
import type { Ecosystem } from '#domain/package-fact.ts';
import { POPULAR_DOTNET, POPULAR_GO, POPULAR_MAVEN, POPULAR_PHP, POPULAR_RUBY, TECHNOLOGIES } from './others.ts';
import { POPULAR_PYTHON } from './python.ts';
import { POPULAR_RUST } from './rust.ts';

export const POPULAR_NAMES: Readonly<Record<Ecosystem, readonly string[]>> = {
  // Packages that are downloaded a million times a week or that 500 others depend on, as of the package's release.
  npm: [...npmHighImpact, ...TECHNOLOGIES],
  pypi: [...POPULAR_PYTHON, ...TECHNOLOGIES],
  cargo: POPULAR_RUST,
  go: POPULAR_GO,
  rubygems: POPULAR_RUBY,
  composer: POPULAR_PHP,
  nuget: POPULAR_DOTNET,
  maven: POPULAR_MAVEN,
};
