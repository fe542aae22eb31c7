/**
 * Finds the repository that a folder belongs to. Git's own protection against repositories of other users stays on;
 * what the user has declared safe in their own configuration is honoured, and nothing else is read from there.
 */
import { parse, resolve } from 'node:path';
import { UserError } from '#domain/user-error.ts';
import { createGitProcess, GitError, type RunGit } from './git-process.ts';
import { requireGit } from './git-version.ts';
import { type GitSetting, safeEnvironment } from './safe-environment.ts';
import { userSettings } from './user-settings.ts';

export type ObjectFormat = 'sha1' | 'sha256';

export interface RepositoryLocation {
  /** The folder that was asked for, absolute. */
  readonly dir: string;
  /** Of this working tree: `.git`, or `.git/worktrees/x` for a linked one. Absolute. */
  readonly gitDir: string;
  readonly bare: boolean;
  readonly shallow: boolean;
  readonly objectFormat: ObjectFormat;
  /** Runs git in `dir`, as the repository is configured as far as that is safe: for names, not for contents. */
  readonly git: RunGit;
}

export interface LocateOptions {
  readonly dir: string;
  /** The process's environment. */
  readonly environment: NodeJS.ProcessEnv;
}

/** @throws UserError `not-a-repository`, `unsafe-repository`, `repository-unreadable`, `git-missing`, `git-too-old` */
export async function locateRepository({ dir, environment }: LocateOptions): Promise<RepositoryLocation> {
  const asked = resolve(dir);
  const cwd = parse(asked).root;
  const discover = async (settings: readonly GitSetting[]): Promise<RepositoryLocation> => {
    const run = createGitProcess({ cwd, environment: safeEnvironment({ inherited: environment, settings }) });
    const git: RunGit = (args, call) => run(['-C', asked, ...args], call);
    const [answer] = await Promise.all([git(WHERE), requireGit(run)]);
    return { dir: asked, git, ...parseAnswer(answer.output.toString('utf8')) };
  };
  try {
    return await discover([]);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (!isForeign(error)) throw explain(error, asked);
  }
  const safe = await userSettings(environment, cwd, 'safe.directory');
  try {
    return await discover(safe.map((value) => ['safe.directory', value]));
  } catch (error) {
    throw error instanceof GitError ? explain(error, asked) : error;
  }
}

/** The path comes last: it is the only answer that may hold line breaks. */
const WHERE = [
  'rev-parse',
  '--is-bare-repository',
  '--is-shallow-repository',
  '--show-object-format',
  '--absolute-git-dir',
];

function parseAnswer(answer: string): Pick<RepositoryLocation, 'bare' | 'shallow' | 'objectFormat' | 'gitDir'> {
  const [bare, shallow, format, ...path] = answer.replace(/\n$/, '').split('\n');
  return {
    bare: bare === 'true',
    shallow: shallow === 'true',
    objectFormat: format === 'sha256' ? 'sha256' : 'sha1',
    gitDir: path.join('\n'),
  };
}

function isForeign(error: GitError): boolean {
  return error.errors.includes('dubious ownership') || error.errors.includes('unsafe repository');
}

function explain(error: GitError, dir: string): Error {
  const cause = { cause: error };
  if (isForeign(error)) {
    return new UserError(
      'unsafe-repository',
      `${dir} belongs to another user, and git does not read such repositories unasked.`,
      `If you trust it: git config --global --add safe.directory '${dir}'`,
      cause,
    );
  }
  if (error.errors.includes('not a git repository')) {
    return new UserError(
      'not-a-repository',
      `${dir} is not in a git repository.`,
      'Run this inside a checkout, or name one with --repo DIR.',
      cause,
    );
  }
  if (error.errors.includes('cannot change to')) {
    return new UserError('not-a-repository', `${dir} is not a folder that can be entered.`, 'Check --repo DIR.', cause);
  }
  const said = error.errors.trim().split('\n').at(-1) ?? '';
  return new UserError(
    'repository-unreadable',
    `git cannot read the repository at ${dir}: ${said.replace(/^fatal: /, '')}`,
    'Run git status there, and repair what it complains about.',
    cause,
  );
}
