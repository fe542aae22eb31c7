import { describe, expect, it } from '@jest/globals';
import type { ConfigValue } from '../configuration-facts.ts';
import { extractJson } from './json.ts';
import { MAX_DEPTH } from './limits.ts';

function plain(value: ConfigValue | undefined): unknown {
  if (value === undefined) return undefined;
  if (value.kind === 'scalar') return value.value;
  if (value.kind === 'list') return value.items.map(plain);
  if (value.kind === 'map') return value.entries.map((entry) => [entry.key, plain(entry.value)]);
  return { expression: value.text };
}

describe('JSON as configuration facts', () => {
  it('keeps values in the order of the text, repeated and hostile keys included', () => {
    const facts = extractJson('{"b": 1, "a": [true, null, "x"], "__proto__": {"c": -2.5}, "b": 3}');
    expect(facts.broken).toEqual([]);
    expect(plain(facts.documents[0])).toEqual([
      ['b', 1],
      ['a', [true, null, 'x']],
      ['__proto__', [['c', -2.5]]],
      ['b', 3],
    ]);
  });

  it('gives keys and values their places, across CRLF and characters outside the basic plane', () => {
    const facts = extractJson('{\r\n  "😀": "v",\r\n  "k": 12\r\n}\r\n');
    const map = facts.documents[0];
    if (map?.kind !== 'map') throw new TypeError('a map was expected');
    expect(map.entries[1]?.keySpan).toEqual({ startLine: 3, startColumn: 3, endLine: 3, endColumn: 6 });
    expect(map.entries[0]?.value.span).toEqual({ startLine: 2, startColumn: 9, endLine: 2, endColumn: 12 });
    expect(facts.lineCount).toBe(4);
  });

  it('reads comments and trailing commas', () => {
    const facts = extractJson('// one\n{"a": [1, 2,], /* two */ }');
    expect(facts.broken).toEqual([]);
    expect(facts.comments.map((comment) => comment.text)).toEqual(['// one', '/* two */']);
  });

  it.each([
    [
      '{"a": {"b": 1, "c": 2',
      'not closed',
      [
        [
          'a',
          [
            ['b', 1],
            ['c', 2],
          ],
        ],
      ],
    ],
    ['{"a": [1, 2}, "b"', 'a bracket is missing before this one', [['a', [1, 2]]]],
    ['{"a" 1}', 'colon expected', [['a', 1]]],
    [
      '{"a": 1 "b": 2}',
      'comma expected',
      [
        ['a', 1],
        ['b', 2],
      ],
    ],
    [
      '{"a": oops, "b": 2}',
      'not JSON',
      [
        ['a', { expression: 'oops' }],
        ['b', 2],
      ],
    ],
    ['{"a": , "b": 2}', 'value expected', [['b', 2]]],
    ['{"a": "unclosed\n, "b": 2}', 'not a valid token', undefined],
  ])('says what is broken in %j and keeps the rest', (text, reason, rest) => {
    const facts = extractJson(text);
    expect(facts.broken.map((region) => region.reason)).toContain(reason);
    if (rest !== undefined) expect(plain(facts.documents[0])).toEqual(rest);
  });

  it('survives a million brackets, and says where it stopped', () => {
    const facts = extractJson('['.repeat(1_000_000));
    expect(facts.broken[0]?.reason).toBe(`nested deeper than ${MAX_DEPTH} levels`);
    let depth = 0;
    for (let at = facts.documents[0]; at?.kind === 'list'; at = at.items[0]) depth += 1;
    expect(depth).toBeLessThanOrEqual(MAX_DEPTH + 1);
  });

  it('has no document for an empty text', () => {
    expect(extractJson('')).toMatchObject({ documents: [], broken: [], lineCount: 0 });
  });
});
