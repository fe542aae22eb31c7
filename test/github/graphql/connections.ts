/** GraphQL's lists: a page of nodes, and where the next one begins. */
import { GraphQLError } from 'graphql';

export interface PageArguments {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

export interface Connection {
  readonly totalCount: number;
  readonly nodes: readonly unknown[];
  readonly edges: readonly { readonly cursor: string; readonly node: unknown }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const LARGEST_PAGE = 100;

/** Throws, as GitHub does, where neither `first` nor `last` says how many, or they say too many. */
export function connection<T>(items: readonly T[], page: PageArguments, render: (item: T) => unknown): Connection {
  const { first = null, last = null, after = null, before = null } = page;
  const size = first ?? last;
  if (size === null)
    throw new GraphQLError('You must provide a `first` or `last` value to properly paginate the connection.');
  if (size < 1 || size > LARGEST_PAGE) {
    throw new GraphQLError(
      `Requesting ${size} records on the connection exceeds the \`first\` limit of ${LARGEST_PAGE} records.`,
    );
  }
  const from = after === null ? 0 : indexOf(after) + 1;
  const to = before === null ? items.length : indexOf(before);
  const start = first === null ? Math.max(from, to - size) : from;
  const end = first === null ? to : Math.min(to, from + size);
  const edges = items.slice(start, end).map((item, index) => ({ cursor: cursorOf(start + index), node: render(item) }));
  return {
    totalCount: items.length,
    nodes: edges.map(({ node }) => node),
    edges,
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function cursorOf(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64');
}

function indexOf(cursor: string): number {
  const index = /^cursor:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (index === undefined) throw new GraphQLError(`\`${cursor}\` does not appear to be a valid cursor.`);
  return Number(index);
}
