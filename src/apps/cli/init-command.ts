/** `countersign init`: a policy with everything explained, and a pull request template. What is there stays as it is. */
import { access, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '#domain/user-error.ts';
import { visible } from '#review/render/neutralise.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { workingTreeRoot } from './working-tree-root.ts';

export const initCommand: Command = {
  name: 'init',
  summary: 'Writes a policy with everything explained, and a pull request template',
  positional: '',
  options: [{ name: 'repo', value: 'DIR', help: 'The repository to write them to; here if not given' }],
  details: ['Files that are there already stay as they are.'],
  async run(given, { terminal }) {
    const [{ POLICY_PATH }, { STARTER_POLICY }, { PULL_REQUEST_TEMPLATE }] = await Promise.all([
      import('#policy/parse.ts'),
      import('#policy/starter.ts'),
      import('#provenance/template.ts'),
    ]);
    const top = await workingTreeRoot(resolve(terminal.cwd, given.text('repo') ?? '.'), terminal.env);
    const said = [
      await writeNew(top, [POLICY_PATH], STARTER_POLICY, 'what Countersign asks of a change'),
      await writeNew(top, TEMPLATE_PATHS, PULL_REQUEST_TEMPLATE, 'asks authors whether AI assisted'),
    ];
    await terminal.print(
      `${said.join('\n')}\n\nLook them over, commit them to the default branch, then: countersign policy check\n`,
    );
    return EXIT.passed;
  },
};

/** The first is the one to write; the others are where GitHub would find one too. */
const TEMPLATE_PATHS = ['.github', '', 'docs'].flatMap((folder) =>
  ['pull_request_template.md', 'PULL_REQUEST_TEMPLATE.md'].map((name) => join(folder, name)),
);

async function writeNew(top: string, paths: readonly string[], text: string, what: string): Promise<string> {
  const [path = ''] = paths;
  for (const existing of paths) {
    if (await exists(join(top, existing))) return `kept   ${existing}, which was there`;
  }
  try {
    await mkdir(dirname(join(top, path)), { recursive: true });
    await writeFile(join(top, path), text, { flag: 'wx' });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(
      'output-unwritable',
      `${visible(path)} cannot be written: ${why}`,
      'Check the permissions of its folder.',
      {
        cause: error,
      },
    );
  }
  return `wrote  ${path}: ${what}`;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
