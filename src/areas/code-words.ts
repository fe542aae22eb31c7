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

/** The text with comments blanked and what is inside quotes replaced by `"`, line breaks kept. */
export function maskText(text: string, style: CommentStyle): string {
  const out: string[] = [];
  const templates: number[] = [];
  let braces = 0;
  let at = 0;
  let significant = '';

  function skipTo(end: number, fill: string): void {
    for (const char of text.slice(at, end)) out.push(char === '\n' ? '\n' : fill);
    at = end;
  }
  function endOfQuoted(quote: string, from: number): number {
    for (let index = from; index < text.length; index += 1) {
      const char = text[index];
      if (char === '\\') index += 1;
      else if (char === quote) return index + 1;
      else if (char === '\n') return index;
    }
    return text.length;
  }
  /** Up to and with the closing backtick, or up to a hole. */
  function skipTemplate(from: number): void {
    let index = from;
    while (index < text.length) {
      if (text[index] === '\\') index += 2;
      else if (text[index] === '`') {
        index += 1;
        break;
      } else if (text[index] === '$' && text[index + 1] === '{') {
        templates.push(braces);
        index += 2;
        break;
      } else index += 1;
    }
    skipTo(Math.min(index, text.length), '"');
  }
  function endOf(mark: string, from: number): number {
    const found = text.indexOf(mark, from);
    return found === -1 ? text.length : found + mark.length;
  }
  function endOfLine(): number {
    const found = text.indexOf('\n', at);
    return found === -1 ? text.length : found;
  }

  while (at < text.length) {
    const char = text[at] ?? '';
    const next = text[at + 1];
    if (style === 'slashes' && char === '/' && next === '/') skipTo(endOfLine(), ' ');
    else if (style === 'slashes' && char === '/' && next === '*') skipTo(endOf('*/', at + 2), ' ');
    else if (style === 'hash' && char === '#') skipTo(endOfLine(), ' ');
    else if (char === '"' || char === "'") {
      const triple = style === 'hash' && text.startsWith(char.repeat(3), at);
      skipTo(triple ? endOf(char.repeat(3), at + 3) : endOfQuoted(char, at + 1), '"');
      significant = '"';
    } else if (char === '`') {
      skipTemplate(at + 1);
      significant = '"';
    } else if (char === '}' && templates.at(-1) === braces) {
      templates.pop();
      skipTemplate(at + 1);
      significant = '"';
    } else if (style === 'slashes' && char === '/' && /[(,=:[!&|?{};\n+\-*%<>~^]|^$/.test(significant)) {
      skipTo(endOfQuoted('/', at + 1), '"');
      significant = '"';
    } else {
      if (char === '{') braces += 1;
      else if (char === '}') braces -= 1;
      if (!/\s/.test(char)) significant = char;
      out.push(char);
      at += 1;
    }
  }
  return out.join('');
}

const IDENTIFIER = /[A-Za-z_$][\w$]*/g;
const MAX_IDENTIFIERS_IN_LINE = 200;

/** The identifiers of a masked line, each as its words. */
export function namesIn(maskedLine: string): string[][] {
  const names: string[][] = [];
  for (const [identifier] of maskedLine.matchAll(IDENTIFIER)) {
    if (names.length === MAX_IDENTIFIERS_IN_LINE) break;
    names.push(wordsOf(identifier.slice(0, 100)));
  }
  return names;
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
