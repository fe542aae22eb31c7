/** What changed lines speak of: the words of areas in the names that stand on them, whatever the language. */
import type { Side } from '#domain/span.ts';
import { namesIn } from './code-words.ts';
import type { Evidence } from './evidence.ts';
import type { NameMatcher } from './name-matching.ts';

/** `masked` are a file's lines without comments and texts. */
export function contentOfNames(
  path: string,
  side: Side,
  masked: readonly string[],
  changed: Iterable<number>,
  matcher: NameMatcher,
): Evidence[] {
  const found = new Map<string, Evidence>();
  for (const line of changed) {
    for (const words of namesIn(masked[line - 1] ?? '')) {
      for (const { area, phrase, strength } of matcher(words)) {
        const key = `${area} ${phrase}`;
        if (found.has(key)) continue;
        const span = { startLine: line, startColumn: 1, endLine: line, endColumn: 1 };
        const reason = { kind: 'content', detail: `speaks of "${phrase}"`, place: { path, side, span }, path } as const;
        found.set(key, { area, reason, strength, topic: phrase });
      }
    }
  }
  return [...found.values()];
}
