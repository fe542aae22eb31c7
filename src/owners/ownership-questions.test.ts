import { describe, expect, it } from '@jest/globals';
import type { FileChange } from '#domain/change.ts';
import { ownershipQuestions } from './ownership-questions.ts';

const HEAD = 'b'.repeat(40);
const CODEOWNERS = 'src/ @acme/identity @bo\ndocs/ @cy docs@example.com\n';

function approvedBy(login: string) {
  const reviewer = { login, id: null, type: 'User' } as const;
  return { reviewer, state: 'approved', commit: HEAD, submittedAt: '2030-01-01T00:00:00Z' } as const;
}

function added(path: string): FileChange {
  return { status: 'added', base: null, head: { path, oid: HEAD, kind: 'file', executable: false }, hunks: [] };
}

const facts = { headSha: HEAD, author: null, codeOwners: CODEOWNERS, reviews: [approvedBy('ada')] };

describe('what is asked before approvals are counted', () => {
  it('is nothing while nobody has approved', () => {
    expect(ownershipQuestions({ ...facts, reviews: [] }, [added('src/a.ts')])).toEqual({ access: [], teams: [] });
    const stale = [{ ...approvedBy('ada'), commit: 'a'.repeat(40) }];
    expect(ownershipQuestions({ ...facts, reviews: stale }, [added('src/a.ts')]).access).toEqual([]);
  });

  it('is about who approved and about owners of what changed', () => {
    expect(ownershipQuestions(facts, [added('src/a.ts'), added('lib/b.ts')])).toEqual({
      access: ['ada', 'bo'],
      teams: [{ organization: 'acme', team: 'identity' }],
    });
  });

  it('is about the owners of where a file came from, too', () => {
    const moved: FileChange = { ...added('lib/b.ts'), status: 'renamed', base: added('docs/b.ts').head };
    expect(ownershipQuestions(facts, [moved]).access).toEqual(['ada', 'cy']);
  });

  it('has an end, and those who approved come first', () => {
    const many = Array.from({ length: 200 }, (_, index) => `@owner-${String(index)}`).join(' ');
    const teams = Array.from({ length: 200 }, (_, index) => `@acme/team-${String(index)}`).join(' ');
    const asked = ownershipQuestions({ ...facts, codeOwners: `* ${many} ${teams}` }, [added('a')]);
    expect([asked.access.length, asked.access[0], asked.teams.length]).toEqual([50, 'ada', 20]);
  });
});
