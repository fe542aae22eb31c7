import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { AREAS } from '#domain/area.ts';
import { parse } from 'yaml';
import { policyJsonSchema } from './json-schema.ts';
import { parsePolicy } from './parse.ts';
import { STARTER_POLICY } from './starter.ts';

const schema = policyJsonSchema([
  { id: 'logging/secret-in-log', title: 'A secret is logged' },
  { id: 'auth/late-guard', title: 'The guard comes after the work' },
]);
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

describe('the published schema of a policy', () => {
  it.each([
    ['version: 1', true],
    ['version: 1\nareas:\nrules:', true],
    ['version: 1\nareas: { auth: { block: low }, billing: { paths: [a/**] }, data: }', true],
    ['version: 1\nrules: { auth/late-guard: off, logging/secret-in-log: { severity: low } }', true],
    ['mode: observe', false],
    ['version: 2', false],
    ['version: 1\nmood: observe', false],
    ['version: 1\nareas: { auth: { countersing: always } }', false],
    ['version: 1\nareas: { billing: { countersign: always } }', false],
    ['version: 1\nareas: { Billing: { paths: [a] } }', false],
    ['version: 1\nrules: { auth/late-gaurd: off }', false],
    ['version: 1\nrules: { auth/late-guard: maybe }', false],
    ['version: 1\nprovenance: { declaration: perhaps }', false],
  ])('agrees with the parser about %j', (text, valid) => {
    const knownRules = ['auth/late-guard', 'logging/secret-in-log'];
    expect(parsePolicy(text, { knownRules }).ok).toBe(valid);
    expect(validate(parse(text))).toBe(valid);
  });

  it('takes the starter', () => {
    expect(validate(parse(STARTER_POLICY))).toBe(true);
  });

  it('has words for everything that an editor can complete', () => {
    const areas = schema.properties?.['areas']?.anyOf?.[0];
    expect(Object.keys(areas?.properties ?? {})).toEqual([...AREAS]);
    expect(areas?.properties?.['auth']?.['description']).toMatch(
      /^Who a caller is.*By default: countersign always, block high\.$/,
    );
    const rules = schema.properties?.['rules']?.anyOf?.[0];
    expect(rules?.properties?.['auth/late-guard']?.['description']).toBe('The guard comes after the work.');
    for (const [key, node] of Object.entries(schema.properties ?? {})) {
      expect([key, typeof node['title'], typeof node['description']]).toEqual([key, 'string', 'string']);
    }
  });
});
