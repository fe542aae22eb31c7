/**
 * A value given to a name, in whatever language: `API_KEY=…`, `"token": "…"`, `<password>…</password>`, `env("KEY", "…")`,
 * `- name: KEY` with `value: …` in the next line. Read around a word found in a name, a bounded number of characters to each
 * side, character by character: it knows no grammar, so that it reads also what no parser does.
 */

export interface Assignment {
  readonly name: string;
  /** Of the value, without its quotes. */
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

const MAX_NAME_SIDE = 60;
const MAX_GAP = 60;
/** A longer value is no secret; it is given one character too long, so that it can be told. */
export const MAX_VALUE = 600;

/** Between a name and its value, each tried where the name's own quotes and brackets end. */
const TYPED =
  /[ \t]{0,20}:?[ \t]{0,20}(?:const )?&?(?:[A-Za-z_][\w.]{0,20}[?*&]?(?:<[\w ,]{1,20}>)?(?:\[\])?)[ \t]{1,4}:?=(?!=)/y;
const OPERATOR = /[ \t]{0,20}(?:={1,3}>?|:{1,3}=|[?.+]=|=>|:|->|,|>|\|\|=?)(?![=>])/y;
/** The next key of the same object or element says what the value is. */
const VALUE_KEY =
  /[ \t]{0,20},?[ \t\r\n]{0,60}(?:["'\\]{0,2})(?:value|default|defaultValue|secretValue|stringValue)(?:["'\\]{0,2})[ \t]{0,8}[:=]/iy;
const PLAIN_GAP = /[ \t]{1,8}(?=[^\s=:,;(){}[\]<>|&])/y;

/** @param start of the word in the name, `end` behind it */
export function assignmentAt(text: string, start: number, end: number): Assignment | null {
  const nameStart = startOfName(text, start);
  const nameEnd = endOfName(text, end);
  if (nameStart === null || nameEnd === null) return null;
  // The token in a badge's address is there to be shown.
  if (text[nameStart - 1] === '?' && /\.(?:svg|png)$/.test(text.slice(nameStart - 5, nameStart - 1))) return null;
  const name = text.slice(nameStart, nameEnd);
  const valueFrom = behindOperator(text, nameEnd, isQuote(text, nameStart - 1), nameStart);
  if (valueFrom === null) return null;
  const value = valueAt(text, valueFrom);
  // A list of two texts is a name and its value where the first is written as a setting's name: set("API_TOKEN", "…").
  if (value === null || (text[valueFrom - 1] === ',' && !(value.quoted && /^[A-Z0-9_.]+$/.test(name)))) return null;
  return { name, ...value };
}

/** Behind the last character that can belong to a name; null where a name is too long to be one. */
function endOfName(text: string, from: number): number | null {
  let at = from;
  while (at - from <= MAX_NAME_SIDE && isNameCharacter(text.charCodeAt(at))) at += 1;
  return at - from > MAX_NAME_SIDE ? null : at;
}

function startOfName(text: string, from: number): number | null {
  let at = from;
  while (from - at <= MAX_NAME_SIDE && isNameCharacter(text.charCodeAt(at - 1))) at -= 1;
  if (from - at > MAX_NAME_SIDE) return null;
  // The `n` of an escaped line break belongs to no name.
  if (text[at - 1] === '\\' && /[nrt]/.test(text[at] ?? '')) at += 1;
  while (at < from && /[-.]/.test(text[at] ?? '')) at += 1;
  return at;
}

/** Letters, digits, and `_ - . $`. */
function isNameCharacter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 45 ||
    code === 46 ||
    code === 36
  );
}

function behindOperator(text: string, nameEnd: number, inQuotes: boolean, nameStart: number): number | null {
  let at = nameEnd;
  while (at - nameEnd < 6 && /["'`\\\])]/.test(text[at] ?? '')) at += 1;
  const closed = at > nameEnd;
  const behind = match(VALUE_KEY, text, at) ?? match(TYPED, text, at) ?? match(OPERATOR, text, at);
  if (behind !== null) {
    // A comma separates a name from its value only where the name is text: setProperty("TOKEN", "…").
    if (text[behind - 1] === ',' && !(closed && inQuotes)) return null;
    if (text[behind - 1] === '>' && !/[=-]/.test(text[behind - 2] ?? '') && text[nameStart - 1] !== '<') return null;
    return behind;
  }
  // `ENV TOKEN …` of a Dockerfile, `--token …` of a command line, `password …` of a netrc file.
  const stands =
    text[nameStart - 1] === '-' ||
    /(?:^|\n)[ \t]{0,8}(?:ENV|ARG|set|export|setenv)[ \t]{1,4}$/.test(
      text.slice(Math.max(0, nameStart - 20), nameStart),
    ) ||
    /(?:^|[\s])login [^\s]{1,40} $/.test(text.slice(Math.max(0, nameStart - 50), nameStart));
  return stands && !closed ? match(PLAIN_GAP, text, at) : null;
}

function match(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** Opening words and wrappers that belong to no value. */
const WRAPPED =
  /[ \t\r\n]{0,60}(?:new )?(?:[A-Za-z_][\w.]{0,40}\([ \t\r\n]{0,40})?(?=["'`\\])|[ \t]{0,20}|[\r\n \t]{1,60}/y;
const SCHEME = /(?:bearer|basic|token|apikey|api-key|key|bot|sso-key|digest)[ =:]{1,2}/iy;
const STRING_PREFIX = /(?:[rbfuLR@$]{1,2}(?=["']))/y;

function valueAt(text: string, from: number): Omit<Assignment, 'name'> | null {
  let at = match(WRAPPED, text, from) ?? from;
  if (text[from - 1] === '>' || text[from - 1] === '(')
    while (at - from < MAX_GAP && /\s/.test(text[at] ?? '')) at += 1;
  at = match(STRING_PREFIX, text, at) ?? at;
  const escaped = text[at] === '\\' && /["']/.test(text[at + 1] ?? '');
  const quote = text[escaped ? at + 1 : at] ?? '';
  const quoted = /["'`]/.test(quote);
  const open = quoted ? at + (escaped ? 2 : 1) : at;
  const start = match(SCHEME, text, open) ?? open;
  const end = quoted ? endOfQuoted(text, start, quote, escaped) : endOfPlain(text, start);
  return end === null || end === start ? null : { start, end, quoted };
}

function endOfQuoted(text: string, from: number, quote: string, escaped: boolean): number | null {
  for (let at = from; at - from <= MAX_VALUE; at += 1) {
    const character = text[at];
    if (character === undefined || character === '\n') return null;
    if (character === '\\') {
      if (escaped && text[at + 1] === quote) return at;
      at += 1;
      continue;
    }
    if (character === quote) return at;
  }
  return null;
}

/** What a value without quotes is made of: no white space, nothing that separates values, no escaped line break or quote. */
const PLAIN = /(?:[^\s"'`;,<>(){}[\]&|\\]|\\(?![nrt"']))*/y;

function endOfPlain(text: string, from: number): number {
  const near = text.slice(from, from + MAX_VALUE + 1);
  PLAIN.lastIndex = 0;
  PLAIN.test(near);
  return from + PLAIN.lastIndex;
}

function isQuote(text: string, at: number): boolean {
  return /["'`]/.test(text[at] ?? '');
}
