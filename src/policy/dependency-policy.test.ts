import { describe, expect, it } from '@jest/globals';
import {
  defaultDependencyPolicy,
  exceeds,
  limitsFor,
  stricterDependencies,
  type DependencyPolicy,
} from './dependency-policy.ts';
import { matchesPackage } from './package-pattern.ts';
import { parsePolicy } from './parse.ts';

function policy(text: string): DependencyPolicy {
  const result = parsePolicy(`version: 1\ndependencies:\n${text}`, { knownRules: [] });
  if (!result.ok) throw new Error(result.errors.map(({ message }) => message).join('\n'));
  return result.policy.dependencies;
}

const LAX = policy(
  '  ask: all\n  public: [a, b]\n  allow: [x, y]\n  licences: { allow: [ISC, MIT] }\n  maximum-severity: high\n  install-scripts: allow\n',
);
const STRICT = policy(
  '  public: [b]\n  private: [c]\n  allow: [y]\n  ban: [{ package: d, use: e }]\n  licences: { allow: [MIT], deny: [GPL-3.0-only] }\n  minimum-age: 30\n  assisted: { minimum-age: 60, install-scripts: deny }\n',
);

describe('two policies on dependencies that both hold', () => {
  it('give the stricter of each field, in either order', () => {
    for (const both of [stricterDependencies(LAX, STRICT), stricterDependencies(STRICT, LAX)]) {
      expect(both).toMatchObject({
        ...{ ask: 'known', publicNames: ['b'], privateNames: ['c'], allow: ['y'], minimumAge: 30 },
        ...{ maximumSeverity: 'medium', installScripts: 'report', allowedLicences: ['MIT'] },
        ...{ deniedLicences: ['GPL-3.0-only'], ban: [{ pattern: 'd', use: 'e', because: null }] },
      });
      expect(both.assisted).toMatchObject({ minimumAge: 60, installScripts: 'deny' });
    }
  });

  it('are the same policy when they are the same', () => {
    for (const one of [LAX, STRICT, defaultDependencyPolicy()]) expect(stricterDependencies(one, one)).toEqual(one);
  });

  it('allow no licence at all where they share none', () => {
    const other = policy('  licences: { allow: [Apache-2.0] }\n');
    const both = stricterDependencies(policy('  licences: { allow: [MIT] }\n'), other);
    expect(both.allowedLicences.filter((licence) => ['MIT', 'Apache-2.0'].includes(licence))).toEqual([]);
    expect(both.allowedLicences).toHaveLength(1);
  });
});

describe('limits', () => {
  it('of an assisted change are those that are stricter', () => {
    expect(limitsFor(STRICT, false)).toMatchObject({ minimumAge: 30, installScripts: 'report' });
    expect(limitsFor(STRICT, true)).toMatchObject({ minimumAge: 60, installScripts: 'deny', minimumReleases: 2 });
    const looser = policy('  minimum-age: 30\n  assisted: { minimum-age: 1, maximum-severity: critical }\n');
    expect(limitsFor(looser, true)).toMatchObject({ minimumAge: 30, maximumSeverity: 'medium' });
  });

  it.each([
    ['low', 'none', true],
    ['medium', 'medium', false],
    ['critical', 'high', true],
    ['critical', 'critical', false],
  ] as const)('%s over %s: %s', (severity, maximum, expected) => {
    expect(exceeds(severity, maximum)).toBe(expected);
  });
});

describe('patterns of packages', () => {
  it.each([
    ['moment', 'npm', 'moment', true],
    ['moment', 'npm', 'moment-timezone', false],
    ['npm:moment', 'pypi', 'moment', false],
    ['@acme/*', 'npm', '@acme/money', true],
    ['@acme/*', 'npm', '@acmes/money', false],
    ['*', 'go', 'example.com/a', true],
    ['a*b*c', 'npm', 'a-b-c', true],
    ['a*b*c', 'npm', 'a-c-b', false],
    ['ab*ba', 'npm', 'aba', false],
    ['maven:com.example:*', 'maven', 'com.example:shelf', true],
    [`${'*a'.repeat(200)}b`, 'npm', 'a'.repeat(300), false],
  ] as const)('%s and %s:%s: %s', (pattern, ecosystem, name, expected) => {
    expect(matchesPackage(pattern, ecosystem, name)).toBe(expected);
  });
});
