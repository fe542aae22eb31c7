import { describe, expect, it } from '@jest/globals';
import type { ConfigFacts } from '#analysis/configuration-facts.ts';
import { linkProgram } from '#analysis/dataflow/link/link.ts';
import type { ModuleFacts } from '#analysis/module-facts.ts';
import type { FileChange } from '#domain/change.ts';
import type { Finding } from '#domain/finding.ts';
import type { Side } from '#domain/span.ts';
import { runRules, type RulesInput } from './engine.ts';
import type { InputsByNeed } from './rule-inputs.ts';
import type { RuleSettings } from './rule-settings.ts';
import { defineRule, type RegisteredRule, type Report, type RuleDefinition } from './rule.ts';
import { MAX_REPORTS } from './run-rule.ts';

const meta = {
  title: 'Something loose',
  area: 'workflows',
  severity: 'medium',
  confidence: 'high',
  cwe: [829],
} as const;

/** Reports each line that holds `loose`; the texts of a change by path, base and head. */
type Texts = Readonly<Record<string, readonly [base: string | null, head: string | null]>>;

function reportLoose(report: Report, path: string, side: Side, text: string): void {
  for (const [index, line] of text.split('\n').entries()) {
    if (!line.includes('loose')) continue;
    const span = { startLine: index + 1, startColumn: 1, endLine: index + 1, endColumn: line.length + 1 };
    report({ place: { path, side, span }, message: 'loose', remedy: 'tighten', symbol: null });
  }
}

function workflowRule(
  id: string,
  texts: Texts,
  crash: (path: string, side: Side) => boolean = () => false,
): RegisteredRule {
  const definition = defineRule({
    meta,
    needs: 'workflow',
    check: ({ path, side }, report) => {
      if (crash(path, side)) throw new TypeError('cannot read\nproperties');
      reportLoose(report, path, side, texts[path]?.[side === 'base' ? 0 : 1] ?? '');
    },
  });
  return { id, definition };
}

function programRule(texts: Texts, crash: (path: string, side: Side) => boolean = () => false): RegisteredRule {
  const definition = defineRule({
    meta,
    needs: 'program',
    check: ({ side, program }, report) => {
      for (const module of program.changed) {
        if (crash(module.path, side)) throw new RangeError('no such node');
        reportLoose(report, module.path, side, texts[module.path]?.[side === 'base' ? 0 : 1] ?? '');
      }
    },
  });
  return { id: 'data/loose', definition };
}

function configFacts(broken: ConfigFacts['broken'] = []): ConfigFacts {
  return {
    kind: 'configuration',
    version: 1,
    format: 'yaml',
    lineCount: 1,
    documents: [],
    blocks: [],
    comments: [],
    broken,
  };
}

function moduleFacts(): ModuleFacts {
  return {
    kind: 'module',
    version: 1,
    dialect: 'typescript',
    lineCount: 1,
    imports: [],
    exports: [],
    functions: [],
    classes: [],
    comments: [],
    broken: [],
  };
}

function sideOf(texts: Texts, side: Side): [path: string, text: string][] {
  return Object.entries(texts).flatMap(([path, sides]) => {
    const text = sides[side === 'base' ? 0 : 1];
    return text === null ? [] : [[path, text] as [string, string]];
  });
}

function inputsFor(texts: Texts): InputsByNeed {
  const program = (side: Side) => {
    const paths = sideOf(texts, side).map(([path]) => path);
    return linkProgram({
      side,
      modules: new Map(paths.map((path) => [path, moduleFacts()])),
      changedLines: new Map(paths.map((path) => [path, []])),
      resolve: () => null,
    });
  };
  const workflows = (side: Side) => sideOf(texts, side).map(([path]) => ({ side, path, facts: configFacts() }));
  return {
    program: [
      { side: 'base', program: program('base') },
      { side: 'head', program: program('head') },
    ],
    'governed-program': [],
    'program-change': [{ base: program('base'), head: program('head'), renames: new Map() }],
    infrastructure: [],
    'infrastructure-change': [],
    workflow: [...workflows('base'), ...workflows('head')],
    manifest: [],
    dependencies: [],
    secrets: [],
    'agent-settings': [],
    'agent-servers': [],
    instructions: [],
    'ai-use': [],
  };
}

/** Every line counts as changed. */
function changesFor(texts: Texts): FileChange[] {
  return Object.entries(texts).map(([path, [base, head]]) => {
    const version = (text: string | null) =>
      text === null ? null : ({ path, oid: text, kind: 'file', executable: false } as const);
    return { status: 'modified', base: version(base), head: version(head), hunks: null };
  });
}

