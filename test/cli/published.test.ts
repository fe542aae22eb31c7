/** The package as it is published: a bundle, without sources and dependencies. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createScratchRepository } from '../repositories/scratch-repository.ts';
import { createScratchFolder, runCli, type ScratchFolder } from './run-cli.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let folder: ScratchFolder;
let bin: string;

beforeAll(() => {
  folder = createScratchFolder();
  for (const name of ['bin', 'package.json']) cpSync(join(ROOT, name), join(folder.dir, name), { recursive: true });
  const build = spawnSync(process.execPath, [join(ROOT, 'scripts/build.ts'), join(folder.dir, 'dist')]);
  expect(build.status).toBe(0);
  bin = join(folder.dir, 'bin', 'countersign.js');
});

afterAll(() => folder.dispose());

describe('the published package', () => {
  it('knows its rules and their pages', async () => {
    expect(await runCli(['rules', 'auth/late-guard'], { bin })).toEqual(await runCli(['rules', 'auth/late-guard']));
  });

  it('reviews as the sources do, in this thread and on others', async () => {
    const repository = createScratchRepository();
    try {
      repository.write('a.ts', 'const app = express();\n');
      repository.commit('first');
      repository.git('checkout', '-q', '-b', 'feature');
      repository.write('main.tf', 'resource "aws_s3_bucket_acl" "b" {\n  acl = "public-read"\n}\n');
      const statements = Array.from({ length: 20_000 }, (_, index) => `export const value${index} = ${index};\n`);
      // More than one thread's worth.
      for (const name of ['large.ts', 'larger.ts']) repository.write(name, `// ${name}\n${statements.join('')}`);
      repository.write('b.tsx', 'export const B = () => <a href={x}>b</a>;\n');
      repository.commit('second');
      const args = ['review', '--no-cache', '--format', 'json'];
      const [published, own] = await Promise.all([
        runCli(args, { cwd: repository.dir, bin }),
        runCli(args, { cwd: repository.dir }),
      ]);
      expect(published.stderr).toBe('');
      expect(withoutClock(published.stdout)).toEqual(withoutClock(own.stdout));
    } finally {
      repository.dispose();
    }
  });

  it('says what it takes in, and under which licences', () => {
    const notices = readFileSync(join(folder.dir, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['web-tree-sitter', 'tree-sitter-typescript', 'zod', 'yaml', '@secretlint/core']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
  });

  it('says what to do where Node is too old and no other is beside it', async () => {
    const old = spawnSync('node', ['--version'], { encoding: 'utf8' }).stdout;
    const result = await runCli(['--version'], { bin, node: 'node' });
    const isOld = Number(/^v(\d+)/.exec(old)?.[1]) < 24;
    if (isOld) expect(result.stderr).toMatch(/runs on Node 24\.15 or later[\s\S]*npm install --save-dev node@24/);
    expect(result.code).toBe(isOld ? 2 : 0);
  });
});

function withoutClock(json: string): unknown {
  return { ...(JSON.parse(json) as object), decidedAt: null };
}
