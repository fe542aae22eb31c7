import { describe, expect, it } from '@jest/globals';
import type { TextEdit } from '#domain/finding.ts';
import type { Place } from '#domain/span.ts';
import { randomFrom } from '../../../test/publish/random.ts';
import { CHANGES, FILE, findingOn, placeOn, requestOf, sourceText } from '../../../test/publish/scene.ts';
import { planPublication } from './plan-publication.ts';
import { createShownDiff } from './shown-diff.ts';
import { fixedText, suggestionFor } from './suggestion.ts';

const DIFF = createShownDiff(CHANGES, sourceText);

function edit(
  startLine: number,
  startColumn: number,
  endLine: number,
  endColumn: number,
  replacement: string,
): TextEdit {
  const place: Place = { path: FILE, side: 'head', span: { startLine, startColumn, endLine, endColumn } };
  return { place, replacement };
}

function suggestionOf(edits: readonly TextEdit[], texts = sourceText) {
  const found = suggestionFor(findingOn(1, placeOn(41), { fix: { description: 'fix', edits } }), DIFF, texts);
  return found === null ? null : [found.lines.start, found.lines.end, ...found.replacement];
}

// Line n of the head reads `line(n);`, and lines 37 to 45 are in one hunk.
describe('a fix within one hunk', () => {
  it.each<[string, readonly TextEdit[], readonly (number | string)[]]>([
    ['replaces a part of a line', [edit(41, 6, 41, 8, 'x')], [41, 41, 'line(x);']],
    ['replaces what spans lines', [edit(40, 6, 41, 8, 'y')], [40, 41, 'line(y);']],
    ['makes lines of one', [edit(41, 1, 41, 10, 'a\nb')], [41, 41, 'a', 'b']],
    ['inserts a line before one', [edit(41, 1, 41, 1, 'guard();\n')], [41, 41, 'guard();', 'line(41);']],
    ['removes a line with its end', [edit(41, 1, 42, 1, '')], [41, 41]],
    [
      'edits twice',
      [edit(41, 1, 41, 5, 'call'), edit(43, 1, 43, 5, 'call')],
      [41, 43, 'call(41);', 'line(42);', 'call(43);'],
    ],
    ['keeps what it does not change', [edit(40, 1, 42, 10, 'line(40);\nnew();\nline(42);')], [41, 41, 'new();']],
    ['writes ends of lines of either kind', [edit(41, 1, 41, 10, 'a\r\nb')], [41, 41, 'a', 'b']],
  ])('is suggested where it %s', (_, edits, expected) => {
    expect(suggestionOf(edits)).toEqual(expected);
  });

  it('ends lines as the file does', () => {
    const carriage = () => (sourceText('head', FILE) ?? '').replaceAll('\n', '\r\n');
    expect(suggestionOf([edit(41, 6, 41, 8, 'x')], carriage)).toEqual([41, 41, 'line(x);']);
  });
});

describe('a fix is told as text', () => {
  const elsewhere: TextEdit = { place: placeOn(41, 'head', 'src/other.ts'), replacement: 'x' };
  it.each<[string, readonly TextEdit[]]>([
    ['without edits', []],
    ['outside of the diff', [edit(20, 1, 20, 5, 'x')]],
    ['across hunks', [edit(10, 1, 10, 5, 'x'), edit(41, 1, 41, 5, 'x')]],
    ['at the edge of a hunk', [edit(45, 1, 46, 5, 'x')]],
    ['in two files', [edit(41, 1, 41, 5, 'x'), elsewhere]],
    ['in a file that is not in the diff', [elsewhere]],
    ['on the base', [{ place: placeOn(39, 'base'), replacement: 'x' }]],
    ['where edits overlap', [edit(41, 1, 41, 6, 'x'), edit(41, 3, 41, 8, 'y')]],
    ['where two edits begin at one place', [edit(41, 1, 41, 1, 'a\n'), edit(41, 1, 41, 1, 'b\n')]],
    ['past the end of a line', [edit(41, 1, 41, 90, 'x')]],
    ['past the end of the file', [edit(41, 1, 400, 1, 'x')]],
    ['where it does nothing', [edit(41, 1, 41, 10, 'line(41);')]],
    ['where it would hide something', [edit(41, 1, 41, 5, 'a\u202eb')]],
    ['where it is longer than is read', [edit(41, 1, 41, 1, 'more();\n'.repeat(31))]],
    ['where its lines are', [edit(41, 1, 41, 1, 'x'.repeat(5_000))]],
  ])('%s', (_, edits) => {
    expect(suggestionOf(edits)).toBeNull();
  });

  it('where it is known to break its file', () => {
    const finding = findingOn(1, placeOn(41), { fix: { description: 'fix', edits: [edit(41, 6, 41, 8, 'x')] } });
    const body = (fixParses: () => boolean) =>
      planPublication(requestOf([finding], { fixParses })).review?.comments[0]?.body;
    expect(body(() => true)).toContain('```suggestion\nline(x);\n```');
    expect(body(() => false)).not.toContain('suggestion');
    expect(body(() => false)).toContain('**Fix:** fix');
  });
});

describe('a suggestion that is applied', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('makes the text that the fix makes (seed %i)', (seed) => {
    const random = randomFrom(seed);
    const head = (sourceText('head', FILE) ?? '').split('\n');
    for (let round = 0; round < 20; round += 1) {
      const edits = Array.from({ length: 1 + random.upTo(2) }, () => {
        const from = 37 + random.upTo(8);
        const to = random.chance(0.5) ? from : from + random.upTo(3);
        const [start, end] = [1 + random.upTo(9), 1 + random.upTo(9)];
        return edit(
          from,
          start,
          to,
          from === to ? Math.max(start, end) : end,
          random.one(['', 'x', 'a\nb', '\n', 'c\n']),
        );
      });
      const fix = { description: 'fix', edits };
      const found = suggestionFor(findingOn(1, placeOn(41), { fix }), DIFF, sourceText);
      if (found === null) continue;
      const { start, end } = found.lines;
      const applied = [...head.slice(0, start - 1), ...found.replacement, ...head.slice(end)].join('\n');
      expect(applied).toBe(fixedText(fix, sourceText)?.text);
    }
  });
});

describe('the text that a fix makes', () => {
  it('is the whole of its file', () => {
    const fixed = fixedText({ description: 'fix', edits: [edit(2, 6, 2, 7, 'two')] }, sourceText);
    expect(fixed?.path).toBe(FILE);
    expect(fixed?.text.split('\n').slice(0, 3)).toEqual(['line(1);', 'line(two);', 'line(3);']);
    expect(fixed?.text.split('\n')).toHaveLength(61);
  });

  it('is not known where its file is not', () => {
    expect(fixedText({ description: 'fix', edits: [] }, sourceText)).toBeNull();
    expect(fixedText({ description: 'fix', edits: [edit(2, 1, 2, 2, '')] }, () => null)).toBeNull();
  });
});
