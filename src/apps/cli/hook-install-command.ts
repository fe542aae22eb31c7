/**
 * `countersign hook install`: a pre-commit hook that reviews what is staged. An existing hook is somebody's work and
 * stays as it is: the command says what to add to it.
 */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '#domain/user-error.ts';
import { visible } from '#review/render/neutralise.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { workingTreeRoot } from './working-tree-root.ts';

export const hookInstallCommand: Command = {
  name: 'hook install',
  summary: 'Installs a pre-commit hook that reviews what is staged',
  positional: '',
  options: [{ name: 'repo', value: 'DIR', help: 'The repository to install it in; here if not given' }],
  details: [
    'The hook runs `countersign review --staged` and stops a commit that is blocked; `git commit --no-verify` passes it by. core.hooksPath and linked working trees are followed.',
    'A pre-commit hook that is there already is left as it is: the line to add to it is shown.',
  ],
  async run(given, { terminal, root }) {
    const dir = resolve(terminal.cwd, given.text('repo') ?? '.');
    const top = await workingTreeRoot(dir, terminal.env);
    const hook = join(await hooksFolder(top), 'pre-commit');
    const program = join(root, 'bin', 'countersign.js');
    const text = hookText(process.execPath, program);
    const before = await readFile(hook, 'utf8').catch(() => null);
    if (before !== null && !before.includes(MARKER)) throw taken(hook, program);
    if (before === text) {
      await terminal.print(`${visible(hook)} is installed already\n`);
      return EXIT.passed;
    }
    await writeHook(hook, text);
    await terminal.print(
      `${before === null ? 'Wrote' : 'Renewed'} ${visible(hook)}: commits are reviewed from now on\n`,
    );
    return EXIT.passed;
  },
};

const MARKER = 'countersign:pre-commit';

const runFile = promisify(execFile);

/** Where git looks for hooks, as the user has configured it. Refuses a folder that all of a user's repositories share. */
async function hooksFolder(top: string): Promise<string> {
  const configured = await runFile('git', ['-C', top, 'config', '--show-scope', '--get', 'core.hooksPath']).then(
    ({ stdout }) => stdout,
    () => '',
  );
  const scope = configured.split('\t', 1)[0] ?? '';
  if (scope === 'global' || scope === 'system') {
    const path = configured.slice(scope.length).trim();
    throw new UserError(
      'usage',
      `core.hooksPath is set for all repositories (${scope}: ${path}), so a hook there would review every one of them.`,
      'Give this repository its own: git config core.hooksPath .git/hooks, then run this again.',
    );
  }
  const { stdout } = await runFile('git', ['-C', top, 'rev-parse', '--git-path', 'hooks']);
  return resolve(top, stdout.replace(/\n$/, ''));
}

function hookText(node: string, program: string): string {
  return `#!/bin/sh
# ${MARKER}, written by \`countersign hook install\`: reviews what is staged.
# To commit without it once: git commit --no-verify
node=${quoted(node)}
program=${quoted(program)}
[ -x "$node" ] || node=node
if [ -f "$program" ]; then exec "$node" "$program" review --staged; fi
if command -v countersign >/dev/null 2>&1; then exec countersign review --staged; fi
echo "countersign is no longer at $program: run 'countersign hook install' again, or remove this hook." >&2
exit 1
`;
}

/** One word for a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function taken(hook: string, program: string): UserError {
  return new UserError(
    'usage',
    `There is a pre-commit hook already: ${hook}`,
    `It stays as it is. Add this line to it: node ${quoted(program)} review --staged || exit 1`,
  );
}

async function writeHook(hook: string, text: string): Promise<void> {
  try {
    await mkdir(join(hook, '..'), { recursive: true });
    await writeFile(hook, text, { mode: 0o755 });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError('usage', `The hook cannot be written: ${why}`, 'Check the permissions of the hooks folder.', {
      cause: error,
    });
  }
}
