/**
 * What makes two findings the same one: rule, enclosing symbol and the text they are about, with the layout taken out.
 * The path is left out, so that a finding keeps its fingerprint when its file moves. Pure.
 */
import { createHash } from 'node:crypto';
import type { Span } from '#domain/span.ts';

/** Text beyond this many characters of a span adds nothing to what identifies it: as written, and without layout. */
const MAX_WRITTEN = 20_000;
const MAX_FOLDED = 2_000;

/** What a finding is about: where it has no identity of its own, the text of its span without layout. */
export interface Essence {
  readonly ruleId: string;
  readonly symbol: string | null;
  readonly text: string;
}

/** Equal for findings that only their order can tell apart. */
export function essenceKey(essence: Essence): string {
  return JSON.stringify([essence.ruleId, essence.symbol, essence.text]);
}

/** 32 hex characters. `ordinal` counts findings of the same essence from 0. */
export function fingerprint(essence: Essence, ordinal: number): string {
  return createHash('sha256')
    .update(`${essenceKey(essence)}#${ordinal}`)
    .digest('hex')
    .slice(0, 32);
}

/** The text of a span as it is written, or of its line where it is empty; cut where it is very long. `lines` are those of the file, without their ends. */
export function textOfSpan(lines: readonly string[], span: Span): string {
  const isPoint = span.startLine === span.endLine && span.startColumn === span.endColumn;
  if (isPoint) return (lines[span.startLine - 1] ?? '').slice(0, MAX_WRITTEN);
  const parts: string[] = [];
  let length = 0;
  for (let line = span.startLine; line <= span.endLine && length < MAX_WRITTEN; line += 1) {
    const text = lines[line - 1] ?? '';
    const from = line === span.startLine ? span.startColumn - 1 : 0;
    const to = line === span.endLine ? span.endColumn - 1 : text.length;
    const part = text.slice(from, to);
    parts.push(part);
    length += part.length + 1;
  }
  return parts.join('\n').slice(0, MAX_WRITTEN);
}

/**
 * Takes out what a formatter puts in: white space beside punctuation, trailing commas, the kind of quotes.
 * What remains is compared, never shown or parsed, so that it may be lossy.
 */
export function withoutLayout(text: string): string {
  const folded: string[] = [];
  let pendingSpace = false;
  for (const char of text) {
    if (/\s/.test(char)) {
      pendingSpace = true;
      continue;
    }
    const previous = folded.at(-1);
    if (pendingSpace && previous !== undefined && isWord(previous) && isWord(char)) folded.push(' ');
    pendingSpace = false;
    if (/[)\]}]/.test(char) && folded.at(-1) === ',') folded.pop();
    folded.push(char === '"' || char === '`' ? "'" : char);
  }
  return folded.slice(0, MAX_FOLDED).join('');
}

function isWord(char: string): boolean {
  return /[\p{L}\p{N}_$]/u.test(char);
}
