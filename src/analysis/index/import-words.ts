/**
 * The words by which modules are found that may import a file: the last part of each specifier that a text could
 * hold. Read from the text without parsing it, so that a whole repository takes a second; what is found is a
 * candidate, and its facts say whether it is right. A comment or a string that looks like an import does no harm.
 */
import { extensionOf } from '../dialects.ts';

/** A keyword of importing, and the literal behind it. Every repetition is bounded: the text is anybody's. */
const SPECIFIER =
  /\b(?:from|import|require|resolve|mock)\b[ \t\r\n]{0,16}\(?[ \t\r\n]{0,16}(?:\/\*[^*]{0,80}\*\/[ \t\r\n]{0,16})?(["'`])([^"'`\n]{1,200})\1/g;

const ENDINGS: ReadonlySet<string> = new Set(['ts', 'tsx', 'mts', 'cts', 'js', 'jsx', 'mjs', 'cjs', 'json']);

/** Each once, sorted. */
export function importWords(text: string): string[] {
  const words = new Set<string>();
  for (const [, , specifier = ''] of text.matchAll(SPECIFIER)) {
    const word = wordOf(specifier);
    if (word !== '') words.add(word);
  }
  return [...words].sort();
}

/** The words with which a specifier that means this path can end, by its place in the tree. */
export function wordsFor(path: string): string[] {
  const [name = '', folder] = path.split('/').reverse();
  const stem = withoutEnding(name);
  if (stem !== 'index') return [stem];
  return folder === undefined ? ['.', '..'] : [folder, '.', '..'];
}

/** `./users.js` → `users`, `../routes/index` → `routes`, `@acme/mail` → `mail`, `..` → `..`. */
export function wordOf(specifier: string): string {
  const mark = specifier.search(/[?#]/);
  const written = mark > 0 ? specifier.slice(0, mark) : specifier;
  const parts = written.split('/').filter((part) => part !== '');
  const last = parts.at(-1);
  if (last === undefined) return '';
  const stem = withoutEnding(last);
  return stem === 'index' && parts.length > 1 ? (parts.at(-2) ?? '') : stem;
}

function withoutEnding(name: string): string {
  const ending = extensionOf(name);
  return ending !== null && ENDINGS.has(ending) ? name.slice(0, -ending.length - 1) : name;
}
