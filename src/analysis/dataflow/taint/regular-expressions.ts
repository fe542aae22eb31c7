/** What a regular expression lets through, as far as its text tells. */

/**
 * Whether a text that matches as a whole cannot leave the place it is put into: anchored on both sides, and made of
 * letters, digits and a few harmless signs. Unknown constructs answer no.
 */
export function allowsOnlyPlainText(pattern: string, flags: string): boolean {
  if (flags.includes('m') || !pattern.startsWith('^') || !pattern.endsWith('$') || pattern.endsWith('\\$'))
    return false;
  return isPlain(pattern.slice(1, -1));
}

/** Whether replacing all matches by nothing leaves only letters, digits and a few harmless signs: `[^a-z0-9_]`. */
export function matchesAllButPlainText(pattern: string, flags: string): boolean {
  if (!flags.includes('g')) return false;
  if (/^\\[WD]\+?$/.test(pattern)) return true;
  const inside = /^\[\^([^\]]*)\][+*]?$/.exec(pattern)?.[1];
  return inside !== undefined && isPlain(inside);
}

/** Whether it matches quotes everywhere, as escaping does. */
export function matchesQuotes(pattern: string, flags: string): boolean {
  return flags.includes('g') && /['"`\\]/.test(pattern.replace(/\\[wdsbWDSB]/g, ''));
}

/** Words, digits, `_`, `-`, `.`, `:` and the signs of the expression itself. */
function isPlain(pattern: string): boolean {
  let escaped = false;
  let inClass = false;
  for (const char of pattern) {
    if (escaped) {
      if (!/[wdbtnr.\-+/:_@,]/.test(char)) return false;
      escaped = false;
    } else if (char === '\\') escaped = true;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (inClass && char === '^') return false;
    else if (!inClass && char === '.') return false;
    else if (!/[A-Za-z0-9_\-.:+*?{}(),|@/]/.test(char)) return false;
  }
  return !escaped;
}
