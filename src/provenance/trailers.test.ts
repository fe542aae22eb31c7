import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { gitTrailers, looseTrailers } from './trailers.ts';

/** What git itself says, with no configuration of the machine. */
function byGit(message: string, divider: boolean): string[] {
  const options = divider ? [] : ['--no-divider'];
  const { stdout, status, error } = spawnSync('git', ['interpret-trailers', '--parse', ...options], {
    input: message,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'] ?? '',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      HOME: '/nowhere',
    },
  });
  if (error !== undefined || status !== 0) throw new Error('git does not run');
  return stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const ours = (message: string, divider: boolean): string[] =>
  gitTrailers(message, { divider }).map(({ key, value }) => `${key}: ${value}`.trim());

const messages: readonly (readonly [string, string])[] = [
  ['a plain block', 'Title\n\nWhy.\n\nCo-authored-by: Ada <ada@example.org>\nReviewed-by: Bo <bo@example.org>\n'],
  ['no block', 'Title\n\nSee: it is prose\nand goes on\n'],
  ['a title alone', 'Fixes: a title is no trailer\n'],
  ['no blank line', 'Title\nSigned-off-by: Ada <ada@example.org>\n'],
  ['continuation lines', 'T\n\nKey: one\n  two\n\tthree\nOther: x\n'],
  ["a mixed block without git's own", 'T\n\nKey: a\nnot a trailer\n'],
  ["a mixed block with git's own", 'T\n\nnot a trailer\nnor this\nSigned-off-by: Ada <ada@example.org>\nKey: a\n'],
  ['too little of a mixed block', 'T\n\none\ntwo\nthree\nfour\nSigned-off-by: Ada <ada@example.org>\n'],
  ['exactly a quarter', 'T\n\none\ntwo\nthree\nSigned-off-by: Ada <ada@example.org>\n'],
  ['a cherry-pick', 'T\n\nBody\n\n(cherry picked from commit 0123456789abcdef)\nKey: a\n'],
  ['a divider', 'T\n\nKey: a\n---\n file | 2 +-\n'],
  ['a line of dashes', 'T\n\nBody\n\n---------\n\nKey: a\n'],
  ['spaces before the colon', 'T\n\nKey : a\nNo Key: b\n'],
  ['no space after the colon', 'T\n\nKey:a\n'],
  ['an empty value', 'T\n\nKey:\nOther: b\n'],
  ['trailing blank lines', 'T\n\nKey: a\n\n\n'],
  ['comments', 'T\n\n# remark\nKey: a\n# another\n\n# tail\n'],
  ['conflicts', 'T\n\nKey: a\n\nConflicts:\n\tsrc/a.ts\n'],
  ['a machine block', 'T\n\nKey: a\n\n=== Do not change ===\n{\n "a": 1\n}\n'],
  ['an indented block', 'T\n\n  Key: a\n'],
  ['blank lines of spaces', 'T\n   \nKey: a\n'],
  ['nothing', ''],
  ['a cut line', 'T\n\nKey: a\n# ------------------------ >8 ------------------------\nKey: b\n'],
];

describe('the trailers that git sees', () => {
  it.each(messages)('are the same in %s', (_, message) => {
    expect(ours(message, false)).toEqual(byGit(message, false));
    expect(ours(message, true)).toEqual(byGit(message, true));
  });

  it('are the same in messages made at random', () => {
    const random = seeded(7);
    const lines = [
      '',
      ' ',
      'prose goes on',
      'Key: value',
      'Co-authored-by: A <a@example.org>',
      '  indented',
      '\ttab: x',
      '# remark',
    ];
    lines.push(
      'Signed-off-by: A <a@example.org>',
      '(cherry picked from commit 01)',
      '---',
      '--- a',
      'Conflicts:',
      'http://example.org/x',
      'Key with space: a',
      '-: x',
    );
    for (let round = 0; round < 150; round += 1) {
      const count = 2 + Math.floor(random() * 9);
      const message = [
        'Title',
        '',
        ...Array.from({ length: count }, () => lines[Math.floor(random() * lines.length)] ?? ''),
      ]
        .join('\n')
        .concat('\n');
      const divider = random() < 0.5;
      expect([message, ours(message, divider)]).toEqual([message, byGit(message, divider)]);
    }
  });
});

describe('loose trailers', () => {
  it('are found wherever a line looks like one', () => {
    const lines = ['* part one', 'Co-authored-by: A <a@example.org>', 'Not:one', 'https://example.org', '==='];
    expect(looseTrailers(lines.map((text, index) => ({ text, number: index + 1 })))).toEqual([
      { key: 'Co-authored-by', value: 'A <a@example.org>', number: 2 },
    ]);
  });
});

/** Park and Miller's minimal standard generator: the same numbers on every machine. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
