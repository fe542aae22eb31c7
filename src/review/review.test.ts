import { afterAll, describe, expect, it } from '@jest/globals';
import { createExtractor } from '#adapters/grammars/extractor.ts';
import { createSecretScanner } from '#adapters/secrets/secretlint-scanner.ts';
import { RULES } from '#checks/registry.ts';
import type { RegisteredRule } from '#checks/rule.ts';
import { parsePolicy } from '#policy/parse.ts';
import { createMemoryRepository, type MemoryTree } from '../../test/repositories/memory-repository.ts';
import type { GatherPorts } from './gather/gathered.ts';
import { policyAt } from './policy-in-force.ts';
import { review } from './review.ts';

const extractor = createExtractor({ threads: 1 });
afterAll(() => extractor.close());

const LATE = `
app.get('/projects/:id/report', requireLogin, async (req, res) => {
  const report = await reports.build(req.params.id);
  if (!await membership.canView(req.user.id, req.params.id)) return res.status(403).send('no');
  return res.send(report);
});
`;

async function reviewOf(base: MemoryTree, head: MemoryTree, rules: readonly RegisteredRule[] = RULES) {
  const repository = createMemoryRepository(base, head);
  const ports: GatherPorts = {
    repository,
    extractor,
    factsStore: { load: () => Promise.resolve(new Map()), save: () => Promise.resolve() },
    secretScanner: createSecretScanner({ salt: 'of a test' }),
    progress: { step: () => undefined },
  };
  const { range } = repository;
  const policy = await policyAt(
    repository,
    range.target,
    rules.map((rule) => rule.id),
  );
  if (!policy.ok) throw new Error('the policy is broken');
  const asked = { range, pullRequest: null, policy: policy.policy, policyUse: policy.use, rules, engine: '0' };
  return (await review(ports, { ...asked, decidedAt: '2030-01-01T00:00:00.000Z' })).verdict;
}

const SERVER = `const app = express();\n`;

describe('a review', () => {
  it('takes a change through every stage', async () => {
    const verdict = await reviewOf(
      { 'server.js': SERVER, 'package.json': '{"dependencies": {"left": "1.0.0"}}' },
      {
        'server.js': SERVER + LATE,
        'main.tf': 'resource "aws_s3_bucket_acl" "b" {\n  bucket = "b"\n  acl    = "public-read"\n}\n',
        '.github/workflows/build.yml':
          'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - uses: someone/action@main\n',
        'package.json': '{"dependencies": {"left": "1.0.0", "right": "1.0.0"}}',
        'picture.png': new Uint8Array([0, 1, 2]),
      },
    );
    expect(verdict.findings.map((each) => each.ruleId).sort()).toEqual([
      'auth/late-guard',
      'dependencies/new-dependency',
      'infrastructure/public-bucket',
      'workflows/missing-permissions',
      'workflows/unpinned-action',
    ]);
    expect(verdict.areas.map((each) => each.area)).toEqual(
      expect.arrayContaining(['auth', 'dependencies', 'infrastructure', 'workflows']),
    );
    expect(verdict.notChecked).toContainEqual(expect.objectContaining({ path: 'picture.png', reason: 'binary' }));
    expect(verdict).toMatchObject({ outcome: 'blocked', engine: '0', size: { files: 5 } });
  });

  it('compares both sides: what was there is existing, what is gone is fixed', async () => {
    const before = await reviewOf({ 'server.js': SERVER + LATE }, { 'server.js': `// words\n${SERVER}${LATE}` });
    expect([before.findings.length, before.existing.length]).toEqual([0, 1]);
    const after = await reviewOf({ 'server.js': SERVER + LATE }, { 'server.js': SERVER });
    expect([after.findings.length, after.fixed.length]).toEqual([0, 1]);
  });

  it('follows the policy of the target', async () => {
    const policy = { '.github/countersign.yml': 'version: 1\nrules:\n  auth/late-guard: off\n' };
    const verdict = await reviewOf({ 'server.js': SERVER, ...policy }, { 'server.js': SERVER + LATE, ...policy });
    expect(verdict.findings).toEqual([]);
    expect(verdict.policy).toMatchObject({ source: '.github/countersign.yml at main (1111111)', mode: 'observe' });
  });

  it('holds a change to what it makes of the policy', async () => {
    const verdict = await reviewOf({}, { '.github/countersign.yml': 'version: 2\n' });
    expect(verdict.requirements).toContainEqual(expect.objectContaining({ kind: 'policy', state: 'unmet' }));
    const { errors } = parsePolicy('version: 2\n', { knownRules: [] }) as { errors: readonly { message: string }[] };
    expect(verdict.requirements.find((each) => each.kind === 'policy')?.reason).toContain(errors[0]?.message);
  });

  it('is incomplete where a stage of ours fails, whatever the others found', async () => {
    const broken = { id: 'auth/broken', definition: null } as unknown as RegisteredRule;
    const verdict = await reviewOf({}, { 'server.js': LATE }, [broken]);
    expect(verdict).toMatchObject({ outcome: 'incomplete', findings: [] });
    expect(verdict.requirements).toContainEqual(
      expect.objectContaining({ id: 'review:checking', kind: 'review-failed' }),
    );
    expect(verdict.areas.map((each) => each.area)).toContain('auth');
  });

  it('gives the same bytes for the same change', async () => {
    const twice = [await reviewOf({}, { 'server.js': LATE }), await reviewOf({}, { 'server.js': LATE })];
    expect(JSON.stringify(twice[0])).toBe(JSON.stringify(twice[1]));
  });
});

describe('a policy at a revision', () => {
  it.each([
    ['is no text', new Uint8Array([0xff, 0xfe, 0xff])],
    ['does not parse', 'version: [\n'],
    ['is far too large', 'x'.repeat(2_000_000)],
  ])('that %s is told as such', async (_, content) => {
    const repository = createMemoryRepository({ '.github/countersign.yml': content }, {});
    const found = await policyAt(repository, repository.range.target, []);
    expect(found.ok).toBe(false);
    expect(found.ok ? [] : found.errors.length).toBeGreaterThan(0);
  });
});
