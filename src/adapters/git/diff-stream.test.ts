import { describe, expect, it } from '@jest/globals';
import { createDiffStream } from './diff-stream.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

const OUTPUT = Buffer.from(
  [
    `:100644 100644 ${A} ${B} M\0x\ny.ts\0:100644 100644 ${A} ${A} R100\0old\0new\0\0`,
    'diff --git "a/x\\ny.ts" "b/x\\ny.ts"\n',
    `index ${A}..${B} 100644\n`,
    '--- "a/x\\ny.ts"\n',
    '+++ "b/x\\ny.ts"\n',
    '@@ -1,2 +1,3 @@ diff --git a/f b/f\n',
    '-diff --git a/z b/z\n',
    '--- a/z\n',
    '\\ No newline at end of file\n',
    '+@@ -1 +1 @@\n',
    '+++ b/z\n',
    '+Binary files a and b differ\r\n',
    '\\ No newline at end of file\n',
    '@@ -9,0 +11 @@\n',
    '+\n',
    'diff --git a/old b/new\n',
    'similarity index 100%\n',
    'rename from old\n',
    'rename to new\n',
  ].join(''),
);

function read(chunkSize: number) {
  const stream = createDiffStream();
  for (let at = 0; at < OUTPUT.length; at += chunkSize) stream.push(OUTPUT.subarray(at, at + chunkSize));
  return stream.end();
}

describe('a diff as it comes', () => {
  it('gives each record its patch; lines that look like headers are lines', () => {
    const { records, patches } = read(OUTPUT.length);
    expect(records.map(({ status, base, head }) => [status, base?.path, head?.path])).toEqual([
      ['modified', 'x\ny.ts', 'x\ny.ts'],
      ['renamed', 'old', 'new'],
    ]);
    expect(patches).toEqual([
      {
        baseOid: A,
        headOid: B,
        hunks: [
          { base: { start: 1, end: 2 }, head: { start: 1, end: 3 } },
          { base: { start: 10, end: 9 }, head: { start: 11, end: 11 } },
        ],
      },
      { baseOid: null, headOid: null, hunks: [] },
    ]);
  });

  it.each([1, 2, 3, 7, 64])('does not depend on where it is cut: chunks of %d', (size) => {
    expect(read(size)).toEqual(read(OUTPUT.length));
  });

  it('fails where the output ends within a hunk', () => {
    const stream = createDiffStream();
    stream.push(OUTPUT.subarray(0, OUTPUT.indexOf('+@@')));
    expect(() => stream.end()).toThrow('unexpected end');
  });
});
