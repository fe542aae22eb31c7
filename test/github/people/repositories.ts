/** What people do with repositories: make them, fork them, push to them over the git protocol, guard them, delete them. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { newIdentity } from '../acts/naming.ts';
import { branchesIn, createBareRepository, type BareRepository } from '../git/bare-repository.ts';
import { createWorkingCopy, type FileChanges, type NewCommit, type WorkingCopy } from '../git/working-copy.ts';
import { announceIn } from '../webhooks/announce.ts';
import { runsOf } from '../state/checks.ts';
import type { Account, Role, User } from '../state/accounts.ts';
import type { App } from '../state/apps.ts';
import { fullNameOf, type Repository } from '../state/repositories.ts';
import { keepRepository, type World } from '../state/world.ts';
import type { Accounts } from './accounts.ts';

export interface Repositories {
  /** Private unless it is said to be public, with one commit of `files`, or with another repository's history. */
  createRepository(options: RepositoryOptions): Promise<Repository>;
  /** A repository of another account with the same objects, and the default branch of its parent. */
  fork(parent: Repository, owner: Account): Promise<Repository>;
  /** As a person pushes: commits made in a working copy, sent over HTTP. Returns the new tip. */
  push(options: PushOptions): Promise<string>;
  deleteBranch(repository: Repository, branch: string, by: User): Promise<void>;
  /** What is merged into the branch must have passed this; it must have run here before, as on GitHub. */
  requireCheck(
    repository: Repository,
    context: string,
    options?: { readonly app?: App; readonly branch?: string },
  ): void;
  deleteRepository(repository: Repository, by: User): void;
  /** Frees the folders. */
  dispose(): void;
}

export interface RepositoryOptions {
  readonly owner: Account;
  readonly name: string;
  readonly public?: boolean;
  readonly files?: FileChanges;
  readonly collaborators?: readonly (readonly [User, Role])[];
  readonly defaultBranch?: string;
  /** The history of a repository on disk, which is read and never written; `revision` is the default branch's tip. */
  readonly from?: { readonly dir: string; readonly revision: string };
  /** Another's git, shared: for hundreds of repositories in no time. Nobody can push to it. */
  readonly gitOf?: Repository;
}

export interface PushOptions {
  readonly repository: Repository;
  readonly by: User;
  readonly branch: string;
  readonly files?: FileChanges;
  readonly message?: string;
  /** Several commits, in place of `files` and `message`. Their author is who pushes, unless they say otherwise. */
  readonly commits?: readonly { readonly message: string; readonly files?: FileChanges; readonly author?: string }[];
  /** The commit to build upon; the branch's tip if not given, or else the default branch's. */
  readonly on?: string;
  readonly force?: boolean;
}

