import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createScratchRepository, type ScratchRepository } from '../repositories/scratch-repository.ts';
import { runCli } from './run-cli.ts';

const WEAK = `import { generateKeyPairSync } from 'node:crypto';

export const pair = generateKeyPairSync('rsa', { modulusLength: 1024 });
`;
const MENDED = WEAK.replace('1024', '2048');

let repository: ScratchRepository;

beforeEach(() => {
  repository = createScratchRepository();
  repository.write('README.md', 'Keys\n');
  repository.commit('Begin');
  repository.git('checkout', '-q', '-b', 'feature');
  repository.write('src/keys.js', WEAK, { mode: 0o755 });
  repository.commit('Make keys');
});
afterEach(() => repository.dispose());

function fix(...args: string[]) {
  return runCli(['review', '--fix', '--base', 'main', '--fail-on', 'never', ...args], { cwd: repository.dir });
}

function textOf(path: string): string {
  return readFileSync(join(repository.dir, path), 'utf8');
}

describe('countersign review --fix', () => {
  it('writes what is mended into the file that is checked out, keeps its rights, and says so', async () => {
    const { stderr, stdout } = await fix();
    expect(textOf('src/keys.js')).toBe(MENDED);
    expect(statSync(join(repository.dir, 'src/keys.js')).mode & 0o777).toBe(0o755);
    expect(stderr).toContain('fixed src/keys.js: crypto/short-key in line 3');
    expect(stdout).toContain('1024 bits are too few');
    expect((await fix('--head', 'WORKTREE')).stderr).toContain('no finding has a fix');
  });

  it('leaves a file alone that was changed since', async () => {
    repository.write('src/keys.js', `${WEAK}// and more\n`);
    const { stderr } = await fix();
    expect(textOf('src/keys.js')).toBe(`${WEAK}// and more\n`);
    expect(stderr).toContain('not fixed src/keys.js:3 crypto/short-key: the file is not as it was reviewed');
  });

  it('mends what is not committed, where that is what is reviewed', async () => {
    repository.write('src/keys.js', `${WEAK}// and more\n`);
    await fix('--head', 'WORKTREE');
    expect(textOf('src/keys.js')).toBe(`${MENDED}// and more\n`);
  });

  it('writes through no symbolic link', async () => {
    repository.remove('src/keys.js');
    repository.write('elsewhere.js', WEAK);
    repository.symlink('src/keys.js', '../elsewhere.js');
    const { stderr } = await fix();
    expect(textOf('elsewhere.js')).toBe(WEAK);
    expect(stderr).toContain('there is no such file in the working tree');
  });

  it.each([
    [['--head', 'main'], 'cannot change main'],
    [['--staged'], 'cannot change what is staged'],
    [['acme/shop#7'], 'goes with a repository on this machine'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await runCli(['review', '--fix', ...args], { cwd: repository.dir });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(textOf('src/keys.js')).toBe(WEAK);
  });
});
