/** Lists that come in pages of a hundred. Pages are asked for by number: a link from an answer could lead anywhere, token and all. */

interface Page {
  readonly data: unknown;
  readonly headers: { readonly link?: string | undefined };
}

export interface PagedList<Item> {
  readonly items: readonly Item[];
  /** False where more pages are there than were asked for. */
  readonly complete: boolean;
}

export const PAGE_SIZE = 100;

export async function readPages<Item>(
  fetchPage: (page: number) => Promise<Page>,
  itemsOf: (data: unknown) => readonly Item[],
  mostPages: number,
): Promise<PagedList<Item>> {
  const items: Item[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { data, headers } = await fetchPage(page);
    const found = itemsOf(data);
    items.push(...found);
    if (!hasNext(headers.link, found.length)) return { items, complete: true };
  }
  return { items, complete: false };
}

/** Proxies in front of an Enterprise can take the links out: a page that is full may then not be the last. */
function hasNext(link: string | undefined, count: number): boolean {
  return link === undefined ? count >= PAGE_SIZE : /\brel="?next"?/.test(link);
}
