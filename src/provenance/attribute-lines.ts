/**
 * Each added line of the head, by where it comes from: the commit that brought it and what that commit says, or the
 * record that a tool kept of it. A record adds AI to lines; what it says a person wrote takes nothing from a commit
 * that names a tool. Pure; linear in the lines and ranges.
 */
import type { LineOrigin, LineShare } from '#domain/provenance.ts';
import type { BlamedLines, Commit, Lineage } from '#domain/snapshot.ts';
import type { FileChange } from '#domain/change.ts';
import type { LineRange } from '#domain/span.ts';
import type { RecordedLines } from './machine-record.ts';
import { recordedTool } from './record-tools.ts';

export interface LinesInput {
  readonly changes: readonly FileChange[];
  readonly commits: readonly Commit[];
  readonly lineage: Lineage;
  /** Tools by commit, for those that carry marks of AI; an empty set where no tool is named. */
  readonly marked: ReadonlyMap<string, ReadonlySet<string>>;
  /** The pull request, beside its commits, says that AI took part. */
  readonly declared: boolean;
  /** Lines by commit, null for the head, as tools recorded them. */
  readonly recorded: ReadonlyMap<string | null, readonly RecordedLines[]>;
}

export interface AttributedLines {
  readonly share: LineShare | null;
  /** Null for a line that the change does not add, or of which nothing is known. */
  readonly originAt: (path: string, line: number) => LineOrigin | null;
}

export function attributeLines(input: LinesInput): AttributedLines {
  const { changes, commits, lineage } = input;
  const added = changes.flatMap(({ head, hunks }) =>
    head === null || hunks === null ? [] : [{ path: head.path, ranges: hunks.map((hunk) => hunk.head) }],
  );
  if (commits.length === 0 || added.length === 0) return { share: null, originAt: () => null };
  const origins = new Map(commits.map(({ sha }) => [sha, originOf(sha, input)]));
  if (lineage.blame === null) {
    if (!areAlike([...origins.values()])) return { share: shareOfCommits([...origins.values()]), originAt: () => null };
    const [one] = origins.values();
    const all = one === undefined ? null : { ...one, commit: commits.length === 1 ? one.commit : null };
    const lines = new Map(added.map(({ path, ranges }) => [path, ranges]));
    return {
      share: all === null ? null : shareOf([{ count: countLines([...lines.values()].flat()), origin: all }]),
      originAt: (path, line) => (lines.get(path)?.some((range) => holds(range, line)) === true ? all : null),
    };
  }
  const runs = new Map(
    added.map(({ path, ranges }) => [
      path,
      runsOf(ranges, lineage.blame?.get(path) ?? [], origins, recordsAt(path, input)),
    ]),
  );
  return {
    share: shareOf([...runs.values()].flat()),
    originAt: (path, line) =>
      runs.get(path)?.find((run) => line >= run.start && line < run.start + run.count)?.origin ?? null,
  };
}

/** Whether git has to be asked: not where all commits say the same and no tool kept a record of lines. */
export function needsBlame(input: Omit<LinesInput, 'lineage' | 'changes'>): boolean {
  if (input.commits.length === 0) return false;
  if ([...input.recorded.values()].some((lines) => lines.some(({ ranges }) => ranges.length > 0))) return true;
  return !areAlike(input.commits.map(({ sha }) => originOf(sha, input)));
}

function originOf(sha: string, { marked, declared }: Pick<LinesInput, 'marked' | 'declared'>): LineOrigin {
  const tools = marked.get(sha);
  if (tools !== undefined) return { kind: 'assisted', tools: [...tools].sort(), commit: sha };
  return { kind: declared ? 'undetermined' : 'hand-written', tools: [], commit: sha };
}

function areAlike(origins: readonly LineOrigin[]): boolean {
  return new Set(origins.map(({ kind, tools }) => JSON.stringify([kind, tools]))).size < 2;
}

