import { describe, expect, it } from '@jest/globals';
import { commentStyleOf, identifiersIn, maskText, wordsOf } from './code-words.ts';

describe('names without comments and texts', () => {
  it.each([
    ['a(); // login', 'a();         '],
    ['/* login\n login */ a();', '        \n          a();'],
    ['f(\'login\', "a\\"b")', 'f(""""""", """""")'],
    ['`login ${user.role} x`', `${'"'.repeat(9)}user.role${'"'.repeat(4)}`],
    ['`a ${`b ${c} d` + {e: 1}.e} f` + g', `${'"'.repeat(10)}c${'"'.repeat(4)} + {e: 1}.e${'"'.repeat(4)} + g`],
    ['x = /[/*"]+/; y', `x = ${'"'.repeat(8)}; y`],
    ['a / b / c', 'a / b / c'],
    ["don't\nlogin", 'don""\nlogin'],
  ])('%j', (text, masked) => {
    expect(maskText(text, 'slashes')).toBe(masked);
  });

  it('knows comments that begin with #, and texts of many lines', () => {
    expect(maskText('a = 1 # login\n"""\nlogin\n"""\nb // c', 'hash')).toBe('a = 1        \n"""\n"""""\n"""\nb // c');
    expect([commentStyleOf('a/b.py'), commentStyleOf('a/b.ts')]).toEqual(['hash', 'slashes']);
  });

  it.each(['`${', "'", '/*', '"\\', '`', '/'])('ends on half a million of %j', (unit) => {
    const text = unit.repeat(500_000 / unit.length);
    expect(maskText(text, 'slashes')).toHaveLength(text.length);
  });

  it('keeps every line where it was', () => {
    const text = 'a\n/* b\r\nc */ `d\ne` // f\n\ng';
    expect(maskText(text, 'slashes').split('\n')).toHaveLength(text.split('\n').length);
  });
});

describe('words of names', () => {
  it.each([
    ['getAccessTokens', ['get', 'access', 'token']],
    ['OAUTH2_SCOPES', ['oauth2', 'scope']],
    ['GoogleOAuthClient', ['google', 'oauth', 'client']],
    ['$req_status', ['req', 'status']],
    ['HTTPServerAddress', ['http', 'server', 'address']],
    ['policies', ['policy']],
  ])('%s', (name, words) => {
    expect(wordsOf(name)).toEqual(words);
  });

  it('are of the identifiers of a line', () => {
    expect(identifiersIn('if (user.isAdmin) deny(accessLevel)')).toEqual([
      'if',
      'user',
      'isAdmin',
      'deny',
      'accessLevel',
    ]);
    expect(identifiersIn('   ')).toEqual([]);
  });
});
