/** Facts of the changed files of both sides, and what is said where there are none or only a part. */
import type { FileFacts } from '#analysis/file-facts.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { ChangedContent, SideContent } from './changed-contents.ts';
import { type FactsLoader, factsKey } from './facts-loader.ts';
import type { BySide } from './gathered.ts';
import { note } from './note.ts';
import type { SourceTextStore } from './source-texts.ts';

export interface ChangedFacts {
  readonly facts: BySide<Map<string, FileFacts>>;
  readonly notChecked: readonly NotChecked[];
}

/** Both sides in one go. Their texts are added to `sources`. */
export async function readChangedFacts(
  contents: readonly ChangedContent[],
  sources: SourceTextStore,
  loader: FactsLoader,
): Promise<ChangedFacts> {
  const sides = contents.flatMap(({ base, head }) => [base, head].filter((side) => side !== null));
  for (const { side, version, reading } of sides) {
    if (reading.text !== null) sources.add(side, version.path, reading.text);
  }
  const readable = sides.flatMap(taskOf);
  const outcomes = await loader.load(readable.map(({ task }) => task));
  const facts = { base: new Map<string, FileFacts>(), head: new Map<string, FileFacts>() };
  const notChecked: NotChecked[] = [];
  for (const { content, task } of readable) {
    const { path } = content.version;
    const outcome = outcomes.get(factsKey(task.oid, task.dialect));
    if (outcome !== undefined && 'facts' in outcome) {
      facts[content.side].set(path, outcome.facts);
      if (content.side === 'head') notChecked.push(...brokenParts(path, outcome.facts));
    } else {
      const before = content.side === 'base' ? 'Before the change it' : 'It';
      notChecked.push(note(path, 'unparsable', `${before} could not be read: ${outcome?.failed ?? 'no answer came'}.`));
    }
  }
  return { facts, notChecked };
}

function taskOf(content: SideContent) {
  const { dialect, text, notRead } = content.reading;
  if (dialect === null || text === null || notRead !== null) return [];
  return [{ content, task: { oid: content.version.oid, dialect, text } }];
}

/** More places than this say the same thing again. */
const MAX_BROKEN_NOTES = 10;

function brokenParts(path: string, facts: FileFacts): NotChecked[] {
  const parts = facts.broken.map((part) => ('span' in part ? part : { span: part, reason: null }));
  const notes = parts.slice(0, MAX_BROKEN_NOTES).map(({ span, reason }) => {
    const why = reason === null ? '' : ` (${reason})`;
    const lines = { start: span.startLine, end: span.endLine };
    return note(path, 'unparsable', `These lines could not be read${why}; the rest of the file was.`, lines);
  });
  const more = parts.length - notes.length;
  if (more > 0) notes.push(note(path, 'unparsable', `${more} further places could not be read.`));
  return notes;
}
