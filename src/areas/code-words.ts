/**
 * The words of a program's own names, line by line: identifiers outside of comments and texts, split where people
 * split them. A scanner, not a parser: it runs once over the text and is right on ordinary code, which is what words
 * are worth. What must not be missed is read from facts, and what must not be skipped is never skipped by this alone.
 */

/** How comments are written. Texts are quoted alike in all. */
export type CommentStyle = 'slashes' | 'hash';

const HASH_EXTENSIONS = /\.(?:py|rb|sh|bash|zsh|pl|r|ex|exs|jl|tf|hcl|ya?ml|toml|ps1)$/i;

export function commentStyleOf(path: string): CommentStyle {
  return HASH_EXTENSIONS.test(path) ? 'hash' : 'slashes';
}

const SPECIAL = /["'`/#{}]/g;

/** The text with comments blanked and what is inside quotes replaced by `"`, line breaks kept. */
export function maskText(text: string, style: CommentStyle): string {
  const out: string[] = [];
  /** For each template that is open: how many braces were, when its hole began. */
  const templates: number[] = [];
  const special = new RegExp(SPECIAL);
  let braces = 0;
  let before = '';
  let at = 0;
  const take = (end: number, fill: string | null): void => {
    out.push(fill === null ? text.slice(at, end) : text.slice(at, end).replace(/[^\n]/g, fill));
    at = end;
  };
  while (at < text.length) {
    special.lastIndex = at;
    const next = special.exec(text)?.index ?? text.length;
    before = lastWritten(text, at, next) ?? before;
    take(next, null);
    const char = text[at];
    if (char === undefined) break;
    const comment = endOfComment(text, at, style);
    if (comment !== null) {
      take(comment, ' ');
      continue;
    }
    const isTemplate = char === '`' || (char === '}' && templates.at(-1) === braces);
    const part = isTemplate ? endOfTemplatePart(text, at + 1) : null;
    if (isTemplate && char === '}') templates.pop();
    if (part?.atHole === true) templates.push(braces);
    const quoted = part?.end ?? endOfQuoted(text, at, style, before);
    before = quoted === null ? char : '"';
    if (quoted === null) braces += char === '{' ? 1 : char === '}' ? -1 : 0;
    take(quoted ?? at + 1, quoted === null ? null : '"');
  }
  return out.join('');
}

function lastWritten(text: string, from: number, to: number): string | null {
  for (let index = to - 1; index >= from; index -= 1) {
    const char = text[index] ?? '';
    if (char !== ' ' && char !== '\n' && char !== '\t' && char !== '\r') return char;
  }
  return null;
}

function endOfComment(text: string, at: number, style: CommentStyle): number | null {
  if (style === 'hash') return text[at] === '#' ? indexFrom(text, '\n', at) : null;
  if (text[at] !== '/') return null;
  if (text[at + 1] === '/') return indexFrom(text, '\n', at);
  return text[at + 1] === '*' ? indexBehind(text, '*/', at + 2) : null;
}

/** Up to and with the closing backtick, or up to a hole. */
function endOfTemplatePart(text: string, from: number): { readonly end: number; readonly atHole: boolean } {
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === '\\') index += 1;
    else if (text[index] === '`') return { end: index + 1, atHole: false };
    else if (text[index] === '$' && text[index + 1] === '{') return { end: index + 2, atHole: true };
  }
  return { end: text.length, atHole: false };
}

/** Of a quoted text, or of a regular expression where what stands `before` leaves room for one; null where none begins. */
function endOfQuoted(text: string, at: number, style: CommentStyle, before: string): number | null {
  const char = text[at] ?? '';
  if (char === '"' || char === "'") {
    const triple = char.repeat(3);
    if (style === 'hash' && text.startsWith(triple, at)) return indexBehind(text, triple, at + 3);
    return endOfLineWith(text, char, at + 1);
  }
  const isExpression = style === 'slashes' && char === '/' && /^$|[(,=:[!&|?{};+\-*%<>~^]/.test(before);
  return isExpression ? endOfLineWith(text, char, at + 1) : null;
}

/** Behind the closing mark, or at the end of the line. A slash inside `[…]` closes nothing. */
function endOfLineWith(text: string, mark: string, from: number): number {
  let inClass = false;
  for (let index = from; index < text.length; index += 1) {
    const char = text[index];
    if (char === '\\') index += 1;
    else if (char === '\n') return index;
    else if (char === mark && !inClass) return index + 1;
    else if (mark === '/' && (char === '[' || char === ']')) inClass = char === '[';
  }
  return text.length;
}

function indexFrom(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found;
}

function indexBehind(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}

const IDENTIFIER = /[A-Za-z_$][\w$]*/g;
const MAX_IDENTIFIERS_IN_LINE = 200;

/** The identifiers of a masked line, as they are written. */
export function identifiersIn(maskedLine: string): string[] {
  return (maskedLine.match(IDENTIFIER) ?? []).slice(0, MAX_IDENTIFIERS_IN_LINE).map((name) => name.slice(0, 100));
}

/** `getAccessTokens` is get, access, token; `OAUTH2_SCOPE` is oauth2, scope. A plural is its singular. */
export function wordsOf(identifier: string): string[] {
  return identifier
    .replace(/OAuth/g, 'Oauth')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_$]+/)
    .filter((word) => word !== '')
    .map((word) => singular(word.toLowerCase()));
}

function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is|os)$/.test(word)) return word;
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}
