import { describe, expect, it } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import type { Requirement, Verdict } from '#domain/verdict.ts';
import {
  hostileSourceText,
  hostileVerdict,
  LATE_GUARD,
  SAMPLE_VERDICT,
  sampleSourceText,
} from '../../../test/verdicts/sample-verdict.ts';
import { renderCheckRun } from './check-run.ts';
import { byteLength } from './markdown-budget.ts';

const OPTIONS = { others: [], sourceText: sampleSourceText, detailsUrl: 'https://countersign.example/reports/12' };
const OBSERVED: Verdict = { ...SAMPLE_VERDICT, policy: { ...SAMPLE_VERDICT.policy, mode: 'observe' } };

function requirement(kind: Requirement['kind'], satisfiedBy: string, area: string | null = 'auth'): Requirement {
  return {
    id: `${kind}:${satisfiedBy}`,
    kind,
    area,
    state: 'unmet',
    outcome: kind === 'fix' || kind === 'policy' ? 'blocked' : 'needs-countersign',
    reason: 'Because.',
    satisfiedBy,
    findings: [],
    paths: [],
  };
}

describe('a check run', () => {
  it('reads like this where it fails', () => {
    const { conclusion, title, summary, text } = renderCheckRun(SAMPLE_VERDICT, OPTIONS);
    expect([conclusion, title]).toEqual(['failure', '2 findings to fix, and waiting for an owner of auth']);
    expect(summary).toMatchSnapshot();
    expect(text).toMatchSnapshot();
  });

  it('says what it is about where the policy observes', () => {
    const { conclusion, title, summary } = renderCheckRun(OBSERVED, OPTIONS);
    expect([conclusion, title]).toEqual([
      'success',
      'observing: would need 1 finding fixed and an approval by an owner of auth',
    ]);
    expect(summary).toContain('## Observing: would need 1 finding fixed and an approval by an owner of auth');
    expect(summary).toContain('the check passes whatever is found');
  });

  it('has no text without findings', () => {
    expect(renderCheckRun({ ...SAMPLE_VERDICT, findings: [] }, OPTIONS).text).toBe('');
  });

  it('shows the gravest ten and folds the rest', () => {
    const findings = Array.from({ length: 12 }, (_, index) => ({
      ...LATE_GUARD,
      message: `finding number ${String(index)}.`,
    }));
    const { summary, text } = renderCheckRun({ ...SAMPLE_VERDICT, findings }, OPTIONS);
    for (const part of [summary, text]) {
      const [shown = '', folded = ''] = part.split('<details><summary>2 more findings</summary>');
      expect(shown).toContain('finding number 9.');
      expect(shown).not.toContain('finding number 10.');
      expect(folded).toMatch(/finding number 10\.[^]*finding number 11\.[^]*<\/details>/);
    }
  });
});

describe('the title where the policy observes', () => {
  const titleOf = (more: Partial<Verdict>) => renderCheckRun({ ...OBSERVED, ...more }, OPTIONS).title;

  it('says that it would pass', () => {
    expect(titleOf({ outcome: 'pass' })).toBe('observing: would pass');
  });

  it('says that the review is incomplete', () => {
    expect(titleOf({ outcome: 'incomplete', title: 'Review incomplete: checking failed' })).toBe(
      'observing: review incomplete: checking failed',
    );
  });

  it.each<[string, readonly Requirement[]]>([
    ['2 findings fixed', [requirement('fix', 'a'), requirement('fix', 'b')]],
    [
      'the policy repaired and the author to say whether AI helped',
      [requirement('policy', 'a'), requirement('declaration', 'b')],
    ],
    ['an approval by @acme/identity', [requirement('countersign', 'An approval by @acme/identity.')]],
    [
      'an approval by @acme/identity, by an owner of data and by someone with write access',
      [
        requirement('countersign', 'An approval by @acme/identity.'),
        requirement('unknown', 'An approval by @acme/identity, who looks at it or accepts that it is unknown.'),
        requirement('countersign', 'Something else.', 'data'),
        requirement('unknown', 'Something else.', null),
      ],
    ],
    [
      'an approval by @acme/a, by @acme/b, by @acme/c and 2 more',
      ['a', 'b', 'c', 'd', 'e'].map((name) => requirement('countersign', `An approval by @acme/${name}.`)),
    ],
  ])('would need %s', (words, requirements) => {
    const met = { ...requirement('fix', 'done'), state: 'met' as const };
    expect(titleOf({ requirements: [...requirements, met] })).toBe(`observing: would need ${words}`);
  });
});

describe('text that a change controls', () => {
  const parser = new MarkdownIt({ html: true, linkify: true });
  const tagsOf = (markdown: string) =>
    [...parser.render(markdown).matchAll(/<([a-z][a-z0-9]*)/g)].map(([, tag = '']) => tag);

  it('makes nothing that our own words do not make', () => {
    const harmless = renderCheckRun(SAMPLE_VERDICT, { ...OPTIONS, others: [SAMPLE_VERDICT] });
    const own = new Set(tagsOf(harmless.summary + harmless.text));
    const hostile = hostileVerdict();
    const { title, summary, text } = renderCheckRun(hostile, {
      ...OPTIONS,
      sourceText: hostileSourceText,
      others: [hostile],
    });
    for (const part of [summary, text]) {
      expect(tagsOf(part).filter((tag) => !own.has(tag))).toEqual([]);
      expect(part).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
    }
    expect(title).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  it('is cut to what GitHub stores, and says where the rest is', () => {
    const long = '<&>'.repeat(500);
    const findings = Array.from({ length: 400 }, (_, index) => ({
      ...LATE_GUARD,
      message: `${String(index)} ${'é'.repeat(200)}`,
    }));
    const requirements = Array.from({ length: 300 }, () => requirement('countersign', long));
    const flood: Verdict = { ...SAMPLE_VERDICT, title: 'x'.repeat(5_000), findings, fixed: findings, requirements };
    const target = { sha: 'd'.repeat(40), ref: long };
    const others = Array.from({ length: 50 }, () => ({ ...flood, subject: { ...flood.subject, target } }));
    const { title, summary, text } = renderCheckRun(flood, { ...OPTIONS, others });
    expect(title.length).toBeLessThanOrEqual(255);
    for (const part of [summary, text]) {
      expect(byteLength(part)).toBeLessThanOrEqual(65_535);
      expect(part).toMatch(
        /left out here, because the summary is full; the \[whole report\]\(https:\/\/countersign\.example\/reports\/12\) has them all/,
      );
    }
  });
});
