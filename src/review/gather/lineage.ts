/** What git and the tools' own records say about who brought which line. Whatever cannot be had is said, and ends nothing. */
import type { FileChange } from '#domain/change.ts';
import type { NotRead } from '#domain/provenance.ts';
import type { Commit, Lineage, PullRequest, Revision } from '#domain/snapshot.ts';
import { asksWhoBroughtLines } from '#provenance/read-provenance.ts';
import type { SourceRepository, Tree } from '../ports.ts';
import { MAX_BLAMED_COMMITS, MAX_BLAMED_FILES, MAX_RECORD_BYTES } from './limits.ts';

export interface LineageInput {
  readonly repository: SourceRepository;
  readonly base: Revision;
  readonly head: Revision;
  readonly headTree: Tree;
  readonly commits: readonly Commit[];
  readonly changes: readonly FileChange[];
  readonly pullRequest: PullRequest | null;
}

const TRACES = '.agent-trace/traces.jsonl';

export async function readLineage(input: LineageInput): Promise<Lineage> {
  const { repository, base, head, commits, pullRequest } = input;
  const notRead: NotRead[] = [];
  const [notes, traces] = await Promise.all([readNotes(input, notRead), readTraces(input, notRead)]);
  const records = { blame: null, notes, traces, notRead };
  if (!asksWhoBroughtLines({ commits, pullRequest, lineage: records })) return records;
  const request = { lines: addedLines(input.changes), maxFiles: MAX_BLAMED_FILES, maxCommits: MAX_BLAMED_COMMITS };
  return { ...records, blame: await repository.blame(base, head, request).catch(() => null) };
}

async function readNotes({ repository, commits }: LineageInput, notRead: NotRead[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  if (commits.length === 0) return found;
  try {
    const shas = commits.map(({ sha }) => sha);
    for (const [sha, text] of await repository.aiNotes(shas, { maxBytes: MAX_RECORD_BYTES })) {
      if (text !== null) found.set(sha, text);
      else notRead.push({ source: { kind: 'note', sha }, reason: 'It is larger than records of a commit are.' });
    }
  } catch {
    notRead.push({ source: { kind: 'note', sha: '' }, reason: 'The notes of refs/notes/ai could not be had.' });
  }
  return found;
}

async function readTraces({ repository, headTree }: LineageInput, notRead: NotRead[]): Promise<string | null> {
  const oid = headTree.oid(TRACES);
  if (oid === null) return null;
  const blob = (await repository.blobs([oid], { maxBytes: MAX_RECORD_BYTES })).get(oid);
  if (blob?.bytes != null) return new TextDecoder().decode(blob.bytes);
  notRead.push({
    source: { kind: 'trace', line: 1 },
    reason: `${TRACES} is larger than what is read of it, or not here.`,
  });
  return null;
}

function addedLines(changes: readonly FileChange[]) {
  const lines = new Map<string, { start: number; end: number }[]>();
  for (const { head, hunks } of changes) {
    const added = (hunks ?? []).map((hunk) => hunk.head).filter(({ start, end }) => start <= end);
    if (head?.kind === 'file' && added.length > 0) lines.set(head.path, added);
  }
  return lines;
}
