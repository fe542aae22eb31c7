/**
 * What a tree is made of, for its bill of materials: packages with the commit that brought each, what it uses of AI, and how
 * much of its history says that AI wrote it. Gathers through ports; what could not be read is said.
 */
import type { AiUse } from '#checks/agents/ai-use.ts';
import { aiUsesIn } from '#checks/agents/ai-use.ts';
import { classify } from '#analysis/classify.ts';
import { dialectOf } from '#analysis/dialects.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import type { ManifestFacts } from '#analysis/manifest-facts.ts';
import type { Ecosystem } from '#domain/package-fact.ts';
import { isManifestFormat } from '#analysis/manifests/formats.ts';
import type { ProvenanceVerdict } from '#domain/provenance.ts';
import type { Commit, Revision } from '#domain/snapshot.ts';
import { readProvenance } from '#provenance/read-provenance.ts';
import { createFactsLoader, factsKey, type FactsLoader } from '../gather/facts-loader.ts';
import type {
  ExtractionTask,
  FactsExtractor,
  FactsStore,
  FileRevision,
  Progress,
  RepositoryHistory,
  SourceRepository,
} from '../ports.ts';

export interface InventoryPorts {
  readonly repository: SourceRepository & RepositoryHistory;
  readonly extractor: FactsExtractor;
  readonly factsStore: FactsStore;
  readonly progress: Progress;
}

export interface Inventory {
  readonly packages: readonly PackageEntry[];
  readonly aiUses: readonly { readonly path: string; readonly use: AiUse }[];
  readonly share: HistoryShare;
  /** What is missing, in sentences. */
  readonly notRead: readonly string[];
}

export interface PackageEntry {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  /** Null where no lockfile says which one. */
  readonly version: string | null;
  readonly direct: boolean | null;
  /** The file that names it, and the line. */
  readonly path: string;
  readonly line: number;
  /** The commit since which that file has it; null where the history does not reach so far back. */
  readonly added: {
    readonly commit: Commit;
    readonly verdict: ProvenanceVerdict;
    readonly tools: readonly string[];
  } | null;
}

/** Lines that commits added, of those that were read; what was deleted since is counted too. */
export interface HistoryShare {
  readonly commits: number;
  readonly addedLines: number;
  readonly assistedLines: number;
  /** Whether older commits were left out. */
  readonly isCut: boolean;
}

const LEFT_OUT = /(?:^|\/)(?:node_modules|vendor|third_party|dist|\.git)\//;
const MAX_FILES = 30_000;
const LIMITS = { maxBytes: 8 * 1024 * 1024, maxTotalBytes: 256 * 1024 * 1024 };
const MAX_REVISIONS = 200;
const HISTORY_LIMITS = { maxBytes: 8 * 1024 * 1024, maxTotalBytes: 64 * 1024 * 1024 };
const MAX_COMMITS = 5_000;

export async function takeInventory(ports: InventoryPorts, revision: Revision): Promise<Inventory> {
  const loader = createFactsLoader(ports.factsStore, ports.extractor, ports.progress);
  const notRead: string[] = [];
  const files = await readFiles(ports, loader, revision, notRead);
  const packages: PackageEntry[] = [];
  const manifests = [...files].filter((entry): entry is [string, ManifestFacts] => entry[1].kind === 'manifest');
  for (const [index, [path, facts]] of manifests.entries()) {
    ports.progress.step('Reading the history of manifests', index, manifests.length);
    packages.push(...(await packagesOf(ports.repository, loader, path, facts, revision)));
  }
  ports.progress.step('Reading the history of manifests', manifests.length, manifests.length);
  await loader.settle();
  return {
    packages: withoutRepeats(packages),
    aiUses: [...files].flatMap(([path, facts]) => aiUsesIn(path, facts).map((use) => ({ path, use }))),
    share: await shareOf(ports.repository, revision),
    notRead,
  };
}

async function readFiles(
  { repository }: InventoryPorts,
  loader: FactsLoader,
  revision: Revision,
  notRead: string[],
): Promise<Map<string, FileFacts>> {
  const tree = await repository.tree(revision);
  const all = [...tree.paths].filter((path) => !LEFT_OUT.test(path) && dialectOf(path, '') !== null).sort();
  // Manifests and what is for agents first: they are what a budget must not leave out.
  const paths = [...all].sort((a, b) => Number(isProgramPath(a)) - Number(isProgramPath(b))).slice(0, MAX_FILES);
  if (paths.length < all.length) notRead.push(`${all.length - paths.length} of ${all.length} files were left out.`);
  const oids = new Map(
    paths.flatMap((path) => (tree.oid(path) === null ? [] : [[path, tree.oid(path) ?? ''] as const])),
  );
  const blobs = await repository.blobs([...new Set(oids.values())], LIMITS);
  const tasks: { path: string; task: ExtractionTask }[] = [];
  for (const [path, oid] of oids) {
    const bytes = blobs.get(oid)?.bytes ?? null;
    const {
      dialect,
      text,
      notRead: why,
    } = bytes === null ? { dialect: null, text: null, notRead: null } : classify(path, bytes);
    if (bytes === null) notRead.push(`${path} is too large to be read.`);
    if (dialect !== null && text !== null && why === null) tasks.push({ path, task: { oid, dialect, text } });
  }
  const outcomes = await loader.load(tasks.map(({ task }) => task));
  const files = new Map<string, FileFacts>();
  for (const { path, task } of tasks) {
    const outcome = outcomes.get(factsKey(task.oid, task.dialect));
    if (outcome !== undefined && 'facts' in outcome) files.set(path, outcome.facts);
    else notRead.push(`${path} could not be read.`);
  }
  return files;
}

