import { describe, expect, it } from '@jest/globals';
import type { FileChange, Hunk } from '#domain/change.ts';
import type { Side } from '#domain/span.ts';
import { compareSides, type Compared } from './compare-sides.ts';
import { textOfSpan, withoutLayout } from './fingerprint.ts';
import { createLineMap } from './line-map.ts';
import type { RawFinding } from './raw-finding.ts';
import { defineRule } from './rule.ts';

const rule = {
  id: 'data/loose-query',
  definition: defineRule({
    meta: { title: 'A loose query', area: 'data', severity: 'high', confidence: 'high', cwe: [89] },
    needs: 'program',
    check: () => undefined,
  }),
};

interface Spot {
  readonly path?: string;
  readonly symbol?: string;
  /** The whole file; each line holding `query(` up to its closing bracket is a finding. */
  readonly text: string;
  readonly hash?: string;
}

/** A finding for each `query(…)` of the text, whose span ends at the next `)` and may run over several lines. */
function findingsIn(side: Side, { path = 'src/store.ts', symbol = 'load', text, hash }: Spot): RawFinding[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const startColumn = line.indexOf('query(') + 1;
    if (startColumn === 0) return [];
    const length = lines.slice(index).findIndex((later) => later.includes(')'));
    const endLine = index + 1 + length;
    const endColumn = (lines[endLine - 1] ?? '').indexOf(')') + 2;
    const span = { startLine: index + 1, startColumn, endLine, endColumn };
    const essence = { ruleId: rule.id, symbol, text: withoutLayout(textOfSpan(lines, span)) };
    const report = { place: { path, side, span }, message: 'loose', remedy: 'bind', symbol };
    return [{ rule, report, essence, functionHash: hash ?? null }];
  });
}

function change(hunks: readonly Hunk[] | null, from = 'src/store.ts', to = from): FileChange {
  const version = { kind: 'file', executable: false } as const;
  return {
    status: from === to ? 'modified' : 'renamed',
    base: { ...version, path: from, oid: 'a'.repeat(40) },
    head: { ...version, path: to, oid: 'b'.repeat(40) },
    hunks,
  };
}

function lines(start: number, end: number) {
  return { start, end };
}

function compare(base: Spot[], head: Spot[], changes: FileChange[]): Compared[] {
  return compareSides(
    base.flatMap((spot) => findingsIn('base', spot)),
    head.flatMap((spot) => findingsIn('head', spot)),
    createLineMap(changes),
  );
}

/** `state path:line` of each. */
function told(compared: readonly Compared[]): string[] {
  return compared.map(({ raw, state }) => `${state} ${raw.report.place.path}:${raw.report.place.span.startLine}`);
}

