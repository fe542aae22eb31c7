/**
 * What to make of a file's bytes: how they are to be read, or why not. From the path and the bytes alone; nobody
 * can hide code by what is added to it, since what makes a program unreadable is never taken for harmless.
 */
import type { NotCheckedReason } from '#domain/not-checked.ts';
import { dialectOf, extensionOf, isLockFile, isProgram } from './dialects.ts';
import type { Dialect } from './file-facts.ts';
import { isLock, isManifestFormat } from './manifests/formats.ts';
import { generatedMark } from './generated.ts';
import { isMinified } from './minified.ts';

export interface Reading {
  /** How its facts are to be taken; null where nothing here reads such files. */
  readonly dialect: Dialect | null;
  /** For people and for whatever reads plain text; null where the bytes are none. */
  readonly text: string | null;
  /** Why facts should not be taken, and what to tell people; null where they should. */
  readonly notRead: { readonly reason: NotCheckedReason; readonly detail: string } | null;
}

/** More than people write in one file, and enough to keep a parser busy. */
export const MAX_SOURCE_BYTES = 1024 * 1024;

/** Lockfiles of large repositories come to a few megabytes; what fetches files has the same bound for all of them. */
const MAX_LOCK_BYTES = 8 * 1024 * 1024;

/** As far as git looks for a zero byte. */
const BINARY_PROBE_BYTES = 8000;

export function classify(path: string, bytes: Uint8Array): Reading {
  const firstLine = asLatin1(bytes.subarray(0, 256)).split('\n', 1)[0] ?? '';
  const dialect = isTranslation(path, bytes) ? null : dialectOf(path, firstLine);
  if (dialect === null) return withoutAnalyser(path, bytes);
  const read = decode(bytes);
  if (bytes.length > maxBytes(dialect)) return { dialect, text: read.text, notRead: tooLarge(bytes.length, dialect) };
  if (!read.isUtf8) {
    const detail = 'It is not UTF-8 text, so it was not read as code. Convert it to UTF-8.';
    return { dialect, text: read.text, notRead: { reason: 'not-utf8', detail } };
  }
  // A parser takes a zero byte for the end; what follows one must be read all the same.
  const text = read.text.replaceAll('\0', '\uFFFD');
  return { dialect, text, notRead: isProgram(dialect) ? machineMade(text) : null };
}

/** For a file whose content is not at hand because of its size. */
export function classifyUnread(path: string, size: number): Reading {
  const dialect = dialectOf(path, '');
  if (dialect !== null) return { dialect, text: null, notRead: tooLarge(size, dialect) };
  const detail = `${noAnalyser(path)} At ${megabytes(size)} it was not searched for secrets either.`;
  return { dialect, text: null, notRead: { reason: 'no-analyser', detail } };
}

function withoutAnalyser(path: string, bytes: Uint8Array): Reading {
  if (bytes.subarray(0, BINARY_PROBE_BYTES).includes(0) && utf16Label(bytes) === null) {
    const detail = 'It is not text, and nothing here reads such files.';
    return { dialect: null, text: null, notRead: { reason: 'binary', detail } };
  }
  return { dialect: null, text: decode(bytes).text, notRead: { reason: 'no-analyser', detail: noAnalyser(path) } };
}

function noAnalyser(path: string): string {
  if (isLockFile(path)) return 'Lock files are searched for secrets; the packages they name are not checked.';
  const extension = extensionOf(path);
  const files = extension === null ? 'files of this kind' : `.${extension} files`;
  return `Nothing here reads ${files} yet; only secrets are looked for.`;
}

function machineMade(text: string): Reading['notRead'] {
  const mark = generatedMark(text);
  if (mark !== null) {
    return {
      reason: 'generated',
      detail: `It says that a program wrote it (${mark}). Review what it is generated from.`,
    };
  }
  if (!isMinified(text)) return null;
  return { reason: 'minified', detail: 'It is minified code. Review what it is built from, or add that instead.' };
}

function maxBytes(dialect: Dialect): number {
  return isManifestFormat(dialect) && isLock(dialect) ? MAX_LOCK_BYTES : MAX_SOURCE_BYTES;
}

function tooLarge(size: number, dialect: Dialect): NonNullable<Reading['notRead']> {
  const limit = megabytes(maxBytes(dialect));
  const isLockfile = limit !== megabytes(MAX_SOURCE_BYTES);
  const remedy = isLockfile ? 'The packages that it fixes are not known.' : 'Split it.';
  return {
    reason: 'too-large',
    detail: `At ${megabytes(size)} it is larger than the ${limit} that are read of one ${isLockfile ? 'lockfile' : 'file'}. ${remedy}`,
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}

/** Text at all costs: bytes that are not UTF-8 or UTF-16 are read as Latin-1, in which every byte is a character. */
function decode(bytes: Uint8Array): { readonly text: string; readonly isUtf8: boolean } {
  const utf16 = utf16Label(bytes);
  if (utf16 !== null) return { text: new TextDecoder(utf16).decode(bytes), isUtf8: false };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), isUtf8: true };
  } catch {
    return { text: asLatin1(bytes), isUtf8: false };
  }
}

function asLatin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/** Qt keeps translations in XML files that end in `.ts`. No TypeScript starts like that. */
function isTranslation(path: string, bytes: Uint8Array): boolean {
  return extensionOf(path) === 'ts' && /^\s*<(?:\?xml|!DOCTYPE TS)\b/.test(asLatin1(bytes.subarray(0, 100)));
}
