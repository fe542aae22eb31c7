/**
 * Begins a rule: `npm run new-rule -- area/name --needs program`. Writes its two files, with cases that fail until they
 * are filled in, and registers it. Nothing else has to be touched.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { NEEDS, type Need } from '#checks/rule-inputs.ts';
import { AREAS } from '#domain/area.ts';
import { pageDraft, sourceDraft } from './rule-draft.ts';
import { ROOT, ruleFiles } from './rule-files.ts';

const USAGE = `npm run new-rule -- area/name --needs NEED
  area   ${AREAS.join(', ')}
  name   in kebab-case, what is wrong when it reports: late-guard
  NEED   ${NEEDS.join(', ')} (src/checks/rule-inputs.ts says what each brings)`;

main();

function main(): void {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { needs: { type: 'string' } } });
  const id = positionals[0] ?? '';
  const needs = NEEDS.find((need): need is Need => need === values.needs);
  const [area = '', name = ''] = id.split('/');
  if (
    !AREAS.some((known) => known === area) ||
    !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) ||
    id !== `${area}/${name}`
  ) {
    refuse(`"${id}" is not area/name.`);
  }
  if (needs === undefined) refuse('Say what the rule needs.');
  const files = ruleFiles(id);
  if (existsSync(files.source) || existsSync(files.page)) refuse(`${id} is there already.`);
  mkdirSync(dirname(files.source), { recursive: true });
  writeFileSync(files.source, sourceDraft(area, needs));
  writeFileSync(files.page, pageDraft(needs));
  const generated = spawnSync(process.execPath, ['scripts/generate.ts'], { cwd: ROOT, stdio: 'inherit' });
  if (generated.status !== 0) process.exit(1);
  console.log(`\nsrc/checks/${id}.ts   what it looks for\nsrc/checks/${id}.md   its page, whose code is its tests\n`);
  console.log(`Fill in both, then: npm run jest -- test/rules -t ${id}`);
}

function refuse(reason: string): never {
  console.error(`${reason}\n\n${USAGE}`);
  process.exit(2);
}
