import { describe, expect, it } from '@jest/globals';
import { roleOfPath } from './path-roles.ts';
import { weigh } from './weight.ts';

const meta = { title: 'Something loose', area: 'data', severity: 'high', confidence: 'high', cwe: [89] } as const;

function report(path: string) {
  const span = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
  return { place: { path, side: 'head', span }, message: 'm', remedy: 'r', symbol: null } as const;
}

describe('the role of a file', () => {
  it.each([
    ['src/orders/service.ts', null],
    ['src/orders/service.test.ts', 'test'],
    ['src/orders/service_spec.rb', 'test'],
    ['test/orders.ts', 'test'],
    ['packages/api/__tests__/orders.ts', 'test'],
    ['examples/basic/index.js', 'example'],
    ['scripts/seed.ts', 'script'],
    ['src/latest/contest.ts', null],
    ['src/testimonials/index.ts', null],
  ])('%s is %j', (path, role) => {
    expect(roleOfPath(path)).toBe(role);
  });
});

describe('the weight of a finding', () => {
  it("is the rule's own", () => {
    expect(weigh(meta, report('src/a.ts'), undefined)).toEqual({
      severity: 'high',
      confidence: 'high',
      adjustments: [],
    });
  });

  it('is lower in a test, and says so', () => {
    const weight = weigh(meta, report('test/a.ts'), undefined);
    expect([weight.severity, weight.confidence]).toEqual(['medium', 'medium']);
    expect(weight.adjustments).toEqual(['severity and confidence lowered: the file is a test']);
  });

  it('keeps its certainty in a script', () => {
    const weight = weigh(meta, report('scripts/a.ts'), undefined);
    expect([weight.severity, weight.confidence]).toEqual(['medium', 'high']);
  });

  it('does not fall below the lowest', () => {
    const weight = weigh(meta, { ...report('test/a.ts'), severity: 'low', confidence: 'low' }, undefined);
    expect([weight.severity, weight.confidence]).toEqual(['low', 'low']);
  });

  it('is what policy sets, in a test too', () => {
    const weight = weigh(meta, report('test/a.ts'), { severity: 'critical' });
    expect([weight.severity, weight.confidence]).toEqual(['critical', 'medium']);
    expect(weight.adjustments.at(-1)).toBe('severity set to critical by policy');
  });

  it("carries the report's own reasons first", () => {
    const weight = weigh(meta, { ...report('test/a.ts'), adjustments: ['a reason'] }, undefined);
    expect(weight.adjustments[0]).toBe('a reason');
  });
});
