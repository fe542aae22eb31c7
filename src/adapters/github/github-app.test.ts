import { afterEach, describe, expect, it } from '@jest/globals';
import { openShop, REPOSITORY, type Shop } from '../../../test/github-adapter/shop.ts';
import { gitUrl, githubEndpoints } from './endpoints.ts';
import { createGitHubApp } from './github-app.ts';

let shop: Shop;

describe('the App', () => {
  afterEach(() => shop.close());

  const tokenRequests = () =>
    shop.standIn.requests.filter(({ operation }) => operation === 'apps/create-installation-access-token');
  const readPull = () =>
    shop.installation.github.rest.pulls.get({ owner: 'acme', repo: 'shop', pull_number: shop.pull.number });

  it('asks for a token once, however many want it', async () => {
    shop = await openShop();
    await Promise.all(Array.from({ length: 5 }, readPull));
    await readPull();
    expect(tokenRequests()).toHaveLength(1);
    shop.app.forget(shop.installation.id);
    await readPull();
    expect(tokenRequests()).toHaveLength(2);
  });

  it('asks for another before the hour is over', async () => {
    let minutes = 0;
    shop = await openShop({ adapter: { now: () => Date.now() + minutes * 60_000 } });
    await readPull();
    minutes = 45;
    await readPull();
    expect(tokenRequests()).toHaveLength(1);
    minutes = 51;
    await readPull();
    expect(tokenRequests()).toHaveLength(2);
  });

  it('asks for another where one is refused', async () => {
    shop = await openShop();
    await readPull();
    shop.standIn.faults.add({ operation: 'pulls/get', does: { kind: 'status', status: 401 } });
    await readPull();
    expect(tokenRequests()).toHaveLength(2);
  });

  it('gives git a token that reads one repository and nothing else', async () => {
    shop = await openShop();
    const { token, expiresAt } = await shop.app.gitToken(shop.installation.id, REPOSITORY);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
    expect(tokenRequests()[0]?.body).toEqual({ repositories: ['shop'], permissions: { contents: 'read' } });
    const headers = { authorization: `token ${token}`, 'user-agent': 'test' };
    const pull = await fetch(`${shop.standIn.url}/repos/acme/shop/check-runs`, { method: 'POST', headers, body: '{}' });
    expect(pull.status).toBe(403);
  });

  it('knows its own login, and asks for it once', async () => {
    shop = await openShop();
    expect([await shop.installation.botLogin(), await shop.installation.botLogin()]).toEqual([
      'countersign[bot]',
      'countersign[bot]',
    ]);
    expect(shop.operations()).toEqual(['apps/get-authenticated']);
  });

  it('does not begin with a key that is none, and does not quote it', async () => {
    shop = await openShop();
    const options = { api: shop.standIn.url, appId: 1, userAgent: 'test', log: shop.installation.log };
    const made = () => createGitHubApp({ ...options, privateKey: 'canary-of-a-key' });
    expect(made).toThrow(TypeError);
    expect(made).not.toThrow(/canary/);
    expect(() =>
      createGitHubApp({ ...options, privateKey: shop.standIn.privateKey.replaceAll('\n', '\\n') }),
    ).not.toThrow();
  });
});

describe('endpoints', () => {
  it.each<[string | null, 'https' | 'http', string, string]>([
    [null, 'https', 'https://api.github.com', 'https://github.com/acme/shop.git'],
    ['ghe.example.com', 'https', 'https://ghe.example.com/api/v3', 'https://ghe.example.com/acme/shop.git'],
    ['127.0.0.1:4000', 'http', 'http://127.0.0.1:4000/api/v3', 'http://127.0.0.1:4000/acme/shop.git'],
    ['acme.ghe.com', 'https', 'https://api.acme.ghe.com', 'https://acme.ghe.com/acme/shop.git'],
  ])('%s by %s', (host, protocol, api, git) => {
    const endpoints = githubEndpoints({ host, protocol });
    expect([endpoints.api, gitUrl(endpoints, REPOSITORY)]).toEqual([api, git]);
  });

  it.each(['', 'a b', 'ghe.example.com/evil', 'user@ghe.example.com', 'https://ghe.example.com'])(
    'refuse %o',
    (host) => {
      expect(() => githubEndpoints({ host, protocol: 'https' })).toThrow(TypeError);
    },
  );
});
