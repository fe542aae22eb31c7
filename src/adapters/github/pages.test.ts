import { describe, expect, it } from '@jest/globals';
import { PAGE_SIZE, readPages } from './pages.ts';

/** Asks for pages until there are no more, or `most`; pages that are not given are empty. */
async function read(given: readonly { count: number; link?: string }[], most = 10) {
  const asked: number[] = [];
  const list = await readPages(
    (page) => {
      asked.push(page);
      const { count, link } = given[page - 1] ?? { count: 0 };
      return Promise.resolve({ data: Array.from({ length: count }, () => page), headers: { link } });
    },
    (data) => data as number[],
    most,
  );
  return [asked.length, list.items.length, list.complete];
}

const NEXT = '<https://github.example.com/elsewhere?page=7>; rel="next", <https://github.example.com/>; rel="last"';
const LAST = '<https://github.example.com/>; rel="prev", <https://github.example.com/>; rel="first"';

describe('a list in pages', () => {
  it.each([
    ['is one page where no other is named', [{ count: 3 }], [1, 3, true]],
    [
      'goes on while a next page is named, however few were on one',
      [{ count: 2, link: NEXT }, { count: 2 }],
      [2, 4, true],
    ],
    ['ends where pages are named and none is next', [{ count: PAGE_SIZE, link: LAST }], [1, PAGE_SIZE, true]],
    ['goes on after a full page without links', [{ count: PAGE_SIZE }, { count: 1 }], [2, PAGE_SIZE + 1, true]],
    ['may be empty', [{ count: 0 }], [1, 0, true]],
  ])('%s', async (_, given, expected) => {
    expect(await read(given)).toEqual(expected);
  });

  it('is not complete where there is more than was asked for', async () => {
    expect(
      await read(
        Array.from({ length: 9 }, () => ({ count: 1, link: NEXT })),
        3,
      ),
    ).toEqual([3, 3, false]);
  });
});
