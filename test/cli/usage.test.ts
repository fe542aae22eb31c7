import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCli } from './run-cli.ts';

describe('the command line', () => {
  it('tells its version and its help', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    expect(await runCli(['--version'])).toEqual({ code: 0, stdout: `countersign ${version}\n`, stderr: '' });
    const help = await runCli(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toMatch(/Usage: countersign COMMAND[\s\S]*hook install/);
  });

  it.each(['review', 'rules', 'init', 'policy check', 'hook install'])('has help for %s', async (name) => {
    const one = await runCli([...name.split(' '), '--help']);
    expect(one).toMatchObject({ code: 0, stderr: '' });
    expect(one.stdout).toContain(`Usage: countersign ${name}`);
    expect(await runCli(['help', ...name.split(' ')])).toEqual(one);
  });

  it('loads nothing heavy to say what it can do', () => {
    const bin = new URL('../../bin/countersign.js', import.meta.url).pathname;
    const trace = `
      import { registerHooks } from 'node:module';
      registerHooks({ load: (url, context, next) => { console.error(url); return next(url, context); } });
      process.argv = [process.execPath, ${JSON.stringify(bin)}, 'review', '--help'];
      await import(${JSON.stringify(bin)});
    `;
    const { stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', trace], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stderr).toContain('/apps/cli/main.ts');
    expect(stderr).not.toMatch(/node_modules|adapters/);
  });

  it('says what to do where a checkout was not installed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-bare-'));
    try {
      for (const part of ['bin', 'src', 'package.json'])
        cpSync(fileURLToPath(new URL(`../../${part}`, import.meta.url)), join(folder, part), { recursive: true });
      const result = await runCli(['policy', 'check', 'policy.yml'], { bin: join(folder, 'bin', 'countersign.js') });
      expect(result).toMatchObject({ code: 2, stdout: '' });
      expect(result.stderr).toMatch(/not installed|not everything that it needs is installed/);
      expect(result.stderr).toContain('npm ci');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('takes a machine whose Node is too old, with the project’s own', async () => {
    expect(await runCli(['--version'], { node: 'node' })).toMatchObject({ code: 0, stderr: '' });
    expect(await runCli(['rules', 'no/such'], { node: 'node' })).toMatchObject({ code: 2, stdout: '' });
  });

  it.each([
    [['revew'], 'There is no command "revew".\n  Did you mean review?'],
    [['hook'], 'There is: countersign hook install.'],
    [['review', '--formt', 'json'], 'review has no option --formt.\n  Did you mean --format?'],
    [['review', '-x'], 'review has no option -x.'],
    [['review', '--format', 'jsn'], '--format cannot be "jsn".\n  Did you mean json? It takes one of: terminal,'],
    [['review', '--fail-on=always'], '--fail-on cannot be "always".'],
    [['review', '--head'], '--head needs a value: --head REV.'],
    [['review', '--base', '--all'], '--base needs a value'],
    [['review', '--base='], '--base needs a value'],
    [['review', '--all=yes'], '--all takes no value.'],
    [['review', 'main'], 'main is no pull request'],
    [['policy', 'check', 'a', 'b'], 'does not know what to do with "b"'],
    [['review', '--staged', '--head', 'main'], 'name two different changes'],
    [['rules', 'auth/late-gard'], 'Did you mean auth/late-guard?'],
    [['rules', '\u001b[2J'], 'There is no rule "\\u{1b}[2J"'],
    [['review', '--output', '/nonexistent/x/report.json'], 'its folder does not exist'],
    [['review', '--output', '/'], 'it is a folder'],
  ])('%j is an error that helps', async (args, message) => {
    const result = await runCli(args);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain(message);
    expect(result.stderr).not.toMatch(/^\s+at /m);
  });

  it('says how to ask where nothing was asked', async () => {
    const result = await runCli([]);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain('Usage: countersign COMMAND');
  });

  it('colours only where it is asked to', async () => {
    const plain = (await runCli(['rules'])).stdout;
    const coloured = (await runCli(['rules'], { env: { FORCE_COLOR: '1' } })).stdout;
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[');
    for (const env of [{ FORCE_COLOR: '1', NO_COLOR: '1' }, { FORCE_COLOR: '0' }]) {
      expect((await runCli(['rules'], { env })).stdout).toBe(plain);
    }
  });

  it('is quiet when nobody reads to the end', async () => {
    expect(await runCli(['rules', 'auth/late-guard'], { stopsReading: true })).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('rules', () => {
  it('lists them by area, and shows a page', async () => {
    const list = (await runCli(['rules'])).stdout;
    expect(list).toMatch(/^auth\n(?: .*\n)* {2}auth\/late-guard +high +Work is done/m);
    const page = (await runCli(['rules', 'auth/late-guard'])).stdout;
    expect(page).toMatch(/^auth\/late-guard\n[\s\S]*CWE-863[\s\S]*\nWhat\n[\s\S]*\nFix\n[\s\S]*\nLimits\n/);
    expect((await runCli(['rules', 'late-guard'])).stdout).toBe(page);
  });
});