interface Run {
  readonly start: number;
  readonly count: number;
  readonly origin: LineOrigin;
}

interface Recorded {
  /** In the head, or in the commit that a blamed line names. */
  find(blamed: BlamedLines, line: number): readonly RecordedLines[];
}

/** One run a stretch of equal origin. Lines that git attributes to nothing in the range are left out. */
function runsOf(
  ranges: readonly LineRange[],
  blame: readonly BlamedLines[],
  origins: ReadonlyMap<string, LineOrigin>,
  recorded: Recorded,
): Run[] {
  const runs: Run[] = [];
  for (const blamed of blame) {
    const origin = origins.get(blamed.commit);
    if (origin === undefined) continue;
    for (let offset = 0; offset < blamed.count; offset += 1) {
      const line = blamed.start + offset;
      if (!ranges.some((range) => holds(range, line))) continue;
      const own = withRecords(origin, recorded.find(blamed, line));
      const last = runs.at(-1);
      if (last !== undefined && last.start + last.count === line && areSame(last.origin, own)) {
        runs[runs.length - 1] = { ...last, count: last.count + 1 };
      } else runs.push({ start: line, count: 1, origin: own });
    }
  }
  return runs;
}

function recordsAt(path: string, { recorded }: LinesInput): Recorded {
  const byFile = new Map<string, readonly RecordedLines[]>();
  const of = (commit: string | null, file: string): readonly RecordedLines[] => {
    const key = `${commit ?? ''}\0${file}`;
    const known = byFile.get(key) ?? (recorded.get(commit) ?? []).filter((one) => one.path === file && one.assisted);
    byFile.set(key, known);
    return known;
  };
  return {
    find: (blamed, line) => [
      ...of(blamed.commit, blamed.path).filter(({ ranges }) =>
        ranges.some((range) => holds(range, blamed.line + line - blamed.start)),
      ),
      ...of(null, path).filter(({ ranges }) => ranges.some((range) => holds(range, line))),
    ],
  };
}

function withRecords(origin: LineOrigin, records: readonly RecordedLines[]): LineOrigin {
  if (records.length === 0) return origin;
  const tools = new Set([...origin.tools, ...records.flatMap(({ tool }) => recordedTool(tool) ?? [])]);
  return { kind: 'assisted', tools: [...tools].sort(), commit: origin.commit };
}

function areSame(one: LineOrigin, other: LineOrigin): boolean {
  return one.kind === other.kind && one.commit === other.commit && one.tools.join() === other.tools.join();
}

function shareOf(runs: readonly { readonly count: number; readonly origin: LineOrigin }[]): LineShare | null {
  const total = runs.reduce((sum, { count }) => sum + count, 0);
  return total === 0 ? null : { unit: 'lines', total, ...counted(runs) };
}

function shareOfCommits(origins: readonly LineOrigin[]): LineShare {
  return { unit: 'commits', total: origins.length, ...counted(origins.map((origin) => ({ count: 1, origin }))) };
}

/** What is assisted by a tool that nobody names counts under `unnamed`. */
function counted(runs: readonly { readonly count: number; readonly origin: LineOrigin }[]) {
  const byTool = new Map<string, number>();
  const byKind = { assisted: 0, 'hand-written': 0, undetermined: 0 };
  for (const { count, origin } of runs) {
    byKind[origin.kind] += count;
    if (origin.kind !== 'assisted') continue;
    for (const tool of origin.tools.length === 0 ? ['unnamed'] : origin.tools) {
      byTool.set(tool, (byTool.get(tool) ?? 0) + count);
    }
  }
  const sorted = [...byTool].sort(([one], [other]) => (one < other ? -1 : 1));
  return { byTool: Object.fromEntries(sorted), handWritten: byKind['hand-written'], undetermined: byKind.undetermined };
}

function countLines(ranges: readonly LineRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + Math.max(0, end - start + 1), 0);
}

function holds({ start, end }: LineRange, line: number): boolean {
  return line >= start && line <= end;
}
