import { describe, expect, it } from '@jest/globals';
import { readProvenance } from '#provenance/read-provenance.ts';
import {
  ASSISTED,
  commitOf,
  findingOf,
  inputOf,
  notCheckedOf,
  NO_EVIDENCE,
  policyOf,
  pullRequestOf,
  snapshotOf,
  touchOf,
} from '../../../test/decisions/sample-input.ts';
import { decide } from './decide.ts';
import type { DecisionInput } from './decision-input.ts';

const told = (changes: Partial<DecisionInput>) => {
  const { outcome, title, requirements } = decide(inputOf(changes));
  return [outcome, title, ...requirements.map((one) => (one.state === 'met' ? `${one.id} met` : one.id))];
};

describe('a change that touches nothing', () => {
  it('passes', () => {
    expect(told({})).toEqual(['pass', 'Nothing to fix and nobody to wait for']);
    expect(told({ provenance: ASSISTED })).toEqual(['pass', 'Nothing to fix and nobody to wait for']);
  });

  it('has its size counted', () => {
    const version = { path: 'a', oid: '0'.repeat(40), kind: 'file', executable: false } as const;
    const hunks = [
      { base: { start: 1, end: 0 }, head: { start: 1, end: 3 } },
      { base: { start: 5, end: 6 }, head: { start: 8, end: 8 } },
    ];
    const changes = [
      { status: 'modified', base: version, head: version, hunks },
      { status: 'added', base: null, head: version, hunks: null },
    ] as const;
    expect(decide(inputOf({ snapshot: snapshotOf({ changes }) })).size).toEqual({
      files: 2,
      addedLines: 4,
      removedLines: 2,
    });
  });
});

describe('areas', () => {
  it.each(['auth', 'workflows', 'governance', 'agents', 'secrets'])(
    '%s waits for an owner whoever wrote it',
    (area) => {
      expect(told({ areas: [touchOf(area)] })).toEqual([
        'needs-countersign',
        `Waiting for an owner of ${area}`,
        `countersign:${area}`,
      ]);
    },
  );

  it.each(['data', 'dependencies', 'infrastructure', 'prompts', 'logging', 'integrations', 'crypto'])(
    '%s waits for an owner where AI assisted',
    (area) => {
      const areas = [touchOf(area)];
      expect(told({ areas })[0]).toBe('pass');
      expect(told({ areas, provenance: { ...NO_EVIDENCE, verdict: 'denied' } })[0]).toBe('pass');
      expect(told({ areas, provenance: ASSISTED })[0]).toBe('needs-countersign');
      expect(told({ areas, provenance: { ...ASSISTED, verdict: 'contradicted' } })[0]).toBe('needs-countersign');
    },
  );

  it('asks for permissions in infrastructure always, unless it never asks', () => {
    const areas = [touchOf('infrastructure', 'deploy/roles.tf', { permissions: true })];
    expect(told({ areas })).toEqual([
      'needs-countersign',
      'Waiting for an owner of infrastructure',
      'countersign:infrastructure',
    ]);
    expect(told({ areas, policy: policyOf('areas: { infrastructure: { countersign: never } }') })[0]).toBe('pass');
  });

  it('follows policy, also for own areas', () => {
    const areas = [touchOf('auth'), touchOf('billing'), touchOf('logging')];
    const policy = policyOf(
      'areas: { auth: { countersign: never }, billing: { paths: [src/billing/**] }, logging: { countersign: always } }',
    );
    expect(told({ areas, policy })).toEqual([
      'needs-countersign',
      'Waiting for owners of logging and billing',
      'countersign:logging',
      'countersign:billing',
    ]);
  });

  it('are told with what touches them and who can sign', () => {
    const touch = touchOf('data', 'src/a.ts', {
      paths: ['src/e.ts', 'src/d.ts', 'src/c.ts', 'src/b.ts', 'src/a.ts'],
      reasons: [
        { kind: 'path', detail: 'path is that of data', place: null, path: 'src/a.ts' },
        { kind: 'content', detail: 'calls pool.query', place: null, path: 'src/a.ts' },
      ],
    });
    const [requirement] = decide(inputOf({ areas: [touch], provenance: ASSISTED })).requirements;
    expect(requirement).toEqual({
      id: 'countersign:data',
      kind: 'countersign',
      area: 'data',
      state: 'unmet',
      outcome: 'needs-countersign',
      reason:
        'The change touches data, and AI assisted (claude-code): src/a.ts (calls pool.query), src/b.ts, src/c.ts, 2 more files.',
      satisfiedBy: 'An approval by an owner of data.',
      findings: [],
      paths: ['src/a.ts', 'src/b.ts', 'src/c.ts', 'src/d.ts', 'src/e.ts'],
    });
  });

  it('name owners where they are known', () => {
    const owners = new Map([
      ['auth', ['@acme/identity']],
      ['secrets', ['@acme/identity']],
      ['data', ['@ada', '@bo', '@cy', '@di']],
    ]);
    const areas = [touchOf('auth'), touchOf('secrets'), touchOf('workflows')];
    expect(told({ areas, owners })[1]).toBe('Waiting for @acme/identity and an owner of workflows');
    const data = decide(inputOf({ areas: [touchOf('data')], provenance: ASSISTED, owners }));
    expect(data.requirements[0]?.satisfiedBy).toBe('An approval by @ada, @bo, @cy or others.');
  });

  it('are met by an approval that covers them', () => {
    const areas = [touchOf('auth'), touchOf('workflows')];
    const approvals = [
      { by: '@zoe', areas: ['auth'] },
      { by: '@ada', areas: ['auth', 'workflows'] },
    ];
    expect(told({ areas, approvals: approvals.slice(0, 1) })).toEqual([
      'needs-countersign',
      'Waiting for an owner of workflows',
      'countersign:workflows',
      'countersign:auth met',
    ]);
    expect(told({ areas, approvals })).toEqual([
      'pass',
      'Countersigned for auth and workflows',
      'countersign:auth met',
      'countersign:workflows met',
    ]);
    expect(told({ areas, approvals: [{ by: '@ada', areas: 'all' }] })[0]).toBe('pass');
    expect(decide(inputOf({ areas, approvals })).requirements[0]?.satisfiedBy).toBe('Approved by @ada.');
  });

  it('are touched by findings in them, but not by faint ones', () => {
    const finding = findingOf({ confidence: 'medium' });
    const verdict = decide(inputOf({ findings: [finding] }));
    expect(verdict.outcome).toBe('needs-countersign');
    expect(verdict.areas).toEqual([
      {
        area: 'auth',
        paths: ['src/report.ts'],
        reasons: [{ kind: 'finding', detail: 'auth/late-guard', place: finding.place, path: 'src/report.ts' }],
      },
    ]);
    expect(told({ findings: [findingOf({ confidence: 'low' })] })).toEqual([
      'pass',
      'Nothing to fix and nobody to wait for; 1 finding to look at',
    ]);
    expect(told({ findings: [findingOf({ state: 'existing' }), findingOf({ state: 'fixed' })] })[0]).toBe('pass');
  });
});

