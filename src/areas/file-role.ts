/** What a file is there for, by its path: prose, tests and examples are in no area by what they merely speak of. */

export type FileRole = 'test' | 'example';

const TEST_FOLDERS =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|mocks|specs?|e2e|cypress|fixtures|__fixtures__|__snapshots__|testdata|test-data|test-utils|testing)\//i;
const TEST_FILE = /[._-](?:tests?|specs?|cy|e2e|e2e-spec|stories|fixture|mock|test-d)\.[a-z]{1,4}$/i;
const EXAMPLE_FOLDERS = /(?:^|\/)(?:examples?|samples?|demos?|playground|benchmarks?|bench)\//i;

export function roleOf(path: string): FileRole | null {
  if (TEST_FOLDERS.test(path) || TEST_FILE.test(path)) return 'test';
  return EXAMPLE_FOLDERS.test(path) ? 'example' : null;
}

/** Text for people. What such a file says is nobody's area; a few have one by their name (`AGENTS.md`, `SECURITY.md`). */
export function isProse(path: string): boolean {
  return (
    /\.(?:md|mdx|markdown|rst|adoc|txt|html?)$/i.test(path) ||
    /(?:^|\/)(?:licen[cs]e|notice|authors|changelog|readme)$/i.test(path)
  );
}

const PROGRAM_EXTENSIONS =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|py|rb|go|rs|java|kt|kts|scala|php|cs|fs|swift|c|h|cc|cpp|hpp|ex|exs|erl|clj|lua|pl|sh|bash|ps1)$/i;

/** Declarations alone (`.d.ts`) run nowhere. */
export function isProgramSource(path: string): boolean {
  return PROGRAM_EXTENSIONS.test(path) && !/\.d\.[cm]?ts$/i.test(path);
}
