/** What is generated and kept in the repository is what would be generated now. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { generatedFiles, OWNED_FOLDERS } from '../scripts/generated/files.ts';
import { registryText } from '../scripts/generated/registry.ts';
import { ROOT } from '../scripts/rule-files.ts';

const files = await generatedFiles();

describe('a generated file', () => {
  it.each([...files.keys()])('is not stale: %s (else: npm run generate)', (path) => {
    const onDisk = existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : null;
    expect(onDisk).toBe(files.get(path));
  });

  it.each(OWNED_FOLDERS)('is all that lies in %s', (folder) => {
    const strangers = readdirSync(join(ROOT, folder)).filter((name) => !files.has(`${folder}/${name}`));
    expect(strangers).toEqual([]);
  });
});

describe('the registry', () => {
  it('imports each rule by its path and lists it under its id', () => {
    const text = registryText(['auth/late-guard', 'data/loose']);
    expect(text).toContain("import { rule as authLateGuard } from './auth/late-guard.ts';\n");
    expect(text).toContain("  { id: 'data/loose', definition: dataLoose },\n");
    expect(text).toContain("export const RULE_IDS = [\n  'auth/late-guard',\n  'data/loose',\n] as const;\n");
  });
});