describe('findings', () => {
  const logging = { area: 'logging', ruleId: 'logging/secret-in-log' } as const;

  it.each([
    ['high', 'high', 'blocked'],
    ['critical', 'high', 'blocked'],
    ['medium', 'high', 'pass'],
    ['critical', 'medium', 'pass'],
  ] as const)('of %s severity and %s confidence: %s, whoever wrote it', (severity, confidence, outcome) => {
    expect(told({ findings: [findingOf({ ...logging, severity, confidence })] })[0]).toBe(outcome);
  });

  it.each([
    ['low', 'low', 'blocked'],
    ['medium', 'low', 'pass'],
    ['critical', 'high', 'pass'],
    ['critical', 'critical', 'blocked'],
    ['never', 'critical', 'pass'],
  ] as const)('with the threshold %s, of %s severity: %s', (block, severity, outcome) => {
    const policy = policyOf(`areas: { logging: { block: ${block} } }`);
    expect(told({ policy, findings: [findingOf({ ...logging, severity })] })[0]).toBe(outcome);
  });

  it('that block are to be fixed, each as it is told', () => {
    const finding = findingOf({ fingerprint: 'f'.repeat(32) });
    const verdict = decide(
      inputOf({ findings: [finding, { ...finding, place: { ...finding.place, path: 'src/z.ts' } }] }),
    );
    expect(verdict.title).toBe('1 finding to fix, and waiting for an owner of auth');
    expect(verdict.requirements[0]).toEqual({
      id: `fix:${'f'.repeat(32)}`,
      kind: 'fix',
      area: 'auth',
      state: 'unmet',
      outcome: 'blocked',
      reason: 'The report is built before the refusal (src/report.ts:3; auth/late-guard, high)',
      satisfiedBy: 'Refuse first.',
      findings: ['f'.repeat(32)],
      paths: ['src/report.ts', 'src/z.ts'],
    });
  });

  it('come gravest first, and by state', () => {
    const findings = [
      findingOf({ severity: 'low', message: 'c' }),
      findingOf({ severity: 'critical', confidence: 'low', message: 'b' }),
      findingOf({ severity: 'critical', message: 'a' }),
      findingOf({ state: 'fixed', message: 'f' }),
      findingOf({ state: 'existing', message: 'e' }),
    ];
    const verdict = decide(inputOf({ findings }));
    expect(verdict.findings.map((finding) => finding.message)).toEqual(['a', 'b', 'c']);
    expect(verdict.fixed.map((finding) => finding.message)).toEqual(['f']);
    expect(verdict.existing.map((finding) => finding.message)).toEqual(['e']);
  });
});

