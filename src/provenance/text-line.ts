/** A line that someone wrote, ready to be compared with marks: its text with links resolved, and the links. */

export interface TextLine {
  /** Trimmed; a link stands there as its text alone. */
  readonly text: string;
  readonly links: readonly string[];
  /** From 1, in the message or body it comes from. */
  readonly number: number;
  /** What came before it ended in a colon: it is shown, perhaps as an example, and not said. */
  readonly introduced: boolean;
}

const URL = /https?:\/\/[^\s<>"'`|\\^{}]{1,500}/g;

/** Addresses written out in a text, without the punctuation that ends a sentence. */
export function urlsIn(text: string): string[] {
  return (text.match(URL) ?? []).map((url) => url.replace(/[.,;:!?)\]*_]+$/, ''));
}

/** Text for signals: one line, at most 200 characters, nothing in it that steers a terminal or turns text around. */
export function quotable(text: string): string {
  const plain = text
    .slice(0, 2_000)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .trim();
  const characters = Array.from(plain);
  return characters.length <= 200 ? plain : `${characters.slice(0, 199).join('')}…`;
}
