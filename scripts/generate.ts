/**
 * Writes everything that is made from something else and kept in the repository: the registry of rules, their pages in
 * `docs/rules/`, the published schemas. `npm run generate`; a test fails when one of them is stale.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedFiles, OWNED_FOLDERS } from './generated/files.ts';
import { ROOT } from './rule-files.ts';

const files = await generatedFiles();
for (const folder of OWNED_FOLDERS) removeOthers(folder);
for (const [path, text] of files) {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
}
console.log(`${files.size} files written`);

function removeOthers(folder: string): void {
  mkdirSync(join(ROOT, folder), { recursive: true });
  for (const name of readdirSync(join(ROOT, folder))) {
    if (!files.has(`${folder}/${name}`)) rmSync(join(ROOT, folder, name));
  }
}
