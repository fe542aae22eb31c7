/**
 * Makes of a range of a repository everything that a review decides from: the snapshot, the texts and the facts.
 * Talks to the world through its ports alone. What cannot be read is said, and never ends the review.
 */
import type { NotChecked } from '#domain/not-checked.ts';
import type { Commit, Revision } from '#domain/snapshot.ts';
import type { Side } from '#domain/span.ts';
import { defaultDependencyPolicy } from '#policy/dependency-policy.ts';
import type { SourceRepository, Tree } from '../ports.ts';
import { blobIds, notesOn, readChange } from './changed-contents.ts';
import { readChangedFacts } from './changed-facts.ts';
import { createFactsLoader } from './facts-loader.ts';
import type { BySide, Gathered, GatherOptions, GatherPorts, GatherRange } from './gathered.ts';
import { findSettingsFiles } from './import-settings.ts';
import { loadImporters } from './importers.ts';
import { MAX_COMMITS, MAX_FILE_BYTES, MAX_READ_BYTES, MAX_SETTINGS_FILES } from './limits.ts';
import { loadLinkedModules, type ModuleAt } from './linked-modules.ts';
import { loadInfrastructureNeighbours } from './load-infrastructure-neighbours.ts';
import { loadManifests } from './manifests.ts';
import { neighboursOf } from './neighbours.ts';
import { readLineage } from './lineage.ts';
import { note } from './note.ts';
import { askAboutPackages } from './package-questions.ts';
import { scanForSecrets } from './secret-scan.ts';
import { createSourceTexts } from './source-texts.ts';
import { readTreeIndex } from './tree-index.ts';
import { unresolvedImports } from './unresolved-imports.ts';

export async function gather(ports: GatherPorts, range: GatherRange, options: GatherOptions): Promise<Gathered> {
  const { repository, progress } = ports;
  const { base, head, target } = range;
  progress.step('Comparing', 0, 1);
  const [changes, log, baseTree, headTree] = await Promise.all([
    repository.changes(base, head),
    readCommits(repository, base, head),
    repository.tree(base),
    repository.tree(head),
  ]);
  progress.step('Comparing', 1, 1);
  const trees = { base: baseTree, head: headTree };
  const settings = findSettingsFiles(trees);
  const limits = { maxBytes: MAX_FILE_BYTES, maxTotalBytes: MAX_READ_BYTES };
  const blobs = await repository.blobs([...settings.oids, ...blobIds(changes)], limits);
  const resolve = settings.resolvers(blobs);
  const contents = changes.map((change) => readChange(change, blobs));

  const sources = createSourceTexts();
  const loader = createFactsLoader(ports.factsStore, ports.extractor, progress);
  const lineage = readLineage({
    ...{ repository, base, head, headTree, commits: log.commits, pullRequest: options.pullRequest },
    changes: contents.map(({ change }) => change),
  });
  const scanning = scanForSecrets(ports.secretScanner, contents);
  const read = await readChangedFacts(contents, sources, loader);
  const loading = { repository, loader, trees, resolve, facts: read.facts, sources };
  const changed = modulesIn(read.facts);
  const linked = await loadLinkedModules({ ...loading, neighbours: neighboursAt(changed, trees) });
  const importers = await loadImporters({
    ...{ ...loading, changed, packageNames: settings.packageNames(blobs) },
    index: () => readTreeIndex({ repository, store: ports.factsStore, progress, revision: base, tree: baseTree }),
  });
  const aroundInfrastructure = await loadInfrastructureNeighbours(loading);
  const manifests = await loadManifests({ repository, loader, trees, facts: read.facts });
  const ownPackages = settings.packageNames(blobs);
  const packages = await askAboutPackages(ports.packageFacts, options.dependencies ?? defaultDependencyPolicy(), {
    ...{ changes, changed: read.facts, manifests: manifests.manifests, ownPackages },
  });
  const [scanned] = await Promise.all([scanning, loader.settle()]);

  const notChecked = [
    ...log.notChecked,
    ...contents.flatMap(notesOn),
    ...read.notChecked,
    ...scanned.notChecked,
    ...contents.flatMap((content) => unresolvedImports(content, { facts: read.facts, resolve })),
    ...linked,
    ...importers,
    ...aroundInfrastructure,
    ...manifests.notChecked,
    ...packages.notChecked,
    ...settingsLeftOut(settings.leftOut),
  ].sort(byPath);
  const snapshot = {
    base,
    head,
    target,
    pullRequest: options.pullRequest,
    commits: log.commits,
    changes: contents.map(({ change }) => change),
    secrets: scanned.secrets,
    packages: packages.facts,
    lineage: await lineage,
    earlier: options.earlier ?? [],
    notChecked,
    decidedAt: options.decidedAt,
  };
  const { facts } = read;
  return { snapshot, sources, facts, manifests: manifests.manifests, ownPackages, trees, resolve, notChecked };
}

function neighboursAt(changed: BySide<readonly string[]>, trees: BySide<Tree>): ModuleAt[] {
  return (['head', 'base'] as const).flatMap((side) =>
    neighboursOf(changed[side], trees[side].paths).flatMap((path): ModuleAt[] => {
      const oid = trees[side].oid(path);
      return oid === null ? [] : [{ side, path, oid, beside: true }];
    }),
  );
}

function modulesIn(facts: Gathered['facts']): BySide<readonly string[]> {
  const pathsOf = (side: Side): string[] =>
    [...facts[side]].flatMap(([path, found]) => (found.kind === 'module' ? [path] : []));
  return { base: pathsOf('base'), head: pathsOf('head') };
}

interface CommitLog {
  readonly commits: readonly Commit[];
  readonly notChecked: readonly NotChecked[];
}

async function readCommits(repository: SourceRepository, base: Revision, head: Revision): Promise<CommitLog> {
  const commits = await repository.commits(base, head, { maxCount: MAX_COMMITS + 1 });
  if (commits.length <= MAX_COMMITS) return { commits, notChecked: [] };
  const detail = `The change has more than ${MAX_COMMITS} commits; only the newest ${MAX_COMMITS} were looked at for who wrote it.`;
  return { commits: commits.slice(-MAX_COMMITS), notChecked: [note(null, 'budget', detail)] };
}

function settingsLeftOut(count: number): NotChecked[] {
  if (count === 0) return [];
  const detail = `${count} tsconfig.json and package.json files beyond the first ${MAX_SETTINGS_FILES} were not read: imports by the names they define were not followed.`;
  return [note(null, 'context', detail)];
}

function byPath(one: NotChecked, other: NotChecked): number {
  const [a, b] = [one.path ?? '', other.path ?? ''];
  if (a !== b) return a < b ? -1 : 1;
  return (one.lines?.start ?? 0) - (other.lines?.start ?? 0);
}
