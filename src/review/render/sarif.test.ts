import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { parseRulePage } from '#checks/rule-page.ts';
import type { Verdict } from '#domain/verdict.ts';
import { hostileVerdict, LATE_GUARD, REMOVED_GUARD, SAMPLE_VERDICT } from '../../../test/verdicts/sample-verdict.ts';
import type { RuleDescription } from './rule-description.ts';
import { renderSarif } from './sarif.ts';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../../test/schemas/sarif-2.1.0.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(schema as object);

const PAGE = parseRulePage(
  '# auth/late-guard\n\n## What\n\nWork is done\nbefore the check.\n\nMore.\n\n## Why\n\nIt leaks.\n\n## Fix\n\nCheck first.\n\n## Reported\n\n```js\nx()\n```\n',
);

const RULES: readonly RuleDescription[] = [
  {
    id: 'auth/late-guard',
    meta: {
      title: 'Work before the check',
      area: 'auth',
      severity: 'high',
      confidence: 'high',
      cwe: [863, 89],
      owasp: 'A01:2021',
    },
    page: PAGE,
  },
  {
    id: 'data/sql-injection',
    meta: { title: 'Text becomes SQL', area: 'data', severity: 'critical', confidence: 'low', cwe: [] },
    page: null,
  },
];

interface Log {
  runs: [
    {
      tool: { driver: { rules: Record<string, unknown>[] } };
      invocations: Record<string, unknown>[];
      results: Result[];
    },
  ];
}
interface Result {
  ruleId: string;
  ruleIndex?: number;
  level: string;
  message: { text: string };
  baselineState: string;
  locations: [{ physicalLocation: { artifactLocation: { uri: string; uriBaseId: string }; region: object } }];
  relatedLocations?: { id: number; physicalLocation: { artifactLocation: object; region: object } }[];
  codeFlows?: unknown[];
  fixes?: unknown[];
  partialFingerprints: object;
  properties: object;
}

/** Parsed, and known to be valid. */
function logOf(verdict: Verdict, all = false): Log {
  const log: unknown = JSON.parse(renderSarif(verdict, { rules: RULES, all }));
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  return log as Log;
}

function resultOf(verdict: Verdict, ruleId: string): Result {
  const found = logOf(verdict).runs[0].results.find((each) => each.ruleId === ruleId);
  if (found === undefined) throw new Error(`no result of ${ruleId}`);
  return found;
}

