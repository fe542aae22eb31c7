/** `countersign policy check [FILE]`: whether a policy parses, and what it would be read as. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UserError } from '#domain/user-error.ts';
import { createInk } from '#review/render/ink.ts';
import { inertLines, visible } from '#review/render/neutralise.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { workingTreeRoot } from './working-tree-root.ts';

export const policyCheckCommand: Command = {
  name: 'policy check',
  summary: 'Checks a policy: what does not parse, with its line and what to write instead',
  positional: '[FILE]',
  options: [{ name: 'repo', value: 'DIR', help: 'The repository whose policy to check; here if not given' }],
  details: [
    'Without FILE it checks .github/countersign.yml of the working tree. A policy that does not parse: exit code 2.',
  ],
  async run(given, { terminal }) {
    const { parsePolicy, POLICY_PATH } = await import('#policy/parse.ts');
    const { RULE_IDS } = await import('#checks/registry.ts');
    const [file] = given.positionals;
    const dir = resolve(terminal.cwd, given.text('repo') ?? '.');
    const path =
      file === undefined ? join(await workingTreeRoot(dir, terminal.env), POLICY_PATH) : resolve(terminal.cwd, file);
    const shown = visible(file ?? POLICY_PATH);
    const result = parsePolicy(await readPolicy(path, shown), { knownRules: RULE_IDS });
    const ink = createInk(terminal.colour);
    if (!result.ok) {
      const { renderPolicyErrors } = await import('#policy/policy-error.ts');
      const count = result.errors.length === 1 ? '1 error' : `${result.errors.length} errors`;
      await terminal.print(
        inertLines(`${renderPolicyErrors(result.errors, shown)}\n\n${ink(`✗ ${count}`, 'bold', 'red')}\n`),
      );
      return EXIT.usage;
    }
    const warnings = result.warnings.map((warning) => `${ink('!', 'bold', 'yellow')} ${visible(warning)}\n`).join('');
    const { mode, areas, rules } = result.policy;
    const own = [...areas.values()].filter((area) => area.paths.length > 0).length;
    await terminal.print(
      `${inertLines(warnings)}${ink('✓', 'bold', 'green')} ${shown} parses: mode ${mode}, paths for ${own} of ${areas.size} areas, ${rules.size} rules set\n`,
    );
    return EXIT.passed;
  },
};

async function readPolicy(path: string, shown: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    const remedy = 'countersign init writes one with everything explained; or name a file.';
    throw new UserError('policy-invalid', `${shown} cannot be read (${code}).`, remedy, { cause: error });
  }
}
