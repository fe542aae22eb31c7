import { describe, expect, it } from '@jest/globals';
import { pathOf } from './change.ts';

const version = { oid: 'a'.repeat(40), kind: 'file', executable: false } as const;

describe('the path a change is spoken of by', () => {
  it('is the head path of a rename, and the base path of a removal', () => {
    const renamed = {
      status: 'renamed',
      base: { ...version, path: 'old.ts' },
      head: { ...version, path: 'new.ts' },
      hunks: [],
    } as const;
    const removed = { status: 'removed', base: { ...version, path: 'old.ts' }, head: null, hunks: [] } as const;
    expect([pathOf(renamed), pathOf(removed)]).toEqual(['new.ts', 'old.ts']);
  });
});
