import { afterEach, describe, expect, it } from '@jest/globals';
import { openShop, REPOSITORY, type Shop } from '../../../test/github-adapter/shop.ts';
import { listOpenPullRequests, listPullRequestsOf, listRepositories } from './listings.ts';

let shop: Shop;
afterEach(() => shop.close());

describe('listings', () => {
  it('have the repositories of an installation, page after page', async () => {
    shop = await openShop();
    for (let index = 0; index < 100; index += 1)
      await shop.standIn.createRepository({ owner: shop.acme, name: `r${String(index)}`, gitOf: shop.repository });
    const { items, complete } = await listRepositories(shop.installation.github);
    expect([items.length, complete]).toEqual([101, true]);
    expect(items).toContainEqual({ id: shop.repository.id, owner: 'acme', name: 'shop' });
  });

  it('have open pull requests, by target or by head', async () => {
    shop = await openShop();
    const { standIn, repository, author, pull } = shop;
    const { sha } = pull.head;
    await standIn.push({ repository, by: author, branch: 'side', files: { 'a.ts': 'x\n' } });
    const same = await standIn.openPullRequest({
      ...{ repository, author, title: 'Same head', base: 'side', branch: pull.head.ref, sha },
    });
    const other = await standIn.openPullRequest({ repository, author, title: 'Draft', draft: true, files: { b: 'y' } });
    const merged = await standIn.openPullRequest({ repository, author, title: 'Merged', files: { c: 'z' } });
    await standIn.merge(merged, author);
    const { github } = shop.installation;
    const all = await listOpenPullRequests(github, REPOSITORY);
    expect(all.items.map(({ number, draft }) => [number, draft]).sort()).toEqual([
      [pull.number, false],
      [same.number, false],
      [other.number, true],
    ]);
    const onSide = await listOpenPullRequests(github, REPOSITORY, { base: 'side' });
    expect(onSide.items.map(({ number }) => number)).toEqual([same.number]);
    const ofHead = await listPullRequestsOf(github, REPOSITORY, sha);
    expect(ofHead.items.map(({ number }) => number).sort()).toEqual([pull.number, same.number]);
  });
});
