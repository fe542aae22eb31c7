/** Breaks prose into lines that fit. Knows widths, not meaning. */
import { charWidth, displayWidth } from './display-width.ts';

/** Lines of at most `width` columns, broken at blanks, and inside a word only where the word alone is too long. */
function wrap(text: string, width: number): readonly string[] {
  const room = Math.max(20, width);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ').flatMap((each) => breakWord(each, room))) {
    const wordWidth = displayWidth(word);
    if (line !== '' && used + 1 + wordWidth > room) {
      lines.push(line);
      line = '';
      used = 0;
    }
    used += wordWidth + (line === '' ? 0 : 1);
    line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines;
}

/** Wrapped, with each line after the first (and the first too, by default) behind `indent`. */
export function wrapIndented(text: string, width: number, indent: string, first: string = indent): string {
  const lines = wrap(text, width - Math.max(displayWidth(indent), displayWidth(first)));
  return lines.map((line, index) => (index === 0 ? first : indent) + line).join('\n');
}

function breakWord(word: string, room: number): string[] {
  if (displayWidth(word) <= room) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const char of word) {
    const width = charWidth(char);
    if (used + width > room) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += char;
    used += width;
  }
  pieces.push(piece);
  return pieces;
}
