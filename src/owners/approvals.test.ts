import { describe, expect, it } from '@jest/globals';
import type { AreaTouch } from '#domain/area.ts';
import type { FileChange } from '#domain/change.ts';
import type { Account } from '#domain/snapshot.ts';
import { countApprovals } from './approvals.ts';
import type { OwnershipFacts, SubmittedReview } from './ownership-facts.ts';

const HEAD = 'b'.repeat(40);
const OLDER = 'a'.repeat(40);

const IDS: Readonly<Record<string, number>> = { author: 1, ada: 2, bo: 3, cy: 4 };

function person(login: string, type: Account['type'] = 'User'): Account {
  return { login, id: IDS[login.toLowerCase()] ?? null, type };
}

/** `approved ada`, `commented ada`, `approved bo @older`, in the order of time. */
function reviews(...told: string[]): SubmittedReview[] {
  return told.map((line, index) => {
    const [state = '', login = '', where] = line.split(' ');
    return {
      reviewer: person(login),
      state: state as SubmittedReview['state'],
      commit: where === '@older' ? OLDER : where === '@nowhere' ? null : HEAD,
      submittedAt: `2030-01-01T00:00:${String(index).padStart(2, '0')}Z`,
    };
  });
}

function facts(given: Partial<OwnershipFacts>): OwnershipFacts {
  return {
    headSha: HEAD,
    author: person('author'),
    codeOwners: null,
    reviews: [],
    writers: ['ada', 'bo', 'cy', 'author'].map((login) => ({ login, canWrite: true })),
    teams: [],
    othersCanWrite: null,
    ...given,
  };
}

function touch(area: string, ...paths: string[]): AreaTouch {
  return { area, paths, reasons: [] };
}

function changed(...paths: string[]): FileChange[] {
  return paths.map((path) => {
    const [from = '', to = from] = path.split(' -> ');
    const version = { oid: OLDER, kind: 'file', executable: false } as const;
    const status = from === to ? 'modified' : 'renamed';
    return { status, base: { ...version, path: from }, head: { ...version, path: to }, hunks: [] };
  });
}

function approvers(
  given: Partial<OwnershipFacts>,
  area = 'auth',
  paths: readonly string[] = ['src/login.ts'],
): string[] {
  const touches = [touch(area, ...paths)];
  const { approvals } = countApprovals(facts(given), touches, changed(...paths));
  return approvals.filter(({ areas }) => areas.includes(area)).map(({ by }) => by);
}

describe('whose approval counts', () => {
  it.each<[string, string[], string[]]>([
    ['an approval of the head', ['approved ada'], ['@ada']],
    ['one of an older commit', ['approved ada @older'], []],
    ['one of a commit that GitHub no longer names', ['approved ada @nowhere'], []],
    ['approved again after the push', ['approved ada @older', 'approved ada'], ['@ada']],
    ['a comment after the approval', ['approved ada', 'commented ada'], ['@ada']],
    ['second thoughts', ['approved ada', 'changes-requested ada'], []],
    ['second thoughts given up', ['changes-requested ada', 'approved ada'], ['@ada']],
    ['an approval that was dismissed', ['approved ada', 'dismissed ada'], []],
    ['a request for changes is no approval', ['changes-requested ada'], []],
    ['the author', ['approved author'], []],
    ['the author, spelled otherwise', ['approved Author'], []],
    ['somebody else wants changes', ['changes-requested bo', 'approved ada'], ['@ada']],
    ['nobody', [], []],
  ])('%s', (_, told, expected) => {
    expect(approvers({ reviews: reviews(...told) })).toEqual(expected);
  });

  it.each<[string, Partial<OwnershipFacts>, string]>([
    ['a bot', { reviews: reviews('approved ada').map((one) => ({ ...one, reviewer: person('ada', 'Bot') })) }, 'bot'],
    ['no write access', { writers: [{ login: 'ada', canWrite: false }] }, 'no-write-access'],
    ['access that could not be found out', { writers: [{ login: 'ada', canWrite: null }] }, 'access-unknown'],
    ['access that nobody asked for', { writers: [] }, 'access-unknown'],
    ['older content', { reviews: reviews('approved ada @older') }, 'older-content'],
    ['the author under a new name', { author: { ...person('ada'), login: 'ada-before' } }, 'author'],
  ])('%s does not, and it is said', (_, given, reason) => {
    const result = countApprovals(facts({ reviews: reviews('approved ada'), ...given }), [], []);
    expect([result.approvals, result.uncounted]).toEqual([[], [{ by: '@ada', reason }]]);
  });

  it('is not lost to somebody who took the author’s old name', () => {
    const author = { login: 'ada', id: 99, type: 'User' } as const;
    expect(approvers({ author, reviews: reviews('approved ada') })).toEqual(['@ada']);
  });
});

const IDENTITY = { organization: 'acme', team: 'identity' };

