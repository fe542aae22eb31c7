/** Texts of the files that were read, by side and path. Split into lines only where somebody asks. */
import type { Side } from '#domain/span.ts';

export interface SourceTexts {
  /** Null where the file is not on this side, or its content was not read as text. */
  readonly text: (side: Side, path: string) => string | null;
  /** Without line breaks; a `\r` before one is no part of the line. */
  readonly lines: (side: Side, path: string) => readonly string[] | null;
}

export interface SourceTextStore extends SourceTexts {
  add(side: Side, path: string, text: string): void;
}

export function createSourceTexts(): SourceTextStore {
  const texts: Readonly<Record<Side, Map<string, string>>> = { base: new Map(), head: new Map() };
  const split: Readonly<Record<Side, Map<string, readonly string[]>>> = { base: new Map(), head: new Map() };
  return {
    add: (side, path, text) => void texts[side].set(path, text),
    text: (side, path) => texts[side].get(path) ?? null,
    lines(side, path) {
      const text = texts[side].get(path);
      if (text === undefined) return null;
      const lines = split[side].get(path) ?? text.split(/\r?\n/);
      split[side].set(path, lines);
      return lines;
    },
  };
}

/** As git counts: what stands behind the last line break is a line only if there is something. */
export function countLines(text: string): number {
  if (text === '') return 0;
  let count = text.endsWith('\n') ? 0 : 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
