/** Pages for a terminal: width, colour, lines that wrap. Everything that is shown goes through `visible` here. */
import { createInk, type Ink } from '#review/render/ink.ts';
import { visible } from '#review/render/neutralise.ts';
import { wrapIndented } from '#review/render/wrap.ts';

export interface Page {
  readonly ink: Ink;
  readonly width: number;
  /** As it is, indented. */
  line(text?: string, indent?: string): void;
  /** Wrapped behind an indent. */
  prose(text: string, indent?: string, first?: string): void;
  /** A rule across the page with a title in it. */
  rule(title: string): void;
}

export function createPage(
  write: (text: string) => void,
  options: { readonly colour: boolean; readonly width: number },
): Page {
  const ink = createInk(options.colour);
  const { width } = options;
  return {
    ink,
    width,
    line: (text = '', indent = '') => write(text === '' ? `${indent.trimEnd()}\n` : `${indent}${text}\n`),
    prose: (text, indent = '', first = indent) => write(`${wrapIndented(text, width, indent, first)}\n`),
    rule(title) {
      const shown = visible(title);
      write(`\n${ink(`━━ ${shown} ${'━'.repeat(Math.max(3, width - shown.length - 4))}`, 'bold')}\n`);
    },
  };
}
