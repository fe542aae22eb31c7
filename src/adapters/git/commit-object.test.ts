import { describe, expect, it } from '@jest/globals';
import { parseCommit } from './commit-object.ts';

const SHA = 'a'.repeat(40);

function commit(text: string | Buffer) {
  return parseCommit(SHA, Buffer.from(text as string));
}

describe('a commit as it is stored', () => {
  it('has its parents, people, date and whole message', () => {
    const parsed = commit(
      [
        `tree ${'1'.repeat(40)}`,
        `parent ${'2'.repeat(40)}`,
        `parent ${'3'.repeat(40)}`,
        'author Ada <x> Example <ada@example.com> 1900000000 +0230',
        'committer Bot <bot@example.com> 1900000001 -0000',
        'gpgsig -----BEGIN',
        ' author Nobody <nobody@example.com> 1 +0000',
        ' -----END',
        '',
        'Title\n\nBody\n\nTrailer: value\n',
      ].join('\n'),
    );
    expect(parsed).toEqual({
      sha: SHA,
      parents: ['2'.repeat(40), '3'.repeat(40)],
      author: { name: 'Ada', email: 'x> Example <ada@example.com' },
      committer: { name: 'Bot', email: 'bot@example.com' },
      authoredAt: '2030-03-17T17:46:40.000Z',
      message: 'Title\n\nBody\n\nTrailer: value\n',
    });
  });

  it('is decoded by the encoding it names', () => {
    const head = 'author J\xfcrgen <j@example.com> 0 +0000\nencoding ISO-8859-1\n\nGr\xfc\xdfe';
    expect(parseCommit(SHA, Buffer.from(head, 'latin1'))).toMatchObject({
      author: { name: 'Jürgen' },
      message: 'Grüße',
    });
  });

  it.each([
    ['an unknown encoding', 'author A <a@example.com> 0 +0000\nencoding no-such\n\nGrüße', 'Grüße'],
    ['bytes that are not UTF-8', Buffer.from('author A <a@example.com> 0 +0000\n\nok\xff', 'latin1'), 'ok\uFFFD'],
    ['a zero byte', 'author A <a@example.com> 0 +0000\n\na\0b', 'a\0b'],
    ['no message', 'author A <a@example.com> 0 +0000\n', ''],
  ])('is read leniently: %s', (_, text, message) => {
    expect(commit(text).message).toBe(message);
  });

  it.each([
    'author',
    'author A',
    'author <',
    'author A <a@example.com',
    'author A <a@example.com> 99999999999999999999 +0',
  ])('comes out with some date where it says %j', (line) => {
    expect(Number.isNaN(Date.parse(commit(`${line}\n\nx`).authoredAt))).toBe(false);
  });
});