describe('SARIF', () => {
  it('is held against a schema that refuses what is wrong', () => {
    const log = logOf(SAMPLE_VERDICT);
    const broken = structuredClone(log) as unknown as { runs: { results: { level: string }[] }[] };
    const first = broken.runs[0]?.results[0];
    if (first === undefined) throw new Error('the sample has results');
    first.level = 'grave';
    expect(isSarif(broken)).toBe(false);
  });

  it('describes rules as code scanning groups and weighs them', () => {
    const [late, sql] = logOf(SAMPLE_VERDICT).runs[0].tool.driver.rules;
    expect(late).toEqual({
      id: 'auth/late-guard',
      name: 'LateGuard',
      shortDescription: { text: 'Work before the check' },
      fullDescription: { text: 'Work is done before the check.' },
      helpUri: 'https://cwe.mitre.org/data/definitions/863.html',
      help: {
        text: '## What\n\nWork is done\nbefore the check.\n\nMore.\n\n## Why\n\nIt leaks.\n\n## Fix\n\nCheck first.',
        markdown:
          '## What\n\nWork is done\nbefore the check.\n\nMore.\n\n## Why\n\nIt leaks.\n\n## Fix\n\nCheck first.',
      },
      defaultConfiguration: { level: 'error' },
      properties: {
        tags: ['security', 'auth', 'external/cwe/cwe-863', 'external/cwe/cwe-089'],
        precision: 'high',
        'security-severity': '8.0',
        owasp: 'A01:2021',
      },
    });
    expect(sql).toMatchObject({ help: { text: 'Text becomes SQL' }, properties: { 'security-severity': '9.5' } });
  });

  it('puts a finding at its place, with its evidence as related locations and as a flow', () => {
    const result = resultOf(SAMPLE_VERDICT, 'auth/late-guard');
    expect(result).toMatchObject({
      ruleIndex: 0,
      level: 'error',
      baselineState: 'new',
      partialFingerprints: { 'countersign/v1': LATE_GUARD.fingerprint },
      properties: { area: 'auth', confidence: 'high', provenance: 'assisted' },
    });
    expect(result.message.text).toBe(`${LATE_GUARD.message}. ${LATE_GUARD.remedy}`);
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'src/routes/report.js', uriBaseId: '%SRCROOT%' },
      region: { startLine: 5, startColumn: 23, endLine: 5, endColumn: 71 },
    });
    expect(result.relatedLocations?.map((each) => each.id)).toEqual([1, 2]);
    expect(result.codeFlows).toHaveLength(1);
  });

  it('shows what is gone at what it protected, and keeps its place of before', () => {
    const result = resultOf(SAMPLE_VERDICT, 'auth/removed-guard');
    expect(result.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'src/billing/invoices.js', uriBaseId: '%SRCROOT%' },
      region: { startLine: 2, startColumn: 10, endLine: 2, endColumn: 29 },
    });
    expect(result.relatedLocations?.[0]?.physicalLocation.artifactLocation).toEqual({
      uri: 'src/billing/invoices.js',
      uriBaseId: '%BASEROOT%',
    });
    expect(result.codeFlows).toBeUndefined();
    expect(result.fixes).toHaveLength(1);
    expect(result.properties).toMatchObject({ side: 'base' });
  });

  it('says that a place is of before where nothing of the evidence is left', () => {
    const gone = { ...REMOVED_GUARD, evidence: [], fix: null };
    const result = resultOf({ ...SAMPLE_VERDICT, findings: [gone] }, 'auth/removed-guard');
    expect(result.locations[0].physicalLocation.artifactLocation.uriBaseId).toBe('%BASEROOT%');
  });

  it('offers no fix that would edit the tree of before', () => {
    const edits = [{ place: REMOVED_GUARD.place, replacement: '' }];
    const finding = { ...REMOVED_GUARD, fix: { description: 'x', edits } };
    expect(resultOf({ ...SAMPLE_VERDICT, findings: [finding] }, 'auth/removed-guard').fixes).toBeUndefined();
  });

  it('holds what is new; what was before and what is fixed only when asked', () => {
    expect(logOf(SAMPLE_VERDICT).runs[0].results.map((each) => each.baselineState)).toEqual(['new', 'new']);
    expect(logOf(SAMPLE_VERDICT, true).runs[0].results.map((each) => each.baselineState)).toEqual([
      'new',
      'new',
      'unchanged',
      'absent',
    ]);
  });

  it('notes what was not checked, and whether the review came to its end', () => {
    const [invocation] = logOf(SAMPLE_VERDICT).runs[0].invocations;
    expect(invocation).toMatchObject({
      executionSuccessful: true,
      toolExecutionNotifications: [
        { level: 'note', descriptor: { id: 'not-checked/binary' } },
        { level: 'warning', locations: [{ physicalLocation: { region: { startLine: 10, endLine: 14 } } }] },
        { level: 'error', associatedRule: { id: 'logging/secret-in-log' } },
      ],
    });
    const failed = logOf({ ...SAMPLE_VERDICT, outcome: 'incomplete' }).runs[0].invocations[0];
    expect(failed).toMatchObject({ executionSuccessful: false });
  });

  it('has as many results as code scanning takes, and says how many it leaves out', () => {
    const { findings } = SAMPLE_VERDICT;
    const many = Array.from({ length: 25_002 }, (_, index) => findings[index % findings.length] ?? LATE_GUARD);
    const log = JSON.parse(renderSarif({ ...SAMPLE_VERDICT, findings: many }, { rules: RULES, all: false })) as Log;
    const [run] = log.runs;
    expect([log.runs.length, run.results.length]).toEqual([1, 25_000]);
    expect(JSON.stringify(run.invocations)).toContain('2 findings are left out');
  });

  it('writes paths as URIs that name the same file', () => {
    const names = ['a b/ü#?%.js', 'c:/x.js', 'it\'s\n"q".js', '\ud800.js'];
    const findings = names.map((path) => ({ ...LATE_GUARD, place: { ...LATE_GUARD.place, path }, evidence: [] }));
    const uris = logOf({ ...SAMPLE_VERDICT, findings }).runs[0].results.map(
      (each) => each.locations[0].physicalLocation.artifactLocation.uri,
    );
    expect(uris).toEqual(['a%20b/%C3%BC%23%3F%25.js', 'c%3A/x.js', "it's%0A%22q%22.js", '%EF%BF%BD.js']);
  });

  it('lets nothing of a change take effect, in the reader nor in the log that it is printed to', () => {
    const json = renderSarif(hostileVerdict(), { rules: RULES, all: true });
    expect(json).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?!\n)\p{Cc}/u);
    expect(json).not.toContain('##[');
    expect(json).not.toMatch(/^\s*::/m);
    const [result] = logOf(hostileVerdict(), true).runs[0].results;
    expect(result?.message.text).toContain('[a\\](http');
    expect(result?.message.text).not.toMatch(/\p{Cf}|\p{Cc}/u);
  });
});
