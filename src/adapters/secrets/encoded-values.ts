/**
 * Texts that are written in a text in another alphabet: base64, hexadecimal, percent-encoding. Found by their runs of
 * characters in one pass; decoded where the result reads as text.
 */

/** A decoded text, and where what it was decoded from stands. */
export interface DecodedText {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly encoding: 'base64' | 'hexadecimal' | 'percent';
}

const MAX_RUN = 8_192;
/** Of all that is decoded from one text together; what is beyond is data, not text that someone hid. */
const MAX_DECODED = 400_000;

/** In base64, base64url or hexadecimal. */
const RUN = /[A-Za-z0-9+/_=-]{24,}/g;

/** Runs of base64 and hexadecimal that decode to readable text. */
export function decodedTexts(text: string): DecodedText[] {
  const decoded: DecodedText[] = [];
  let budget = MAX_DECODED;
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (run.length > MAX_RUN || run.length > budget) continue;
    const one = decodeRun(run, index);
    if (one === null) continue;
    decoded.push(one);
    budget -= run.length;
  }
  return decoded;
}

function decodeRun(run: string, start: number): DecodedText | null {
  const end = start + run.length;
  if (run.length % 2 === 0 && /^[0-9A-Fa-f]+$/.test(run)) {
    const plain = readable(Buffer.from(run, 'hex'));
    if (plain !== null) return { text: plain, start, end, encoding: 'hexadecimal' };
  }
  if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(run) && !looksWritten(run)) {
    const plain =
      readable(Buffer.from(run.slice(0, 64), 'base64')) === null ? null : readable(Buffer.from(run, 'base64'));
    if (plain !== null) return { text: plain, start, end, encoding: 'base64' };
  }
  return null;
}

/** Identifiers and paths decode to noise nearly always; those in one case never are base64 of a text. */
function looksWritten(run: string): boolean {
  return !/[A-Z]/.test(run) || !/[a-z]/.test(run);
}

/** The text, where all of it is printable ASCII or white space. */
function readable(bytes: Buffer): string | null {
  for (const byte of bytes) {
    if ((byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte > 126) return null;
  }
  return bytes.length < 12 ? null : bytes.toString('latin1');
}

const MAX_PERCENT = 2_000;

/** The run around a percent-encoded character, decoded; null where it is not one, or was read before. */
export function percentDecoded(text: string, at: number, readUpTo: number): DecodedText | null {
  if (at < readUpTo) return null;
  let start = at;
  while (start > 0 && at - start < MAX_PERCENT && isUrlCharacter(text.charCodeAt(start - 1))) start -= 1;
  let end = at;
  while (end < text.length && end - at < MAX_PERCENT && isUrlCharacter(text.charCodeAt(end))) end += 1;
  const plain = text
    .slice(start, end)
    .replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { text: plain, start, end, encoding: 'percent' };
}

/** What stands in a URL or a form: no white space, quotes or brackets. */
function isUrlCharacter(code: number): boolean {
  return (
    code > 32 && code < 127 && code !== 34 && code !== 39 && code !== 60 && code !== 62 && code !== 92 && code !== 96
  );
}
