/** How grave an advisory is, by its database's word or by its CVSS vector. https://www.first.org/cvss/ */
import calculator from 'ae-cvss-calculator';
import type { Severity } from '#domain/finding.ts';

const WORDS: ReadonlyMap<string, Severity> = new Map([
  ['low', 'low'],
  ['moderate', 'medium'],
  ['medium', 'medium'],
  ['high', 'high'],
  ['critical', 'critical'],
]);

/** The library's own types are lost where it is imported as a module. */
interface Calculator {
  readonly fromVector: (
    vector: string,
  ) => { calculateScores(normalised: boolean): { readonly overall?: number } } | null;
}

export function severityOfWord(word: string | undefined): Severity | null {
  return word === undefined ? null : (WORDS.get(word.toLowerCase()) ?? null);
}

/** Of several, the gravest. */
export function severityOfVectors(vectors: readonly string[]): Severity | null {
  const scores = vectors.flatMap((vector) => scoreOf(vector) ?? []);
  if (scores.length === 0) return null;
  const score = Math.max(...scores);
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  return score >= 4 ? 'medium' : 'low';
}

function scoreOf(vector: string): number | null {
  try {
    const { fromVector } = calculator as unknown as Calculator;
    return fromVector(vector.slice(0, 500))?.calculateScores(false).overall ?? null;
  } catch {
    return null;
  }
}
