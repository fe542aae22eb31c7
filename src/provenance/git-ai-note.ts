/**
 * Notes that git-ai keeps in `refs/notes/ai`: the Git AI Standard, `authorship/3.0.0` (usegitai.com), and older ones of
 * the same shape. Above a line `---` stand files and, indented below each, a session and its lines; below it, JSON that
 * says which tool a session was. Read leniently: what is not understood is passed over, and said where nothing was.
 */
import { z } from 'zod';
import { MAX_RANGES, MAX_RECORD_LENGTH, type ReadRecord, type RecordedLines } from './machine-record.ts';

const agent = z.looseObject({ tool: z.string().nullish(), model: z.string().nullish() });
const session = z.looseObject({ agent_id: agent.nullish() });
const metadata = z.looseObject({
  schema_version: z.string().nullish(),
  prompts: z.record(z.string(), session).nullish(),
  sessions: z.record(z.string(), session).nullish(),
});

export function readGitAiNote(text: string): ReadRecord {
  if (text.length > MAX_RECORD_LENGTH)
    return { kind: 'not-read', reason: 'It is longer than records of a commit are.' };
  const divider = /^---$/m.exec(text);
  const json = divider === null ? text : text.slice(divider.index + 3);
  const parsed = parseMetadata(json);
  if (parsed === null) return { kind: 'not-read', reason: 'It is no authorship note: its metadata could not be read.' };
  const agents = new Map([...Object.entries(parsed.prompts ?? {}), ...Object.entries(parsed.sessions ?? {})]);
  const lines = divider === null ? [] : attestations(text.slice(0, divider.index), agents);
  if (lines === null) return { kind: 'not-read', reason: 'It names more lines than a commit has.' };
  const named = new Set(lines.map(({ tool, model }) => `${tool ?? ''} ${model ?? ''}`));
  // Sessions without lines of their own took part all the same.
  const others = [...agents.values()]
    .map((one) => recorded('', one))
    .filter((one) => !named.has(`${one.tool ?? ''} ${one.model ?? ''}`));
  return { kind: 'read', lines: [...lines, ...others] };
}

type Session = z.infer<typeof session>;

function parseMetadata(json: string): z.infer<typeof metadata> | null {
  try {
    const read = metadata.safeParse(JSON.parse(json));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

function attestations(text: string, agents: ReadonlyMap<string, Session>): RecordedLines[] | null {
  const found: RecordedLines[] = [];
  let path = '';
  let count = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    if (!/^\s/.test(line)) {
      path = unquoted(line.trim());
      continue;
    }
    const [, id = '', list = ''] = /^\s+(\S{1,200})[ \t]+(\S[^\n]{0,200000})$/.exec(line) ?? [];
    if (id === '' || path === '') continue;
    const ranges = rangesIn(list);
    count += ranges.length;
    if (count > MAX_RANGES) return null;
    // `h_…` is a person whom an editor knows; `s_…::t_…` is a turn of a session.
    const own = agents.get(id) ?? agents.get(id.split('::')[0] ?? '');
    if (id.startsWith('h_') && own === undefined)
      found.push({ path, ranges, tool: null, model: null, assisted: false });
    else found.push({ ...recorded(path, own ?? {}), ranges });
  }
  return found;
}

function recorded(path: string, { agent_id: by }: Session): RecordedLines {
  return { path, ranges: [], tool: by?.tool ?? null, model: by?.model ?? null, assisted: true };
}

/** `3-4,7-14`; what is turned around or none is passed over. */
function rangesIn(list: string): { start: number; end: number }[] {
  return list.split(',').flatMap((part) => {
    const [, from, to] = /^\s*(\d{1,9})(?:-(\d{1,9}))?\s*$/.exec(part) ?? [];
    const [start, end] = [Number(from), Number(to ?? from)];
    return from === undefined || start < 1 || end < start ? [] : [{ start, end }];
  });
}

function unquoted(path: string): string {
  return path.length > 1 && path.startsWith('"') && path.endsWith('"') ? path.slice(1, -1) : path;
}
