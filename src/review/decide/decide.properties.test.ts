/** What must hold of every decision, tried on inputs made at random from a seed. */
import { describe, expect, it } from '@jest/globals';
import { AREAS } from '#domain/area.ts';
import { CONFIDENCES, SEVERITIES } from '#domain/finding.ts';
import { OUTCOMES, type Verdict } from '#domain/verdict.ts';
import { BLOCKS, COUNTERSIGNS, DECLARATIONS } from '#policy/policy.ts';
import { stricter } from '#policy/stricter.ts';
import { readProvenance } from '#provenance/read-provenance.ts';
import {
  commitOf,
  findingOf,
  inputOf,
  notCheckedOf,
  policyOf,
  pullRequestOf,
  snapshotOf,
  touchOf,
} from '../../../test/decisions/sample-input.ts';
import { decide } from './decide.ts';
import type { DecisionInput } from './decision-input.ts';

const ROUNDS = 400;

/** Park and Miller's minimal standard generator. */
function randomFrom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return {
    chance: (probability: number) => next() < probability,
    one: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T,
    some: <T>(items: readonly T[], most: number): T[] =>
      Array.from({ length: Math.floor(next() * (most + 1)) }, () => items[Math.floor(next() * items.length)] as T),
    shuffled: <T>(items: readonly T[]): T[] =>
      items
        .map((item) => ({ item, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item),
  };
}
type Random = ReturnType<typeof randomFrom>;

const NAMES = [...AREAS, 'billing'];
const PATHS = ['src/a.ts', 'src/b.ts', 'src/c.ts'];
const MESSAGES = ['Fix', 'Fix\n\nAI-assisted: no', 'Fix\n\nReviewed-by: Bo <bo@example.org>'];
const BODIES = [
  '',
  'Words.',
  '- [x] No AI tools were used for this change.',
  'No AI was used.',
  '- [ ] AI tools were used: Cursor',
];
const EVIDENCE = {
  trailer: 'More\n\nCo-Authored-By: Claude <noreply@anthropic.com>',
  declared: 'More\n\nAssisted-by: Codex:gpt-5',
  footer: '\n\nMade with [Cursor](https://cursor.com)\n',
  ticked: '\n\n- [x] AI tools were used: Copilot\n',
};

/** The own area is in every policy: a change touches no area that its policy does not know. */
function randomPolicy(random: Random) {
  const areas = ['billing', ...random.some(NAMES, 4)]
    .filter((name, index, all) => all.indexOf(name) === index)
    .map(
      (name) => `${name}: { paths: [x/**], countersign: ${random.one(COUNTERSIGNS)}, block: ${random.one(BLOCKS)} }`,
    );
  return policyOf(`areas: { ${areas.join(', ')} }\nprovenance: { declaration: ${random.one(DECLARATIONS)} }`);
}

function randomInput(random: Random): DecisionInput {
  const commits = random.some(MESSAGES, 2).map((message) => commitOf(message));
  const pullRequest = random.chance(0.7)
    ? pullRequestOf({ body: random.one(BODIES), headRef: random.one(['fix', 'claude/x']) })
    : null;
  return inputOf({
    policy: randomPolicy(random),
    snapshot: snapshotOf({ commits, pullRequest }),
    provenance: readProvenance({ commits, pullRequest }),
    areas: random
      .some(NAMES, 3)
      .map((area) => touchOf(area, random.one(PATHS), random.chance(0.2) ? { permissions: true } : {})),
    findings: random.some(NAMES, 3).map((area) =>
      findingOf({
        area,
        severity: random.one(SEVERITIES),
        confidence: random.one(CONFIDENCES),
        state: random.one(['new', 'new', 'fixed', 'existing']),
      }),
    ),
    notChecked: random.some(PATHS, 2).map((path) =>
      notCheckedOf({
        path,
        reason: random.one(['unparsable', 'binary', 'no-analyser', 'budget']),
        ruleId: random.one([null, 'auth/late-guard']),
      }),
    ),
    approvals: random.some(NAMES, 2).map((area) => ({ by: `@${area}`, areas: [area] })),
  });
}

/** The input with one more piece of evidence that AI helped. */
function withEvidence(input: DecisionInput, random: Random): DecisionInput {
  const { commits, pullRequest } = input.snapshot;
  const kind = random.one(
    pullRequest === null ? ['trailer', 'declared'] : ['trailer', 'declared', 'footer', 'ticked', 'branch'],
  );
  const snapshot = {
    ...input.snapshot,
    commits: kind === 'trailer' || kind === 'declared' ? [...commits, commitOf(EVIDENCE[kind])] : commits,
    pullRequest:
      pullRequest === null
        ? null
        : {
            ...pullRequest,
            body: kind === 'footer' || kind === 'ticked' ? pullRequest.body + EVIDENCE[kind] : pullRequest.body,
            headRef: kind === 'branch' ? 'devin/1771599999-x' : pullRequest.headRef,
          },
  };
  return { ...input, snapshot, provenance: readProvenance(snapshot) };
}

const rank = (verdict: Verdict) => OUTCOMES.indexOf(verdict.outcome);
const unmetIds = (verdict: Verdict) => verdict.requirements.filter((one) => one.state === 'unmet').map((one) => one.id);

function forMany(seed: number, check: (input: DecisionInput, random: Random) => void): void {
  const random = randomFrom(seed);
  for (let round = 0; round < ROUNDS; round += 1) check(randomInput(random), random);
}

describe('of every decision', () => {
  it('evidence of AI makes nothing more lenient', () => {
    let grew = 0;
    forMany(11, (input, random) => {
      const before = decide(input);
      const after = decide(withEvidence(input, random));
      // That the author has now said so is what was asked for; everything else stays.
      const stays = unmetIds(before).filter((id) => id !== 'declaration');
      expect(unmetIds(after)).toEqual(expect.arrayContaining(stays));
      if (!unmetIds(before).includes('declaration')) expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
      if (unmetIds(after).length > unmetIds(before).length) grew += 1;
    });
    expect(grew).toBeGreaterThan(20);
  });

  it('a denial takes away nothing that evidence asks for', () => {
    forMany(12, (plain, random) => {
      const input = withEvidence(plain, random);
      const pullRequest = pullRequestOf({
        ...input.snapshot.pullRequest,
        body: `${input.snapshot.pullRequest?.body ?? ''}\n\nNo AI was used.\n`,
      });
      const snapshot = { ...input.snapshot, pullRequest };
      const after = decide({ ...input, snapshot, provenance: readProvenance(snapshot) });
      const stays = unmetIds(decide(input)).filter((id) => id !== 'declaration');
      expect(unmetIds(after)).toEqual(expect.arrayContaining(stays));
    });
  });

  it('what is found or left unchecked makes nothing more lenient', () => {
    forMany(13, (input, random) => {
      const before = rank(decide(input));
      const finding = findingOf({
        area: random.one(NAMES),
        severity: random.one(SEVERITIES),
        confidence: random.one(CONFIDENCES),
      });
      expect(rank(decide({ ...input, findings: [...input.findings, finding] }))).toBeGreaterThanOrEqual(before);
      const unknown = notCheckedOf({
        path: random.one(PATHS),
        reason: random.one(['unparsable', 'rule-crashed', 'minified']),
      });
      expect(rank(decide({ ...input, notChecked: [...input.notChecked, unknown] }))).toBeGreaterThanOrEqual(before);
      expect(rank(decide({ ...input, areas: [...input.areas, touchOf(random.one(NAMES))] }))).toBeGreaterThanOrEqual(
        before,
      );
      expect(decide({ ...input, failures: [{ stage: 'gathering', reason: 'no answer' }] }).outcome).toBe('incomplete');
    });
  });

  it('the stricter of two policies is as strict as each', () => {
    forMany(14, (input, random) => {
      const other = randomPolicy(random);
      const both = rank(decide({ ...input, policy: stricter(input.policy, other) }));
      expect(both).toBeGreaterThanOrEqual(rank(decide(input)));
      expect(both).toBeGreaterThanOrEqual(rank(decide({ ...input, policy: other })));
    });
  });

  it('it passes exactly where no requirement is unmet, and an approval meets only its own', () => {
    forMany(15, (input) => {
      const verdict = decide(input);
      expect(verdict.outcome === 'pass').toBe(unmetIds(verdict).length === 0);
      expect(new Set(verdict.requirements.map((one) => one.id)).size).toBe(verdict.requirements.length);
      const approved = new Set((input.approvals ?? []).flatMap(({ areas }) => areas));
      for (const one of verdict.requirements) {
        if (one.state === 'met' && one.kind !== 'declaration') expect(approved).toContain(one.area);
        expect([one.reason, one.satisfiedBy].every((text) => text.length > 10)).toBe(true);
      }
      expect(verdict.title).toMatch(/^[A-Z0-9@].{5,199}$/u);
    });
  });

  it('the same facts in another order give the same bytes', () => {
    forMany(16, (input, random) => {
      const shuffled: DecisionInput = {
        ...input,
        areas: random.shuffled(input.areas),
        findings: random.shuffled(input.findings),
        notChecked: random.shuffled(input.notChecked),
        approvals: random.shuffled(input.approvals ?? []),
      };
      expect(JSON.stringify(decide(shuffled))).toBe(JSON.stringify(decide(input)));
    });
  });
});

describe('a large decision', () => {
  it('takes moderate time', () => {
    const paths = Array.from({ length: 5_000 }, (_, index) => `src/file-${String(index)}.ts`);
    const input = inputOf({
      areas: AREAS.map((area) => ({
        area,
        paths,
        reasons: paths.map((path) => ({ kind: 'path', detail: 'x', place: null, path })),
      })),
      findings: paths.map((path, index) =>
        findingOf({ place: { ...findingOf().place, path }, fingerprint: String(index).padStart(32, '0') }),
      ),
      notChecked: paths.map((path) => notCheckedOf({ path })),
    });
    expect(decide(input).requirements.length).toBeGreaterThan(5_000);
  });
});
