import { describe, expect, it } from '@jest/globals';
import {
  hostileSourceText,
  hostileVerdict,
  LATE_GUARD,
  SAMPLE_VERDICT,
  sampleSourceText,
} from '../../../test/verdicts/sample-verdict.ts';
import { displayWidth } from './display-width.ts';
import { renderTerminal } from './terminal.ts';

const PLAIN = { sourceText: sampleSourceText, colour: false, width: 100, all: false };

describe('the terminal report', () => {
  it('reads like this', () => {
    expect(renderTerminal(SAMPLE_VERDICT, PLAIN)).toMatchSnapshot();
  });

  it('says that nothing is wrong in few words', () => {
    const passed = {
      ...SAMPLE_VERDICT,
      outcome: 'pass' as const,
      title: 'Nothing to countersign',
      policy: { ...SAMPLE_VERDICT.policy, warnings: [] },
      requirements: [],
      findings: [],
      fixed: [],
      existing: [],
      notChecked: [],
      areas: [],
      provenance: { verdict: 'no-evidence' as const, tools: [], models: [], signals: [], lines: null, notRead: [] },
    };
    expect(renderTerminal(passed, PLAIN)).toMatchSnapshot();
  });

  it('says the same with and without colours', () => {
    const coloured = renderTerminal(SAMPLE_VERDICT, { ...PLAIN, colour: true });
    expect(coloured).toContain('\u001b[');
    // eslint-disable-next-line no-control-regex -- our own colour sequences
    expect(coloured.replace(/\u001b\[[0-9;]*m/g, '')).toBe(renderTerminal(SAMPLE_VERDICT, PLAIN));
  });

  it('keeps prose and code within the width, and places in one piece', () => {
    for (const width of [60, 80, 140]) {
      const lines = renderTerminal(SAMPLE_VERDICT, { ...PLAIN, width }).split('\n');
      const tooWide = lines.filter(
        (line) => displayWidth(line) > width && !/invoices\.js:2|\(before the change\)/.test(line),
      );
      expect(tooWide).toEqual([]);
    }
  });

  it('lists what was there before only when asked', () => {
    expect(renderTerminal(SAMPLE_VERDICT, PLAIN)).not.toContain('1 finding there before');
    expect(renderTerminal(SAMPLE_VERDICT, { ...PLAIN, all: true })).toContain(
      '1 finding there before\n\n✗ medium data/sql',
    );
  });

  it('tells a long flow by its first and last steps, and says how many it left out', () => {
    const evidence = Array.from({ length: 40 }, (_, index) => ({
      place: LATE_GUARD.place,
      message: `step number ${index + 1}`,
    }));
    const text = renderTerminal({ ...SAMPLE_VERDICT, findings: [{ ...LATE_GUARD, evidence }] }, PLAIN);
    expect(text).toContain('⋮ 28 more steps');
    expect(text).toContain('step number 40');
    expect(text).not.toContain('step number 20');
  });

  it('does without source text', () => {
    const text = renderTerminal(SAMPLE_VERDICT, { ...PLAIN, sourceText: () => null });
    expect(text).toContain('1. The refusal that is gone');
    expect(text).not.toContain('│');
  });

  it.each([false, true])('lets nothing of a change take effect (colours: %s)', (colour) => {
    const text = renderTerminal(hostileVerdict(), { sourceText: hostileSourceText, colour, width: 60, all: true });
    // eslint-disable-next-line no-control-regex -- our own colour sequences
    const plain = text.replace(/\u001b\[[0-9;]*m/g, '');
    expect(plain).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
    expect(plain).not.toContain('##[');
    expect(plain).not.toMatch(/^\s*::/m);
    expect(plain).toContain('\\u{202e}');
  });
});
