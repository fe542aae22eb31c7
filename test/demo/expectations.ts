/** What the demo must show, so that it cannot go wrong unseen. */
import { isDeepStrictEqual } from 'node:util';

export interface Expectations {
  equal(what: string, actual: unknown, expected: unknown): void;
  matches(what: string, actual: string | null | undefined, pattern: RegExp): void;
  /** A line for each difference; empty where everything is as it should be. */
  readonly differences: readonly string[];
  readonly count: number;
}

export function createExpectations(): Expectations {
  const differences: string[] = [];
  let count = 0;
  const compare = (what: string, holds: boolean, actual: unknown, expected: unknown): void => {
    count += 1;
    if (!holds) differences.push(`${what}: expected ${show(expected)}, but it is ${show(actual)}`);
  };
  return {
    differences,
    get count() {
      return count;
    },
    equal: (what, actual, expected) => compare(what, isDeepStrictEqual(actual, expected), actual, expected),
    matches: (what, actual, pattern) => compare(what, pattern.test(actual ?? ''), actual, pattern),
  };
}

function show(value: unknown): string {
  return value instanceof RegExp ? String(value) : JSON.stringify(value);
}
