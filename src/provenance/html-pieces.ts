/** What raw HTML in Markdown says: text outside comments, code and quotes, links, a summary. No parser of HTML. */

export interface HtmlPieces {
  /** Lines with text or links, by offset from the first line of the block. */
  readonly lines: readonly { readonly text: string; readonly links: readonly string[]; readonly offset: number }[];
  /** The text of a `<summary>`, or empty. */
  readonly summary: string;
  /** How many quoting elements are still open at its end: Markdown between two blocks of HTML lies inside them. */
  readonly quotes: number;
}

/** Elements whose text is not what the author says. */
export const QUOTING_TAGS: ReadonlySet<string> = new Set(['blockquote', 'pre', 'code', 'del', 's', 'q', 'samp']);

/** Bounded, so that a text full of `<a` costs no more than its length. */
const TAG_OR_COMMENT = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][a-zA-Z0-9-]{0,30})([^<>]{0,2000})>/g;

export function htmlPieces(html: string, openQuotes: number): HtmlPieces {
  const lines: { text: string; links: string[]; offset: number }[] = [];
  let quotes = openQuotes;
  let inSummary = false;
  let summary = '';
  let offset = 0;
  let from = 0;
  const say = (text: string): void => {
    text.split('\n').forEach((part, index) => {
      if (index > 0) offset += 1;
      if (quotes > 0 || part.trim() === '') return;
      if (inSummary) summary = `${summary} ${part}`.trim();
      else lineAt(lines, offset).text += part;
    });
  };
  for (const match of html.matchAll(TAG_OR_COMMENT)) {
    say(html.slice(from, match.index));
    from = match.index + match[0].length;
    const [whole, closing, name = '', attributes = ''] = match;
    const tag = name.toLowerCase();
    if (QUOTING_TAGS.has(tag)) quotes = Math.max(0, quotes + (closing === '/' ? -1 : 1));
    if (tag === 'summary') inSummary = closing !== '/';
    const link = tag === 'a' && quotes === 0 ? linkIn(attributes) : null;
    if (link !== null) lineAt(lines, offset).links.push(link);
    offset += whole.split('\n').length - 1;
  }
  say(html.slice(from));
  const spoken = lines.map((line) => ({ ...line, text: line.text.trim() }));
  return { lines: spoken.filter((line) => line.text !== '' || line.links.length > 0), summary, quotes };
}

/** The address that an `<a …>` points to, or null. */
export function linkIn(attributes: string): string | null {
  const match = /\bhref\s{0,5}=\s{0,5}(?:"([^"]{1,1000})"|'([^']{1,1000})'|([^\s"'>]{1,1000}))/i.exec(attributes);
  const url = match?.[1] ?? match?.[2] ?? match?.[3] ?? null;
  return url === null ? null : url.replace(/&amp;/g, '&');
}

function lineAt(lines: { text: string; links: string[]; offset: number }[], offset: number) {
  const last = lines.at(-1);
  if (last?.offset === offset) return last;
  const line = { text: '', links: [], offset };
  lines.push(line);
  return line;
}
