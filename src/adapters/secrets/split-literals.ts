/** String literals that are put together where they stand: `'ghp_' + 'abc…'`, `['a', 'b'].join('')`, literals in a row. */

export interface JoinedText {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const MAX_PIECES = 40;
const MAX_LENGTH = 4_000;
/** From behind a literal's closing quote: what joins it to the next one, up to that one's opening quote. */
const JOINT = /[ \t\r\n]{0,80}(?:\+|\.{1,2}|&|\|\||\\)?[ \t\r\n]{0,80}(?=["'`])/y;
const LIST_JOINT = /[ \t\r\n]{0,80},[ \t\r\n]{0,80}(?=["'`])/y;
const JOIN_CALL = /[ \t\r\n]{0,80},?[ \t\r\n]{0,80}\][ \t\r\n]{0,20}\.join\([ \t]{0,4}(?:""|''|``)[ \t]{0,4}\)/y;

/** Every chain of at least two literals that are one text in the end. */
export function joinedTexts(text: string): JoinedText[] {
  const joined: JoinedText[] = [];
  // Joined by an operator, or, as in Python and C, by nothing but a line break.
  for (const joint of ['+', '\n']) {
    let readUpTo = 0;
    for (let at = text.indexOf(joint); at !== -1; at = text.indexOf(joint, at + 1)) {
      const chain = at < readUpTo ? null : chainAround(text, at);
      if (chain === null) continue;
      readUpTo = chain.end;
      joined.push(chain);
    }
  }
  for (let at = text.indexOf('].join('); at !== -1; at = text.indexOf('].join(', at + 1)) {
    const list = joinedList(text, at);
    if (list !== null) joined.push(list);
  }
  return joined;
}

function chainAround(text: string, joint: number): JoinedText | null {
  const close = lastNonSpace(text, joint - 1);
  const quote = text[close];
  if (quote === undefined || !isQuote(quote)) return null;
  const open = openingQuote(text, close, quote);
  if (open === null) return null;
  const chain = readChain(text, open, JOINT);
  return chain.pieces < 2 ? null : { text: chain.text, start: open, end: chain.end };
}

function joinedList(text: string, bracket: number): JoinedText | null {
  const from = Math.max(0, bracket - MAX_LENGTH);
  const opening = text.lastIndexOf('[', bracket);
  if (opening < from) return null;
  let open = opening + 1;
  while (open < bracket && /\s/.test(text[open] ?? '')) open += 1;
  if (!isQuote(text[open] ?? '')) return null;
  const chain = readChain(text, open, LIST_JOINT);
  JOIN_CALL.lastIndex = chain.end;
  return chain.pieces >= 2 && JOIN_CALL.test(text) ? { text: chain.text, start: open, end: chain.end } : null;
}

/** Reads literals from an opening quote on, as long as a joint and a further literal follow. */
function readChain(text: string, open: number, joint: RegExp): { text: string; end: number; pieces: number } {
  let pieces = 0;
  let whole = '';
  let at = open;
  let end = open;
  while (pieces < MAX_PIECES && whole.length < MAX_LENGTH) {
    const quote = text[at] ?? '';
    const close = closingQuote(text, at, quote);
    if (close === null) break;
    whole += text.slice(at + 1, close);
    pieces += 1;
    end = close + 1;
    joint.lastIndex = end;
    if (!joint.test(text)) break;
    at = joint.lastIndex;
  }
  return { text: whole, end, pieces };
}

function closingQuote(text: string, open: number, quote: string): number | null {
  for (let at = open + 1; at - open < MAX_LENGTH; at += 1) {
    const character = text[at];
    if (character === undefined || (character === '\n' && quote !== '`')) return null;
    if (character === '\\') at += 1;
    else if (character === quote) return at;
  }
  return null;
}

/** On the same line: a literal's beginning cannot be told from further away. */
function openingQuote(text: string, close: number, quote: string): number | null {
  for (let at = close - 1; close - at < 400; at -= 1) {
    const character = text[at];
    if (character === undefined || character === '\n') return null;
    if (character === quote && text[at - 1] !== '\\') return at;
  }
  return null;
}

function lastNonSpace(text: string, from: number): number {
  let at = from;
  while (at >= 0 && from - at < 80 && /\s/.test(text[at] ?? '')) at -= 1;
  return at;
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'" || character === '`';
}
