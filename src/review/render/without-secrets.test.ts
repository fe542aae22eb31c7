import { describe, expect, it } from '@jest/globals';
import type { Finding } from '#domain/finding.ts';
import type { SecretFact } from '#domain/snapshot.ts';
import type { Span } from '#domain/span.ts';
import { createSourceTexts } from '../gather/source-texts.ts';
import { fixRepeatsSecret, withoutSecrets } from './without-secrets.ts';

function secretAt(startLine: number, startColumn: number, endLine: number, endColumn: number): SecretFact {
  const place = { path: 'a.ts', side: 'head', span: { startLine, startColumn, endLine, endColumn } } as const;
  return { kind: 'example', description: 'Example', place, preview: 'ab', hash: '0' };
}

describe('texts without secrets', () => {
  const sources = createSourceTexts();
  sources.add('head', 'a.ts', `const a = 'abcd';\nBEGIN\nxyz\r\nEND;\n`);
  sources.add('base', 'a.ts', `const a = 'abcd';\n`);

  it.each([
    [[secretAt(1, 12, 1, 16)], `const a = '••••';\nBEGIN\nxyz\r\nEND;\n`],
    [[secretAt(2, 1, 4, 4)], `const a = 'abcd';\n•••••\n••••\n•••;\n`],
    [[secretAt(1, 12, 1, 16), secretAt(9, 1, 9, 9)], `const a = '••••';\nBEGIN\nxyz\r\nEND;\n`],
    [[], `const a = 'abcd';\nBEGIN\nxyz\r\nEND;\n`],
  ])('%#: keep their lines and columns', (secrets, shown) => {
    expect(withoutSecrets(sources, secrets).text('head', 'a.ts')).toBe(shown);
  });

  it('are those of the side and path that the secret lies on', () => {
    const shown = withoutSecrets(sources, [secretAt(1, 12, 1, 16)]);
    expect(shown.text('base', 'a.ts')).toContain('abcd');
    expect(shown.lines('head', 'a.ts')?.[0]).toBe(`const a = '••••';`);
    expect(shown.text('head', 'b.ts')).toBeNull();
  });
});

describe('a fix repeats a secret', () => {
  const fixOf = (...lines: readonly number[]): Pick<Finding, 'fix'> => {
    const span = (line: number): Span => ({ startLine: line, startColumn: 1, endLine: line, endColumn: 2 });
    const edits = lines.map((line) => ({
      place: { path: 'a.ts', side: 'head' as const, span: span(line) },
      replacement: '',
    }));
    return { fix: { description: 'Example', edits } };
  };

  it.each([
    [fixOf(3), true],
    [fixOf(2, 5), true],
    [fixOf(4, 5), false],
    [fixOf(), false],
    [{ fix: null }, false],
  ])('%# where it lies on its lines or around them', (finding, repeats) => {
    expect(fixRepeatsSecret(finding, [secretAt(3, 1, 3, 9)])).toBe(repeats);
  });
});
