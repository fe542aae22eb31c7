import { afterAll, describe, expect, it } from '@jest/globals';
import { allOf, createLowerer, textAt } from '../../../../test/lowering/lowered.ts';

const lowerer = createLowerer();
afterAll(() => lowerer.close());

async function callsIn(source: string): Promise<string[]> {
  const { ir, text } = await lowerer.lowered(source);
  return allOf(ir.body, 'call').map(({ span }) => textAt(text, span));
}

describe('spans', () => {
  it('count lines and columns from 1, the end exclusive', async () => {
    const { ir } = await lowerer.lowered('a;\n  f(\n1);');
    expect(allOf(ir.body, 'call').map(({ span }) => span)).toEqual([
      { startLine: 2, startColumn: 3, endLine: 3, endColumn: 3 },
    ]);
  });

  it.each([
    ['emoji, which are two units', 'const a = "😀😀"; g(b);', 19],
    ['umlauts, which are one unit', 'const ä = "öü"; g(b);', 17],
    ['tabs, which are one unit', '\t\tg(b);', 3],
    ['a byte order mark', '\ufeffg(b);', 2],
    ['characters beyond two bytes in a comment', '/* 漢字 🏳️‍🌈 */ g(b);', 17],
    ['a line separator, which ends no line', '"a\u2028b"; g(b);', 8],
  ])('count UTF-16 units behind %s', async (_, source, column) => {
    const { ir, text } = await lowerer.lowered(source);
    const [call] = allOf(ir.body, 'call');
    expect(call?.span).toEqual({ startLine: 1, startColumn: column, endLine: 1, endColumn: column + 4 });
    expect(call && textAt(text, call.span)).toBe('g(b)');
  });

  it('count lines by \\n, with or without \\r before it', async () => {
    const { ir, text } = await lowerer.lowered('a();\r\n\r\n  b();\rc();\nd();\r\n');
    expect(allOf(ir.body, 'call').map(({ span }) => [textAt(text, span), span.startLine, span.startColumn])).toEqual([
      ['a()', 1, 1],
      ['b()', 3, 3],
      ['c()', 3, 8],
      ['d()', 4, 1],
    ]);
  });

  it('stay right over many lines, near and far', async () => {
    const source = Array.from({ length: 3_000 }, (_, i) => `${' '.repeat(i % 7)}f(${i}, '😀');`).join('\n');
    const expected = Array.from({ length: 3_000 }, (_, i) => `f(${i}, '😀')`);
    expect(await callsIn(source)).toEqual(expected);
  });

  it('cover each link of a chain from its start', async () => {
    expect((await callsIn('a.b(1).c(2)')).sort()).toEqual(['a.b(1)', 'a.b(1).c(2)']);
  });

  it('of a property are those of its name', async () => {
    const { ir, text } = await lowerer.lowered("a.bc; d['ef']");
    const properties = allOf(ir.body, 'member').map((one) => textAt(text, (one as never)['propertySpan']));
    expect(properties).toEqual(['bc', "'ef'"]);
  });
});
