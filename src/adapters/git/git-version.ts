/** Which git is old enough to lack what is asked of it. */
import { UserError } from '#domain/user-error.ts';
import type { RunGit } from './git-process.ts';

/** 2.32 can leave out the user's configuration (`GIT_CONFIG_GLOBAL`) and take settings from the environment. */
const OLDEST = [2, 32] as const;

/** @throws UserError `git-too-old` */
export async function requireGit(git: RunGit): Promise<void> {
  const { output } = await git(['version']);
  const said = output.toString('latin1').trim();
  const version = /(\d+)\.(\d+)/.exec(said);
  if (version === null) return;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  throw new UserError(
    'git-too-old',
    `This machine has ${said}; ${OLDEST.join('.')} is the oldest that can read a repository without running its settings.`,
    `Install git ${OLDEST.join('.')} or later.`,
  );
}
