import { describe, expect, it } from '@jest/globals';
import type { FileChange } from '#domain/change.ts';
import type { Side } from '#domain/span.ts';
import { type Edit, editedFile } from '../../../test/publish/edit-script.ts';
import { randomFrom } from '../../../test/publish/random.ts';
import { createShownDiff, shownPart } from './shown-diff.ts';

const EDITS: readonly Edit[] = ['keep', 'delete', 'add'];
const SIDES: readonly Side[] = ['base', 'head'];

function changeOf(hunks: FileChange['hunks']): FileChange {
  const version = { path: 'a.ts', oid: '1'.repeat(40), kind: 'file', executable: false } as const;
  return { status: 'modified', base: version, head: version, hunks };
}

describe('the lines that a diff with three lines of context shows', () => {
  it.each(Array.from({ length: 80 }, (_, seed) => seed))(
    'are the ones found from the hunks alone (seed %i)',
    (seed) => {
      const random = randomFrom(seed);
      const script = Array.from({ length: 1 + random.upTo(60) }, () =>
        random.chance(0.85) ? 'keep' : random.one(EDITS),
      );
      const file = editedFile(script);
      const known = createShownDiff([changeOf(file.hunks)], (side) => file[side]).file('head', 'a.ts');
      const guessed = createShownDiff([changeOf(file.hunks)], () => null).file('head', 'a.ts');
      if (known === null || guessed === null) throw new Error('the file is in the diff');
      for (const side of SIDES) {
        for (let line = 1; line <= file.lines[side] + 5; line += 1) {
          const isShown = file.shownIn(side, line) !== null;
          expect([side, line, shownPart(known, side, { start: line, end: line }) !== null]).toEqual([
            side,
            line,
            isShown,
          ]);
          // Without the texts fewer are known, and none that is not there.
          if (!isShown) expect(shownPart(guessed, side, { start: line, end: line })).toBeNull();
          for (let end = line + 1; end <= Math.min(line + 6, file.lines[side]); end += 1) {
            const part = shownPart(known, side, { start: line, end });
            if (part !== null) expect(file.shownIn(side, part.start)).toBe(file.shownIn(side, part.end));
          }
        }
      }
    },
  );

  it('are found from one of the texts, too', () => {
    const file = editedFile(['keep', 'add', 'keep', 'keep', 'keep', 'keep', 'keep']);
    const shown = (known: Side) =>
      createShownDiff([changeOf(file.hunks)], (side) => (side === known ? file[side] : null)).file('head', 'a.ts');
    expect(shown('base')?.hunks).toEqual([{ base: { start: 1, end: 4 }, head: { start: 1, end: 5 } }]);
    expect(shown('head')?.hunks).toEqual(shown('base')?.hunks);
  });
});
