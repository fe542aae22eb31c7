/**
 * Where the people of the stand-in write their commits: one working tree a repository, filled from the server's own
 * objects and pushed over the git protocol. Commit dates are the scratch repository's, so ids repeat.
 */
import { createGitProcess } from '#adapters/git/git-process.ts';
import { createScratchRepository, type ScratchRepository } from '../../repositories/scratch-repository.ts';
import { serverEnvironment, type BareRepository } from './bare-repository.ts';

/** Contents by path; null removes the file. `{ mode }` is for scripts, `{ link }` for symbolic links. */
export type FileChanges = Readonly<Record<string, FileContent>>;
type FileContent =
  | string
  | Uint8Array
  | null
  | { readonly content: string | Uint8Array; readonly mode: number }
  | { readonly link: string };

export interface NewCommit {
  readonly message: string;
  readonly files?: FileChanges;
  /** `Name <mail@example.com>`. */
  readonly author: string;
}

export interface WorkingCopy {
  readonly dir: string;
  /** Makes commits on top of one of the server's, or from nothing, and returns the last one's id. Pushes nothing. */
  commit(from: string | null, commits: readonly NewCommit[]): string;
  push(options: PushOptions): Promise<void>;
  dispose(): void;
}

export interface PushOptions {
  readonly url: string;
  readonly token: string;
  /** Null deletes the branch. */
  readonly sha: string | null;
  readonly branch: string;
  readonly force?: boolean;
}

export function createWorkingCopy(server: BareRepository): WorkingCopy {
  const scratch = createScratchRepository();
  const checkout = (sha: string): void => {
    scratch.git('fetch', '-q', '--no-tags', server.dir, sha);
    scratch.git('checkout', '-q', '--force', '--detach', sha);
  };
  return {
    dir: scratch.dir,
    commit(from, commits) {
      if (from !== null) checkout(from);
      return commits.reduce((_, { message, files = {}, author }) => {
        for (const [path, content] of Object.entries(files)) writeFile(scratch, path, content);
        return scratch.commit(message, { author });
      }, from ?? '');
    },
    push: (options) => pushOverHttp(scratch.dir, options),
    dispose: scratch.dispose,
  };
}

function writeFile(scratch: ScratchRepository, path: string, content: FileContent): void {
  if (content === null) scratch.remove(path);
  else if (typeof content === 'string' || content instanceof Uint8Array) scratch.write(path, content);
  else if ('link' in content) scratch.symlink(path, content.link);
  else scratch.write(path, content.content, { mode: content.mode });
}

/** As a person's git does it, with the token in the environment of this one process. */
async function pushOverHttp(dir: string, { url, token, sha, branch, force = false }: PushOptions): Promise<void> {
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  const git = createGitProcess({
    cwd: dir,
    environment: {
      ...serverEnvironment(),
      GIT_ALLOW_PROTOCOL: 'http',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.${url}.extraHeader`,
      GIT_CONFIG_VALUE_0: `Authorization: Basic ${credentials}`,
    },
  });
  await git(['push', '-q', ...(force ? ['--force'] : []), url, `${sha ?? ''}:refs/heads/${branch}`]);
}
