/**
 * Real git repositories for tests, in a temporary folder, with fixed identities and dates: the same steps make the
 * same commit ids. Nothing of the machine's own git configuration takes part. May not be used outside tests.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface ScratchRepository {
  readonly dir: string;
  /** Writes a file into the working tree, making its folders. */
  write(path: string, content: string | Uint8Array, options?: { readonly mode?: number }): void;
  /** Makes a symbolic link with the given target text. */
  symlink(path: string, target: string): void;
  remove(path: string): void;
  /** Stages everything in the working tree and commits it, even where nothing changed. Returns the commit's id. */
  commit(message: string | Uint8Array, options?: CommitOptions): string;
  /** Runs git in the repository and returns its output without the last line break. Throws where git fails. */
  git(...args: readonly string[]): string;
  dispose(): void;
}

export interface CommitOptions {
  /** `Name <mail@example.com>`; the committer stays `Ada Example`. */
  readonly author?: string;
  /** Commits what is staged already, and nothing else. */
  readonly stagedOnly?: boolean;
  /** Further `-c name=value` settings, such as `i18n.commitEncoding=ISO-8859-1`. */
  readonly config?: readonly string[];
}

export interface ScratchOptions {
  /** Branch that HEAD starts on; `main` if not given. */
  readonly branch?: string;
  readonly bare?: boolean;
}

const FIRST_SECOND = Date.UTC(2030, 0, 1) / 1000;

export function createScratchRepository(options: ScratchOptions = {}): ScratchRepository {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'countersign-')));
  let commits = 0;
  const run = (args: readonly string[], input?: string | Uint8Array): string => {
    const result = spawnSync('git', args, {
      cwd: dir,
      env: scratchEnvironment(FIRST_SECOND + commits * 60),
      maxBuffer: 1 << 28,
      ...(input === undefined ? {} : { input }),
    });
    if (result.error) throw result.error;
    if (result.status !== 0) throw new Error(`git ${args.join(' ')} failed: ${result.stderr.toString()}`);
    return result.stdout.toString().replace(/\n$/, '');
  };
  run(['init', '-q', `--initial-branch=${options.branch ?? 'main'}`, ...(options.bare === true ? ['--bare'] : [])]);
  return {
    dir,
    write(path, content, { mode } = {}) {
      const file = join(dir, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content, mode === undefined ? {} : { mode });
    },
    symlink(path, target) {
      const file = join(dir, path);
      mkdirSync(dirname(file), { recursive: true });
      symlinkSync(target, file);
    },
    remove: (path) => rmSync(join(dir, path), { recursive: true }),
    commit(message, { author, stagedOnly = false, config = [] } = {}) {
      commits += 1;
      if (!stagedOnly) run(['add', '--all']);
      const settings = config.flatMap((setting) => ['-c', setting]);
      const by = author === undefined ? [] : [`--author=${author}`];
      run(
        [...settings, 'commit', '-q', '--allow-empty', '--allow-empty-message', '--cleanup=verbatim', ...by, '-F', '-'],
        message,
      );
      return run(['rev-parse', 'HEAD']);
    },
    git: (...args) => run(args),
    dispose: () => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function scratchEnvironment(second: number): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ALLOW_PROTOCOL: 'file',
    GIT_AUTHOR_NAME: 'Ada Example',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_AUTHOR_DATE: `${second} +0000`,
    GIT_COMMITTER_NAME: 'Ada Example',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
    GIT_COMMITTER_DATE: `${second} +0000`,
  };
}
