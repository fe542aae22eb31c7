/** Each rule about the direction of imports can fail: a small house in which each is broken once. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ROOT } from '../scripts/rule-files.ts';

/** A file, and the rules that its imports break. */
const HOUSE: Readonly<Record<string, readonly [text: string, broken: readonly string[]]>> = {
  'src/domain/span.ts': ["export * from '#checks/engine.ts';", ['domain-imports-inwards']],
  'src/policy/clock.ts': ["import 'node:fs';\nimport 'child_process';", ['pure-rooms-reach-nothing-outside']],
  'src/checks/engine.ts': ["import '../policy/clock.ts';", ['across-rooms-by-name']],
  'src/checks/auth/late.ts': [
    "import '#checks/engine.ts';\nimport '#analysis/languages/basic/lower.ts';",
    ['rules-do-not-run-rules', 'rules-know-no-language'],
  ],
  'src/analysis/dataflow/taint.ts': ["import '#analysis/languages/basic/lower.ts';", ['facts-know-no-language']],
  'src/analysis/languages/basic/lower.ts': ["import '../pascal/lower.ts';", ['languages-know-nothing-of-each-other']],
  'src/analysis/languages/pascal/lower.ts': ['export const pascal = 1;', []],
  'src/review/review.ts': ["import './render.ts';", []],
  'src/review/render.ts': ["import './review.ts';", ['no-circles']],
  'src/adapters/git/log.ts': [
    "import '#adapters/store/store.ts';\nimport 'jest';\nimport 'no-such-package';",
    ['adapters-know-nothing-of-each-other', 'what-is-shipped-is-a-dependency', 'what-is-imported-is-there'],
  ],
  'src/adapters/store/store.ts': ["import './store.test.ts';", ['no-test-code-in-the-product']],
  'src/adapters/store/store.test.ts': ['export const test = 1;', []],
  'src/adapters/store/lonely.ts': ['export const lonely = 1;', ['no-orphans']],
  'src/apps/cli/main.ts': ["import '#apps/server/main.ts';", ['apps-know-nothing-of-each-other']],
  'src/apps/server/main.ts': ["import '#review/review.ts';", []],
  'src/attic/box.ts': ["import '#domain/span.ts';", ['rooms-are-known']],
};

const house = mkdtempSync(join(tmpdir(), 'house-'));
afterAll(() => rmSync(house, { recursive: true }));

describe('the direction of imports', () => {
  it('is held by a rule that names each breach, and nothing else', () => {
    const expected = Object.entries(HOUSE).flatMap(([path, [, broken]]) => broken.map((rule) => `${rule} ${path}`));
    expect(breachesIn(house).sort()).toEqual(expected.sort());
  });
});

function breachesIn(folder: string): string[] {
  for (const [path, [text]] of Object.entries(HOUSE)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  }
  for (const name of ['node_modules', 'package.json', 'tsconfig.json'])
    symlinkSync(join(ROOT, name), join(folder, name));
  const cruiser = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const config = join(ROOT, '.dependency-cruiser.mjs');
  const args = [cruiser, '--config', config, '--output-type', 'json', 'src'];
  const run = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  const { summary } = JSON.parse(run.stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
  const breaches = summary.violations.map(({ rule, from }) => `${rule.name} ${from}`);
  return [...new Set(breaches)];
}
