/**
 * A commit message as lines that speak for its author: without quotes, fenced code and the patch that some mails carry.
 * Commit messages are plain text in which Markdown may occur, not Markdown. Linear in the message.
 */
import { urlsIn, type TextLine } from './text-line.ts';

const LINK = /\[([^[\]]{1,200})\]\(<?(https?:\/\/[^\s()<>]{1,500})>?\)/g;
const LONGEST_LINE = 2_000;
const NO_LINKS: readonly string[] = [];

/** Lines that are not blank, in order. A line of more than 2,000 characters is read no further than that. */
export function messageLines(message: string): TextLine[] {
  const lines: TextLine[] = [];
  let fence: string | null = null;
  let introduced = false;
  let afterBlank = true;
  let number = 0;
  for (const whole of message.split('\n')) {
    number += 1;
    const text = whole.slice(0, LONGEST_LINE).trim();
    const marker = text.startsWith('```') || text.startsWith('~~~') ? (/^(?:`+|~+)/.exec(text)?.[0] ?? null) : null;
    if (marker !== null && (fence === null || text.startsWith(fence))) {
      fence = fence === null ? marker : null;
      continue;
    }
    if (text === '') {
      afterBlank = true;
      continue;
    }
    if (fence !== null || text.startsWith('>')) continue;
    const previous = lines.at(-1)?.text.endsWith(':') === true;
    // An introduction reaches to the end of the paragraph after it.
    introduced = previous || (introduced && !afterBlank);
    afterBlank = false;
    const linked = text.includes('](');
    const links = text.includes('http') ? urlsIn(linked ? text.replace(LINK, ' $2 ') : text) : NO_LINKS;
    lines.push({ text: linked ? text.replace(LINK, '$1') : text, links, number, introduced });
  }
  return lines;
}
