/** The one door from a manifest's or lockfile's text to facts, whichever the ecosystem. */
import type { ManifestFacts, ManifestFormat } from '../manifest-facts.ts';
import { EXTRACTOR_VERSION } from '../module-facts.ts';
import { readBunLock } from './bun-lock.ts';
import { readCargoLock, readCargoManifest } from './cargo.ts';
import { readComposerLock, readComposerManifest } from './composer.ts';
import { ecosystemOf } from './formats.ts';
import { readGemfile } from './gemfile.ts';
import { readGemfileLock } from './gemfile-lock.ts';
import { readGoMod, readGoSum } from './go.ts';
import { readGradleBuild } from './gradle-build.ts';
import { readGradleCatalog, readGradleLock, readGradleVerification } from './gradle.ts';
import type { ReadManifest } from './manifest-parts.ts';
import { readNpmManifest } from './npm.ts';
import { readNpmLock } from './npm-lock.ts';
import { readNuGetDeps, readNuGetLock } from './nuget-locks.ts';
import { readNuGetProject, readPackagesConfig } from './nuget-projects.ts';
import { readPipfile, readPipfileLock } from './pipfile.ts';
import { readPnpmLock, readPnpmWorkspace } from './pnpm.ts';
import { readPom } from './pom.ts';
import { readPyproject } from './pyproject.ts';
import { readPylock, readPdmLock, readPoetryLock, readUvLock } from './python-locks.ts';
import { readSetup, readSetupCfg } from './python-setup.ts';
import { readRequirements } from './requirements.ts';
import { readYarnLock } from './yarn-lock.ts';

const READERS: Readonly<Record<ManifestFormat, ReadManifest>> = {
  'npm-manifest': readNpmManifest,
  'npm-lock': readNpmLock,
  'yarn-lock': readYarnLock,
  'pnpm-lock': readPnpmLock,
  'pnpm-workspace': readPnpmWorkspace,
  'bun-lock': readBunLock,
  'pip-requirements': readRequirements,
  pyproject: readPyproject,
  'python-setup': readSetup,
  'python-setup-cfg': readSetupCfg,
  'poetry-lock': readPoetryLock,
  'uv-lock': readUvLock,
  'pdm-lock': readPdmLock,
  pylock: readPylock,
  pipfile: readPipfile,
  'pipfile-lock': readPipfileLock,
  'go-mod': readGoMod,
  'go-sum': readGoSum,
  'cargo-manifest': readCargoManifest,
  'cargo-lock': readCargoLock,
  'maven-pom': readPom,
  'gradle-build': readGradleBuild,
  'gradle-catalog': readGradleCatalog,
  'gradle-lock': readGradleLock,
  'gradle-verification': readGradleVerification,
  gemfile: readGemfile,
  'gemfile-lock': readGemfileLock,
  'composer-manifest': readComposerManifest,
  'composer-lock': readComposerLock,
  'nuget-project': readNuGetProject,
  'nuget-packages-config': readPackagesConfig,
  'nuget-lock': readNuGetLock,
  'nuget-deps': readNuGetDeps,
};

/** Pure, never throws on any text; what could not be read is in the facts' `broken`. */
export function extractManifest(format: ManifestFormat, text: string): ManifestFacts {
  const parts = READERS[format](text);
  return {
    kind: 'manifest',
    version: EXTRACTOR_VERSION,
    ecosystem: ecosystemOf(format),
    format,
    lineCount: parts.lineCount,
    packageName: parts.packageName ?? null,
    packageVersion: parts.packageVersion ?? null,
    dependencies: parts.dependencies ?? [],
    packages: parts.packages ?? [],
    includes: parts.includes ?? [],
    registries: parts.registries ?? [],
    ...(parts.properties === undefined ? {} : { properties: parts.properties }),
    broken: parts.broken,
  };
}
