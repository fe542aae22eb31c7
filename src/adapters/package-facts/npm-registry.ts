/**
 * The registry that npm is set to on this machine, with whatever credentials it has there: for packages that no public
 * service knows, and for what registries alone say. Which registry that is npm's own configuration says.
 * https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md
 */
import { z } from 'zod';
import type { PackageQuestion } from '#review/ports.ts';
import type { PackageAnswerCache } from '#review/store/package-answers.ts';
import type { Known, SourceAnswer } from './known.ts';
import type { NpmSettings } from './npm-settings.ts';
import { createSourceClient, type SourceClient } from './source-client.ts';

const version = z.object({
  deprecated: z.union([z.string(), z.boolean()]).optional(),
  license: z.unknown().optional(),
  hasInstallScript: z.boolean().optional(),
  scripts: z.record(z.string(), z.unknown()).optional(),
  dist: z.object({ attestations: z.unknown().optional() }).optional(),
});
const packument = z.object({
  'dist-tags': z.record(z.string(), z.string()).default({}),
  time: z.record(z.string(), z.unknown()).default({}),
  versions: z.record(z.string(), version).default({}),
});
type Packument = z.infer<typeof packument>;

export interface NpmRegistry {
  /** Null where the question is not for it: another ecosystem, or a name that may not be told there. */
  ask(question: PackageQuestion): Promise<SourceAnswer | null>;
}

export interface NpmRegistryOptions {
  readonly settings: NpmSettings;
  readonly cache: PackageAnswerCache;
  readonly timeoutMs: number;
}

const KEEP_MS = { found: 60 * 60 * 1000, absent: 5 * 60 * 1000 };

export function createNpmRegistry({ settings, cache, timeoutMs }: NpmRegistryOptions): NpmRegistry {
  const clients = new Map<string, SourceClient>();
  const clientFor = (url: string): SourceClient => {
    const known = clients.get(url);
    if (known !== undefined) return known;
    const headers = settings.headersFor(url);
    const made = createSourceClient({ url, cache, headers, timeoutMs, keepMs: KEEP_MS });
    clients.set(url, made);
    return made;
  };
  return {
    async ask(question) {
      if (question.ecosystem !== 'npm' || question.about !== 'all') return null;
      const { url, isDefault } = settings.registryOf(question.name);
      if (isDefault && !question.isPublic) return null;
      const path = question.name.startsWith('@')
        ? question.name.replace('/', '%2f')
        : encodeURIComponent(question.name);
      const answer = await clientFor(url).get(path, packument);
      if (answer.kind === 'failed') return { known: null, failed: answer.reason };
      return { known: answer.kind === 'absent' ? { exists: false } : knowledge(question, answer.value), failed: null };
    },
  };
}

function knowledge({ version: wanted }: PackageQuestion, document: Packument): Known {
  const versions = new Map(Object.entries(document.versions));
  const dates = [...versions.keys()].flatMap((name): [string, string][] => {
    const date = document.time[name];
    return typeof date === 'string' ? [[name, date]] : [];
  });
  const inOrder = dates.sort(([, a], [, b]) => (a < b ? -1 : 1));
  const latest = document['dist-tags']['latest'] ?? null;
  const shown = versions.get(wanted ?? latest ?? '');
  const at = inOrder.findIndex(([name]) => name === wanted);
  const before = at > 0 ? versions.get(inOrder[at - 1]?.[0] ?? '') : undefined;
  return {
    exists: versions.size > 0,
    versionExists: wanted === null ? null : versions.has(wanted),
    firstReleasedAt: inOrder[0]?.[1] ?? null,
    lastReleasedAt: inOrder.at(-1)?.[1] ?? null,
    releasedAt: at === -1 ? null : (inOrder[at]?.[1] ?? null),
    releases: versions.size,
    latestVersion: latest,
    deprecated: deprecation(shown?.deprecated),
    licences: licenceOf(shown?.license),
    installScript: shown === undefined ? null : runsOnInstall(shown),
    attested: shown === undefined || wanted === null ? null : isAttested(shown),
    attestedBefore: before === undefined ? null : isAttested(before),
  };
}

type Version = z.infer<typeof version>;

function deprecation(said: string | boolean | undefined): string | null {
  if (said === undefined || said === false || said === '') return null;
  return said === true ? '' : said.slice(0, 300);
}

/** An SPDX expression, or the older form with a type. */
function licenceOf(licence: unknown): readonly string[] | null {
  if (typeof licence === 'string') return [licence.slice(0, 200)];
  const type = z.object({ type: z.string() }).safeParse(licence);
  return type.success ? [type.data.type.slice(0, 200)] : null;
}

function runsOnInstall({ hasInstallScript, scripts }: Version): boolean {
  return hasInstallScript ?? ['preinstall', 'install', 'postinstall'].some((name) => scripts?.[name] !== undefined);
}

function isAttested({ dist }: Version): boolean {
  return dist?.attestations !== undefined && dist.attestations !== null;
}
