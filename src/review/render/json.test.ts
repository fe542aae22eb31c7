import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { hostileVerdict, SAMPLE_VERDICT } from '../../../test/verdicts/sample-verdict.ts';
import { renderJson } from './json.ts';
import { verdictJsonSchema } from './verdict-schema.ts';

const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);
const isVerdict = ajv.compile(verdictJsonSchema());

describe('the JSON report', () => {
  it('is the verdict', () => {
    expect(JSON.parse(renderJson(SAMPLE_VERDICT))).toEqual(SAMPLE_VERDICT);
    expect(JSON.parse(renderJson(hostileVerdict()))).toEqual(hostileVerdict());
  });

  it('has one order of keys, whoever built the verdict', () => {
    const reversed = JSON.parse(JSON.stringify(SAMPLE_VERDICT), (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    ) as typeof SAMPLE_VERDICT;
    expect(renderJson(reversed)).toBe(renderJson(SAMPLE_VERDICT));
    expect(Object.keys(JSON.parse(renderJson(reversed)) as object)).toEqual(Object.keys(SAMPLE_VERDICT));
  });

  it.each([
    ['the sample', SAMPLE_VERDICT],
    ['a hostile one', hostileVerdict()],
  ])('holds what its schema promises: %s', (_, verdict) => {
    isVerdict(JSON.parse(renderJson(verdict)));
    expect(isVerdict.errors ?? []).toEqual([]);
  });

  it('has a schema that refuses what is no verdict', () => {
    expect(isVerdict({ ...SAMPLE_VERDICT, outcome: 'neutral' })).toBe(false);
    expect(isVerdict({ ...SAMPLE_VERDICT, extra: 1 })).toBe(false);
  });

  it('prints nothing that acts on a screen or a build log', () => {
    const json = renderJson(hostileVerdict());
    expect(json).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
    expect(json).not.toContain('##[');
    expect(json).not.toMatch(/^\s*::/m);
  });
});
