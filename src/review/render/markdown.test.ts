import { describe, expect, it } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import type { Finding } from '#domain/finding.ts';
import {
  HOSTILE,
  hostileSourceText,
  hostileVerdict,
  LATE_GUARD,
  SAMPLE_VERDICT,
  sampleSourceText,
} from '../../../test/verdicts/sample-verdict.ts';
import { byteLength } from './markdown-budget.ts';
import { renderMarkdown, SUMMARY_LIMIT } from './markdown.ts';
import { markdownProse, visible } from './neutralise.ts';

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

describe('read by a Markdown parser', () => {
  const parser = new MarkdownIt({ html: true, linkify: true });
  /** The tags of the report, without those that its own headings, lists, tables and details make. */
  function tagsOf(markdown: string): string[] {
    return [...parser.render(markdown).matchAll(/<([a-z][a-z0-9]*)/g)].map(([, tag = '']) => tag);
  }

  it('a hostile verdict has the tags of a harmless one, and no others', () => {
    const options = { sourceText: hostileSourceText, all: true };
    const own = new Set(tagsOf(renderMarkdown(SAMPLE_VERDICT, { sourceText: sampleSourceText, all: true })));
    const html = parser.render(renderMarkdown(hostileVerdict(), options));
    expect([...new Set(tagsOf(renderMarkdown(hostileVerdict(), options)))].filter((tag) => !own.has(tag))).toEqual([]);
    expect(html).not.toMatch(/<a |<img|href=|onerror=(?!y&gt;|y&#62;)/);
    expect(html).toContain('::set-output name=a::b');
  });

  it.each([
    HOSTILE,
    '*a* _b_ ~~c~~',
    '[a]: http://x.example',
    '- a',
    '1. a',
    '> a',
    '<!-- a',
    '\\',
    '`',
    '![a](b)',
    '***',
  ])('prose is the text that it was: %j', (text) => {
    const html = parser.renderInline(markdownProse(`x ${text} y`)).replace(/<\/?code>/g, '');
    const shown = html
      .replaceAll('\u2060', '')
      .replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? '');
    expect(shown).toBe(visible(`x ${text} y`).replace(/`([^`]+)`/g, '$1'));
  });

  it.each(['- a', '+ a', '1. a', '1) a', '# a', '> a', '===', '***', '---', '<div>', '```', '~~~', '| a |', ':: a'])(
    'prose at the start of a line is a paragraph: %j',
    (text) => {
      expect(parser.render(`${markdownProse(text)}\n\nb`)).toMatch(
        /^<p>[^<]*(<code>[^<]*<\/code>[^<]*)*<\/p>\n<p>b<\/p>\n$/,
      );
      expect(parser.render(`b\n${markdownProse(text)}`)).toMatch(/^<p>/);
    },
  );
});
