/**
 * Runs every rule's page: each fence with only that rule on. One rule alone: `npm run jest -- test/rules -t auth/late-guard`.
 * What a page expects is written by hand; on a mismatch the exact result is shown, to be read before it is copied.
 */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAGE_SECTIONS, parseRulePage, type RulePage } from '#checks/rule-page.ts';
import type { RegisteredRule, RuleDefinition } from '#checks/rule.ts';
import type { Finding } from '#domain/finding.ts';
import { findRules, loadRule, type RuleFiles } from '../../scripts/rule-files.ts';
import { applyFix } from './apply-fix.ts';
import { casesOf, type RuleCase } from './cases.ts';
import { createOutside, type ClosableOutside } from './outside.ts';
import { runCase, type CaseResult } from './run-case.ts';
import { tell } from './told.ts';

/** Areas whose rules say that something is weak, and so must say by which weakness. */
const AREAS_WITHOUT_WEAKNESS: ReadonlySet<string> = new Set(['dependencies', 'governance']);

interface RuleUnderTest {
  readonly files: RuleFiles;
  readonly definition: RuleDefinition | null;
  readonly page: RulePage | null;
  readonly failure: string | null;
}

const rules = await Promise.all(findRules().map(readRule));
let outside: ClosableOutside;

beforeAll(() => {
  outside = createOutside();
});
afterAll(() => outside.close());

it('finds rules', () => {
  expect(rules.length).toBeGreaterThan(0);
});

for (const rule of rules) describe(rule.files.id, () => testRule(rule));

function testRule({ files, definition, page, failure }: RuleUnderTest): void {
  it('is a rule and a page beside it', () => {
    expect(failure).toBeNull();
  });
  if (definition === null || page === null) return;

  it('says which weakness it is about', () => {
    const { area, cwe } = definition.meta;
    expect(AREAS_WITHOUT_WEAKNESS.has(area) || cwe.length > 0).toBe(true);
    expect(files.id.startsWith(`${area}/`)).toBe(true);
  });

  it('has a page with each section, in their order, none empty', () => {
    expect([...page.sections.keys()]).toEqual([...PAGE_SECTIONS]);
    expect([...page.sections.values()].filter((section) => section.text === '')).toEqual([]);
  });

  const cases = casesOf(page, definition.needs);
  it('has a case that it reports, and a near miss', () => {
    expect(cases.reported.length).toBeGreaterThan(0);
    expect(cases.notReported.length).toBeGreaterThan(0);
  });

  const rule: RegisteredRule = { id: files.id, definition };
  for (const one of cases.reported) {
    it(`reports ${one.title}`, async () => {
      const result = await run(rule, one);
      expectTold(files, one, tell(newOf(result)));
      for (const finding of newOf(result)) await expectFixToHold(rule, one, finding);
    });
  }
  for (const one of cases.notReported) {
    it(`does not report ${one.title}`, async () => {
      expectTold(files, one, tell(newOf(await run(rule, one))));
    });
  }
}

async function readRule(files: RuleFiles): Promise<RuleUnderTest> {
  const missing = [files.source, files.page].filter((path) => !existsSync(path));
  if (missing.length > 0) return { files, definition: null, page: null, failure: `missing: ${missing.join(', ')}` };
  try {
    const page = parseRulePage(readFileSync(files.page, 'utf8'));
    const definition = await loadRule(files);
    casesOf(page, definition.needs);
    return { files, definition, page, failure: null };
  } catch (error) {
    return { files, definition: null, page: null, failure: String(error) };
  }
}

/** Runs a case, which must parse unless the page says that it does not, and on which the rule must not crash. */
async function run(rule: RegisteredRule, one: RuleCase): Promise<CaseResult> {
  const result = await runCase([rule], one.files, outside, one.outside);
  expect(result.notChecked).toEqual([]);
  if (one.broken) expect(result.broken).not.toEqual([]);
  else expect(result.broken).toEqual([]);
  return result;
}

/** Throws with the block as it would have to stand in the page, so that it can be read, judged and only then copied. */
function expectTold(files: RuleFiles, one: RuleCase, actual: string): void {
  const expected = one.expected ?? '';
  if (actual === expected) return;
  const says = actual === '' ? 'The rule reports nothing.' : `The rule reports:\n\n\`\`\`findings\n${actual}\`\`\``;
  throw new Error(`${files.id}.md, ${one.title}\n\n${says}\n\nThe page expects:\n\n${expected || 'nothing\n'}`);
}

function newOf(result: CaseResult): Finding[] {
  return result.findings.filter((finding) => finding.state === 'new');
}

/** What a fix makes of the case parses, and this finding is gone without another in its place. */
async function expectFixToHold(rule: RegisteredRule, one: RuleCase, finding: Finding): Promise<void> {
  if (finding.fix === null) return;
  const before = newOf(await runCase([rule], one.files, outside, one.outside));
  const mended = await runCase([rule], applyFix(one.files, finding.fix), outside, one.outside);
  expect(mended.broken).toEqual([]);
  expect(mended.notChecked).toEqual([]);
  expect(
    newOf(mended)
      .map((left) => left.message)
      .sort(),
  ).toEqual(without(before, finding));
}

function without(findings: readonly Finding[], gone: Finding): string[] {
  return findings
    .filter((one) => one.fingerprint !== gone.fingerprint)
    .map((one) => one.message)
    .sort();
}
