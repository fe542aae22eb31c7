/** The inside of a Markdown paragraph as the lines that its author sees, without code, images and what is struck out. */
import type { Token } from 'markdown-it';
import { linkIn, QUOTING_TAGS } from './html-pieces.ts';

export interface InlineLine {
  readonly text: string;
  readonly links: readonly string[];
  readonly number: number;
}

/** Lines with text or links. `firstLine` is where the paragraph begins, from 1. */
export function inlineLines(children: readonly Token[], firstLine: number): InlineLine[] {
  const lines: { text: string; links: string[]; number: number }[] = [{ text: '', links: [], number: firstLine }];
  let quotes = 0;
  let number = firstLine;
  const current = () => lines.at(-1) ?? { text: '', links: [], number };
  for (const token of children) {
    switch (token.type) {
      case 'softbreak':
      case 'hardbreak':
        number += 1;
        lines.push({ text: '', links: [], number });
        break;
      case 's_open':
        quotes += 1;
        break;
      case 's_close':
        quotes = Math.max(0, quotes - 1);
        break;
      case 'html_inline':
        quotes = afterTag(token.content, quotes, current().links);
        number += token.content.split('\n').length - 1;
        break;
      case 'code_inline':
        // Code is shown, not said; what stands in its place keeps a line from being its rest alone.
        if (quotes === 0) current().text += '``';
        break;
      case 'link_open':
        if (quotes > 0) break;
        current().links.push(String(token.attrGet('href') ?? ''));
        if (token.markup === 'autolink') current().text += '<';
        break;
      case 'link_close':
        if (quotes === 0 && token.markup === 'autolink') current().text += '>';
        break;
      case 'text':
        if (quotes === 0) current().text += token.content;
        break;
      default:
    }
  }
  return lines
    .map((line) => ({ ...line, text: line.text.trim() }))
    .filter((line) => line.text !== '' || line.links.length > 0);
}

function afterTag(html: string, quotes: number, links: string[]): number {
  const match = /^<(\/?)([a-zA-Z][a-zA-Z0-9-]*)/.exec(html);
  if (match === null) return quotes;
  const tag = (match[2] ?? '').toLowerCase();
  if (QUOTING_TAGS.has(tag)) return Math.max(0, quotes + (match[1] === '/' ? -1 : 1));
  const link = tag === 'a' && quotes === 0 ? linkIn(html) : null;
  if (link !== null) links.push(link);
  return quotes;
}

/** Whether a paragraph is one phrase in bold, perhaps with a colon after it: a heading in all but form. */
export function isAllBold(children: readonly Token[]): boolean {
  const told = children.filter((token) => !(token.type === 'text' && /^[\s:?]*$/.test(token.content)));
  const inside = told.slice(1, -1);
  return (
    told[0]?.type === 'strong_open' &&
    told.at(-1)?.type === 'strong_close' &&
    !inside.some((token) => token.type === 'strong_close' || token.type === 'softbreak')
  );
}