describe('a finding of head against those of base', () => {
  it('is new where base has none, and fixed where head has none', () => {
    const spot = { text: 'query(a)\n' };
    expect(told(compare([], [spot], []))).toEqual(['new src/store.ts:1']);
    expect(told(compare([spot], [], [change([{ base: lines(1, 1), head: lines(1, 0) }])]))).toEqual([
      'fixed src/store.ts:1',
    ]);
  });

  it('is the same one after its file moved', () => {
    const base = { path: 'src/old.ts', text: 'query(a)\n' };
    const head = { path: 'lib/new.ts', text: '\n\nquery(a)\n' };
    const all = change([{ base: lines(1, 1), head: lines(1, 3) }], 'src/old.ts', 'lib/new.ts');
    expect(told(compare([base], [head], [all]))).toEqual(['existing lib/new.ts:3']);
  });

  it('is the same one after a file was split in two', () => {
    const base = { text: 'query(a)\nquery(b)\n' };
    const heads = [
      { path: 'src/first.ts', text: 'query(a)\n' },
      { path: 'src/second.ts', text: 'query(b)\n' },
    ];
    const gone: FileChange = { ...change(null), status: 'removed', head: null };
    expect(told(compare([base], heads, [gone]))).toEqual(['existing src/first.ts:1', 'existing src/second.ts:1']);
  });

  it('is the same one after it was reformatted over several lines', () => {
    const base = { text: 'const x = query("select", id)\n' };
    const head = { text: "const x = query(\n  'select',\n  id,\n)\n" };
    const all = change([{ base: lines(1, 1), head: lines(1, 4) }]);
    const [only, ...rest] = compare([base], [head], [all]);
    expect(rest).toEqual([]);
    expect(only?.state).toBe('existing');
    expect(only?.fingerprint).toBe(compare([], [base], [])[0]?.fingerprint);
  });

  it('is the same one after the function around it was renamed, its own line unchanged', () => {
    const base = { symbol: 'load', text: 'function load() {\n  query(a)\n}\n' };
    const head = { symbol: 'fetchAll', text: 'function fetchAll() {\n  query(a)\n}\n' };
    const header = change([{ base: lines(1, 1), head: lines(1, 1) }]);
    expect(told(compare([base], [head], [header]))).toEqual(['existing src/store.ts:2']);
  });

  it('is the same one after its function was renamed and moved elsewhere with its body as it was', () => {
    const base = { symbol: 'load', text: 'query(a)\n', hash: 'h1' };
    const head = { path: 'src/other.ts', symbol: 'fetchAll', text: '\nquery(a)\n', hash: 'h1' };
    const edited = change([{ base: lines(1, 1), head: lines(1, 0) }]);
    expect(told(compare([base], [head], [edited]))).toEqual(['existing src/other.ts:2']);
    const rewritten = { ...head, hash: 'h2' };
    expect(told(compare([base], [rewritten], [edited]))).toEqual(['new src/other.ts:2', 'fixed src/store.ts:1']);
  });

  it('is new where the changed text of a line still has the fault', () => {
    const edited = change([{ base: lines(1, 1), head: lines(1, 1) }]);
    expect(told(compare([{ text: 'query(a)\n' }], [{ text: 'query(b)\n' }], [edited]))).toEqual([
      'new src/store.ts:1',
      'fixed src/store.ts:1',
    ]);
  });
});

describe('findings that only their order tells apart', () => {
  const twice = { text: 'query(a)\nother()\nquery(a)\n' };

  it('lose the one that was removed, and keep the other with its fingerprint', () => {
    const head = { text: 'other()\nquery(a)\n' };
    const first = change([{ base: lines(1, 1), head: lines(1, 0) }]);
    const compared = compare([twice], [head], [first]);
    expect(told(compared)).toEqual(['existing src/store.ts:2', 'fixed src/store.ts:1']);
    expect(compared[0]?.fingerprint).not.toBe(compared[1]?.fingerprint);
    expect(compared[0]?.fingerprint).toBe(compare([], [twice], [])[1]?.fingerprint);
  });

  it('gain one above: that one is new, under a fingerprint that base does not have', () => {
    const head = { text: `query(a)\n${twice.text}` };
    const above = change([{ base: lines(1, 0), head: lines(1, 1) }]);
    const compared = compare([twice], [head], [above]);
    expect(told(compared)).toEqual(['new src/store.ts:1', 'existing src/store.ts:2', 'existing src/store.ts:4']);
    const before = compare([], [twice], []).map((one) => one.fingerprint);
    expect(before).not.toContain(compared[0]?.fingerprint);
    expect(new Set(compared.map((one) => one.fingerprint)).size).toBe(3);
  });
});

describe('a fingerprint', () => {
  it('is 32 hex characters, whatever the path', () => {
    const [here] = compare([], [{ text: 'query(a)\n' }], []);
    const [there] = compare([], [{ path: 'elsewhere.ts', text: '  query( a )\n' }], []);
    expect(here?.fingerprint).toMatch(/^[0-9a-f]{32}$/);
    expect(there?.fingerprint).toBe(here?.fingerprint);
  });

  it('differs by symbol and by text', () => {
    const prints = [{ text: 'query(a)' }, { text: 'query(b)' }, { text: 'query(a)', symbol: 'save' }].map(
      (spot) => compare([], [spot], [])[0]?.fingerprint,
    );
    expect(new Set(prints).size).toBe(3);
  });
});
