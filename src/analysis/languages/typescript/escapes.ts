/** What literals mean: escapes of strings and templates, entities of JSX text, numbers. Text in, values out. */

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** Decodes the escapes in the inside of a string or template. A malformed escape stands for its own characters. */
export function unescape(text: string): string {
  let at = text.indexOf('\\');
  if (at === -1) return text;
  let result = '';
  let from = 0;
  while (at !== -1) {
    const escape = readEscape(text, at + 1);
    result += text.slice(from, at) + escape.value;
    from = escape.end;
    at = text.indexOf('\\', from);
  }
  return result + text.slice(from);
}

/** The escape whose first character behind the backslash is at `at`. */
function readEscape(text: string, at: number): { readonly value: string; readonly end: number } {
  const char = text.charAt(at);
  const simple = SIMPLE[char];
  if (simple !== undefined) return { value: simple, end: at + 1 };
  if (char === 'x') return hexEscape(text, at + 1, /[0-9a-f]{2}/iy, 0);
  if (char === 'u' && text.charAt(at + 1) === '{') return hexEscape(text, at + 2, /[0-9a-f]{1,8}(?=\})/iy, 1);
  if (char === 'u') return hexEscape(text, at + 1, /[0-9a-f]{4}/iy, 0);
  // A line continuation is nothing.
  if (char === '\r') return { value: '', end: text.charAt(at + 1) === '\n' ? at + 2 : at + 1 };
  if (char === '\n' || char === '\u2028' || char === '\u2029') return { value: '', end: at + 1 };
  if (char >= '0' && char <= '7') return octalEscape(text, at);
  const codePoint = String.fromCodePoint(text.codePointAt(at) ?? 0x5c);
  return { value: codePoint, end: at + codePoint.length };
}

function hexEscape(text: string, at: number, digits: RegExp, closing: number): { value: string; end: number } {
  digits.lastIndex = at;
  const found = digits.exec(text)?.[0];
  const code = found === undefined ? Infinity : parseInt(found, 16);
  if (found === undefined || code > 0x10ffff) return { value: text.slice(at - 2 - closing, at), end: at };
  return { value: String.fromCodePoint(code), end: at + found.length + closing };
}

/** `\0`, and the octal escapes of sloppy code. */
function octalEscape(text: string, at: number): { value: string; end: number } {
  const digits = /[0-3][0-7]{0,2}|[4-7][0-7]?/y;
  digits.lastIndex = at;
  const found = digits.exec(text)?.[0] ?? '0';
  return { value: String.fromCharCode(parseInt(found, 8)), end: at + found.length };
}

/** The entities that occur in markup that people write by hand; others stay as written. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  copy: '\u00a9',
  reg: '\u00ae',
  trade: '\u2122',
  hellip: '\u2026',
  mdash: '\u2014',
  ndash: '\u2013',
  lsquo: '\u2018',
  rsquo: '\u2019',
  ldquo: '\u201c',
  rdquo: '\u201d',
  laquo: '\u00ab',
  raquo: '\u00bb',
  times: '\u00d7',
  middot: '\u00b7',
  bull: '\u2022',
};

/** Decodes character references of JSX text and attributes. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{1,30});/gi, (whole) => {
    const name = whole.slice(1, -1);
    if (!name.startsWith('#')) return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] as string) : whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** JSX text as it is rendered: lines trimmed, empty ones dropped, the rest joined by a space. */
export function jsxText(text: string): string {
  if (!text.includes('\n')) return decodeEntities(text);
  const lines = text.split(/\r?\n/);
  const kept = lines.map((line, index) => {
    const start = index === 0 ? line : line.trimStart();
    return index === lines.length - 1 ? start : start.trimEnd();
  });
  return decodeEntities(kept.filter((line) => line !== '').join(' '));
}

/** A numeric literal as written: separators, other bases, old octal, `n` suffix (whose precision is not kept). */
export function numberValue(text: string): number {
  const plain = text.replaceAll('_', '').replace(/n$/, '');
  if (/^0[0-7]+$/.test(plain)) return parseInt(plain, 8);
  return Number(plain);
}
