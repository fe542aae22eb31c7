/** The measuring itself: what is read, left out and counted. The sets and their names are invented. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recall, silence, tally, tallyByGroup, type Judgement } from '../../scripts/accuracy/judgement.ts';
import { findSets, isDisputed, readCases, readDisputes } from '../../scripts/accuracy/labelled-sets.ts';
import { neutralPath, withNeutralNames } from '../../scripts/accuracy/neutral-names.ts';
import { isOfCategory } from '../../scripts/accuracy/weakness-categories.ts';
import { ROOT } from '../../scripts/rule-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'sets-'));

beforeAll(() => {
  const branch = (id: string, text: string, assisted: boolean) => {
    const expected = { assisted, tools: [], models: [], verdict: assisted ? 'assisted' : 'no_evidence' };
    return `${JSON.stringify({ id, kind: 'branch', text, expected })}\n`;
  };
  const branches = branch('b-1', 'topic', false) + branch('b-2', 'topic', true) + branch('b-3', 'topic', true);
  writeFileSync(join(folder, 'provenance.jsonl.gz'), gzipSync(branches));
  writeFileSync(join(folder, 'unheard-of.jsonl'), '{"id":"u-1"}\n');
  writeFileSync(
    join(folder, 'disputed.txt'),
    '# why\nprovenance: b-3, b-9   the label is wrong\nother: rows that nobody names\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

function accuracy(...args: string[]) {
  const command = [join(ROOT, 'scripts', 'accuracy.ts'), ...args];
  return spawnSync(process.execPath, command, { encoding: 'utf8', cwd: ROOT });
}

describe('measuring a folder of sets', () => {
  it('counts what a runner judges, leaves out what is disputed, and names sets without a runner', () => {
    const { status, stdout } = accuracy(folder, '--cases');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}assisted, branch +0 +1 +0\.0 %/m);
    expect(stdout).toMatch(/^ {2}not assisted .* 1 +0 +100\.0 %/m);
    expect(stdout).toContain('2 cases, 1 disputed ones left out');
    expect(stdout).toContain('missed  assisted, branch  b-2: assisted expected, no-evidence read');
    expect(stdout).toContain('not measured yet: unheard-of');
  });

  it.each([
    [[], 'Which folder?'],
    [['no-such-folder'], 'no-such-folder is not there.'],
  ])('says how it is used when called with %j', (args, message) => {
    const { status, stderr } = accuracy(...args);
    expect([status, stderr.split('\n')[0]]).toEqual([2, message]);
  });
});

describe('a set', () => {
  it('is a file of one case a line, compressed or not', () => {
    const sets = findSets(folder);
    expect(sets.map((set) => set.name)).toEqual(['provenance', 'unheard-of']);
    expect(sets.flatMap(readCases).map((one) => one.id)).toEqual(['b-1', 'b-2', 'b-3', 'u-1']);
  });

  it('has cases that are disputed, by parts of their ids', () => {
    expect(readDisputes(folder)).toContainEqual({ set: 'provenance', pattern: 'b-3' });
    const disputes = [{ set: 'one', pattern: 'part*end' }];
    expect(isDisputed('a part of the end', 'one', disputes)).toBe(true);
    expect(isDisputed('a part of it', 'one', disputes)).toBe(false);
    expect(isDisputed('a part of the end', 'two', disputes)).toBe(false);
  });
});

describe('counting', () => {
  const judgement = (group: string, outcome: Judgement['outcome']): Judgement => {
    return { caseId: 'c', group, outcome, detail: '' };
  };

  it('is by group, in order of names', () => {
    const judgements = [judgement('b', 'found'), judgement('a', 'missed'), judgement('b', 'wrong')];
    expect(tallyByGroup(judgements).map(([name, { found, wrong }]) => [name, found, wrong])).toEqual([
      ['a', 0, 0],
      ['b', 1, 1],
    ]);
  });

  it('gives shares, and none where there is nothing to share', () => {
    const counts = tally([judgement('a', 'found'), judgement('a', 'missed')]);
    expect([recall(counts), silence(counts)]).toEqual([0.5, null]);
  });
});

describe('neutral names', () => {
  it.each([
    ['const goodQuery = badId;', 'const oneQuery = twoId;'],
    ['function isUnsafe(Safe) {}', 'function isFour(Three) {}'],
    ['yaml.safeLoad(text)', 'yaml.safeLoad(text)'],
    ["import { safeLoad } from 'yaml';\nsafeLoad(goodText)", "import { safeLoad } from 'yaml';\nsafeLoad(oneText)"],
  ])('%j is read as %j', (text, neutral) => {
    expect(withNeutralNames(text)).toBe(neutral);
  });

  it('leave of a path what says how to read it', () => {
    expect([neutralPath('sql/bad.js', 0), neutralPath('sql/good.ts', 1)]).toEqual(['src/app.js', 'src/part1.ts']);
  });
});

describe('a category of weaknesses', () => {
  it('holds neighbours, and nothing where it is not known', () => {
    expect([isOfCategory([863], 'authn-authz'), isOfCategory([89], 'authn-authz')]).toEqual([true, false]);
    expect(isOfCategory([89], 'no such category')).toBe(false);
  });
});
