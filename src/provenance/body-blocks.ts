/**
 * The Markdown of a pull request as blocks that speak for its author: without comments, code, quotes and what is
 * struck out. Parsed by markdown-it, whose nesting is bounded; what lies deeper is not read.
 */
import MarkdownIt, { type Token } from 'markdown-it';
import { htmlPieces } from './html-pieces.ts';
import { inlineLines, isAllBold, type InlineLine } from './inline-lines.ts';
import { urlsIn, type TextLine } from './text-line.ts';

export interface BodyBlock {
  readonly kind: 'paragraph' | 'heading' | 'cell';
  /** Of a paragraph that begins a list item with a box; the text is then without it. */
  readonly task: 'ticked' | 'unticked' | null;
  readonly lines: readonly TextLine[];
  /** All lines in one, spaces collapsed. */
  readonly text: string;
  /** The heading above it, a line in bold or a summary counting as one; empty where there is none. */
  readonly section: string;
}

/** GitHub stores no longer bodies than a quarter of this. */
const LONGEST_BODY = 262_144;
const LONGEST_SECTION = 200;

const markdown = new MarkdownIt('commonmark', { html: true }).enable(['table', 'strikethrough']);

interface Reading {
  readonly blocks: BodyBlock[];
  quotes: number;
  htmlQuotes: number;
  container: BodyBlock['kind'];
  /** The next block is the first of a list's item. */
  itemStart: boolean;
  section: string;
  introduced: boolean;
}

/** Blocks in order. A body that is indented as a whole was pasted from a log, and is read without its indentation. */
export function bodyBlocks(body: string): BodyBlock[] {
  const reading: Reading = {
    blocks: [],
    quotes: 0,
    htmlQuotes: 0,
    container: 'paragraph',
    itemStart: false,
    section: '',
    introduced: false,
  };
  for (const token of markdown.parse(dedented(body.slice(0, LONGEST_BODY)), {})) readToken(token, reading);
  return reading.blocks;
}

function readToken(token: Token, reading: Reading): void {
  switch (token.type) {
    case 'blockquote_open':
      reading.quotes += 1;
      break;
    case 'blockquote_close':
      reading.quotes -= 1;
      break;
    case 'list_item_open':
      reading.itemStart = true;
      break;
    case 'heading_open':
      reading.container = 'heading';
      break;
    case 'paragraph_open':
      reading.container = 'paragraph';
      break;
    case 'th_open':
    case 'td_open':
      reading.container = 'cell';
      break;
    case 'html_block':
      readHtml(token, reading);
      break;
    case 'inline':
      readInline(token, reading);
      break;
    case 'fence':
    case 'code_block':
    case 'hr':
      reading.itemStart = false;
      reading.introduced = false;
      break;
    default:
  }
}

function readInline(token: Token, reading: Reading): void {
  const startsItem = reading.itemStart;
  reading.itemStart = false;
  if (reading.quotes > 0 || reading.htmlQuotes > 0) return;
  const children = token.children ?? [];
  const lines = inlineLines(children, (token.map?.[0] ?? 0) + 1);
  const first = lines[0];
  if (first === undefined) return;
  const box = startsItem ? /^\[([ xX])\]\s+/.exec(`${first.text} `) : null;
  const kept = box === null ? lines : [{ ...first, text: first.text.slice(box[0].length) }, ...lines.slice(1)];
  const task = box === null ? null : box[1] === ' ' ? 'unticked' : 'ticked';
  addBlock({ kind: reading.container, task, lines: kept }, reading);
  const text = reading.blocks.at(-1)?.text ?? '';
  const heads = reading.container === 'heading' || (isAllBold(children) && text.length <= LONGEST_SECTION);
  if (heads) reading.section = text.slice(0, LONGEST_SECTION);
  reading.introduced = !heads && text.endsWith(':');
}

interface Draft {
  readonly kind: BodyBlock['kind'];
  readonly task: BodyBlock['task'];
  readonly lines: readonly InlineLine[];
}

function addBlock({ kind, task, lines }: Draft, reading: Reading): void {
  let { introduced } = reading;
  const spoken = lines.map(({ text, links, number }, index): TextLine => {
    introduced ||= index > 0 && lines[index - 1]?.text.endsWith(':') === true;
    return { text, links: [...links, ...urlsIn(text)], number, introduced };
  });
  const text = spoken
    .map((line) => line.text)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  reading.blocks.push({ kind, task, lines: spoken, text, section: reading.section });
}

/** Of raw HTML the links count, and a summary as heading; its text is read like any other. */
function readHtml(token: Token, reading: Reading): void {
  const startLine = (token.map?.[0] ?? 0) + 1;
  const html = htmlPieces(token.content, reading.htmlQuotes);
  reading.itemStart = false;
  if (reading.quotes === 0) {
    if (html.summary !== '') reading.section = html.summary.slice(0, LONGEST_SECTION);
    const lines = html.lines.map((line) => ({ ...line, number: startLine + line.offset }));
    if (lines.length > 0) addBlock({ kind: 'paragraph', task: null, lines }, reading);
    reading.introduced = false;
  }
  reading.htmlQuotes = html.quotes;
}

function dedented(body: string): string {
  const lines = body.split(/\r\n?|\n/);
  const written = lines.filter((line) => line.trim() !== '');
  const indented = written.length > 0 && written.every((line) => /^(?: {4}|\t)/.test(line));
  return indented ? lines.map((line) => line.replace(/^(?: {4}|\t)/, '')).join('\n') : body;
}
