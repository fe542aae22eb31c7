import { describe, expect, it } from '@jest/globals';
import type { FileChange, Hunk } from '#domain/change.ts';
import { createLineMap } from './line-map.ts';

function map(hunks: readonly Hunk[] | null, sameContent = false) {
  const version = { kind: 'file', executable: false } as const;
  const change: FileChange = {
    status: 'renamed',
    base: { ...version, path: 'a.ts', oid: '1' },
    head: { ...version, path: 'b.ts', oid: sameContent ? '1' : '2' },
    hunks,
  };
  return createLineMap([change]);
}

const insertedAfterTwo: Hunk = { base: { start: 3, end: 2 }, head: { start: 3, end: 5 } };
const replacedSix: Hunk = { base: { start: 6, end: 7 }, head: { start: 9, end: 9 } };

describe('a line of base in head', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 6],
    [5, 8],
    [6, null],
    [7, null],
    [8, 10],
  ])('line %j is %j', (base, head) => {
    expect(map([insertedAfterTwo, replacedSix]).headLine('a.ts', base)).toBe(head);
  });

  it('stands where it stood in a file that no change names', () => {
    expect([map([]).headPath('z.ts'), map([]).headLine('z.ts', 4)]).toEqual(['z.ts', 4]);
  });

  it('follows a file that was only moved, and is unknown where nothing could be compared', () => {
    expect(map(null, true).headLine('a.ts', 4)).toBe(4);
    expect(map(null).headLine('a.ts', 4)).toBeNull();
    expect(map(null).headPath('a.ts')).toBe('b.ts');
  });
});
