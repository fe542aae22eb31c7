import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createScratchRepository, type ScratchRepository } from '../repositories/scratch-repository.ts';
import { createScratchFolder, runCli } from './run-cli.ts';

const made: { dispose(): void }[] = [];
afterEach(() => made.splice(0).forEach((each) => each.dispose()));

function scratchRepository(): ScratchRepository {
  const repository = createScratchRepository();
  made.push(repository);
  return repository;
}

function scratchFolder(): string {
  const folder = createScratchFolder();
  made.push(folder);
  return folder.dir;
}

describe('init', () => {
  it('writes a policy that is valid, and a template, and says so', async () => {
    const { dir } = scratchRepository();
    mkdirSync(join(dir, 'deep'));
    const result = await runCli(['init'], { cwd: join(dir, 'deep') });
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toMatch(
      /wrote {2}\.github\/countersign\.yml.*\nwrote {2}\.github\/pull_request_template\.md/,
    );
    expect(readFileSync(join(dir, '.github/pull_request_template.md'), 'utf8')).toMatch(/AI/);
    expect(await runCli(['policy', 'check'], { cwd: dir })).toMatchObject({ code: 0, stderr: '' });
  });

  it('never writes over what is there', async () => {
    const repository = scratchRepository();
    repository.write('.github/countersign.yml', 'version: 1\n');
    repository.write('docs/PULL_REQUEST_TEMPLATE.md', 'mine\n');
    const result = await runCli(['init'], { cwd: repository.dir });
    expect(result.stdout).toMatch(/kept {3}\.github\/countersign\.yml.*\nkept {3}docs\/PULL_REQUEST_TEMPLATE\.md/);
    expect(readFileSync(join(repository.dir, '.github/countersign.yml'), 'utf8')).toBe('version: 1\n');
  });

  it('wants a repository', async () => {
    const result = await runCli(['init'], { cwd: scratchFolder() });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('is not in a git repository');
  });
});

describe('policy check', () => {
  it('shows each mistake with its line and what was probably meant', async () => {
    const repository = scratchRepository();
    repository.write('policy.yml', 'version: 1\nmode: observ\nareas:\n  auth:\n    countersing: always\n');
    const result = await runCli(['policy', 'check', 'policy.yml'], { cwd: repository.dir });
    expect(result).toMatchObject({ code: 2, stderr: '' });
    expect(result.stdout).toMatch(/^policy\.yml:2:\d+: .*observe/m);
    expect(result.stdout).toMatch(/^policy\.yml:5:\d+: .*countersign/m);
    expect(result.stdout).toContain('2 errors');
  });

  it('says where there is none', async () => {
    const result = await runCli(['policy', 'check'], { cwd: scratchRepository().dir });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('.github/countersign.yml cannot be read (ENOENT).');
    expect(result.stderr).toContain('countersign init');
  });
});

describe('hook install', () => {
  it('writes an executable hook, and renews its own', async () => {
    const { dir } = scratchRepository();
    const hook = join(dir, '.git/hooks/pre-commit');
    expect(await runCli(['hook', 'install'], { cwd: dir })).toMatchObject({ code: 0, stderr: '' });
    expect(statSync(hook).mode & 0o111).toBe(0o111);
    expect((await runCli(['hook', 'install'], { cwd: dir })).stdout).toContain('installed already');
    writeFileSync(hook, readFileSync(hook, 'utf8').replace(/^program=.*$/m, "program='/old'"));
    expect((await runCli(['hook', 'install'], { cwd: dir })).stdout).toContain('Renewed');
    expect(readFileSync(hook, 'utf8')).not.toContain("'/old'");
  });

  it('leaves another hook as it is, and says what to add', async () => {
    const { dir } = scratchRepository();
    const hook = join(dir, '.git/hooks/pre-commit');
    mkdirSync(join(dir, '.git/hooks'), { recursive: true });
    writeFileSync(hook, '#!/bin/sh\nnpm test\n');
    const result = await runCli(['hook', 'install'], { cwd: dir });
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(
      /already[\s\S]*Add this line to it: node '.*countersign\.js' review --staged \|\| exit 1/,
    );
    expect(readFileSync(hook, 'utf8')).toBe('#!/bin/sh\nnpm test\n');
  });

  it('follows core.hooksPath of the repository, and linked working trees', async () => {
    const repository = scratchRepository();
    repository.commit('first');
    repository.git('config', 'core.hooksPath', 'my hooks');
    await runCli(['hook', 'install'], { cwd: repository.dir });
    expect(statSync(join(repository.dir, 'my hooks/pre-commit')).isFile()).toBe(true);
    repository.git('config', '--unset', 'core.hooksPath');
    const linked = join(scratchFolder(), 'linked');
    repository.git('worktree', 'add', '-q', linked);
    expect(await runCli(['hook', 'install'], { cwd: linked })).toMatchObject({ code: 0 });
    expect(statSync(join(repository.dir, '.git/hooks/pre-commit')).isFile()).toBe(true);
  });

  it('puts no hook where it would review every repository of the machine', async () => {
    const folder = scratchFolder();
    const config = join(folder, 'gitconfig');
    writeFileSync(config, `[core]\n\thooksPath = ${folder}/hooks\n`);
    const result = await runCli(['hook', 'install'], {
      cwd: scratchRepository().dir,
      env: { GIT_CONFIG_GLOBAL: config },
    });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('git config core.hooksPath .git/hooks');
  });

  it('says why it cannot write', async () => {
    const repository = scratchRepository();
    writeFileSync(join(repository.dir, '.git/no-folder'), '');
    repository.git('config', 'core.hooksPath', '.git/no-folder');
    const result = await runCli(['hook', 'install'], { cwd: repository.dir });
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('The hook cannot be written');
  });
});
