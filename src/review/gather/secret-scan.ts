/** Which texts of a change are searched for secrets, and what is said where one was not. */
import { type FileChange, pathOf } from '#domain/change.ts';
import type { NotChecked } from '#domain/not-checked.ts';
import type { SecretFact } from '#domain/snapshot.ts';
import type { LineRange } from '#domain/span.ts';
import type { ScanTask, SecretScanner } from '../ports.ts';
import type { ChangedContent, SideContent } from './changed-contents.ts';
import { MAX_SCANNED, MAX_SCANNED_WHOLE } from './limits.ts';

export interface ScannedSecrets {
  readonly secrets: readonly SecretFact[];
  readonly notChecked: readonly NotChecked[];
}

/** Both sides of every changed text, whatever its language. */
export async function scanForSecrets(
  scanner: SecretScanner,
  contents: readonly ChangedContent[],
): Promise<ScannedSecrets> {
  const { tasks, notChecked } = chooseTexts(contents);
  if (tasks.length === 0) return { secrets: [], notChecked };
  try {
    const { found, failed } = await scanner.scan(tasks);
    const failures = failed.map(({ path, reason }) => unsearched(path, 'source-unavailable', reason));
    return { secrets: [...found].sort(byPlace), notChecked: [...notChecked, ...failures] };
  } catch (error) {
    const reason = Error.isError(error) ? error.message : String(error);
    return { secrets: [], notChecked: [...notChecked, unsearched(null, 'source-unavailable', reason)] };
  }
}

function chooseTexts(contents: readonly ChangedContent[]): { tasks: ScanTask[]; notChecked: NotChecked[] } {
  const tasks: ScanTask[] = [];
  const notChecked: NotChecked[] = [];
  let length = 0;
  for (const content of contents) {
    for (const side of [content.head, content.base]) {
      const text = side === null ? null : textToScan(side, content.change);
      if (side === null || text === null) continue;
      if (text.length > MAX_SCANNED_WHOLE || length + text.length > MAX_SCANNED) {
        if (side.side === 'head')
          notChecked.push(unsearched(pathOf(content.change), 'budget', 'there is too much of it'));
        continue;
      }
      length += text.length;
      tasks.push({ path: side.version.path, side: side.side, text });
    }
  }
  return { tasks, notChecked };
}

/** Of a large text the lines that changed, each where it is. */
function textToScan({ side, reading }: SideContent, { hunks }: FileChange): string | null {
  const { text } = reading;
  if (text === null || text.length <= MAX_SCANNED_WHOLE || hunks === null) return text;
  return keepLines(
    text,
    hunks.map((hunk) => hunk[side]),
  );
}

/** @param ranges in order, not overlapping */
function keepLines(text: string, ranges: readonly LineRange[]): string {
  let next = 0;
  return text
    .split('\n')
    .map((line, index) => {
      while (next < ranges.length && (ranges[next]?.end ?? 0) < index + 1) next += 1;
      const range = ranges[next];
      return range !== undefined && range.start <= index + 1 ? line : '';
    })
    .join('\n');
}

function unsearched(path: string | null, reason: NotChecked['reason'], why: string): NotChecked {
  const what = path === null ? 'Nothing' : 'It';
  const not = path === null ? '' : ' not';
  const detail = `${what} was${not} searched for secrets: ${why}.`;
  return { path, reason, detail, lines: null, ruleId: 'secrets/hardcoded-secret' };
}

function byPlace(one: SecretFact, other: SecretFact): number {
  const [a, b] = [one.place, other.place];
  return (
    compare(a.path, b.path) ||
    compare(a.side, b.side) ||
    a.span.startLine - b.span.startLine ||
    a.span.startColumn - b.span.startColumn ||
    compare(one.kind, other.kind)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
