/**
 * Paths are bytes to git and text to everything else. Bytes that are not UTF-8 become lone surrogates (U+DC80 to
 * U+DCFF), as Python does it: two paths never turn into one, and the bytes can be had back.
 */

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function decodePath(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeEscaping(bytes);
  }
}

/** The bytes that `decodePath` was given. */
export function encodePath(path: string): Buffer {
  if (path.isWellFormed()) return Buffer.from(path, 'utf8');
  const parts: Buffer[] = [];
  for (const character of path) {
    const code = character.codePointAt(0) ?? 0;
    parts.push(code >= 0xdc80 && code <= 0xdcff ? Buffer.from([code - 0xdc00]) : Buffer.from(character, 'utf8'));
  }
  return Buffer.concat(parts);
}

export function comparePaths(a: string, b: string): number {
  return Buffer.compare(encodePath(a), encodePath(b));
}

/** Splits `-z` output into its records. */
export function decodeRecords(output: Buffer): string[] {
  if (output.length === 0) return [];
  const end = output[output.length - 1] === 0 ? output.length - 1 : output.length;
  try {
    return strict.decode(output.subarray(0, end)).split('\0');
  } catch {
    return splitAtNul(output.subarray(0, end)).map(decodePath);
  }
}

function splitAtNul(bytes: Buffer): Buffer[] {
  const records: Buffer[] = [];
  let start = 0;
  for (let nul = bytes.indexOf(0); nul !== -1; nul = bytes.indexOf(0, start)) {
    records.push(bytes.subarray(start, nul));
    start = nul + 1;
  }
  records.push(bytes.subarray(start));
  return records;
}

function decodeEscaping(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes[at] ?? 0);
    const decoded = length === 0 ? null : tryDecode(bytes.subarray(at, at + length));
    if (decoded === null) {
      text += String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
      at += 1;
    } else {
      text += decoded;
      at += length;
    }
  }
  return text;
}

function tryDecode(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** How long a UTF-8 sequence that starts with this byte is; 0 where none does. */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}
