import { describe, expect, it } from '@jest/globals';
import { decodeEntities, jsxText, numberValue, unescape } from './escapes.ts';

describe('escapes', () => {
  it.each([
    ['plain', 'plain'],
    [String.raw`a\tb\\c`, 'a\tb\\c'],
    [String.raw`\x4`, String.raw`\x4`],
    [String.raw`\u12`, String.raw`\u12`],
    [String.raw`\u{110000}`, String.raw`\u{110000}`],
    [String.raw`\u{}`, String.raw`\u{}`],
    [String.raw`\0`, '\0'],
    [String.raw`\377\400`, '\u00ff\u00200'],
    ['\\\r\nx\\\u2028y', 'xy'],
    [String.raw`\😀`, '😀'],
    ['end\\', 'end\\'],
  ])('%j', (text, value) => {
    expect(unescape(text)).toBe(value);
  });

  it('of a megabyte take no time to speak of', () => {
    expect(unescape('\\\\'.repeat(500_000))).toHaveLength(500_000);
  });
});

describe('entities', () => {
  it.each([
    ['a &amp; b &#65;&#x42; &nope; &toString; &#x110000;', 'a & b AB &nope; &toString; &#x110000;'],
    ['none', 'none'],
  ])('%s', (text, value) => {
    expect(decodeEntities(text)).toBe(value);
  });
});

describe('text between tags', () => {
  it.each([
    [' a  b ', ' a  b '],
    ['\n  a\n  b  \n', 'a b'],
    ['\n \n', ''],
  ])('%j', (text, value) => {
    expect(jsxText(text)).toBe(value);
  });
});

describe('numbers', () => {
  it.each([
    ['1_000.5', 1000.5],
    ['0o17', 15],
    ['089', 89],
    ['9007199254740993n', 9007199254740992],
  ])('%s', (text, value) => {
    expect(numberValue(text)).toBe(value);
  });
});
