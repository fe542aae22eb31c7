/**
 * The source of package facts: deps.dev, OSV, and the registry that npm is set to, put together. Public services are
 * told only names that are marked public; a source that does not answer is told as such, and the others count.
 */
import type { PackageAnswers, PackageFactsSource, PackageQuestion } from '#review/ports.ts';
import type { PackageAnswerCache } from '#review/store/package-answers.ts';
import { askDepsDev } from './deps-dev.ts';
import { merge } from './known.ts';
import { createNpmRegistry, type NpmRegistry } from './npm-registry.ts';
import { type NpmSettings, readNpmSettings } from './npm-settings.ts';
import { askOsv } from './osv.ts';
import { createSourceClient } from './source-client.ts';

export interface PackageFactsOptions {
  readonly cache: PackageAnswerCache;
  /** The process's: npm's settings are read from it, and other addresses of the services. */
  readonly environment: NodeJS.ProcessEnv;
  /** Of one request. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 8_000;
const HOUR = 60 * 60 * 1000;

const DEPS_DEV = 'deps.dev';
const OSV = 'OSV';
const REGISTRY = 'the npm registry';

export function createPackageFacts({
  cache,
  environment,
  timeoutMs = TIMEOUT_MS,
}: PackageFactsOptions): PackageFactsSource {
  const client = (url: string, found: number) =>
    createSourceClient({ url, cache, timeoutMs, keepMs: { found, absent: HOUR / 4 } });
  return {
    async ask(questions) {
      // Made anew each time: a source that was down an hour ago is asked again.
      const depsDev = client(addressOf(environment, 'COUNTERSIGN_DEPS_DEV_URL', 'https://api.deps.dev/'), 6 * HOUR);
      const osv = client(addressOf(environment, 'COUNTERSIGN_OSV_URL', 'https://api.osv.dev/'), 24 * HOUR);
      const inFull = questions.filter(({ about }) => about === 'all');
      const registry = await registryFor(inFull, environment, cache, timeoutMs);
      const isPublic = questions.filter((question) => question.isPublic);
      const [advisories, packages] = await Promise.all([
        askOsv(osv, isPublic),
        Promise.all(
          inFull.map(async (question) => ({
            question,
            depsDev: question.isPublic ? await askDepsDev(depsDev, question) : null,
            npm: (await registry?.ask(question)) ?? null,
          })),
        ),
      ]);
      const advisoriesOf = new Map(isPublic.map((question, index) => [question, advisories.advisories[index] ?? null]));
      const known = new Map(packages.map((one) => [one.question, one]));
      const facts = questions.flatMap((question) => {
        const own = known.get(question);
        const told = [
          { source: DEPS_DEV, known: own?.depsDev?.known ?? null },
          { source: REGISTRY, known: own?.npm?.known ?? null },
        ];
        return merge(question, told, advisoriesOf.get(question) ?? null, OSV) ?? [];
      });
      return { facts, failed: failuresOf(packages, advisories.failed) };
    },
  };
}

/** Null where nothing of npm is asked about. */
async function registryFor(
  questions: readonly PackageQuestion[],
  environment: NodeJS.ProcessEnv,
  cache: PackageAnswerCache,
  timeoutMs: number,
): Promise<NpmRegistry | null> {
  if (!questions.some(({ ecosystem }) => ecosystem === 'npm')) return null;
  try {
    const settings: NpmSettings = await readNpmSettings(environment);
    return createNpmRegistry({ settings, cache, timeoutMs });
  } catch {
    // What is wrong with the settings may quote them.
    const failed = "npm's own configuration could not be read";
    return { ask: ({ ecosystem }) => Promise.resolve(ecosystem === 'npm' ? { known: null, failed } : null) };
  }
}

interface AskedPackage {
  readonly depsDev: { readonly failed: string | null } | null;
  readonly npm: { readonly failed: string | null } | null;
}

function failuresOf(
  packages: readonly AskedPackage[],
  osv: { readonly reason: string; readonly packages: number } | null,
): PackageAnswers['failed'] {
  const counted = (
    source: string,
    reasons: readonly (string | null | undefined)[],
  ): PackageAnswers['failed'][number][] => {
    const failed = reasons.filter((reason): reason is string => typeof reason === 'string');
    const [reason] = failed;
    return reason === undefined ? [] : [{ source, reason, packages: failed.length }];
  };
  return [
    ...counted(
      DEPS_DEV,
      packages.map((one) => one.depsDev?.failed),
    ),
    ...(osv === null ? [] : [{ source: OSV, ...osv }]),
    ...counted(
      REGISTRY,
      packages.map((one) => one.npm?.failed),
    ),
  ];
}

/** Another address serves those who keep a mirror of their own, and tests. */
function addressOf(environment: NodeJS.ProcessEnv, variable: string, normal: string): string {
  const given = environment[variable]?.trim() ?? '';
  if (!/^https?:\/\/\S+$/.test(given)) return normal;
  return given.endsWith('/') ? given : `${given}/`;
}
