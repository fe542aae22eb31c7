import { describe, expect, it } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import type { Finding } from '#domain/finding.ts';
import { hostileVerdict, LATE_GUARD, REMOVED_GUARD } from '../../../test/verdicts/sample-verdict.ts';
import { webAddress } from './report-link.ts';
import { annotationWords, COMMENT_LIMIT, renderComment, renderReviewBody } from './review-comment.ts';

const OPTIONS = { suggestion: null, away: false, detailsUrl: 'https://countersign.example/reports/12' };

function hostileFinding(): Finding {
  const [finding] = hostileVerdict().findings;
  if (finding === undefined) throw new Error('the hostile verdict has a finding');
  return finding;
}

describe('a comment on a finding', () => {
  it('reads like this', () => {
    expect(renderComment(LATE_GUARD, OPTIONS)).toMatchSnapshot();
  });

  it('reads like this with a suggestion, elsewhere than the finding', () => {
    const suggestion = [
      "  if (!session.user.roles.includes('billing')) throw new Forbidden();",
      '  return invoices.cancel(id);',
    ];
    expect(renderComment(REMOVED_GUARD, { ...OPTIONS, suggestion, away: true })).toMatchSnapshot();
  });

  it('tells a fix as text where it cannot be suggested', () => {
    const body = renderComment(REMOVED_GUARD, OPTIONS);
    expect(body).not.toContain('```suggestion');
    expect(body).toContain(
      '**Fix:** Put the refusal back\n\nAt `src/billing/invoices.js:2:1`:\n\n```text\n  if (!session',
    );
  });

  it('suggests to remove lines by nothing at all', () => {
    expect(renderComment(REMOVED_GUARD, { ...OPTIONS, suggestion: [] })).toContain('```suggestion\n```');
  });

  it('suggests lines that no fence inside them can end', () => {
    const body = renderComment(REMOVED_GUARD, { ...OPTIONS, suggestion: ['```', '@acme/owners'] });
    expect(body).toContain('````suggestion\n```\n@acme/owners\n````');
  });

  it('tells a long flow by its first steps and its last', () => {
    const [step] = LATE_GUARD.evidence;
    if (step === undefined) throw new Error('the sample has evidence');
    const evidence = Array.from({ length: 30 }, (_, index) => ({
      ...step,
      message: `step number ${String(index + 1)}.`,
    }));
    const body = renderComment({ ...LATE_GUARD, evidence }, OPTIONS);
    expect(body).toMatch(/7\. step number 7\.[^\n]*\n30\. _… 22 more steps …_ step number 30\./);
    expect(body).not.toContain('step number 8.');
  });
});

describe('text that a change controls', () => {
  const parser = new MarkdownIt({ html: true, linkify: true });
  const tagsOf = (markdown: string) =>
    [...parser.render(markdown).matchAll(/<([a-z][a-z0-9]*)/g)].map(([, tag = '']) => tag);

  it('makes nothing in a comment that our own words do not make', () => {
    const own = new Set(tagsOf(renderComment(REMOVED_GUARD, { ...OPTIONS, away: true })));
    const body = renderComment(hostileFinding(), { ...OPTIONS, away: true });
    expect(tagsOf(body).filter((tag) => !own.has(tag))).toEqual([]);
    expect(body).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
    expect(body).not.toMatch(/^\s*::/m);
    expect(body).not.toContain('<!--');
  });

  it('is plain in an annotation', () => {
    const { title, message } = annotationWords(hostileFinding());
    expect(title + message).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
  });

  it.each(['<&>|@', 'é', '`', '日本'])('is cut to what GitHub stores: %s', (text) => {
    const long = text.repeat(3_000);
    const place = { ...LATE_GUARD.place, path: long };
    const flood: Finding = {
      ...LATE_GUARD,
      message: long,
      remedy: long,
      symbol: long,
      place,
      adjustments: Array.from({ length: 50 }, () => long),
      evidence: Array.from({ length: 50 }, () => ({ place, message: long })),
      fix: { description: long, edits: Array.from({ length: 50 }, () => ({ place, replacement: long })) },
    };
    expect(renderComment(flood, { ...OPTIONS, away: true }).length).toBeLessThanOrEqual(COMMENT_LIMIT - 1_000);
    const { title, message } = annotationWords(flood);
    expect(title.length).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(65_536);
  });
});

describe('links', () => {
  it.each([
    ['https://countersign.example/a?b=c#d', 'https://countersign.example/a?b=c#d'],
    ['http://127.0.0.1:3000/x', 'http://127.0.0.1:3000/x'],
    ['https://countersign.example/a) [b](c', 'https://countersign.example/a%29%20%5Bb%5D%28c'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['not an address', null],
    [null, null],
  ])('go to the web or nowhere: %s', (address, expected) => {
    expect(webAddress(address)).toBe(expected);
  });

  it('lead from a review to its check where there is an address', () => {
    expect(renderReviewBody(1, OPTIONS.detailsUrl)).toContain('[check](https://countersign.example/reports/12)');
    expect(renderReviewBody(2, null)).toBe(
      '2 findings of this change marked in the diff. What they mean for the merge, and all that is not marked, is in the check `Countersign`.',
    );
  });
});
