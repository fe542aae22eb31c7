import { describe, expect, it } from '@jest/globals';
import type { Commit, PullRequest } from '#domain/snapshot.ts';
import { readProvenance } from './read-provenance.ts';
import { PULL_REQUEST_TEMPLATE } from './template.ts';

const ADA = { name: 'Ada Example', email: 'ada@example.org' };
const commit = (sha: string, message: string): Commit => {
  return { sha: sha.repeat(40), parents: [], author: ADA, committer: ADA, authoredAt: '2030-01-01T00:00:00Z', message };
};
const pullRequest = (body: string): PullRequest => {
  const empty = { repository: null, number: null, title: '', author: null, labels: [] };
  return { ...empty, headRef: 'topic', baseRef: 'main', draft: false, body };
};

const BOX = '- [ ] AI tools were used:';
const TICKED = PULL_REQUEST_TEMPLATE.replace(BOX, '- [x] AI tools were used: Cursor');

describe('evidence that was seen before', () => {
  const before = readProvenance({ commits: [], pullRequest: pullRequest(TICKED) });

  it('counts after its box is unticked, and is said to be of before', () => {
    const now = readProvenance({
      commits: [],
      pullRequest: pullRequest(PULL_REQUEST_TEMPLATE),
      earlier: before.signals,
    });
    expect(now).toMatchObject({ verdict: 'assisted', tools: ['cursor'], signals: [{ earlier: true }] });
  });

  it('stands beside what is said now: the answer that changed is a contradiction', () => {
    const body = PULL_REQUEST_TEMPLATE.replace('- [ ] No AI', '- [x] No AI');
    const now = readProvenance({ commits: [], pullRequest: pullRequest(body), earlier: before.signals });
    expect(now.verdict).toBe('contradicted');
    expect(now.signals.map(({ says, earlier }) => [says, earlier])).toEqual([
      ['denied', undefined],
      ['assisted', true],
    ]);
  });

  it('is not told twice where it is still there, also under a new id', () => {
    const message = 'Add\n\nMade-with: Cursor\n';
    const first = readProvenance({ commits: [commit('a', message)], pullRequest: null });
    const again = readProvenance({ commits: [commit('b', message)], pullRequest: null, earlier: first.signals });
    expect(again.signals).toEqual([{ ...first.signals[0], source: { kind: 'commit', sha: 'b'.repeat(40) } }]);
    const gone = readProvenance({ commits: [commit('b', 'Add\n')], pullRequest: null, earlier: again.signals });
    expect(gone).toMatchObject({ verdict: 'assisted', tools: ['cursor'], signals: [{ earlier: true }] });
  });

  it('was a denial: that is gone with its words', () => {
    const denied = readProvenance({ commits: [], pullRequest: pullRequest('No AI was used.') });
    expect(readProvenance({ commits: [], pullRequest: pullRequest(''), earlier: denied.signals }).verdict).toBe(
      'no-evidence',
    );
  });
});
