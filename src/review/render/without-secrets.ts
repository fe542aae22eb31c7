/**
 * Texts as reports may quote them: what was found to be a secret is blotted out. A check's text stays when the commit
 * is long gone, and is read by whoever may see the repository. Pure.
 */
import type { Finding } from '#domain/finding.ts';
import type { SecretFact } from '#domain/snapshot.ts';
import type { SourceTexts } from '../gather/source-texts.ts';

const BLOT = '•';

/** The same lines and columns, with a dot for each character of a secret. */
export function withoutSecrets(sources: SourceTexts, secrets: readonly SecretFact[]): SourceTexts {
  const blotted = new Map<string, string | null>();
  const text: SourceTexts['text'] = (side, path) => {
    const own = secrets.filter(({ place }) => place.side === side && place.path === path);
    const original = sources.text(side, path);
    if (own.length === 0 || original === null) return original;
    const key = `${side}\0${path}`;
    const known = blotted.get(key) ?? blot(original, own);
    blotted.set(key, known);
    return known;
  };
  return { text, lines: (side, path) => text(side, path)?.split(/\r?\n/) ?? null };
}

function blot(text: string, secrets: readonly SecretFact[]): string {
  const lines = text.split('\n');
  for (const { place } of secrets) {
    const { startLine, startColumn, endLine, endColumn } = place.span;
    for (let number = startLine; number <= endLine; number += 1) {
      const line = lines[number - 1];
      if (line === undefined) break;
      const start = number === startLine ? startColumn - 1 : 0;
      const end = Math.min(number === endLine ? endColumn - 1 : line.length, line.length);
      lines[number - 1] = line.slice(0, start) + BLOT.repeat(Math.max(0, end - start)) + line.slice(end);
    }
  }
  return lines.join('\n');
}

/** Whether a fix would repeat lines that hold a secret, as the suggestion of whole lines does: it is told in words then. */
export function fixRepeatsSecret({ fix }: Pick<Finding, 'fix'>, secrets: readonly SecretFact[]): boolean {
  const edits = fix?.edits ?? [];
  const first = Math.min(...edits.map(({ place }) => place.span.startLine));
  const last = Math.max(...edits.map(({ place }) => place.span.endLine));
  const paths = new Set(edits.map(({ place }) => place.path));
  return secrets.some(({ place: { side, path, span } }) => {
    return side === 'head' && paths.has(path) && span.startLine <= last && span.endLine >= first;
  });
}
