/** Finds the words of areas among the words of identifiers. */
import type { BuiltInArea } from '#domain/area.ts';
import { wordsOf } from './code-words.ts';
import { NAMES } from './models/names.ts';

export interface NameMatch {
  readonly area: BuiltInArea;
  readonly phrase: string;
  readonly strength: 'clear' | 'vague';
}

/** Of an identifier as it is written. */
export type NameMatcher = (identifier: string) => readonly NameMatch[];

interface Phrase {
  readonly words: readonly string[];
  readonly match: NameMatch;
}

export function createNameMatcher(): NameMatcher {
  const byFirst = new Map<string, Phrase[]>();
  for (const { area, clear, vague } of NAMES) {
    for (const phrase of clear) add(phrase, { area, phrase, strength: 'clear' });
    for (const phrase of vague) add(phrase, { area, phrase, strength: 'vague' });
  }
  function add(text: string, match: NameMatch): void {
    const words = text.split(' ');
    const first = words[0] ?? '';
    const known = byFirst.get(first);
    if (known === undefined) byFirst.set(first, [{ words, match }]);
    else known.push({ words, match });
  }
  function find(words: readonly string[]): NameMatch[] {
    const found: NameMatch[] = [];
    for (let at = 0; at < words.length; at += 1) {
      const here = (byFirst.get(words[at] ?? '') ?? []).filter((phrase) => stands(phrase, words, at));
      const longest = Math.max(0, ...here.map((phrase) => phrase.words.length));
      found.push(...here.filter((phrase) => phrase.words.length === longest).map((phrase) => phrase.match));
      // "auth token" is one thing said, not two.
      if (longest > 1) at += longest - 1;
    }
    return found;
  }
  // Names repeat: each is split once.
  const known = new Map<string, NameMatch[]>();
  return (identifier) => {
    const found = known.get(identifier) ?? find(wordsOf(identifier));
    known.set(identifier, found);
    return found;
  };
}

function stands(phrase: Phrase, words: readonly string[], at: number): boolean {
  return phrase.words.every((part, offset) => words[at + offset] === part);
}
