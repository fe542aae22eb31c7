import { afterEach, describe, expect, it } from '@jest/globals';
import { createCache, openShop, REPOSITORY, type Shop } from '../../../test/github-adapter/shop.ts';
import type { FileChange } from '#domain/change.ts';
import type { OwnershipFacts } from '#owners/ownership-facts.ts';
import { countApprovals } from '#owners/approvals.ts';
import { readOwnership } from './ownership-reader.ts';
import { readPullRequest } from './read-pull-request.ts';

let shop: Shop;
afterEach(() => shop.close());

const CHANGES: readonly FileChange[] = ['src/login.ts', 'src/cart.ts'].map((path) => ({
  ...{ status: 'modified', base: null, hunks: [] },
  head: { path, oid: 'a'.repeat(40), kind: 'file', executable: false },
}));
const TOUCHES = [{ area: 'auth', paths: ['src/login.ts'], reasons: [] }];

async function facts(codeOwners: string | null, cache = createCache()): Promise<OwnershipFacts> {
  const asked = { repository: REPOSITORY, number: shop.pull.number };
  const reading = await readPullRequest(shop.installation.github, asked);
  if (reading.kind !== 'read') throw new Error(reading.kind);
  const { pullRequest, headSha, reviews } = reading.value;
  shop.operations();
  return readOwnership(shop.installation, cache, {
    ...{ repository: REPOSITORY, headSha, author: pullRequest.author, reviews, codeOwners, changes: CHANGES },
  });
}

function authApprovers(given: OwnershipFacts): string[] {
  const { approvals } = countApprovals(given, TOUCHES, CHANGES);
  return approvals.filter(({ areas }) => areas.includes('auth')).map(({ by }) => by);
}

describe('who may approve', () => {
  it('is hardly asked while nobody has', async () => {
    shop = await openShop();
    const cache = createCache();
    const found = await facts('* @acme/identity', cache);
    expect(shop.operations()).toEqual(['repos/list-collaborators']);
    expect(found).toMatchObject({ writers: [], teams: [], othersCanWrite: true });
    await facts('* @acme/identity', cache);
    expect(shop.operations()).toEqual([]);
  });

  it('is asked once somebody has, and kept', async () => {
    shop = await openShop();
    const { standIn, acme, ada, pull } = shop;
    standIn.createTeam(acme, 'identity', { members: [ada], repositories: [[shop.repository, 'write']] });
    await standIn.review(pull, ada, { event: 'APPROVE' });
    const cache = createCache();
    const found = await facts('src/login.ts @acme/identity', cache);
    expect(shop.operations()).toEqual([
      'repos/get-collaborator-permission-level',
      'teams/list-members-in-org',
      'repos/list-collaborators',
    ]);
    expect(authApprovers(found)).toEqual(['@ada']);
    expect(authApprovers(await facts('src/login.ts @acme/identity', cache))).toEqual(['@ada']);
    expect(shop.operations()).toEqual([]);
  });

  it('is not who may only read, nor the author', async () => {
    shop = await openShop();
    await shop.standIn.review(shop.pull, shop.rhea, { event: 'APPROVE' });
    const found = await facts(null);
    expect(authApprovers(found)).toEqual([]);
    expect(countApprovals(found, TOUCHES, CHANGES).uncounted).toEqual([{ by: '@rhea', reason: 'no-write-access' }]);
  });

  it('is anyone who may write where the owning team is not there', async () => {
    shop = await openShop();
    await shop.standIn.review(shop.pull, shop.ada, { event: 'APPROVE' });
    const found = await facts('* @acme/long-gone @elsewhere/identity @nobody-here');
    expect(found.teams.map(({ members }) => members)).toEqual([null, null]);
    expect(authApprovers(found)).toEqual(['@ada']);
  });

  it('is nobody where GitHub does not tell', async () => {
    const permissions = { metadata: 'read', pull_requests: 'write', contents: 'read' } as const;
    shop = await openShop({ app: { permissions, events: ['pull_request'] } });
    shop.standIn.createTeam(shop.acme, 'identity', { members: [shop.ada] });
    await shop.standIn.review(shop.pull, shop.ada, { event: 'APPROVE' });
    const found = await facts('* @acme/identity');
    expect(found.teams).toEqual([]);
    expect(authApprovers(found)).toEqual([]);
    expect(countApprovals(found, TOUCHES, CHANGES).owners.get('auth')).toEqual(['@acme/identity']);
  });

  it('is no guess where GitHub asks to wait', async () => {
    shop = await openShop();
    await shop.standIn.review(shop.pull, shop.ada, { event: 'APPROVE' });
    shop.standIn.faults.add({
      operation: 'repos/get-collaborator-permission-level',
      does: { kind: 'secondary-limit', retryAfter: 3 },
    });
    await expect(facts(null)).rejects.toMatchObject({ code: 'rate-limited', retryAfterMs: 3000 });
  });
});

it('knows where nobody else can write', async () => {
  shop = await openShop();
  shop.repository.collaborators.delete(shop.ada);
  const found = await facts(null);
  expect(found.othersCanWrite).toBe(false);
  expect(countApprovals(found, TOUCHES, CHANGES).nobodyElse).toBe(true);
});
