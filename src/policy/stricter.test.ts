import { describe, expect, it } from '@jest/globals';
import { policyDigest } from './digest.ts';
import { parsePolicy } from './parse.ts';
import { areaPaths, areaPolicy, defaultPolicy, ruleSettings, type Policy } from './policy.ts';
import { stricter } from './stricter.ts';

function policy(text: string): Policy {
  const result = parsePolicy(`version: 1\n${text}`, { knownRules: ['auth/a', 'auth/b', 'auth/c'] });
  if (!result.ok) throw new Error(result.errors.map((error) => error.message).join('\n'));
  return result.policy;
}

describe('two policies that both hold', () => {
  const lax = policy(
    'areas: { auth: { countersign: never, block: never, paths: [a/**] }, own: { paths: [x], countersign: never } }\n',
  );
  const strict = policy(
    'mode: enforce\nareas: { auth: { block: low, paths: [b/**] } }\nprovenance: { declaration: sensitive }\n',
  );

  it('give the stricter of each field, in either order', () => {
    for (const both of [stricter(lax, strict), stricter(strict, lax)]) {
      expect(both.mode).toBe('enforce');
      expect(both.provenance.declaration).toBe('sensitive');
      expect(areaPolicy(both, 'auth')).toMatchObject({ countersign: 'always', block: 'low' });
      expect([...areaPolicy(both, 'auth').paths].sort()).toEqual(['a/**', 'b/**']);
      expect(areaPolicy(both, 'own')).toEqual({ paths: ['x'], countersign: 'never', block: 'high' });
    }
  });

  it('are the same policy when they are the same', () => {
    for (const one of [lax, strict, defaultPolicy()]) expect(stricter(one, one)).toEqual(one);
  });

  const rule = (a: string, b: string) =>
    stricter(
      policy(a === '' ? '' : `rules: { auth/a: ${a} }`),
      policy(b === '' ? '' : `rules: { auth/a: ${b} }`),
    ).rules.get('auth/a');

  it.each([
    ['off', 'off', { off: true, severity: null }],
    ['off', '', { off: false, severity: null }],
    ['off', 'low', { off: false, severity: 'low', raiseOnly: false }],
    ['low', 'high', { off: false, severity: 'high', raiseOnly: false }],
    ['low', '', { off: false, severity: 'low', raiseOnly: true }],
  ])('leave a rule %s and %s', (a, b, expected) => {
    expect(rule(a, b)).toMatchObject(expected);
    expect(rule(b, a)).toMatchObject(expected);
  });

  it('never lower a rule below what one of them leaves it at', () => {
    const both = stricter(policy('rules: { auth/a: low, auth/b: critical, auth/c: off }'), defaultPolicy());
    expect([...ruleSettings(both, () => 'high')]).toEqual([['auth/b', { severity: 'critical' }]]);
    expect([...ruleSettings(policy('rules: { auth/a: low, auth/c: off }'), () => 'high')]).toEqual([
      ['auth/a', { severity: 'low' }],
      ['auth/c', { off: true }],
    ]);
  });
});

describe('the digest of a policy', () => {
  it('is about what is asked, not how it is written', () => {
    const one = policy(
      'areas: { auth: { paths: [a, b] }, data: { block: low } }\nrules: { auth/a: off, auth/b: low }\n',
    );
    const other = policy(
      '# words\nrules:\n  auth/b: { severity: low }\n  auth/a: { off: true }\nareas:\n  data: { block: low, countersign: assisted }\n  auth: { paths: [b, a] }\n',
    );
    expect(policyDigest(one)).toBe(policyDigest(other));
    expect(policyDigest(one)).toMatch(/^[0-9a-f]{64}$/);
    const seen = [
      one,
      policy(''),
      policy('mode: enforce'),
      policy('areas: { auth: { block: low } }'),
      policy('rules: { auth/a: off }'),
      policy('provenance: { declaration: always }'),
    ];
    expect(new Set(seen.map(policyDigest)).size).toBe(seen.length);
  });
});

describe('areas of a policy', () => {
  it('have defaults also for names that nobody configured', () => {
    expect(areaPolicy(defaultPolicy(), 'unheard-of')).toEqual({ paths: [], countersign: 'always', block: 'high' });
    expect(areaPolicy(defaultPolicy(), 'logging').countersign).toBe('assisted');
  });

  it('give the globs that were added', () => {
    expect([...areaPaths(policy('areas: { auth: { paths: [a] }, own: { paths: [b] } }'))]).toEqual([
      ['auth', ['a']],
      ['own', ['b']],
    ]);
  });
});

describe('what is declared sensitive', () => {
  const declaring = (text: string): Policy => policy(`data-classes:\n${text}`);
  const one = declaring('  health:\n    fields: [diagnosis]\n    may-reach: [logs, responses]\n');
  const other = declaring(
    '  health:\n    fields: [notes]\n    may-reach: [responses, prompts]\n  pay:\n    tables: [salaries]\n',
  );

  it('is what either declares, and may go where both let it', () => {
    const { dataClasses } = stricter(one, other).code;
    expect(dataClasses.get('health')).toMatchObject({ fields: ['diagnosis', 'notes'], mayReach: ['responses'] });
    expect(dataClasses.get('pay')).toMatchObject({ tables: ['salaries'], mayReach: [] });
  });

  it('holds functions to the lower limit', () => {
    const limit = (text: string) => policy(`code:\n  assisted:\n    ${text}\n`);
    const { assisted } = stricter(limit('maximum-complexity: 9'), limit('maximum-nesting: 2')).code;
    expect(assisted).toEqual({ maximumComplexity: 9, maximumNesting: 2 });
  });

  it('is part of what a policy is known by', () => {
    expect(policyDigest(one)).not.toBe(policyDigest(other));
    expect(policyDigest(one)).not.toBe(policyDigest(policy('')));
  });
});
