/** Which globs a policy may use: those whose matching stays cheap on any path, and which mean what they seem to. */

export const MAX_PATTERN_LENGTH = 200;
/** Each `*` in one segment multiplies the ways in which a path can match. */
const MAX_STARS_IN_SEGMENT = 4;
const MAX_GLOBSTARS = 4;

/** What is wrong with a pattern and what to write instead, or null for one that can be used. */
export function patternProblem(pattern: string): { readonly expected: string; readonly remedy: string } | null {
  const problem = (expected: string, remedy: string) => ({ expected, remedy });
  if (pattern.trim() === '') return problem('a glob', 'Write a path such as src/billing/**.');
  if (pattern !== pattern.trim()) return problem('a glob without spaces around it', 'Remove the spaces.');
  if (pattern.length > MAX_PATTERN_LENGTH) {
    return problem(`a glob of at most ${String(MAX_PATTERN_LENGTH)} characters`, 'Split it into several.');
  }
  if (/\p{Cc}/u.test(pattern)) return problem('a glob without control characters', 'Remove them.');
  if (pattern.startsWith('!')) {
    return problem('a glob that adds paths', 'Exclusions are not supported: name the paths that belong to the area.');
  }
  if (pattern.startsWith('/') || pattern.startsWith('./')) {
    return problem("a glob from the repository's root", `Write ${pattern.replace(/^\.?\//, '')}.`);
  }
  if (pattern.includes('\\')) return problem('a glob with / between folders', 'Write / instead of \\.');
  if (pattern.split('/').includes('..')) return problem('a glob inside the repository', 'Remove "..".');
  if (/[@!+?*]\(/.test(pattern)) {
    return problem('a glob without (…) groups', 'Write {a,b} for alternatives, or several globs.');
  }
  return tooManyStars(pattern)
    ? problem(
        'a glob with few stars',
        `Use at most ${String(MAX_GLOBSTARS)} "**", and ${String(MAX_STARS_IN_SEGMENT)} "*" between two slashes.`,
      )
    : null;
}

function tooManyStars(pattern: string): boolean {
  const segments = pattern.split('/');
  if (segments.filter((segment) => segment.includes('**')).length > MAX_GLOBSTARS) return true;
  return segments.some((segment) => segment !== '**' && segment.split('*').length - 1 > MAX_STARS_IN_SEGMENT);
}