describe('what could not be checked', () => {
  it('is a note outside sensitive areas', () => {
    const verdict = decide(
      inputOf({ notChecked: [notCheckedOf(), notCheckedOf({ path: 'logo.png', reason: 'binary' })] }),
    );
    expect(verdict.outcome).toBe('pass');
    expect(verdict.notChecked).toHaveLength(2);
  });

  it('waits for an owner in one, also where nobody else is asked', () => {
    const areas = [touchOf('data', 'src/a.ts')];
    expect(told({ areas, notChecked: [notCheckedOf()] })).toEqual([
      'needs-countersign',
      'Waiting for an owner of data',
      'unknown:data',
    ]);
    const verdict = decide(
      inputOf({ areas, notChecked: [notCheckedOf(), notCheckedOf({ lines: { start: 1, end: 2 } })] }),
    );
    expect(verdict.requirements[0]).toMatchObject({
      reason: 'Not everything in data could be checked. src/a.ts: It could not be parsed. And 1 more.',
      satisfiedBy: 'An approval by an owner of data, who looks at it or accepts that it is unknown.',
      paths: ['src/a.ts'],
    });
    expect(told({ areas, notChecked: [notCheckedOf()], approvals: [{ by: '@ada', areas: ['data'] }] })[0]).toBe('pass');
    const never = policyOf('areas: { data: { countersign: never } }');
    expect(told({ areas, policy: never, notChecked: [notCheckedOf()] })[0]).toBe('pass');
  });

  it('waits for nobody where no analyser exists for such files, and the area asks nobody', () => {
    const areas = [touchOf('dependencies', 'package-lock.json')];
    const notChecked = [notCheckedOf({ path: 'package-lock.json', reason: 'no-analyser' })];
    expect(told({ areas, notChecked })[0]).toBe('pass');
    expect(told({ areas, notChecked, provenance: ASSISTED })[0]).toBe('needs-countersign');
  });

  it('counts as the snapshot has it, too, each thing once', () => {
    const snapshot = snapshotOf({ notChecked: [notCheckedOf({ reason: 'too-large' })] });
    const verdict = decide(
      inputOf({ snapshot, areas: [touchOf('data', 'src/a.ts')], notChecked: [notCheckedOf({ reason: 'too-large' })] }),
    );
    expect(verdict.notChecked).toHaveLength(1);
    expect(verdict.outcome).toBe('needs-countersign');
  });

  it('leaves the area of a rule open when the rule crashed', () => {
    const crashed = notCheckedOf({
      path: null,
      reason: 'rule-crashed',
      ruleId: 'auth/late-guard',
      detail: 'The rule failed.',
    });
    expect(told({ notChecked: [crashed] })).toEqual([
      'needs-countersign',
      'Waiting for an owner of auth',
      'unknown:auth',
    ]);
    expect(told({ notChecked: [{ ...crashed, path: 'src/x.ts' }] })[2]).toBe('unknown:auth');
    expect(told({ notChecked: [crashed], policy: policyOf('areas: { auth: { countersign: never } }') })[0]).toBe(
      'pass',
    );
  });

  it('leaves everything open when a source of facts did not answer', () => {
    const silent = notCheckedOf({
      path: null,
      reason: 'source-unavailable',
      detail: 'The secret scanner did not answer.',
    });
    expect(told({ notChecked: [silent] })).toEqual([
      'needs-countersign',
      'Waiting for someone with write access',
      'unknown:change',
    ]);
    expect(told({ notChecked: [silent], approvals: [{ by: '@ada', areas: ['data'] }] })[0]).toBe('pass');
  });
});

