import { describe, expect, it } from '@jest/globals';
import { OUTCOMES } from '#domain/verdict.ts';
import { exitCodeOf, FAIL_ON } from './exit-codes.ts';

describe('the exit code', () => {
  it('follows the outcome and --fail-on', () => {
    const table = OUTCOMES.map((outcome) => [outcome, ...FAIL_ON.map((failOn) => exitCodeOf(outcome, failOn))]);
    expect([['', ...FAIL_ON], ...table]).toEqual([
      ['', 'never', 'blocked', 'needs-countersign'],
      ['pass', 0, 0, 0],
      ['needs-countersign', 0, 0, 1],
      ['blocked', 0, 1, 1],
      ['incomplete', 3, 3, 3],
    ]);
  });
});