function inputFor(texts: Texts, over: Partial<RulesInput> = {}): RulesInput {
  return {
    inputs: inputsFor(texts),
    changes: changesFor(texts),
    textOf: (side, path) => texts[path]?.[side === 'base' ? 0 : 1] ?? null,
    settings: new Map(),
    ...over,
  };
}

function told(findings: readonly Finding[]): string[] {
  return findings.map(({ ruleId, state, place }) => `${ruleId} ${state} ${place.path}:${place.span.startLine}`);
}

const TEXTS: Texts = { 'b.yml': ['loose one', 'loose one\nloose two'], 'a.yml': [null, 'loose three'] };

describe('running state rules', () => {
  it('says of each finding whether it is new, there before or gone, in the order of places', () => {
    const texts: Texts = { ...TEXTS, 'c.yml': ['loose four', 'tight'] };
    const { findings, notChecked } = runRules([workflowRule('workflows/loose', texts)], inputFor(texts));
    expect(told(findings)).toEqual([
      'workflows/loose new a.yml:1',
      'workflows/loose existing b.yml:1',
      'workflows/loose new b.yml:2',
      'workflows/loose fixed c.yml:1',
    ]);
    expect(notChecked).toEqual([]);
  });

  it("fills a finding from the rule's metadata and the report", () => {
    const [finding] = runRules([workflowRule('workflows/loose', TEXTS)], inputFor(TEXTS)).findings;
    expect(finding).toMatchObject({
      area: 'workflows',
      severity: 'medium',
      confidence: 'high',
      cwe: [829],
      remedy: 'tighten',
    });
    expect(finding).toMatchObject({ symbol: null, evidence: [], fix: null, adjustments: [] });
  });

  it('gives the same result for the same input, whatever the order of rules', () => {
    const rules = [workflowRule('workflows/loose', TEXTS), workflowRule('workflows/other', TEXTS)];
    const once = runRules(rules, inputFor(TEXTS)).findings;
    expect(runRules(rules.toReversed(), inputFor(TEXTS)).findings).toEqual(once);
  });
});

describe('what policy says of a rule', () => {
  const run = (settings: RuleSettings) =>
    runRules([workflowRule('workflows/loose', TEXTS)], inputFor(TEXTS, { settings }));

  it('turns it off', () => {
    expect(run(new Map([['workflows/loose', { off: true }]])).findings).toEqual([]);
  });

  it('sets its severity', () => {
    const { findings } = run(new Map([['workflows/loose', { severity: 'critical' }]]));
    expect(findings.map((finding) => finding.severity)).toEqual(['critical', 'critical', 'critical']);
  });
});

describe('a rule that crashes', () => {
  it('loses only the file it crashed on, and says so', () => {
    const rule = workflowRule('workflows/loose', TEXTS, (path) => path === 'b.yml');
    const { findings, notChecked } = runRules([rule, workflowRule('workflows/sound', TEXTS)], inputFor(TEXTS));
    expect(told(findings)).toEqual([
      'workflows/loose new a.yml:1',
      'workflows/sound new a.yml:1',
      'workflows/sound existing b.yml:1',
      'workflows/sound new b.yml:2',
    ]);
    expect(notChecked.map(({ path, reason, ruleId }) => [path, reason, ruleId])).toEqual([
      ['b.yml', 'rule-crashed', 'workflows/loose'],
      ['b.yml', 'rule-crashed', 'workflows/loose'],
    ]);
    expect(notChecked[1]?.detail).toContain('TypeError: cannot read properties');
    expect(notChecked[1]?.detail).not.toContain('\n');
  });

  it('is tried on each module of a program alone', () => {
    const texts: Texts = { 'a.ts': [null, 'loose a'], 'b.ts': [null, 'loose b'], 'c.ts': [null, 'loose c'] };
    const { findings, notChecked } = runRules([programRule(texts, (path) => path === 'b.ts')], inputFor(texts));
    expect(told(findings)).toEqual(['data/loose new a.ts:1', 'data/loose new c.ts:1']);
    expect(notChecked.map((one) => one.path)).toEqual(['b.ts']);
  });

  it('does not make what it no longer sees fixed', () => {
    const texts: Texts = { 'a.ts': ['loose a', 'tight'], 'b.ts': ['loose b', 'tight'] };
    const rule = programRule(texts, (path, side) => path === 'b.ts' && side === 'head');
    expect(told(runRules([rule], inputFor(texts)).findings)).toEqual(['data/loose fixed a.ts:1']);
  });

  it('may throw what is not an error', () => {
    const check = () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- what a defect may do
      throw 'text';
    };
    const definition: RuleDefinition = defineRule({ meta, needs: 'program-change', check });
    const { notChecked } = runRules([{ id: 'auth/broken', definition }], inputFor({}));
    expect(notChecked).toMatchObject([{ path: null, reason: 'rule-crashed', ruleId: 'auth/broken' }]);
  });
});

