/** Characters of a text that nobody sees, in runs: as Unicode's "Default_Ignorable_Code_Point" and its bidirectional controls name them. */
import type { Positions } from '../configuration/positions.ts';
import type { InvisibleRun } from '../instruction-facts.ts';

/** A joiner between two emoji or letters of a script that needs one is part of what is shown. */
const JOINED =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F|\p{Script=Arabic}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Malayalam}|\p{Script=Sinhala}/u;
const RUN =
  /(?:[\u200B-\u200D\u2060-\u2064\uFEFF\u00AD\u180E\u115F\u1160\u3164\uFFA0]|\u034F)+|[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]+|[\u{E0000}-\u{E007F}]+|(?:[\uFE00-\uFE0F]|[\u{E0100}-\u{E01EF}])+|(?:(?![\t\n\r\u0085])\p{Cc})+/gu;

const MAX_RUNS = 200;

export function invisibleRuns(text: string, positions: Positions): InvisibleRun[] {
  const runs: InvisibleRun[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (runs.length === MAX_RUNS) break;
    const kind = kindOf(run.codePointAt(0) ?? 0);
    if (isShown(kind, run, text, index)) continue;
    runs.push({
      kind,
      count: [...run].length,
      spells: spelled(kind, run),
      span: positions.span(index, index + run.length),
    });
  }
  return runs;
}

function kindOf(code: number): InvisibleRun['kind'] {
  if (code >= 0xe0000 && code <= 0xe007f) return 'tag';
  if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)) return 'variation';
  if (/[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/.test(String.fromCharCode(code))) return 'bidirectional';
  return code < 0x20 || (code >= 0x7f && code <= 0x9f) ? 'control' : 'zero-width';
}

/** What a text may have for a reason: one joiner in an emoji, one choice of a picture, a mark at the very beginning, a flag. */
function isShown(kind: InvisibleRun['kind'], run: string, text: string, index: number): boolean {
  const before = lastCharacter(text.slice(Math.max(0, index - 2), index));
  const [behind = ''] = text.slice(index + run.length, index + run.length + 2);
  const isOne = [...run].length === 1;
  if (run === '\uFEFF' && index === 0) return true;
  if (kind === 'variation') return isOne && before !== '' && !/[\w\s.,;:]/.test(before);
  if (kind === 'tag') return before === '\u{1F3F4}' && run.endsWith('\u{E007F}') && [...run].length <= 8;
  if (kind === 'bidirectional')
    return (
      isOne &&
      /[\u200E\u200F\u061C]/.test(run) &&
      /[\u0590-\u08FF]/.test(text.slice(Math.max(0, index - 40), index + 40))
    );
  if (kind === 'control') return run === '\f' || run === '\u001B';
  return isOne && (run === '\u200D' || run === '\u200C') && JOINED.test(before) && JOINED.test(behind);
}

function lastCharacter(text: string): string {
  return [...text].at(-1) ?? '';
}

/** Tags repeat ASCII at U+E0000; variation selectors can carry bytes, the first sixteen at U+FE00, the others at U+E0100. */
function spelled(kind: InvisibleRun['kind'], run: string): string {
  if (kind !== 'tag' && kind !== 'variation') return '';
  const bytes = [...run].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (kind === 'tag') return code - 0xe0000;
    return code >= 0xe0100 ? code - 0xe0100 + 16 : code - 0xfe00;
  });
  const letters = bytes.filter((byte) => byte >= 32 && byte < 127);
  return letters.length < bytes.length * 0.7 ? '' : String.fromCharCode(...letters.slice(0, 300));
}
