/** Keeps a Markdown report within what GitHub stores, and says what it left out. Counts UTF-8 bytes, the stricter measure. */

export interface Section {
  /** Shown whole, with what closes it. */
  readonly opening: string;
  /** Shown in order, as many as fit. */
  readonly items: readonly string[];
  readonly closing: string;
  /** What several items are called when some are left out: `findings`, `signals`. */
  readonly noun: string;
}

const encoder = new TextEncoder();

export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** Where a full report says the rest is, as continues a sentence. */
const REPORTS = 'the SARIF and JSON reports hold them all';

/**
 * The sections as one text of at most `limit` bytes, given that openings and closings fit. Each gets some room before
 * any gets much, so that a flood in one does not hide another. `elsewhere` is Markdown that says where the rest is.
 */
export function fitSections(sections: readonly Section[], limit: number, elsewhere: string = REPORTS): string {
  const leftOutNote = (section: Section, count: number) => noteOf(section, count, elsewhere);
  const drafts = sections.map((section) => ({ section, note: leftOutNote(section, section.items.length) }));
  const frame = drafts.reduce((sum, { section, note }) => sum + cost(joinSection(section, [], note)), 0);
  const assured = sections.map(({ items }) =>
    Math.min(
      ASSURED,
      items.reduce((sum, item) => sum + cost(item), 0),
    ),
  );
  let left = limit - frame - assured.reduce((sum, each) => sum + each, 0);
  const texts = sections.map((section, index) => {
    left += assured[index] ?? 0;
    const shown: string[] = [];
    for (const item of section.items) {
      if (cost(item) > left) break;
      left -= cost(item);
      shown.push(item);
    }
    const rest = section.items.length - shown.length;
    return joinSection(section, shown, rest === 0 ? '' : leftOutNote(section, rest));
  });
  return `${texts.filter((text) => text !== '').join(SEPARATOR)}\n`;
}

const ASSURED = 5_000;

function cost(text: string): number {
  return byteLength(text) + SEPARATOR.length;
}

const SEPARATOR = '\n\n';

function joinSection(section: Section, items: readonly string[], note: string): string {
  const body = items.join('\n').trimEnd();
  return [section.opening, body, note, section.closing].filter((part) => part !== '').join(SEPARATOR);
}

function noteOf({ items, noun }: Section, count: number, elsewhere: string): string {
  if (items.length === 0) return '';
  return `_${count} more of ${items.length} ${noun} left out here, because the summary is full; ${elsewhere}._`;
}
