import { describe, expect, it } from '@jest/globals';
import { emptyIndex, importersIn, type ImportIndex, updateIndex } from './import-index.ts';

function indexOf(modules: Readonly<Record<string, readonly string[]>>, before: ImportIndex = emptyIndex('0')) {
  const entries = new Map(Object.entries(modules));
  return updateIndex(before, { commit: '1', leftOut: 0, replaced: new Set(), modules: entries });
}

describe('the index of a tree', () => {
  it('finds who may import a file', () => {
    const index = indexOf({
      'a.ts': ['users', 'x'],
      'b.ts': ['users.x'],
      'c.ts': ['mail'],
      __proto__x: ['constructor'],
    });
    expect(importersIn(index, ['src/users.ts'])).toEqual(['a.ts']);
    expect(importersIn(index, ['pkg/main.ts'], () => ['mail'])).toEqual(['c.ts']);
    expect(importersIn(index, ['constructor.ts'])).toEqual(['__proto__x']);
    expect(importersIn(index, ['none.ts'])).toEqual([]);
  });

  it('takes a dot for the index of the own folder or of one above', () => {
    const index = indexOf({ 'src/a.ts': ['.'], 'src/in/b.ts': ['..'], 'lib/c.ts': ['..'] });
    expect(importersIn(index, ['src/index.ts'])).toEqual(['src/a.ts', 'src/in/b.ts']);
    expect(importersIn(index, ['index.ts'])).toEqual(['lib/c.ts', 'src/a.ts', 'src/in/b.ts']);
  });

  it('of a later tree is the same as one made anew', () => {
    const before = indexOf({ 'a.ts': ['x'], 'b.ts': ['x', 'y'], 'gone.ts': ['x'] });
    const after = updateIndex(before, {
      ...{ commit: '2', leftOut: 0, replaced: new Set(['b.ts', 'gone.ts', 'new.ts']) },
      modules: new Map([
        ['b.ts', ['z']],
        ['new.ts', ['x']],
      ]),
    });
    const anew = indexOf({ 'a.ts': ['x'], 'b.ts': ['z'], 'new.ts': ['x'] });
    expect(after.commit).toBe('2');
    for (const path of ['x.ts', 'y.ts', 'z.ts']) expect(importersIn(after, [path])).toEqual(importersIn(anew, [path]));
  });
});
