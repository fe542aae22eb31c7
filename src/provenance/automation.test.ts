import { describe, expect, it } from '@jest/globals';
import type { Account, PullRequest } from '#domain/snapshot.ts';
import { automationAuthor, isAutomation } from './automation.ts';

const openedBy = (author: Account | null): PullRequest => ({
  repository: null,
  number: null,
  title: '',
  body: '',
  author,
  labels: [],
  headRef: 'x',
  baseRef: 'main',
  draft: false,
});

describe('known bots that are not AI', () => {
  it.each([
    [{ login: 'dependabot[bot]', id: 49699333, type: 'Bot' }, true],
    [{ login: 'Renovate[bot]', id: null, type: 'Bot' }, true],
    [{ login: 'renovate[bot]', id: null, type: 'unknown' }, true],
    [{ login: 'snyk-bot', id: 3, type: 'User' }, false],
    [{ login: 'weblate', id: null, type: 'unknown' }, false],
    [{ login: 'dependabot', id: 4, type: 'User' }, false],
    [{ login: 'cursor[bot]', id: 206951365, type: 'Bot' }, false],
    [{ login: 'unknown-app[bot]', id: 11, type: 'Bot' }, false],
    [null, false],
  ] as const)('by account: %j is %s', (account, expected) => {
    expect(isAutomation(openedBy(account))).toBe(expected);
  });

  it.each([
    ['github-actions[bot]', '41898282+github-actions[bot]@users.noreply.github.com', 'github-actions'],
    ['semantic-release-bot', 'semantic-release-bot@martynus.net', 'semantic-release'],
    ['Dependabot', 'someone@example.org', null],
    ['weblate', '5+weblate-fan@users.noreply.github.com', null],
    ['Claude', 'noreply@anthropic.com', null],
  ])('by author: %s <%s> is %s', (name, email, bot) => {
    expect(automationAuthor({ author: { name, email } })).toBe(bot);
  });
});