export function createRepositories(world: World, accounts: Accounts): Repositories {
  const copies = new Map<BareRepository, WorkingCopy>();
  const bares = new Set<BareRepository>();
  const tokens = new Map<User, string>();
  const copyOf = (git: BareRepository): WorkingCopy => {
    const copy = copies.get(git) ?? createWorkingCopy(git);
    copies.set(git, copy);
    return copy;
  };
  const tokenOf = (user: User): string => {
    const token = tokens.get(user) ?? accounts.createToken(user).value;
    tokens.set(user, token);
    return token;
  };
  const keep = async (
    git: BareRepository,
    options: RepositoryOptions,
    parent: Repository | null,
  ): Promise<Repository> => {
    bares.add(git);
    const now = world.now();
    const repository: Repository = {
      ...{ ...newIdentity(world, 'R'), owner: options.owner, name: options.name, private: options.public !== true },
      ...{ createdAt: now, pushedAt: now, parent, git, sharesGit: options.gitOf !== undefined },
      ...{ branches: await branchesIn(git), collaborators: new Map(options.collaborators ?? []) },
      ...{ labels: new Map(), pulls: new Map(), checkSuites: [], statuses: [], requiredChecks: new Map() },
      ...{ defaultBranch: options.defaultBranch ?? 'main', deleted: false, archived: false },
    };
    keepRepository(world, repository);
    return repository;
  };
  return {
    async createRepository(options) {
      const { gitOf, from, files = { 'README.md': '# Example\n' }, defaultBranch = 'main' } = options;
      if (gitOf !== undefined) return keep(gitOf.git, { defaultBranch: gitOf.defaultBranch, ...options }, null);
      const git = from === undefined ? createBareRepository() : borrowedFrom(from.dir);
      const tip =
        from === undefined
          ? await importedFirstCommit(git, copyOf(git), files)
          : (await git.run(['rev-parse', '--verify', `${from.revision}^{commit}`])).trim();
      await git.run(['update-ref', `refs/heads/${defaultBranch}`, tip]);
      await git.run(['symbolic-ref', 'HEAD', `refs/heads/${defaultBranch}`]);
      return keep(git, options, null);
    },
    async fork(parent, owner) {
      const git = createBareRepository({ objectsOf: join(parent.git.dir, 'objects') });
      const tip = parent.branches.get(parent.defaultBranch) ?? '';
      await git.run(['update-ref', `refs/heads/${parent.defaultBranch}`, tip]);
      const { name, defaultBranch } = parent;
      return keep(git, { owner, name, public: !parent.private, defaultBranch }, parent);
    },
    async push({ repository, by, branch, on, force = false, ...work }) {
      const copy = copyOf(repository.git);
      const base = on ?? repository.branches.get(branch) ?? repository.branches.get(repository.defaultBranch) ?? null;
      const sha = copy.commit(base, commitsOf(work, by));
      const url = `${world.url}/${fullNameOf(repository)}.git`;
      await copy.push({ url, token: tokenOf(by), sha, branch, force });
      return sha;
    },
    async deleteBranch(repository, branch, by) {
      const url = `${world.url}/${fullNameOf(repository)}.git`;
      await copyOf(repository.git).push({ url, token: tokenOf(by), sha: null, branch });
    },
    requireCheck(repository, context, { app, branch = repository.defaultBranch } = {}) {
      const shas = new Set(repository.checkSuites.map((suite) => suite.headSha));
      const seen = [...shas].flatMap((sha) => runsOf(repository, sha)).some((run) => run.name === context);
      if (!seen)
        throw new Error(`${context} has never run in ${fullNameOf(repository)}: it cannot be chosen as required`);
      const required = repository.requiredChecks.get(branch) ?? [];
      repository.requiredChecks.set(branch, [...required, { context, appId: app?.id ?? null }]);
    },
    deleteRepository(repository, by) {
      announceIn(world, repository, { webhook: 'repository/deleted', sender: by, payload: {} });
      repository.deleted = true;
      world.repositories.delete(fullNameOf(repository).toLowerCase());
    },
    dispose() {
      for (const copy of copies.values()) copy.dispose();
      for (const git of bares) git.dispose();
    },
  };
}

function commitsOf({ commits, files = {}, message = 'Change' }: Partial<PushOptions>, by: User): NewCommit[] {
  const author = `${by.name} <${by.email}>`;
  return (commits ?? [{ message, files }]).map((commit) => ({ author, ...commit }));
}

/** Written by nobody in particular, and brought in without a push: the repository begins with it. */
async function importedFirstCommit(git: BareRepository, copy: WorkingCopy, files: FileChanges): Promise<string> {
  const sha = copy.commit(null, [{ message: 'First commit', files, author: 'Ada Example <ada@example.com>' }]);
  await git.run(['fetch', '-q', '--no-tags', copy.dir, sha]);
  return sha;
}

/** Its objects are read where they are: nothing is copied, nothing is written there. */
function borrowedFrom(dir: string): BareRepository {
  const pathOf = (name: string): string => {
    const args = ['-C', dir, 'rev-parse', '--path-format=absolute', '--git-path', name];
    const { status, stdout, stderr } = spawnSync('git', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`${dir} is no git repository: ${stderr.trim()}`);
    return stdout.trim();
  };
  const git = createBareRepository({ objectsOf: pathOf('objects') });
  const shallow = pathOf('shallow');
  if (existsSync(shallow)) copyFileSync(shallow, join(git.dir, 'shallow'));
  return git;
}
