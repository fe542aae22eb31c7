/**
 * Reads single settings from the user's own git configuration (system and global, never the repository's), for the
 * few that say something about what to read. `git config` starts no program.
 */
import { devNull } from 'node:os';
import { decodeRecords } from './path-encoding.ts';
import { createGitProcess } from './git-process.ts';

/** All values of a setting, in order. Empty where there are none, or where the configuration cannot be read. */
export async function userSettings(environment: NodeJS.ProcessEnv, cwd: string, name: string): Promise<string[]> {
  const { GIT_WORK_TREE: _tree, GIT_INDEX_FILE: _index, ...own } = environment;
  // A hook's environment names its repository, whose configuration is not the user's.
  const git = createGitProcess({ cwd, environment: { ...own, LC_ALL: 'C', GIT_DIR: devNull } });
  try {
    const { status, output } = await git(['config', '--null', '--type=path', '--get-all', name], { accept: [1] });
    return status === 0 ? decodeRecords(output) : [];
  } catch {
    return [];
  }
}
