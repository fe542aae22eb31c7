/** How many columns of a terminal text takes. Measures only; what is shown is decided elsewhere. */

const NO_WIDTH = /^[\p{M}\p{Default_Ignorable_Code_Point}\u1160-\u11ff]$/u;
/** East Asian wide and fullwidth characters, and what is drawn as a picture. */
const WIDE =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}\p{Script=Tangut}\u1100-\u115f\u3000-\u303e\u3130-\u318e\u3190-\u31e3\u3200-\u32fe\u3300-\u33ff\ua960-\ua97c\uac00-\ud7a3\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6]$/u;
const HALF_WIDTH_KATAKANA = /^[\uff61-\uff9f]$/u;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;
// eslint-disable-next-line no-control-regex -- the escape that starts our own colour sequences
const COLOUR = /\u001b\[[0-9;]*m/g;

/** Columns of text without line breaks; our own colour sequences take none. */
export function displayWidth(text: string): number {
  if (PRINTABLE_ASCII.test(text)) return text.length;
  let width = 0;
  for (const char of text.replace(COLOUR, '')) width += charWidth(char);
  return width;
}

/** 0, 1 or 2 columns. A picture's emoji style makes the character before it wide; that column is not counted. */
export function charWidth(char: string): number {
  if (PRINTABLE_ASCII.test(char)) return 1;
  if (NO_WIDTH.test(char)) return 0;
  return WIDE.test(char) && !HALF_WIDTH_KATAKANA.test(char) ? 2 : 1;
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}
