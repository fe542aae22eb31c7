/** Links of ours to the whole of a report. Never made from anything that a change says. */

/** The address as it may be linked to, or null: http and https only, nothing that could end a Markdown link. */
export function webAddress(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return null;
  return href.replace(/[()[\]<>`|\\*_~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Where the rest of a report is that does not fit, as Markdown that continues a sentence. */
export function restWords(detailsUrl: string | null): string {
  const address = webAddress(detailsUrl);
  if (address === null) return '`countersign review` shows them all';
  return `the [whole report](${address}) has them all`;
}