describe('what an approval covers', () => {
  it.each<[string, string, string[], string[], string[]]>([
    ['an owner', 'src/ @ada', ['approved ada'], ['src/login.ts'], ['@ada']],
    ['an owner by another spelling', 'src/ @ADA', ['approved ada'], ['src/login.ts'], ['@ada']],
    ['somebody who is none', 'src/ @bo', ['approved ada'], ['src/login.ts'], []],
    ['a file without an owner', 'docs/ @bo', ['approved ada'], ['src/login.ts'], ['@ada']],
    [
      'a file that the last line takes its owner',
      'src/ @bo\nsrc/login.ts',
      ['approved ada'],
      ['src/login.ts'],
      ['@ada'],
    ],
    ['one of several owners', 'src/ @bo @ada', ['approved ada'], ['src/login.ts'], ['@ada']],
    ['a member of a team', 'src/ @acme/identity', ['approved ada'], ['src/login.ts'], ['@ada']],
    ['no member of it', 'src/ @acme/identity', ['approved cy'], ['src/login.ts'], []],
    ['a team that could not be asked about', 'src/ @acme/unknown', ['approved ada'], ['src/login.ts'], []],
    ['each its part', 'a/ @ada\nb/ @bo', ['approved ada', 'approved bo'], ['a/1', 'b/1'], ['@ada and @bo']],
    ['a part of it', 'a/ @ada\nb/ @bo', ['approved ada'], ['a/1', 'b/1'], []],
    ['no more people than needed', 'a/ @ada\nb/ @bo @ada', ['approved bo', 'approved ada'], ['a/1', 'b/1'], ['@ada']],
  ])('%s', (_, codeOwners, told, paths, expected) => {
    const teams = [{ ...IDENTITY, members: ['ada', 'bo'] }];
    expect(approvers({ codeOwners, teams, reviews: reviews(...told) }, 'auth', paths)).toEqual(expected);
  });

  it.each<[string, string, Partial<OwnershipFacts>]>([
    ['the author alone', 'src/ @author', {}],
    ['a mail address', 'src/ author@example.com', {}],
    ['a team that is not there', 'src/ @acme/gone', { teams: [{ ...IDENTITY, team: 'gone', members: null }] }],
    ['a team of the author alone', 'src/ @acme/identity', { teams: [{ ...IDENTITY, members: ['Author'] }] }],
    [
      'somebody who left',
      'src/ @gone',
      { writers: ['ada', 'gone'].map((login) => ({ login, canWrite: login === 'ada' })) },
    ],
  ])('an owner who never could approve is none: %s', (_, codeOwners, given) => {
    expect(approvers({ codeOwners, reviews: reviews('approved ada'), ...given })).toEqual(['@ada']);
  });

  it('asks for the owner of the place that a file was moved from, too', () => {
    const codeOwners = 'src/auth/ @bo';
    const moved = changed('src/auth/session.ts -> src/lib/session.ts');
    const told = facts({ codeOwners, reviews: reviews('approved ada') });
    const result = countApprovals(told, [touch('auth', 'src/lib/session.ts')], moved);
    expect(result.approvals).toEqual([{ by: '@ada', areas: [] }]);
    expect(result.owners.get('auth')).toEqual(['@bo']);
  });

  it('takes an area that no file touches for a matter of the whole change', () => {
    const told = facts({ codeOwners: 'pay/ @bo', reviews: reviews('approved ada') });
    const result = countApprovals(told, [touch('auth', 'src/a.ts')], changed('src/a.ts', 'pay/b.ts'));
    expect(result.approvals).toEqual([{ by: '@ada', areas: ['auth'] }]);
    expect(result.owners.get('crypto')).toEqual(['@bo']);
  });

  it('knows areas that a policy defines', () => {
    const told = facts({ codeOwners: '* @bo', reviews: reviews('approved bo') });
    const { approvals } = countApprovals(told, [touch('billing', 'src/a.ts')], changed('src/a.ts'));
    expect(approvals[0]?.areas).toContain('billing');
  });
});

describe('who is waited for', () => {
  const waited = (given: Partial<OwnershipFacts>, ...paths: string[]) =>
    countApprovals(facts(given), [touch('auth', ...paths)], changed(...paths)).owners.get('auth');

  it('is who owns most of what is left', () => {
    expect(waited({ codeOwners: 'a/ @ada\nb/ @acme/identity' }, 'a/1', 'b/1', 'b/2')).toEqual([
      '@acme/identity',
      '@ada',
    ]);
  });

  it('is whose part is not covered yet', () => {
    const given = { codeOwners: 'a/ @ada\nb/ @bo', reviews: reviews('approved ada') };
    expect(waited(given, 'a/1', 'b/1')).toEqual(['@bo']);
  });

  it('is nobody where all is covered', () => {
    expect(waited({ reviews: reviews('approved ada') }, 'a/1')).toBeUndefined();
  });

  it('is anyone who may write where nobody owns it, and never the author', () => {
    expect(waited({ codeOwners: 'a/ @author' }, 'a/1')).toEqual(['someone with write access']);
    expect(waited({ codeOwners: 'a/ @author @ada' }, 'a/1')).toEqual(['@ada']);
  });
});

it.each<[boolean | null, boolean]>([
  [false, true],
  [true, false],
  [null, false],
])('others who can write: %s, so nobody else: %s', (othersCanWrite, expected) => {
  expect(countApprovals(facts({ othersCanWrite }), [], []).nobodyElse).toBe(expected);
});
