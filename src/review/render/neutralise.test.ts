import { describe, expect, it } from '@jest/globals';
import { displayWidth } from './display-width.ts';
import {
  cut,
  inertJson,
  inertLines,
  markdownCode,
  markdownFence,
  markdownProse,
  markdownText,
  visible,
  visibleProse,
} from './neutralise.ts';

describe('text for a terminal', () => {
  it.each([
    ['a colour', 'a\u001b[31mred', 'a\\u{1b}[31mred'],
    ['a one-byte control sequence', 'a\u009b2Jb', 'a\\u{9b}2Jb'],
    ['delete and backspace', 'ok\u007f\u0008', 'ok\\u{7f}\\u{8}'],
    ['a link sequence', '\u001b]8;;http://x.example\u0007', '\\u{1b}]8;;http://x.example\\u{7}'],
    ['line breaks', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
    ['a bidirectional override', 'user\u202e = admin', 'user\\u{202e} = admin'],
    ['bidirectional isolates', '\u2066x\u2069\u061c', '\\u{2066}x\\u{2069}\\u{61c}'],
    ['zero width', 'ad\u200bm\u2060in\ufeff', 'ad\\u{200b}m\\u{2060}in\\u{feff}'],
    ['tag characters', 'x\u{e0041}', 'x\\u{e0041}'],
    ['a Hangul filler', 'a\u3164b', 'a\\u{3164}b'],
    ['variation selectors that carry data', 'a\u{e0100}\ufe01', 'a\\u{e0100}\\u{fe01}'],
    ['line separators', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
    ['half a pair', 'a\ud800b', 'a\\u{d800}b'],
    [
      'a log command anywhere',
      'x ##[error]no ##vso[task] ##teamcity[x]',
      'x \\u{23}#[error]no \\u{23}#vso[task] \\u{23}#teamcity[x]',
    ],
  ])('shows %s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  it('leaves ordinary text of any script alone', () => {
    const text = 'größe = 価格 // naïve e\u0301, ❤\ufe0f 👍, עברית ## heading #[x]';
    expect(visible(text)).toBe(text);
  });

  it('shows marks that are stacked over other lines', () => {
    expect(visible(`a${'\u0301'.repeat(5)}`)).toBe(`a${'\\u{301}'.repeat(5)}`);
    expect(visible(`a${'\u0301'.repeat(3)}`)).toBe(`a${'\u0301'.repeat(3)}`);
  });

  it('takes blanks of prose as layout', () => {
    expect(visibleProse(' one\n\ttwo \u001b ')).toBe('one two \\u{1b}');
  });
});

describe('lines for a build log', () => {
  it.each([
    ['::error::x', '\\u{3a}:error::x'],
    ['  \t::set-output name=a::b', '  \t\\u{3a}:set-output name=a::b'],
    ['\u001b[1m ::stop', '\u001b[1m \\u{3a}:stop'],
    ['a ::b', 'a ::b'],
    ['x\n::y', 'x\n\\u{3a}:y'],
  ])('%j', (line, inert) => {
    expect(inertLines(line)).toBe(inert);
  });
});

describe('text for Markdown', () => {
  it.each([
    ['@acme/owners', '\\@&#8288;acme/owners'],
    ['see #12, GH-3', 'see \\#&#8288;12, GH&#8288;-3'],
    ['acme/projects#4', 'acme/projects\\#&#8288;4'],
    ['<img src=x>', '&#60;img src=x&#62;'],
    ['![a](http://x.example)', '!\\[a\\](http:&#8288;//x.example)'],
    ['www.x.example', 'www&#8288;.x.example'],
    ['**b** `c` ~~d~~ $e$ _f_', '\\*\\*b\\*\\* \\`c\\` \\~\\~d\\~\\~ &#36;e&#36; \\_f\\_'],
    ['a | b', 'a \\| b'],
    ['&lt;', '&#38;lt;'],
    ['# heading\n- item', '\\# heading - item'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['12) item', '12\\) item'],
    ['.github/x', '.github/x'],
    ['2026', '2026'],
    ['===', '\\==='],
    ['::error::', '\\::error::'],
    ['\u202e\\', '\\\\u{202e}\\\\'],
  ])('%j', (text, markdown) => {
    expect(markdownText(text)).toBe(markdown);
  });

  it('keeps code in a span that it cannot leave', () => {
    expect(markdownCode('a')).toBe('`a`');
    expect(markdownCode('a``b`')).toBe('``` a``b` ```');
    expect(markdownCode('a\nb')).toBe('`a\\nb`');
    expect(markdownCode('')).toBe('` `');
    expect(markdownCode('a|<b>')).toBe('<code>a&#124;&#60;b&#62;</code>');
  });

  it('keeps lines in a fence that they cannot close', () => {
    expect(markdownFence(['a', '````', 'b'], 'text')).toBe('`````text\na\n````\nb\n`````');
  });
});

describe('JSON', () => {
  it('means the same with everything visible', () => {
    const value = { a: '\u202e\u009b\u{e0041} ##[error] ok é', 'b\u200b': '\n' };
    const json = inertJson(JSON.stringify(value, null, 2));
    expect(JSON.parse(json)).toEqual(value);
    expect(json).toContain('\\u202e\\u009b\\udb40\\udc41 \\u0023#[error] ok é');
    expect(json).toContain('\n  "b\\u200b"');
  });
});

describe('cutting', () => {
  it('says that it cut, and never cuts a pair', () => {
    expect(cut('abcdef', 4)).toBe('abc…');
    expect(cut('ab👍', 4)).toBe('ab👍');
    expect(cut('ab👍c', 4)).toBe('ab…');
  });
});

describe('columns', () => {
  it.each([
    ['abc', 3],
    ['価格', 4],
    ['ｶﾅ', 2],
    ['e\u0301', 1],
    ['👍', 2],
    ['\u001b[31mx\u001b[0m', 1],
    ['한글', 4],
  ])('%j takes %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('prose with code in it', () => {
  it.each([
    ['`a|b` runs before `c(…)`, for @x', '<code>a&#124;b</code> runs before `c(…)`, for \\@&#8288;x'],
    ['one ` alone, @x', 'one \\` alone, \\@&#8288;x'],
    ['`` `@x` ``', '\\`` `\\@&#8288;x` `\\`'],
  ])('%j', (text, markdown) => {
    expect(markdownProse(text)).toBe(markdown);
  });
});
