/** Where in a file a part of a text value stands: for a block (`|`) its line, for a value on one line the value. */
import type { ConfigValue } from '#analysis/configuration-facts.ts';
import type { Span } from '#domain/span.ts';

/** @param index of the part in the text that the value holds */
export function spanInText(value: ConfigValue, text: string, index: number): Span {
  const { span } = value;
  if (span.startLine === span.endLine) return span;
  const before = text.slice(0, index);
  const line = span.startLine + 1 + (before.match(/\n/g)?.length ?? 0);
  // Folded text loses line breaks: what would lie behind the value lies in its last line.
  const startLine = Math.min(line, Math.max(span.startLine, span.endLine - 1));
  return { startLine, startColumn: 1, endLine: startLine + 1, endColumn: 1 };
}
