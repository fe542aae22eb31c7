import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from './policy.ts';
import { parsePolicy, type PolicyResult } from './parse.ts';
import { renderPolicyErrors, type PolicyError } from './policy-error.ts';
import { STARTER_POLICY } from './starter.ts';

const knownRules = ['auth/late-guard', 'auth/removed-guard', 'logging/secret-in-log', 'workflows/unpinned-action'];
const parse = (text: string): PolicyResult => parsePolicy(text, { knownRules });

function accepted(text: string) {
  const result = parse(text);
  if (!result.ok) throw new Error(renderPolicyErrors(result.errors, 'policy'));
  return result;
}

function refused(text: string): readonly PolicyError[] {
  const result = parse(text);
  if (result.ok) throw new Error('was accepted');
  return result.errors;
}

describe('a policy that is accepted', () => {
  it('is the default where it says nothing', () => {
    const empty = accepted('version: 1\n');
    expect(empty.policy).toEqual(defaultPolicy());
    expect(empty.warnings).toEqual([]);
    expect(accepted('version: 1\nareas:\nrules:\nprovenance:\n').policy).toEqual(defaultPolicy());
  });

  it('changes what it names and nothing else', () => {
    const { policy } = accepted(
      [
        'version: 1',
        'mode: enforce',
        'areas:',
        '  auth: { block: medium, paths: [src/login/**, src/login/**] }',
        '  data:',
        '  billing: { paths: [src/billing/**] }',
        'rules:',
        '  auth/late-guard: critical',
        '  logging/secret-in-log: off',
        '  workflows/unpinned-action: { severity: low }',
        '  auth/removed-guard: { off: true }',
        'provenance: { declaration: sensitive }',
      ].join('\n'),
    );
    expect(policy.mode).toBe('enforce');
    expect(policy.areas.get('auth')).toEqual({ paths: ['src/login/**'], countersign: 'always', block: 'medium' });
    expect(policy.areas.get('data')).toEqual(defaultPolicy().areas.get('data'));
    expect(policy.areas.get('billing')).toEqual({ paths: ['src/billing/**'], countersign: 'always', block: 'high' });
    expect([...policy.rules]).toEqual([
      ['auth/late-guard', { off: false, severity: 'critical', raiseOnly: false }],
      ['logging/secret-in-log', { off: true, severity: null, raiseOnly: false }],
      ['workflows/unpinned-action', { off: false, severity: 'low', raiseOnly: false }],
      ['auth/removed-guard', { off: true, severity: null, raiseOnly: false }],
    ]);
    expect(policy.provenance.declaration).toBe('sensitive');
  });

  it('reads anchors, Windows line ends, a byte order mark and JSON', () => {
    const text = '\uFEFFversion: 1\r\nareas:\r\n  auth: &same\r\n    block: low\r\n  data: *same\r\n';
    const { policy } = accepted(text);
    expect(policy.areas.get('data')?.block).toBe('low');
    expect(accepted('{"version": 1, "mode": "enforce"}').policy.mode).toBe('enforce');
  });

  it('takes names that objects have by birth as plain names', () => {
    const { policy } = accepted('version: 1\nareas:\n  constructor: { paths: [lib/**] }\n');
    expect(policy.areas.get('constructor')?.paths).toEqual(['lib/**']);
    expect(policy.areas.get('tostring')).toBeUndefined();
  });

  it('warns of what is probably not meant', () => {
    const { warnings } = accepted(
      'version: 1\nareas:\n  auht: { paths: [a/**] }\n  data: { countersign: never, block: never }\nrules:\n  auth/late-guard: {}\n  auth/removed-guard: { off: true, severity: low }\n',
    );
    expect(warnings).toEqual([
      'areas.data neither asks for a countersign nor blocks: findings in it are only reported.',
      'areas.auht is an area of its own beside the built-in "auth": rename it if "auth" was meant.',
      'rules.auth/late-guard says nothing: give it a severity, or off.',
      'rules.auth/removed-guard is off, so its severity counts for nothing.',
    ]);
  });

  it('is the starter, which changes no default', () => {
    const { policy, warnings } = accepted(STARTER_POLICY);
    expect(policy).toEqual(defaultPolicy());
    expect(warnings).toEqual([]);
  });

  it('is the starter with every example in it turned on', () => {
    const lines = STARTER_POLICY.split('\n').map((line) => line.replace(/^ {2}# (?= *['\w/-]+:( |$))/, '  '));
    const { policy } = accepted(lines.join('\n'));
    expect(policy.areas.get('billing')?.paths).toHaveLength(2);
    expect(policy.areas.get('data')?.paths).toEqual(['src/reports/**']);
    expect([...policy.rules.keys()]).toEqual(['logging/secret-in-log', 'workflows/unpinned-action']);
  });
});

type Expectation = Pick<PolicyError, 'path' | 'line' | 'column'> & Partial<PolicyError>;
const wrong: readonly (readonly [name: string, text: string, ...errors: readonly Expectation[]])[] = [
  [
    'a misspelt key',
    'version: 1\nareas:\n  auth:\n    countersing: always\n',
    {
      path: 'areas.auth.countersing',
      line: 4,
      column: 5,
      expected: 'paths, countersign or block',
      found: 'countersing',
      nearest: 'countersign',
      message:
        'areas.auth.countersing is not a key that a policy has. Did you mean "countersign"? Known here: paths, countersign, block.',
    },
  ],
  [
    'a misspelt word',
    'version: 1\nareas:\n  auth:\n    countersign: alwys\n    block: hihg\n',
    {
      path: 'areas.auth.countersign',
      line: 4,
      column: 18,
      expected: 'never, assisted or always',
      found: '"alwys"',
      nearest: 'always',
      message: 'areas.auth.countersign is "alwys", but must be never, assisted or always. Did you mean "always"?',
    },
    { path: 'areas.auth.block', line: 5, column: 12, nearest: 'high' },
  ],
  [
    'a top-level key of another tool',
    'version: 1\nmode: enforce\nrule:\n  a: b\npolicy: x\n',
    { path: 'rule', line: 3, column: 1, nearest: 'rules' },
    { path: 'policy', line: 5, column: 1, nearest: null },
  ],
  [
    'no version',
    'mode: observe\n',
    {
      path: 'version',
      line: 1,
      column: 1,
      expected: '1',
      found: 'nothing',
      message: 'version is missing: add "version: 1".',
    },
  ],
  ['another version', 'version: 2\n', { path: 'version', line: 1, column: 10, expected: '1', found: '2' }],
  ['a version as text', 'version: "1"\n', { path: 'version', line: 1, column: 10, found: '"1"' }],
  ['an empty file', '', { path: '', line: 1, column: 1, message: 'The file is empty: begin with "version: 1".' }],
  ['comments alone', '# nothing yet\n', { path: '', line: 1, column: 1 }],
  ['a list', '- version: 1\n', { path: '', line: 1, column: 1, found: 'a list' }],
  ['a scalar', 'enforce', { path: '', line: 1, column: 1, found: '"enforce"' }],
  [
    'a mistyped built-in area',
    'version: 1\nareas:\n  auht:\n    countersign: never\n  infrastucture:\n',
    { path: 'areas.auht', line: 3, column: 3, nearest: 'auth' },
    { path: 'areas.infrastucture', line: 5, column: 3, nearest: 'infrastructure' },
  ],
  [
    'an own area with no path in it',
    'version: 1\nareas:\n  billing: { paths: [] }\n',
    { path: 'areas.billing.paths', line: 3, column: 21, expected: 'at least 1 entries' },
  ],
  [
    'an area name that is none',
    'version: 1\nareas:\n  Billing Team: { paths: [a] }\n',
    { path: 'areas.Billing Team', line: 3, column: 3 },
  ],
  [
    'a list of areas',
    'version: 1\nareas: [auth]\n',
    { path: 'areas', line: 2, column: 8, expected: 'a mapping', found: 'a list' },
  ],
  [
    'a path that is no text',
    'version: 1\nareas:\n  auth:\n    paths:\n      - 5\n',
    { path: 'areas.auth.paths[0]', line: 5, column: 9, expected: 'text', found: '5' },
  ],
  [
    'a single path',
    'version: 1\nareas:\n  auth:\n    paths: src/**\n',
    { path: 'areas.auth.paths', line: 4, column: 12, expected: 'a list' },
  ],
  [
    'an unknown rule',
    'version: 1\nrules:\n  auth/late-gaurd: off\n',
    { path: 'rules.auth/late-gaurd', line: 3, column: 3, nearest: 'auth/late-guard' },
  ],
  [
    'a rule without its area',
    'version: 1\nrules:\n  removed-guard: off\n',
    { path: 'rules.removed-guard', line: 3, column: 3, nearest: 'auth/removed-guard' },
  ],
  [
    'a rule setting that is no word',
    'version: 1\nrules:\n  auth/late-guard: of\n',
    { path: 'rules.auth/late-guard', line: 3, column: 20, nearest: 'off' },
  ],
  [
    'a rule setting of another kind',
    'version: 1\nrules:\n  auth/late-guard: false\n',
    { path: 'rules.auth/late-guard', line: 3, column: 20, found: 'false' },
  ],
  [
    'keys inside a rule setting',
    'version: 1\nrules:\n  auth/late-guard: { severty: high }\n  auth/removed-guard:\n    severity: hgh\n    off: false\n',
    { path: 'rules.auth/late-guard.severty', line: 3, column: 22, nearest: 'severity' },
    { path: 'rules.auth/removed-guard.severity', line: 5, column: 15, nearest: 'high' },
    { path: 'rules.auth/removed-guard.off', line: 6, column: 10, expected: 'true' },
  ],
  [
    'a declaration nobody knows',
    'version: 1\nprovenance: { declaration: allways }\n',
    { path: 'provenance.declaration', line: 2, column: 28, nearest: 'always' },
  ],
];

describe('a policy that is refused', () => {
  it.each(wrong)('for %s', (_, text, ...expected) => {
    const errors = refused(text);
    expect(errors).toHaveLength(expected.length);
    expected.forEach((one, index) => {
      expect(errors[index]).toMatchObject(one);
    });
  });

  it('tells everything that is wrong at once, in the order of the file', () => {
    const errors = refused('version: 3\nareas:\n  auth: { paths: [/etc/**] }\nrules:\n  nope/nope: off\nmood: x\n');
    expect(errors.map((error) => [error.line, error.path])).toEqual([
      [1, 'version'],
      [3, 'areas.auth.paths[0]'],
      [5, 'rules.nope/nope'],
      [6, 'mood'],
    ]);
    expect(renderPolicyErrors(errors, 'countersign.yml').split('\n')[1]).toBe(
      'countersign.yml:3:19: areas.auth.paths[0] is "/etc/**", but must be a glob from the repository\'s root. Write etc/**.',
    );
  });

  it.each([
    ['../secrets/**', 'a glob inside the repository'],
    ['!src/**', 'a glob that adds paths'],
    ['src\\auth', 'a glob with / between folders'],
    ['+(a|aa)b', 'a glob without (…) groups'],
    [' src/**', 'a glob without spaces around it'],
    ['*a*a*a*a*a*', 'a glob with few stars'],
    ['**/a/**/b/**/c/**/d/**', 'a glob with few stars'],
  ])('for the glob %s', (pattern, expected) => {
    const text = `version: 1\nareas:\n  auth:\n    paths: ['${pattern}']\n`;
    expect(refused(text)).toMatchObject([{ path: 'areas.auth.paths[0]', line: 4, column: 13, expected }]);
  });
});

describe('a policy that means harm', () => {
  it.each([
    [
      'a key given twice',
      'version: 1\nareas:\n  auth: { block: low }\n  auth: { block: never }\n',
      'areas.auth',
      4,
      /given twice/,
    ],
    ['two documents', 'version: 1\n---\nversion: 1\nmode: enforce\n', '', 2, /more than one document/],
    ['a tag', 'version: 1\nmode: !!js/function "function () {}"\n', '', 2, /Tags/],
    ['a local tag', 'version: 1\nareas: !include other.yml\n', '', 2, /Tags/],
    [
      'a merge key',
      'version: 1\nareas:\n  auth: &a { block: low }\n  data:\n    <<: *a\n',
      'areas.data.<<',
      5,
      /merge keys/,
    ],
    ['a key that would be a prototype', 'version: 1\n__proto__: { mode: enforce }\n', '__proto__', 2, /remove it/],
    ['a prototype as area', 'version: 1\nareas:\n  __proto__: { paths: [a] }\n', 'areas.__proto__', 3, /remove it/],
    ['a prototype as rule', 'version: 1\nrules:\n  __proto__: off\n', 'rules.__proto__', 3, /remove it/],
    ['a mapping as key', 'version: 1\n? { a: b }\n: c\n', '', 2, /not a plain word/],
    ['an alias to nothing', 'version: 1\nareas: *nowhere\n', 'areas', 2, /alias/],
    ['tabs', 'version: 1\nareas:\n\tauth:\n', '', 3, /tab/],
    ['an unclosed quote', 'version: 1\nmode: "enforce\n', '', 3, /not YAML/],
    ['an older YAML', '%YAML 1.1\n---\nversion: 1\nmode: observe\n', '', 1, /YAML 1\.2/],
    ['binary data', '\0\u0001\u0002', '', 1, /./],
  ])('is refused: %s', (_, text, path, line, message) => {
    const [first] = refused(text);
    expect(first).toMatchObject({ path, line });
    expect(first?.message).toMatch(message);
  });

  it('is refused before it costs anything: aliases that multiply', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `x${String(level)}: &x${String(level)} [${`*x${String(level - 1)}, `.repeat(9)}]`,
    );
    const text = `x-: &x-1 [a]\n${levels.join('\n')}\nversion: 1\n`;
    expect(refused(text)).toHaveLength(1);
    const cycle = refused('version: 1\nareas: &loop\n  auth: *loop\n');
    expect(cycle.length).toBeGreaterThan(0);
  });

  it.each([
    ['lists in lists', `version: 1\nareas: ${'['.repeat(100_000)}`],
    ['mappings in mappings', `version: 1\nareas: ${'{a: '.repeat(50_000)}`],
    ['deep indentation', Array.from({ length: 600 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    [
      'a great many keys',
      `version: 1\nrules:\n${Array.from({ length: 25_000 }, (_, n) => `  r${String(n)}: off`).join('\n')}`,
    ],
    ['a great many equal keys', 'a: 1\n'.repeat(30_000)],
    ['more text than is read', `version: 1\n# ${'x'.repeat(300_000)}\n`],
    ['a long run of quotes', `version: 1\nmode: ${'"'.repeat(100_000)}`],
    ['a long run of colons', `version: 1\nmode: ${': '.repeat(50_000)}`],
    ['a long run of anchors', `version: 1\nmode: ${'&a '.repeat(30_000)}`],
  ])('is refused in moderate time: %s', (_, text) => {
    expect(refused(text).length).toBeLessThanOrEqual(1_001);
  });

  it('is shown without its control characters', () => {
    const [first] = refused('version: 1\nmode: "\\x1b[31m\\u202Eevil"\n');
    expect(first?.message).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    const [second] = refused(`version: 1\n"a\\nb${'c'.repeat(500)}": 1\n`);
    expect(second?.message).not.toContain('\n');
    expect(second?.path.length).toBeLessThan(100);
  });
});