describe('a rule whose budget runs out', () => {
  it('keeps what it found, says where it did not come to the end, and makes nothing fixed there', () => {
    const texts: Texts = { 'a.yml': ['loose one', 'loose two'], 'b.yml': ['loose three', 'tight'] };
    const definition = defineRule({
      meta,
      needs: 'workflow',
      check: ({ path, side }, report) => {
        reportLoose(report, path, side, texts[path]?.[side === 'base' ? 0 : 1] ?? '');
        if (path === 'a.yml' && side === 'head') report.unfinished(path);
      },
    });
    const { findings, notChecked } = runRules([{ id: 'workflows/slow', definition }], inputFor(texts));
    expect(told(findings)).toEqual(['workflows/slow new a.yml:1', 'workflows/slow fixed b.yml:1']);
    expect(notChecked.map(({ path, reason }) => [path, reason])).toEqual([['a.yml', 'budget']]);
  });
});

describe('what is gone from head', () => {
  const rule = (texts: Texts) => workflowRule('workflows/loose', texts);

  it('is not called fixed where head could not be parsed', () => {
    const texts: Texts = { 'a.yml': ['loose', 'tight'] };
    const broken = [{ span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 }, reason: 'bad' }];
    const inputs = inputsFor(texts);
    const workflow = inputs.workflow.map((file) =>
      file.side === 'head' ? { ...file, facts: configFacts(broken) } : file,
    );
    const over = { inputs: { ...inputs, workflow } };
    expect(runRules([rule(texts)], inputFor(texts, over)).findings).toEqual([]);
  });

  it('is not called fixed where head was left out', () => {
    const texts: Texts = { 'a.yml': ['loose', 'tight'] };
    const inputs = inputsFor(texts);
    const over = { inputs: { ...inputs, workflow: inputs.workflow.filter((file) => file.side === 'base') } };
    expect(runRules([rule(texts)], inputFor(texts, over)).findings).toEqual([]);
  });

  it('is fixed with the file that was removed', () => {
    const texts: Texts = { 'a.yml': ['loose', null] };
    expect(told(runRules([rule(texts)], inputFor(texts)).findings)).toEqual(['workflows/loose fixed a.yml:1']);
  });
});

describe('what rules report', () => {
  function changeRule(check: (report: Report) => void): RegisteredRule {
    return {
      id: 'auth/told',
      definition: defineRule({ meta, needs: 'program-change', check: (_, report) => check(report) }),
    };
  }
  const place = {
    path: 'a.ts',
    side: 'head',
    span: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 4 },
  } as const;
  const one = { place, message: 'loose', remedy: 'tighten', symbol: 'load' };

  it('is kept once where it is said twice of one place', () => {
    const { findings } = runRules(
      [changeRule((report) => [one, one, { ...one, message: 'more' }].forEach(report))],
      inputFor({}),
    );
    expect(findings.map((finding) => finding.message)).toEqual(['loose', 'more']);
  });

  it('is cut where it is noise, and said to be', () => {
    const { findings, notChecked } = runRules(
      [
        changeRule((report) =>
          Array.from({ length: MAX_REPORTS + 1 }, (_, index) => report({ ...one, message: `${index}` })),
        ),
      ],
      inputFor({}),
    );
    expect(findings.length).toBe(MAX_REPORTS);
    expect(notChecked.map((left) => left.reason)).toEqual(['budget']);
  });

  it('keeps its fingerprint by its identity, whatever its line says', () => {
    const print = (text: string, identity: string) => {
      const textOf = () => text;
      return runRules([changeRule((report) => report({ ...one, identity }))], inputFor({}, { textOf })).findings[0]
        ?.fingerprint;
    };
    expect(print('abc', 'left-pad')).toBe(print('xyz', 'left-pad'));
    expect(print('abc', 'left-pad')).not.toBe(print('abc', 'right-pad'));
  });

  it('is never fingerprinted by the text of a secret', () => {
    const print = (text: string) => {
      const definition = defineRule({ meta, needs: 'secrets', check: (_, report) => report(one) });
      const inputs = { ...inputsFor({}), secrets: [{ side: 'head', secrets: [] }] } as const;
      return runRules([{ id: 'secrets/told', definition }], inputFor({}, { inputs, textOf: () => text })).findings[0];
    };
    expect(print('abc')?.fingerprint).toBe(print('xyz')?.fingerprint);
  });
});
