import { afterEach, describe, expect, it } from '@jest/globals';
import { openShop, REPOSITORY, type Shop } from '../../../test/github-adapter/shop.ts';
import { connectWithToken } from './personal-connection.ts';
import { readPullRequest } from './read-pull-request.ts';

let shop: Shop;
afterEach(() => shop.close());

const read = (asked: { number?: number; headSha?: string; repository?: string } = {}) =>
  readPullRequest(shop.installation.github, { repository: REPOSITORY, number: shop.pull.number, ...asked });

async function valueOf(reading: ReturnType<typeof read>) {
  const result = await reading;
  if (result.kind !== 'read') throw new Error(result.kind);
  return result.value;
}

describe('a pull request', () => {
  it('is read with its reviews in two requests', async () => {
    shop = await openShop();
    const { standIn, pull, author, ada } = shop;
    await standIn.label(pull, author, 'ai-assisted');
    await standIn.review(pull, ada, { event: 'REQUEST_CHANGES', body: 'No.' });
    await standIn.review(pull, ada, { event: 'APPROVE' });
    shop.operations();
    const value = await valueOf(read());
    expect(shop.operations()).toEqual(['pulls/get', 'pulls/list-reviews']);
    expect(value).toMatchObject({
      pullRequest: {
        ...{ repository: REPOSITORY, number: pull.number, title: 'Log in', body: 'As it says.', draft: false },
        ...{
          author: { login: 'author', type: 'User' },
          labels: ['ai-assisted'],
          headRef: pull.head.ref,
          baseRef: 'main',
        },
      },
      ...{ state: 'open', merged: false, headSha: pull.head.sha, headRepository: REPOSITORY, baseSha: pull.base.sha },
      ...{ defaultBranch: 'main', isPrivate: true, repositoryId: shop.repository.id },
    });
    expect(value.reviews.map(({ reviewer, state, commit }) => [reviewer.login, state, commit])).toEqual([
      ['ada', 'changes-requested', pull.head.sha],
      ['ada', 'approved', pull.head.sha],
    ]);
  });

  it('is read with all pages of its reviews', async () => {
    shop = await openShop();
    for (let count = 0; count < 101; count += 1)
      await shop.standIn.review(shop.pull, shop.ada, { event: 'COMMENT', body: 'x' });
    await shop.standIn.review(shop.pull, shop.ada, { event: 'APPROVE' });
    shop.operations();
    const { reviews } = await valueOf(read());
    expect(reviews).toHaveLength(102);
    expect(reviews.at(-1)?.state).toBe('approved');
    expect(shop.operations()).toHaveLength(3);
  });

  it('has the head that the event named, where the API lags behind', async () => {
    shop = await openShop();
    await valueOf(read());
    const before = shop.pull.head.sha;
    const head = await shop.standIn.pushTo(shop.pull, { files: { 'src/more.ts': 'export {};\n' } });
    shop.standIn.faults.add({ operation: 'pulls/get', does: { kind: 'stale' } });
    expect(await valueOf(read({ headSha: head }))).toMatchObject({ headSha: head, headShaByApi: before });
  });

  it('is read with a token that somebody has', async () => {
    shop = await openShop();
    const { value } = shop.standIn.createToken(shop.rhea, { readOnly: true });
    const options = { api: shop.standIn.url, userAgent: 'test', log: shop.installation.log };
    const github = connectWithToken(options, value);
    const reading = await readPullRequest(github, { repository: REPOSITORY, number: shop.pull.number });
    expect(reading).toMatchObject({ kind: 'read', value: { headSha: shop.pull.head.sha } });
    expect(shop.logged.join('')).not.toContain(value);
  });

  it('whose fork is gone is read all the same', async () => {
    shop = await openShop();
    const stranger = shop.standIn.createUser('stranger');
    const fork = await shop.standIn.fork(shop.repository, stranger);
    const pull = await shop.standIn.openPullRequest({
      ...{ repository: shop.repository, author: shop.author, title: 'From afar', from: fork },
      ...{ sha: shop.pull.head.sha, branch: 'afar' },
    });
    shop.standIn.deleteRepository(fork, stranger);
    expect(await valueOf(read({ number: pull.number }))).toMatchObject({
      headRepository: null,
      headSha: pull.head.sha,
    });
  });
});

describe('what cannot be read', () => {
  it.each<[string, (shop: Shop) => unknown, Awaited<ReturnType<typeof read>>]>([
    [
      'not yet',
      ({ standIn }) => standIn.faults.add({ operation: 'pulls/get', does: { kind: 'not-yet' } }),
      { kind: 'not-there' },
    ],
    [
      'a repository that is gone',
      ({ standIn, repository, ada }) => standIn.deleteRepository(repository, ada),
      { kind: 'not-there' },
    ],
    [
      'an installation that is gone',
      ({ standIn, installed }) => standIn.uninstall(installed),
      { kind: 'installation-gone', suspended: false },
    ],
    [
      'an installation that is suspended',
      ({ standIn, installed }) => standIn.suspend(installed),
      { kind: 'installation-gone', suspended: true },
    ],
  ])('is an answer: %s', async (_, befall, expected) => {
    shop = await openShop();
    befall(shop);
    expect(await read()).toEqual(expected);
  });

  it('is an answer also where it befalls us in the middle of our work', async () => {
    shop = await openShop();
    await read();
    shop.standIn.suspend(shop.installed);
    expect(await read()).toEqual({ kind: 'installation-gone', suspended: true });
    shop.standIn.unsuspend(shop.installed);
    expect((await read()).kind).toBe('read');
    shop.standIn.uninstall(shop.installed);
    expect(await read()).toEqual({ kind: 'installation-gone', suspended: false });
  });

  it.each([
    [{ kind: 'status', status: 502 } as const, 'unavailable'],
    [{ kind: 'close' } as const, 'unavailable'],
    [{ kind: 'secondary-limit', retryAfter: 9 } as const, 'rate-limited'],
    [{ kind: 'garbage' } as const, 'unexpected'],
  ])('rejects: %o', async (does, code) => {
    shop = await openShop();
    shop.standIn.faults.add({ operation: 'pulls/list-reviews', does });
    await expect(read()).rejects.toMatchObject({ code });
  });
});
