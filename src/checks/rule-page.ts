/**
 * A rule's page, read: its sections, and the fenced code in them. The page is what users read and what the tests run.
 * Reads the little Markdown that pages use; knows nothing of what the fences mean. Pure.
 */

export const PAGE_SECTIONS = ['What', 'Why', 'Fix', 'Limits', 'Reported', 'Not reported'] as const;

export interface RulePage {
  readonly sections: ReadonlyMap<string, Section>;
}

export interface Section {
  readonly heading: string;
  /** Line of the heading in the page, from 1. */
  readonly line: number;
  /** Everything below the heading, fences included, trimmed. */
  readonly text: string;
  readonly fences: readonly Fence[];
}

export interface Fence {
  /** First word of the info string, in lower case; empty where there is none. */
  readonly language: string;
  /** `path=src/app.ts` → `path` to `src/app.ts`; a bare word → that word to an empty string. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Without the fence itself; ends with a line break unless empty. */
  readonly content: string;
  /** Line of the opening fence in the page, from 1. */
  readonly line: number;
  /** The last line of prose above it, without its final colon; what a test of this fence is called. */
  readonly caption: string;
}

interface OpenFence {
  readonly marker: string;
  readonly info: string;
  readonly line: number;
  readonly content: string[];
}

/** Sections by their second-level headings. Throws where a fence is not closed or a section is there twice. */
export function parseRulePage(text: string): RulePage {
  const sections = new Map<string, Section>();
  let current: { heading: string; line: number; lines: string[]; fences: Fence[] } | null = null;
  let open: OpenFence | null = null;
  let caption = '';
  const close = (): void => {
    if (current === null) return;
    if (sections.has(current.heading))
      throw new SyntaxError(`line ${current.line}: a second section "${current.heading}"`);
    const { heading, line, lines, fences } = current;
    sections.set(heading, { heading, line, text: lines.join('\n').trim(), fences });
  };

  for (const [index, line] of text.split('\n').entries()) {
    const heading = open === null ? /^## (.*)$/.exec(line)?.[1]?.trim() : undefined;
    if (heading !== undefined) {
      close();
      current = { heading, line: index + 1, lines: [], fences: [] };
      caption = heading;
      continue;
    }
    current?.lines.push(line);
    if (open === null) {
      const start = /^(`{3,})([^`]*)$/.exec(line);
      if (start !== null) open = { marker: start[1] ?? '', info: start[2] ?? '', line: index + 1, content: [] };
      else if (line.trim() !== '') caption = line.trim().replace(/^#+ /, '').replace(/[:.]$/, '');
    } else if (isClosing(line, open.marker)) {
      current?.fences.push(fenceOf(open, caption));
      open = null;
    } else {
      open.content.push(line);
    }
  }
  if (open !== null) throw new SyntaxError(`line ${open.line}: the fence is not closed`);
  close();
  return { sections };
}

function isClosing(line: string, marker: string): boolean {
  const trimmed = line.trimEnd();
  return trimmed.length >= marker.length && /^`+$/.test(trimmed);
}

function fenceOf({ info, line, content }: OpenFence, caption: string): Fence {
  const [language = '', ...words] = info.trim().split(/\s+/);
  const attributes = new Map<string, string>();
  for (const word of words) {
    const equals = word.indexOf('=');
    if (equals < 0) attributes.set(word, '');
    else attributes.set(word.slice(0, equals), word.slice(equals + 1));
  }
  return {
    language: language.toLowerCase(),
    attributes,
    content: content.map((text) => `${text}\n`).join(''),
    line,
    caption,
  };
}
