/** What a file is there for, as far as its path tells: code that does not run in production weighs less. Pure. */

export type PathRole = 'test' | 'example' | 'script';

const ROLE_OF_FOLDER: ReadonlyMap<string, PathRole> = new Map<string, PathRole>([
  ...['test', 'tests', '__tests__', '__mocks__', 'mocks', 'spec', 'specs', 'e2e', 'cypress'].map(asRole('test')),
  ...['fixtures', '__fixtures__', 'testdata', 'test-data', 'integration-tests'].map(asRole('test')),
  ...['example', 'examples', 'sample', 'samples', 'demo', 'demos', 'playground'].map(asRole('example')),
  ...['scripts', 'bench', 'benchmark', 'benchmarks'].map(asRole('script')),
]);

const TEST_FILE = /[._-](?:test|tests|spec|cy|e2e-spec|stories)\.[a-z]{1,4}$/i;

/** The role of the outermost telling folder, or of the file's name; null for code that runs in production. */
export function roleOfPath(path: string): PathRole | null {
  const segments = path.split('/');
  const name = segments.pop() ?? '';
  for (const segment of segments) {
    const role = ROLE_OF_FOLDER.get(segment.toLowerCase());
    if (role !== undefined) return role;
  }
  return TEST_FILE.test(name) ? 'test' : null;
}

function asRole(role: PathRole): (folder: string) => [string, PathRole] {
  return (folder) => [folder, role];
}
