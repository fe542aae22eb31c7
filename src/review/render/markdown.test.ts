import { describe, expect, it } from '@jest/globals';
import type { Finding } from '#domain/finding.ts';
import {
  hostileSourceText,
  hostileVerdict,
  LATE_GUARD,
  SAMPLE_VERDICT,
  sampleSourceText,
} from '../../../test/verdicts/sample-verdict.ts';
import { byteLength } from './markdown-budget.ts';
import { renderMarkdown, SUMMARY_LIMIT } from './markdown.ts';

const OPTIONS = { sourceText: sampleSourceText, all: false };

/** The Markdown that is not code: where syntax would take effect. */
function outsideCode(markdown: string): string {
  return markdown
    .replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, '')
    .replace(/<code>[^<]*<\/code>/g, '')
    .replace(/(?<!\\)(`+)[^`\n].*?\1/g, '');
}

describe('the Markdown summary', () => {
  it('reads like this', () => {
    expect(renderMarkdown(SAMPLE_VERDICT, OPTIONS)).toMatchSnapshot();
  });

  it('lists what was there before only when asked', () => {
    expect(renderMarkdown(SAMPLE_VERDICT, OPTIONS)).not.toContain('<summary>1 finding there before');
    expect(renderMarkdown(SAMPLE_VERDICT, { ...OPTIONS, all: true })).toContain('<summary>1 finding there before');
  });

  it('lets nothing of a change take effect', () => {
    const markdown = renderMarkdown(hostileVerdict(), { sourceText: hostileSourceText, all: true });
    const prose = outsideCode(markdown);
    expect(prose).not.toMatch(/@(?!&#8288;)/);
    expect(prose).not.toMatch(/<(?!\/?(?:details|summary|sub)>)/);
    expect(prose).not.toMatch(/(?<!\\)[[\]]/);
    expect(prose).not.toMatch(/:\/\//);
    expect(markdown).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
    expect(markdown).not.toContain('##[');
    expect(markdown).not.toMatch(/^\s*::/m);
  });

  it('stays within what GitHub stores, and says what it left out', () => {
    const findings = Array.from({ length: 400 }, (_, index): Finding => {
      return { ...LATE_GUARD, message: `finding number ${index} ${'é'.repeat(200)}` };
    });
    const notChecked = Array.from({ length: 3_000 }, (_, index) => ({
      path: `src/file-${index}.bin`,
      reason: 'binary' as const,
      detail: `A binary file is not read (${index}).`,
      lines: null,
      ruleId: null,
    }));
    const requirement = SAMPLE_VERDICT.requirements[0];
    if (requirement === undefined) throw new Error('the sample has requirements');
    const requirements = Array.from({ length: 500 }, () => ({
      ...requirement,
      reason: '<&>'.repeat(500),
      satisfiedBy: '<&>'.repeat(500),
    }));
    const markdown = renderMarkdown({ ...SAMPLE_VERDICT, findings, notChecked, requirements }, OPTIONS);
    expect(byteLength(markdown)).toBeLessThanOrEqual(SUMMARY_LIMIT);
    expect(markdown).toMatch(/_\d+ more of 400 findings left out here/);
    expect(markdown).toMatch(/_\d+ more of 3000 entries left out here/);
    expect(markdown).toContain('_and 480 more requirements_');
    expect(markdown).toContain('finding number 0 ');
  });
});
