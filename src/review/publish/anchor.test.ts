import { describe, expect, it } from '@jest/globals';
import type { FileChange, Hunk } from '#domain/change.ts';
import type { Finding } from '#domain/finding.ts';
import type { Place } from '#domain/span.ts';
import { CHANGES, FILE, findingOn, placeOn, sourceText } from '../../../test/publish/scene.ts';
import { type Mark, markFor } from './anchor.ts';
import { createShownDiff } from './shown-diff.ts';

function markOf(
  finding: Finding,
  changes: readonly FileChange[] = CHANGES,
  anchorsRefused: boolean = false,
): Mark | null {
  return markFor(finding, createShownDiff(changes, sourceText), { suggestion: null, anchorsRefused });
}

/** `RIGHT 10` or `RIGHT 8-10` for lines, else the kind of what is made. */
function wordsFor(mark: Mark | null): string {
  if (mark === null) return 'summary';
  if (mark.kind === 'annotation')
    return `annotation ${mark.path}:${String(mark.lines.start)}-${String(mark.lines.end)}`;
  const { anchor, away } = mark;
  const where =
    anchor.kind === 'file'
      ? `file ${anchor.path}`
      : `${anchor.side} ${anchor.startLine === null ? '' : `${String(anchor.startLine)}-`}${String(anchor.line)}`;
  return away ? `${where}, away` : where;
}

describe('a finding on lines that the diff shows', () => {
  // The hunks: line 10 added; base line 39 replaced by head lines 40 to 42. Shown with three lines around them.
  it.each<[string, Place, string]>([
    ['on a changed line', placeOn(10), 'RIGHT 10'],
    ['on the first line of context', placeOn(7), 'RIGHT 7'],
    ['on the last line of context', placeOn(13), 'RIGHT 13'],
    ['on several lines', placeOn(8, 'head', FILE, 10), 'RIGHT 8-10'],
    ['that begins before them', placeOn(2, 'head', FILE, 9), 'RIGHT 7-9'],
    ['that ends after them', placeOn(41, 'head', FILE, 50), 'RIGHT 41-45'],
    ['that spans two hunks', placeOn(9, 'head', FILE, 44), 'RIGHT 9-13'],
    ['on a line that is gone', placeOn(39, 'base'), 'LEFT 39'],
    ['on the context of the base', placeOn(42, 'base'), 'LEFT 42'],
  ])('is anchored there: %s', (_, place, expected) => {
    expect(wordsFor(markOf(findingOn(1, place)))).toBe(expected);
  });

  it('does not reach a line on which nothing of it is', () => {
    const span = { startLine: 9, startColumn: 1, endLine: 11, endColumn: 1 };
    expect(wordsFor(markOf(findingOn(1, { path: FILE, side: 'head', span })))).toBe('RIGHT 9-10');
  });

  it('is read beside twenty lines at most', () => {
    const change: FileChange = {
      status: 'added',
      base: null,
      head: { path: 'src/new.ts', oid: '4'.repeat(40), kind: 'file', executable: false },
      hunks: [{ base: { start: 1, end: 0 }, head: { start: 1, end: 90 } }],
    };
    expect(wordsFor(markOf(findingOn(1, placeOn(30, 'head', 'src/new.ts', 80)), [change]))).toBe('RIGHT 30-49');
  });
});

