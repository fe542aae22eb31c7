/** The harness itself: what a page's fences become, and how a result is told. */
import { describe, expect, it } from '@jest/globals';
import { parseRulePage } from '#checks/rule-page.ts';
import type { Finding } from '#domain/finding.ts';
import { createCaseRepository } from './case-repository.ts';
import { applyEdits } from './apply-fix.ts';
import { casesOf } from './cases.ts';
import { tell } from './told.ts';

function fence(info: string, content: string): string {
  return `\`\`\`${info}\n${content}\`\`\`\n\n`;
}

function casesIn(reported: string, notReported = '') {
  return casesOf(parseRulePage(`## Reported\n\n${reported}## Not reported\n\n${notReported}`), 'program');
}

const FOUND = fence('findings', 'src/app.ts:1 high/high wrong\n');

describe('a fence', () => {
  it('is a file that the change adds, at the path of its language', () => {
    const [one] = casesIn(fence('ts', 'a();\n') + FOUND).reported;
    expect(one).toMatchObject({ expected: 'src/app.ts:1 high/high wrong\n', broken: false });
    expect(one?.files).toEqual([
      {
        path: 'src/app.ts',
        base: null,
        head: 'a();\n',
        hunks: [{ base: { start: 1, end: 0 }, head: { start: 1, end: 1 } }],
      },
    ]);
  });

  it('with setup is a file that was there, of the next case only', () => {
    const setup = fence('ts path=src/b.ts setup', 'b();\n');
    const { reported, notReported } = casesIn(setup + fence('ts', 'a();\n') + FOUND, fence('ts broken', 'c(\n'));
    expect(reported[0]?.files[0]).toEqual({ path: 'src/b.ts', base: 'b();\n', head: 'b();\n', hunks: [] });
    expect(reported[0]?.files.map((file) => file.path)).toEqual(['src/b.ts', 'src/app.ts']);
    expect(notReported[0]).toMatchObject({ expected: null, broken: true });
    expect(notReported[0]?.files.length).toBe(1);
  });

  it('of a diff is both sides, with the hunks as marked', () => {
    const diff = fence('diff path=src/n.ts from=src/o.ts', ' one\n-two\n+2\n+2b\n three\n+four\n');
    expect(casesIn('', diff).notReported[0]?.files).toEqual([
      {
        path: 'src/n.ts',
        from: 'src/o.ts',
        base: 'one\ntwo\nthree\n',
        head: 'one\n2\n2b\nthree\nfour\n',
        hunks: [
          { base: { start: 2, end: 2 }, head: { start: 2, end: 3 } },
          { base: { start: 4, end: 3 }, head: { start: 5, end: 5 } },
        ],
      },
    ]);
  });

  it('of a diff with one side only is a file added or removed', () => {
    const { notReported } = casesIn('', fence('diff', '+a\n') + fence('diff', '-a\n'));
    expect(notReported.map(({ files }) => [files[0]?.base, files[0]?.head])).toEqual([
      [null, 'a\n'],
      ['a\n', null],
    ]);
  });

  it.each([
    [fence('ts', 'a();\n'), 'line 3: the case has no findings fence behind it'],
    [FOUND, 'line 3: a findings fence stands behind a case'],
    [fence('ts setup', 'a();\n'), 'line 3: a setup fence stands before a case'],
    [fence('ts pth=x', 'a();\n') + FOUND, 'line 3: "pth" means nothing here'],
    [fence('cobol', 'a.\n') + FOUND, 'line 3: no path is known for "cobol"'],
    [fence('diff', ' a\nb\n') + FOUND, 'line 5: a line of a diff fence begins with'],
    [
      fence('ts setup', 'a\n') + fence('ts', 'a\n') + FOUND,
      'line 7: the case has another fence with the path src/app.ts',
    ],
  ])('that means nothing is refused with its line (%#)', (reported, message) => {
    expect(() => casesIn(reported)).toThrow(message);
  });
});

describe('the repository of a case', () => {
  it('has the changes that the page says, moves and hunks included, and not what stays as it is', async () => {
    const hunks = [{ base: { start: 1, end: 0 }, head: { start: 1, end: 1 } }];
    const repository = createCaseRepository([
      { path: 'src/new.ts', from: 'src/old.ts', base: 'a\n', head: 'b\na\n', hunks },
      { path: 'src/same.ts', base: 'c\n', head: 'c\n', hunks: [] },
      { path: 'src/gone.ts', base: 'd\n', head: null, hunks: [] },
    ]);
    const { base, head } = repository.range;
    const changes = await repository.changes(base, head);
    expect(changes.map((change) => [change.status, change.base?.path, change.head?.path])).toEqual([
      ['removed', 'src/gone.ts', undefined],
      ['renamed', 'src/old.ts', 'src/new.ts'],
    ]);
    expect(changes[1]?.hunks).toBe(hunks);
    expect([(await repository.tree(base)).oid('src/new.ts'), (await repository.tree(head)).oid('src/old.ts')]).toEqual([
      null,
      null,
    ]);
  });
});

describe('a result', () => {
  it('is told in the order of places, with its evidence, base places marked', () => {
    const at = (line: number, side: 'base' | 'head' = 'head') => {
      return { path: 'a.ts', side, span: { startLine: line, startColumn: 1, endLine: line, endColumn: 2 } };
    };
    const one = { place: at(9), severity: 'high', confidence: 'low', message: 'late', evidence: [] };
    const other = {
      ...one,
      place: at(3),
      message: 'gone',
      evidence: [{ place: at(4, 'base'), message: 'stood here' }],
    };
    expect(tell([one, other] as unknown as Finding[])).toBe(
      'a.ts:3 high/low gone\n  1. a.ts:4 (base) stood here\na.ts:9 high/low late\n',
    );
  });
});

describe('the edits of a fix', () => {
  const edit = (line: number, from: number, to: number, replacement: string) => {
    const span = { startLine: line, startColumn: from, endLine: line, endColumn: to };
    return { place: { path: 'a.ts', side: 'head' as const, span }, replacement };
  };

  it('are applied by their places, in whatever order they come', () => {
    expect(applyEdits('one two\nthree\n', [edit(1, 5, 8, 'deux'), edit(2, 1, 1, '> '), edit(1, 1, 4, 'un')])).toBe(
      'un deux\n> three\n',
    );
  });

  it('may not overlap', () => {
    expect(() => applyEdits('one two\n', [edit(1, 1, 5, ''), edit(1, 4, 8, '')])).toThrow('overlap');
  });
});
