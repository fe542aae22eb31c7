/**
 * `.agent-trace/traces.jsonl`, one trace record a line: Agent Trace 0.1 (agent-trace.dev). Read leniently: lines that
 * are no record are counted, and said.
 */
import { z } from 'zod';
import { MAX_RANGES, MAX_RECORD_LENGTH, type RecordedLines } from './machine-record.ts';

export interface TraceRecord {
  /** In the file. 1-based. */
  readonly line: number;
  /** The commit whose lines are meant; null where the record names none. */
  readonly revision: string | null;
  readonly files: readonly RecordedLines[];
}

export interface Traces {
  readonly records: readonly TraceRecord[];
  readonly notRead: readonly { readonly line: number; readonly reason: string }[];
}

const contributor = z.looseObject({ type: z.string().nullish(), model_id: z.string().nullish() });
const range = z.looseObject({ start_line: z.int(), end_line: z.int(), contributor: contributor.nullish() });
const record = z.looseObject({
  vcs: z.looseObject({ revision: z.string().nullish() }).nullish(),
  tool: z.looseObject({ name: z.string().nullish() }).nullish(),
  files: z.array(
    z.looseObject({
      path: z.string(),
      conversations: z
        .array(z.looseObject({ contributor: contributor.nullish(), ranges: z.array(range).nullish() }))
        .nullish(),
    }),
  ),
});

const MAX_LINES = 20_000;
const MAX_NOT_READ = 20;

export function readTraces(text: string): Traces {
  const records: TraceRecord[] = [];
  const notRead: { line: number; reason: string }[] = [];
  const lines = text.slice(0, MAX_RECORD_LENGTH).split('\n');
  if (text.length > MAX_RECORD_LENGTH || lines.length > MAX_LINES) {
    notRead.push({ line: 1, reason: 'It is longer than what is read of it; the newest records stand last.' });
    lines.length = Math.min(lines.length, MAX_LINES);
  }
  let ranges = 0;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const read = parseRecord(line, index + 1);
    ranges += read?.files.reduce((sum, file) => sum + file.ranges.length, 0) ?? 0;
    if (read !== null && ranges <= MAX_RANGES) records.push(read);
    else if (notRead.length < MAX_NOT_READ) {
      notRead.push({
        line: index + 1,
        reason: read === null ? 'It is no trace record.' : 'There are too many ranges.',
      });
    }
  }
  return { records, notRead };
}

function parseRecord(line: string, number: number): TraceRecord | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  const read = record.safeParse(value);
  if (!read.success) return null;
  const { vcs, tool, files } = read.data;
  return {
    line: number,
    revision: vcs?.revision ?? null,
    files: files.flatMap(({ path, conversations }) =>
      (conversations ?? []).flatMap((conversation) =>
        (conversation.ranges ?? []).flatMap((each): RecordedLines[] => {
          const by = each.contributor ?? conversation.contributor;
          if (each.start_line < 1 || each.end_line < each.start_line) return [];
          const assisted = by?.type == null ? true : /^(?:ai|mixed)$/i.test(by.type);
          const ranges = [{ start: each.start_line, end: each.end_line }];
          return [{ path, ranges, tool: tool?.name ?? null, model: by?.model_id ?? null, assisted }];
        }),
      ),
    ),
  };
}