function isProgramPath(path: string): boolean {
  const dialect = dialectOf(path, '');
  return dialect === 'typescript' || dialect === 'tsx' || dialect === 'javascript';
}

interface Named {
  readonly name: string;
  readonly version: string | null;
  readonly direct: boolean | null;
  readonly line: number;
}

function namedIn(facts: ManifestFacts): Named[] {
  const locked = facts.packages
    .filter(({ source }) => source.kind !== 'local')
    .map(({ name, version, direct, span }) => ({ name, version, direct, line: span.startLine }));
  const declared = facts.dependencies
    .filter(({ source }) => source?.kind !== 'local')
    .map(({ name, span }) => ({ name, version: null, direct: true, line: span.startLine }));
  return locked.length > 0 ? locked : declared;
}

async function packagesOf(
  repository: SourceRepository & RepositoryHistory,
  loader: FactsLoader,
  path: string,
  facts: ManifestFacts,
  revision: Revision,
): Promise<PackageEntry[]> {
  const named = namedIn(facts);
  if (named.length === 0) return [];
  const added = await additionsIn(repository, loader, path, revision);
  return named.map(({ name, version, direct, line }) => {
    const commit = added.get(name) ?? null;
    const provenance = commit === null ? null : readProvenance({ commits: [commit], pullRequest: null });
    return {
      ecosystem: facts.ecosystem,
      ...{ name, version, direct, path, line },
      added:
        commit === null || provenance === null
          ? null
          : { commit, verdict: provenance.verdict, tools: provenance.tools },
    };
  });
}

/** For each package that a file names today, the commit since which it does without a break. */
async function additionsIn(
  repository: SourceRepository & RepositoryHistory,
  loader: FactsLoader,
  path: string,
  revision: Revision,
): Promise<Map<string, Commit>> {
  const history = await repository.fileHistory(path, revision, { maxCount: MAX_REVISIONS });
  const dialect = dialectOf(path, '');
  if (dialect === null || !isManifestFormat(dialect)) return new Map();
  const blobs = await repository.blobs([...new Set(history.flatMap(({ oid }) => oid ?? []))], HISTORY_LIMITS);
  const textOf = (oid: string): string => new TextDecoder().decode(blobs.get(oid)?.bytes ?? new Uint8Array());
  const tasks = [...blobs.values()]
    .filter(({ bytes }) => bytes !== null)
    .map(({ oid }) => ({ oid, dialect, text: textOf(oid) }));
  const outcomes = await loader.load(tasks);
  const since = new Map<string, Commit | null>();
  // A history that is cut begins with a file that was there before: of what it has then, nobody knows who brought it.
  const isCut = history.length === MAX_REVISIONS;
  for (const [index, { commit, oid }] of history.entries()) {
    const names = namesAt(oid, outcomes, dialect);
    // What cannot be read says nothing of what is in it.
    if (names === null) continue;
    for (const name of since.keys()) if (!names.has(name)) since.delete(name);
    for (const name of names) if (!since.has(name)) since.set(name, isCut && index === 0 ? null : commit);
  }
  return new Map([...since].flatMap(([name, commit]) => (commit === null ? [] : [[name, commit] as const])));
}

function namesAt(
  oid: FileRevision['oid'],
  outcomes: Awaited<ReturnType<FactsLoader['load']>>,
  dialect: ExtractionTask['dialect'],
): ReadonlySet<string> | null {
  if (oid === null) return new Set();
  const outcome = outcomes.get(factsKey(oid, dialect));
  if (outcome === undefined || !('facts' in outcome) || outcome.facts.kind !== 'manifest') return null;
  return new Set(namedIn(outcome.facts).map(({ name }) => name));
}

async function shareOf(repository: RepositoryHistory, revision: Revision): Promise<HistoryShare> {
  const history = await repository.addedLines(revision, { maxCount: MAX_COMMITS });
  let [addedLines, assistedLines] = [0, 0];
  for (const { commit, added } of history) {
    const { verdict } = readProvenance({ commits: [commit], pullRequest: null });
    addedLines += added;
    if (verdict === 'assisted' || verdict === 'contradicted') assistedLines += added;
  }
  return { commits: history.length, addedLines, assistedLines, isCut: history.length === MAX_COMMITS };
}

/** One entry for a package in one version: the first by path, the lockfile's where one has it. */
function withoutRepeats(packages: readonly PackageEntry[]): PackageEntry[] {
  const locked = new Set(
    packages.filter(({ version }) => version !== null).map(({ ecosystem, name }) => `${ecosystem} ${name}`),
  );
  const found = new Map<string, PackageEntry>();
  for (const one of packages) {
    if (one.version === null && locked.has(`${one.ecosystem} ${one.name}`)) continue;
    const key = `${one.ecosystem} ${one.name} ${one.version ?? ''}`;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ ecosystem, name, version }: PackageEntry): string {
  return `${ecosystem} ${name} ${version ?? ''}`;
}
