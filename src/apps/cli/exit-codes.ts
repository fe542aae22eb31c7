/** What the exit code says. It follows the verdict; whether GitHub's check would pass in `mode: observe` is not asked. */
import type { Outcome } from '#domain/verdict.ts';

export const EXIT = { passed: 0, failed: 1, usage: 2, incomplete: 3 } as const;

export const FAIL_ON = ['never', 'blocked', 'needs-countersign'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export function exitCodeOf(outcome: Outcome, failOn: FailOn): number {
  if (outcome === 'incomplete') return EXIT.incomplete;
  if (outcome === 'pass' || failOn === 'never') return EXIT.passed;
  return outcome === 'blocked' || failOn === 'needs-countersign' ? EXIT.failed : EXIT.passed;
}
