/** Takes the answer out of a case's names: what a test calls `goodQuery` is not to be told from what it calls `badQuery`. */

const TELLING: Readonly<Record<string, string>> = {
  good: 'one',
  bad: 'two',
  safe: 'three',
  unsafe: 'four',
  correct: 'five',
  incorrect: 'six',
  positive: 'seven',
  negative: 'eight',
};

const TELLING_WORD = /unsafe|incorrect|good|bad|safe|correct|positive|negative/gi;
const IDENTIFIER = /[A-Za-z_$][\w$]*/g;

/**
 * Renames the identifiers that the text itself declares. What is reached through a dot or named in an import belongs to a
 * library, whose names say what it does and not what a label says.
 */
export function withNeutralNames(text: string): string {
  const kept = librarysNames(text);
  return text.replace(IDENTIFIER, (name, at: number) => {
    return text[at - 1] === '.' || kept.has(name) ? name : neutral(name);
  });
}

/** The same for text in which nothing belongs to a library: configuration, where every word may be a name. */
export function withNeutralWords(text: string): string {
  return text.replace(/[A-Za-z_][A-Za-z0-9_]*/g, (name) => (TELLING_PART.test(name) ? neutral(name) : name));
}

/** A telling word as a part of a name: `good_example`, `negative1`, `BadBucket`. */
const TELLING_PART =
  /(?:^|_)(?:unsafe|incorrect|good|bad|safe|correct|positive|negative)(?:$|_|\d)|^(?:Unsafe|Incorrect|Good|Bad|Safe|Correct|Positive|Negative)(?=[A-Z0-9])/i;

/** Keeps the extension, loses the rest: a file's name may give its label away. */
export function neutralPath(path: string, index: number): string {
  const extension = /\.[A-Za-z]+$/.exec(path)?.[0] ?? '';
  return index === 0 ? `src/app${extension}` : `src/part${index}${extension}`;
}

function librarysNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, name] of text.matchAll(/\.([A-Za-z_$][\w$]*)/g)) if (name !== undefined) names.add(name);
  for (const [clause] of text.matchAll(/^\s*import\b[^;'"]{0,2000}/gm)) {
    for (const [name] of clause.matchAll(IDENTIFIER)) names.add(name);
  }
  return names;
}

function neutral(name: string): string {
  return name.replace(TELLING_WORD, (word) => {
    const replacement = TELLING[word.toLowerCase()] ?? word;
    const isCapital = word[0] !== word[0]?.toLowerCase();
    return isCapital ? replacement.charAt(0).toUpperCase() + replacement.slice(1) : replacement;
  });
}
