/**
 * One CODEOWNERS pattern as a test of paths, with GitHub's meaning: like gitignore, but without negation, ranges and
 * escapes of a leading `#`, and `docs/*` is the files of `docs` alone. Matching takes at most pattern times path steps,
 * whatever the pattern: the file may be anyone's.
 * Source: docs.github.com, "About code owners", section "CODEOWNERS syntax".
 */

/** Null where GitHub would call the line invalid. */
export function compilePattern(pattern: string): ((path: string) => boolean) | null {
  if (pattern.startsWith('!') || pattern.startsWith('\\#') || /[[\]]/.test(pattern)) return null;
  const forms = formsOf(pattern);
  return (path) => {
    const segments = path.split('/');
    return forms.some((form) => matchesAll(form, segments, (part) => part === '**', matchesSegment));
  };
}

/** The forms of a path that a pattern means, each as segments; `**` stands for any number of them. */
function formsOf(pattern: string): string[][] {
  const isDirectory = pattern.endsWith('/');
  const body = pattern.replace(/^\//, '').replace(/\/$/, '');
  if (body === '') return [['**', '*']];
  // A slash at the start or in the middle anchors a pattern at the root; one at the end does not.
  const isAnchored = pattern.startsWith('/') || body.includes('/');
  const rooted = isAnchored ? body.split('/') : ['**', body];
  const inside = [...rooted, '**', '*'];
  if (isDirectory) return [inside];
  const last = rooted.at(-1);
  if (last === '**') return [[...rooted, '*']];
  return last === '*' && isAnchored ? [rooted] : [rooted, inside];
}

/** One segment: `*` is any run of characters, `?` one of them. */
function matchesSegment(pattern: string, segment: string): boolean {
  return matchesAll(
    [...pattern],
    [...segment],
    (char) => char === '*',
    (char, given) => char === '?' || char === given,
  );
}

/** Wildcard matching of lists: going back to the last wildcard alone is enough, so no way is tried twice. */
function matchesAll(
  pattern: readonly string[],
  given: readonly string[],
  isWild: (part: string) => boolean,
  matches: (part: string, item: string) => boolean,
): boolean {
  let at = 0;
  let wild = -1;
  let resume = 0;
  for (let index = 0; index < given.length;) {
    const part = pattern[at];
    const item = given[index] ?? '';
    if (part !== undefined && isWild(part)) {
      wild = at;
      resume = index;
      at += 1;
    } else if (part !== undefined && matches(part, item)) {
      at += 1;
      index += 1;
    } else if (wild >= 0) {
      resume += 1;
      index = resume;
      at = wild + 1;
    } else {
      return false;
    }
  }
  while (at < pattern.length && isWild(pattern[at] ?? '')) at += 1;
  return at === pattern.length;
}
