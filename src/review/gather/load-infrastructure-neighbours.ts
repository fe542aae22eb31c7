/** Loads the neighbours of changed infrastructure files, in a few rounds of one batch each; what is left out is said. */
import { classify } from '#analysis/classify.ts';
import type { FileFacts } from '#analysis/file-facts.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { Side } from '#domain/span.ts';
import type { ExtractionTask, SourceRepository, Tree } from '../ports.ts';
import { type FactsLoader, factsKey } from './facts-loader.ts';
import type { BySide } from './gathered.ts';
import { hasInfrastructure, indexFolders, neighboursOf } from './infrastructure-neighbours.ts';
import { MAX_FILE_BYTES, MAX_NEIGHBOUR_ROUNDS } from './limits.ts';
import { note } from './note.ts';
import type { SourceTextStore } from './source-texts.ts';

export interface NeighboursInput {
  readonly repository: SourceRepository;
  readonly loader: FactsLoader;
  readonly trees: BySide<Tree>;
  /** Of the changed files; the neighbours are added. */
  readonly facts: BySide<Map<string, FileFacts>>;
  readonly sources: SourceTextStore;
}

const SIDES = ['head', 'base'] as const;

interface FileAt {
  readonly side: Side;
  readonly path: string;
  readonly oid: string;
}

export async function loadInfrastructureNeighbours(input: NeighboursInput): Promise<NotChecked[]> {
  if (!hasInfrastructure(input.facts)) return [];
  const folders = { base: indexFolders(input.trees.base), head: indexFolders(input.trees.head) };
  const asked = new Set<string>();
  const notChecked: NotChecked[] = [];
  let leftOut = 0;
  for (let round = 0; round < MAX_NEIGHBOUR_ROUNDS; round += 1) {
    const wanted: FileAt[] = [];
    for (const side of SIDES) {
      const { paths, leftOut: more } = neighboursOf(input.facts[side], folders[side]);
      leftOut = Math.max(leftOut, more);
      for (const path of paths) {
        const oid = input.trees[side].oid(path);
        if (oid !== null && !asked.has(`${side}\0${path}`)) wanted.push({ side, path, oid });
        asked.add(`${side}\0${path}`);
      }
    }
    if (wanted.length === 0) break;
    notChecked.push(...(await loadRound(wanted, input)));
  }
  if (leftOut > 0) {
    const detail = `${leftOut} files that stand beside changed infrastructure were not read: what they set is unknown.`;
    notChecked.push(note(null, 'context', detail));
  }
  return notChecked;
}

async function loadRound(files: readonly FileAt[], input: NeighboursInput): Promise<NotChecked[]> {
  const blobs = await input.repository.blobs([...new Set(files.map(({ oid }) => oid))], { maxBytes: MAX_FILE_BYTES });
  const tasks = files.flatMap((file): (FileAt & ExtractionTask)[] => {
    const bytes = blobs.get(file.oid)?.bytes ?? null;
    const reading = bytes === null ? null : classify(file.path, bytes);
    if (reading?.text == null || reading.dialect === null || reading.notRead !== null) return [];
    input.sources.add(file.side, file.path, reading.text);
    return [{ ...file, dialect: reading.dialect, text: reading.text }];
  });
  const outcomes = await input.loader.load(tasks);
  const unread = new Set(files.map(({ path }) => path));
  for (const { side, path, oid, dialect } of tasks) {
    const outcome = outcomes.get(factsKey(oid, dialect));
    if (outcome === undefined || !('facts' in outcome)) continue;
    input.facts[side].set(path, outcome.facts);
    unread.delete(path);
  }
  return [...unread].map((path) =>
    note(path, 'context', 'It stands beside changed infrastructure, but could not be read: what it sets is unknown.'),
  );
}
