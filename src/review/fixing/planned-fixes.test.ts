import { describe, expect, it } from '@jest/globals';
import type { Finding, TextEdit } from '#domain/finding.ts';
import { plannedFixes } from './planned-fixes.ts';

const TEXT = 'const a = false;\r\nconst b = 1;\n';

function edit(
  span: readonly [number, number, number, number],
  replacement: string,
  more: Partial<TextEdit['place']> = {},
): TextEdit {
  const [startLine, startColumn, endLine, endColumn] = span;
  return {
    place: { path: 'a.ts', side: 'head', span: { startLine, startColumn, endLine, endColumn }, ...more },
    replacement,
  };
}

function finding(edits: readonly TextEdit[], more: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'auth/sample',
    area: 'auth',
    severity: 'low',
    confidence: 'low',
    cwe: [],
    message: '',
    remedy: '',
    place: { path: 'a.ts', side: 'head', span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } },
    symbol: null,
    evidence: [],
    fix: { description: 'Mend it', edits },
    fingerprint: '0',
    state: 'new',
    adjustments: [],
    ...more,
  };
}

function planned(findings: readonly Finding[], text: string | null = TEXT) {
  const { files, skipped } = plannedFixes(findings, () => text);
  return { files: files.map(({ path, after }) => [path, after]), skipped: skipped.map(({ reason }) => reason) };
}

describe('what fixes make of a file', () => {
  it('puts every fix in and leaves everything else as it is, line ends among it', () => {
    const both = [finding([edit([1, 11, 1, 16], 'true')]), finding([edit([2, 11, 2, 12], '2')])];
    expect(planned(both)).toEqual({ files: [['a.ts', 'const a = true;\r\nconst b = 2;\n']], skipped: [] });
  });

  it('puts a fix of several edits in as a whole', () => {
    const one = finding([edit([1, 7, 1, 8], 'c'), edit([2, 1, 2, 1], 'export ')]);
    expect(planned([one]).files).toEqual([['a.ts', 'const c = false;\r\nexport const b = 1;\n']]);
  });

  it.each([
    [
      'overlaps',
      [finding([edit([1, 11, 1, 16], 'true')]), finding([edit([1, 1, 1, 17], '')])],
      'it overlaps another fix',
    ],
    [
      'begins where another begins',
      [finding([edit([2, 1, 2, 1], 'x')]), finding([edit([2, 1, 2, 1], 'y')])],
      'it overlaps another fix',
    ],
  ])('leaves the second of two fixes out that %s', (_, findings, reason) => {
    const { files, skipped } = planned(findings);
    expect(files).toHaveLength(1);
    expect(skipped).toEqual([reason]);
  });

  it.each([
    ['a line that is not there', [edit([9, 1, 9, 1], '')], 'it lies outside of the file'],
    ['a column that is not there', [edit([2, 1, 2, 90], '')], 'it lies outside of the file'],
    ['the base', [edit([1, 1, 1, 2], '', { side: 'base' })], 'it is not about one file of the head'],
    [
      'two files',
      [edit([1, 1, 1, 2], ''), edit([1, 1, 1, 2], '', { path: 'b.ts' })],
      'it is not about one file of the head',
    ],
    ['nothing', [], 'it is not about one file of the head'],
  ])('leaves a fix out that is about %s', (_, edits, reason) => {
    expect(planned([finding(edits)])).toEqual({ files: [], skipped: [reason] });
  });

  it('leaves out what was there before, and what has no fix', () => {
    const old = finding([edit([1, 1, 1, 2], '')], { state: 'existing' });
    expect(planned([old, finding([], { fix: null })])).toEqual({ files: [], skipped: [] });
  });

  it('says where a file could not be read', () => {
    expect(planned([finding([edit([1, 1, 1, 2], '')])], null).skipped).toEqual(['the file could not be read']);
  });
});
