/** Where code frames get their lines. Text comes from whoever made the verdict; nothing is read here. */
import type { Place, Side } from '#domain/span.ts';
import type { FrameLine, FrameOptions, SourceLines } from './code-frame.ts';
import { codeFrame, splitLines } from './code-frame.ts';

/** The text of a file on one side of the change, or null where it is not at hand. */
export type SourceText = (side: Side, path: string) => string | null;

/** Frames of places, each file split once. */
export type Frames = (place: Place, options: FrameOptions) => readonly FrameLine[] | null;

export function createFrames(sourceText: SourceText): Frames {
  const files = new Map<string, SourceLines | null>();
  return (place, options) => {
    const key = `${place.side}\0${place.path}`;
    let lines = files.get(key);
    if (lines === undefined) {
      const text = sourceText(place.side, place.path);
      lines = text === null ? null : splitLines(text);
      files.set(key, lines);
    }
    return lines === null ? null : codeFrame(lines, place.span, options);
  };
}