describe('a finding elsewhere', () => {
  const elsewhere = 'src/elsewhere.ts';
  it.each<[string, Place, string]>([
    ['one line before what is shown', placeOn(6), `file ${FILE}, away`],
    ['one line after what is shown', placeOn(14), `file ${FILE}, away`],
    ['between the hunks, in the base', placeOn(20, 'base'), `file ${FILE}, away`],
    ['in a file that the change does not touch', placeOn(5, 'head', elsewhere, 6), `annotation ${elsewhere}:5-6`],
    ['in a file that only the base has', placeOn(5, 'base', elsewhere), 'summary'],
  ])('is told as well as it can be: %s', (_, place, expected) => {
    expect(wordsFor(markOf(findingOn(1, place)))).toBe(expected);
  });

  it('stands at a step of its evidence that the diff shows', () => {
    const evidence = [
      { place: placeOn(25), message: 'not shown' },
      { place: placeOn(41), message: 'shown' },
    ];
    expect(wordsFor(markOf(findingOn(1, placeOn(5, 'head', elsewhere), { evidence })))).toBe('RIGHT 41, away');
  });

  it.each<[string, Place, string]>([
    ['an annotation', placeOn(10), `annotation ${FILE}:10-10`],
    ['in the summary alone', placeOn(39, 'base'), 'summary'],
  ])('is %s once GitHub has refused anchors', (_, place, expected) => {
    expect(wordsFor(markOf(findingOn(1, place), CHANGES, true))).toBe(expected);
  });
});

describe('a file that moved or went', () => {
  const version = (path: string) => ({ path, oid: '5'.repeat(40), kind: 'file', executable: false }) as const;
  const hunks: readonly Hunk[] = [{ base: { start: 4, end: 5 }, head: { start: 4, end: 4 } }];

  it('is called by its new name on both sides', () => {
    const renamed: FileChange = { status: 'renamed', base: version('src/a.ts'), head: version('src/b.ts'), hunks };
    const mark = markOf(findingOn(1, placeOn(5, 'base', 'src/a.ts')), [renamed]);
    expect(mark).toMatchObject({ anchor: { path: 'src/b.ts', side: 'LEFT', line: 5 } });
  });

  it('is called by its old name where it is removed, and has no annotations', () => {
    const removed: FileChange = {
      status: 'removed',
      base: version('src/a.ts'),
      head: null,
      hunks: [{ base: { start: 1, end: 9 }, head: { start: 1, end: 0 } }],
    };
    const mark = markOf(findingOn(1, placeOn(9, 'base', 'src/a.ts')), [removed]);
    expect(mark).toMatchObject({ anchor: { path: 'src/a.ts', side: 'LEFT', line: 9 } });
    expect(wordsFor(markOf(findingOn(1, placeOn(9, 'head', 'src/a.ts')), [removed]))).toBe('summary');
  });

  it.each<[string, Partial<FileChange>]>([
    ['is binary', { hunks: null }],
    ['became a link', { status: 'type-changed' }],
    ['changed its mode alone', { status: 'mode-changed', hunks: [] }],
  ])('has no lines where it %s', (_, more) => {
    const change: FileChange = {
      status: 'modified',
      base: version('src/a.ts'),
      head: version('src/a.ts'),
      hunks,
      ...more,
    };
    expect(wordsFor(markOf(findingOn(1, placeOn(4, 'head', 'src/a.ts')), [change]))).toBe('file src/a.ts, away');
  });
});

describe('a diff that GitHub does not load whole', () => {
  const added = (index: number, lines: number): FileChange => ({
    status: 'added',
    base: null,
    head: { path: `src/${String(index).padStart(5, '0')}.ts`, oid: '6'.repeat(40), kind: 'file', executable: false },
    hunks: [{ base: { start: 1, end: 0 }, head: { start: 1, end: lines } }],
  });

  it('has no lines behind twenty thousand', () => {
    const changes = [added(1, 15_000), added(2, 6_000)];
    expect(wordsFor(markOf(findingOn(1, placeOn(5, 'head', 'src/00001.ts')), changes))).toBe('RIGHT 5');
    expect(wordsFor(markOf(findingOn(1, placeOn(5, 'head', 'src/00002.ts')), changes))).toBe('file src/00002.ts, away');
  });

  it('has no files behind three thousand', () => {
    const changes = Array.from({ length: 3_001 }, (_, index) => added(index, 1));
    expect(wordsFor(markOf(findingOn(1, placeOn(1, 'head', 'src/02999.ts')), changes))).toBe('RIGHT 1');
    expect(wordsFor(markOf(findingOn(1, placeOn(1, 'head', 'src/03000.ts')), changes))).toBe(
      'annotation src/03000.ts:1-1',
    );
  });
});
