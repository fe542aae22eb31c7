import { describe, expect, it } from '@jest/globals';
import { allowsOnlyPlainText, matchesAllButPlainText, matchesQuotes } from './regular-expressions.ts';

describe('patterns that leave a text no room', () => {
  it.each(['^\\d+$', '^[a-z_]+$', '^[A-Z]{3}-\\d{2,4}$', '^(?:asc|desc)$', '^\\w+(\\.\\w+)*$'])('%s', (pattern) =>
    expect(allowsOnlyPlainText(pattern, '')).toBe(true),
  );
  it.each([
    ['\\d+', ''],
    ['^\\d+', ''],
    ['^.*$', ''],
    ['^[^;]+$', ''],
    ['^\\S+$', ''],
    ["^[a-z']+$", ''],
    ['^\\d+$', 'm'],
    ['^a\\$', ''],
    ['^\\W+$', ''],
  ])('not %s %s', (pattern, flags) => expect(allowsOnlyPlainText(pattern, flags)).toBe(false));
});

describe('what replacing leaves', () => {
  it.each([
    ['[^a-z0-9_]', 'gi', true],
    ['\\W+', 'g', true],
    ['[^a-z]', '', false],
    ["[^a-z']", 'g', false],
    ['[a-z]', 'g', false],
  ])('%s %s', (pattern, flags, expected) => expect(matchesAllButPlainText(pattern, flags)).toBe(expected));

  it.each([
    ["'", 'g', true],
    ['[\'"\\\\]', 'g', true],
    ["'", '', false],
    ['\\s', 'g', false],
  ])('%s %s escapes quotes', (pattern, flags, expected) => expect(matchesQuotes(pattern, flags)).toBe(expected));
});
