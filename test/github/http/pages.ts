/** One page of a list, and the `Link` header that leads to the others. */

export interface Page<T> {
  readonly items: readonly T[];
  /** Undefined where everything fits on one page. */
  readonly link: string | undefined;
}

const DEFAULT_SIZE = 30;
const LARGEST_SIZE = 100;

/** `url` is the request's own, absolute. A page beyond the last is empty, and no error. */
export function pageOf<T>(items: readonly T[], url: string, query: Readonly<Record<string, unknown>>): Page<T> {
  const size = Math.min(positive(query['per_page']) ?? DEFAULT_SIZE, LARGEST_SIZE);
  const page = positive(query['page']) ?? 1;
  const last = Math.max(1, Math.ceil(items.length / size));
  const links = [
    ...(page > 1 ? [linkTo(url, Math.min(page - 1, last), 'prev')] : []),
    ...(page < last ? [linkTo(url, page + 1, 'next'), linkTo(url, last, 'last')] : []),
    ...(page > 1 ? [linkTo(url, 1, 'first')] : []),
  ];
  return {
    items: items.slice((page - 1) * size, page * size),
    link: links.length === 0 ? undefined : links.join(', '),
  };
}

function linkTo(url: string, page: number, relation: string): string {
  const target = new URL(url);
  target.searchParams.set('page', String(page));
  return `<${target.href}>; rel="${relation}"`;
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 1 ? value : undefined;
}