describe('a declaration', () => {
  const areas = [touchOf('data')];
  const sensitive = policyOf('provenance: { declaration: sensitive }');
  const always = policyOf('provenance: { declaration: always }');
  const inPullRequest = (body: string) => {
    const pullRequest = pullRequestOf({ body });
    return { snapshot: snapshotOf({ pullRequest }), provenance: readProvenance({ commits: [], pullRequest }) };
  };

  it('is asked for where policy says so, and counts as assisted until it is given', () => {
    expect(told({ areas })[0]).toBe('pass');
    expect(told({ policy: sensitive })[0]).toBe('pass');
    expect(told({ policy: always })).toEqual([
      'needs-countersign',
      'Waiting for the author to say whether AI helped',
      'declaration',
    ]);
    expect(told({ areas, policy: sensitive })).toEqual([
      'needs-countersign',
      'Waiting for an owner of data, and for the author to say whether AI helped',
      'declaration',
      'countersign:data',
    ]);
    expect(decide(inputOf({ areas, policy: sensitive })).provenance.verdict).toBe('undeclared');
  });

  it('is met by saying so', () => {
    const no = inPullRequest('- [x] No AI tools were used for this change.');
    expect(told({ areas, policy: sensitive, ...no })).toEqual([
      'pass',
      'Nothing to fix and nobody to wait for',
      'declaration met',
    ]);
    const yes = inPullRequest('- [x] AI tools were used: Cursor');
    expect(told({ areas, policy: sensitive, ...yes })).toEqual([
      'needs-countersign',
      'Waiting for an owner of data',
      'countersign:data',
      'declaration met',
    ]);
    const commits = [commitOf('Fix\n\nCo-Authored-By: Claude <noreply@anthropic.com>')];
    const trailer = { snapshot: snapshotOf({ commits }), provenance: readProvenance({ commits, pullRequest: null }) };
    expect(decide(inputOf({ policy: always, ...trailer })).requirements[0]?.satisfiedBy).toBe(
      'Said by: Co-Authored-By: Claude <noreply@anthropic.com>',
    );
    expect(told({ policy: always, ...trailer })).toEqual([
      'pass',
      'Nothing to fix and nobody to wait for',
      'declaration met',
    ]);
  });

  it('is not given by a branch alone', () => {
    const pullRequest = pullRequestOf({ headRef: 'devin/1771599999-export' });
    const branch = { snapshot: snapshotOf({ pullRequest }), provenance: readProvenance({ commits: [], pullRequest }) };
    expect(told({ policy: always, ...branch })[2]).toBe('declaration');
  });

  it('is not asked of known bots, but of a person on top of them', () => {
    const pullRequest = pullRequestOf({ author: { login: 'dependabot[bot]', id: 49699333, type: 'Bot' } });
    const bot = commitOf('Bump', {
      name: 'dependabot[bot]',
      email: '49699333+dependabot[bot]@users.noreply.github.com',
    });
    const of = (commits: (typeof bot)[]) => ({
      snapshot: snapshotOf({ pullRequest, commits }),
      provenance: readProvenance({ commits, pullRequest }),
    });
    expect(told({ policy: always, ...of([bot]) })[0]).toBe('pass');
    expect(told({ policy: always, ...of([bot, commitOf('Fix')]) })[2]).toBe('declaration');
    const pretended = { snapshot: snapshotOf({ pullRequest: pullRequestOf(), commits: [bot] }) };
    expect(told({ policy: always, ...pretended })[2]).toBe('declaration');
  });
});

describe('failures', () => {
  it('of our own make it incomplete, whatever else there is', () => {
    const failures = [{ stage: 'reading the repository', reason: 'git ended with 128' }];
    expect(told({ failures, findings: [findingOf()] })).toEqual([
      'incomplete',
      'Review incomplete: reading the repository failed (git ended with 128)',
      'review:reading-the-repository',
      expect.stringMatching(/^fix:/),
      'countersign:auth',
    ]);
  });

  it('of a policy in the change block it', () => {
    const error = {
      path: 'mode',
      line: 2,
      column: 7,
      expected: 'observe or enforce',
      found: '"x"',
      nearest: null,
      message: 'mode is "x".',
    };
    const brokenPolicy = { path: '.github/countersign.yml', errors: [error, error] };
    expect(told({ brokenPolicy, areas: [touchOf('governance')] })).toEqual([
      'blocked',
      'The policy to repair, and waiting for an owner of governance',
      'policy:head',
      'countersign:governance',
    ]);
    expect(decide(inputOf({ brokenPolicy })).requirements[0]?.reason).toBe(
      '.github/countersign.yml:2: mode is "x". And 1 more.',
    );
  });
});

describe('the title', () => {
  it('stays short', () => {
    const areas = ['auth', 'secrets', 'workflows', 'agents', 'governance', 'billing', 'payments'].map((area) =>
      touchOf(area),
    );
    expect(told({ areas })[1]).toBe('Waiting for owners of auth, secrets, workflows and 4 more areas');
    const owners = new Map(areas.map(({ area }) => [area, [`@acme/${area}-${'x'.repeat(50)}`]]));
    expect(String(told({ areas, owners })[1]).length).toBeLessThanOrEqual(200);
  });
});
