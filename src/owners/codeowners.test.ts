import { describe, expect, it } from '@jest/globals';
import { mentionOf, parseCodeOwners } from './codeowners.ts';

function owners(text: string, path: string): string[] | null {
  return parseCodeOwners(text).ownersOf(path)?.map(mentionOf) ?? null;
}

/** The file that GitHub's documentation explains, line by line, with names of our own. */
const DOCUMENTED = `
# This is a comment.
*       @global-one @global-two
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
*.txt @acme/writers
/build/logs/ @ada
docs/*  docs@example.com
apps/ @bo
/docs/ @ada
/scripts/ @ada @bo
**/logs @bo
/apps/ @bo
/apps/github
`;

describe('the documented example', () => {
  it.each<[string, string[] | null]>([
    ['README.md', ['@global-one', '@global-two']],
    ['src/a.js', ['@js-owner']],
    ['src/a.go', ['docs@example.com']],
    ['notes.txt', ['@acme/writers']],
    ['scripts/run.sh', ['@ada', '@bo']],
    ['docs/guide/start.md', ['@ada']],
    ['build/logs/out.bin', ['@bo']],
    ['deep/er/logs/out.bin', ['@bo']],
    ['apps/web/index.css', ['@bo']],
    ['apps/github/index.css', []],
  ])('%s', (path, expected) => {
    expect(owners(DOCUMENTED, path)).toEqual(expected);
  });
});

describe('patterns', () => {
  it.each<[string, string, boolean]>([
    ['docs/*', 'docs/getting-started.md', true],
    ['docs/*', 'docs/build-app/troubleshooting.md', false],
    ['docs/*', 'src/docs/a.md', false],
    ['apps/', 'deep/apps/a.ts', true],
    ['/apps/', 'deep/apps/a.ts', false],
    ['apps', 'apps/a.ts', true],
    ['apps', 'deep/apps', true],
    ['/src/auth', 'src/auth/session.ts', true],
    ['/src/auth', 'src/authors.ts', false],
    ['/src/auth*', 'src/authors.ts', true],
    ['*.ts', 'a/b/.hidden.ts', true],
    ['/*', 'a.ts', true],
    ['/*', 'a/b.ts', false],
    ['*', 'a/b/.c', true],
    ['src/**/auth.ts', 'src/auth.ts', true],
    ['src/**/auth.ts', 'src/a/b/auth.ts', true],
    ['src/**', 'src/a/b', true],
    ['a\\ b.ts', 'a b.ts', true],
    ['src/{a,b}.ts', 'src/a.ts', false],
    ['Src/', 'src/a.ts', false],
    ['__proto__', '__proto__/a', true],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(owners(`${pattern} @ada`, path)).toEqual(expected ? ['@ada'] : null);
  });

  it.each(['!src @ada', '\\#a @ada', 'src/[ab].ts @ada', 'src ada', 'src @-ada', 'src @a/b/c'])(
    '%s is skipped and told',
    (line) => {
      const parsed = parseCodeOwners(`* @bo\n${line}\n`);
      expect(parsed.invalid.map((one) => one.line)).toEqual([2]);
      expect(parsed.ownersOf('src')?.map(mentionOf)).toEqual(['@bo']);
    },
  );

  it('a file that GitHub would not use owns nothing', () => {
    const parsed = parseCodeOwners(`* @ada\n${'#'.repeat(3 * 1024 * 1024)}`);
    expect([parsed.ownersOf('a'), parsed.invalid[0]?.reason]).toEqual([null, 'too-large']);
  });

  it('a pattern made to be tried in endless ways is tried in few', () => {
    expect(owners(`${'*a'.repeat(40)} @ada`, `${'a'.repeat(200)}b`)).toBeNull();
    expect(owners(`${'**/a/'.repeat(40)}c @ada`, `${'a/'.repeat(200)}b`)).toBeNull();
  });
});
