/** A small world to test in: an organisation, its people, a repository, and the app installed. */
import { Octokit } from '@octokit/rest';
import type { Organization, User } from './state/accounts.ts';
import type { Installation, Permissions } from './state/apps.ts';
import type { PullRequest } from './state/pull-requests.ts';
import type { Repository } from './state/repositories.ts';
import { createStandInGithub, type StandInGithub, type StandInOptions } from './stand-in-github.ts';

export interface Scene {
  readonly github: StandInGithub;
  readonly acme: Organization;
  /** Admin of the organisation. */
  readonly ada: User;
  /** May write in the repository. */
  readonly bob: User;
  /** Belongs to nothing. */
  readonly eve: User;
  readonly repository: Repository;
  readonly installation: Installation;
  /** Of the installation, with all that it has, or with less. */
  octokit(permissions?: Permissions): Octokit;
  octokitOf(user: User): Octokit;
  /** `src/list.txt` has ten lines, of which the fifth is changed and an eleventh added. */
  openPull(): Promise<PullRequest>;
}

export const LINES: readonly string[] = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Path and owner of the scene's repository, as Octokit takes them. */
export const SHOP = { owner: 'acme', repo: 'shop' };

export async function createScene(options: StandInOptions = {}): Promise<Scene> {
  const github = await createStandInGithub(options);
  const [ada, bob, eve] = [github.createUser('ada'), github.createUser('bob'), github.createUser('eve')];
  const acme = github.createOrganization('acme', { admins: [ada], members: [bob] });
  const repository = await github.createRepository({
    ...{ owner: acme, name: 'shop', collaborators: [[bob, 'write']] },
    files: { 'src/list.txt': text(LINES), 'README.md': '# Shop\n' },
  });
  const installation = github.install(github.app, acme);
  const changed = LINES.with(4, 'FIVE').concat('eleven');
  return {
    ...{ github, acme, ada, bob, eve, repository, installation },
    octokit: (permissions) =>
      octokitWith(github, github.issueToken(installation, permissions && { permissions }).value),
    octokitOf: (user) => octokitWith(github, github.createToken(user).value),
    openPull: () =>
      github.openPullRequest({
        ...{ repository, author: bob, title: 'Change the list', body: 'It was wrong.', branch: 'list' },
        files: { 'src/list.txt': text(changed) },
      }),
  };
}

export function octokitWith(github: StandInGithub, auth: string): Octokit {
  const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  return new Octokit({ baseUrl: `${github.url}/api/v3`, auth, log: silent });
}

function nothing(): void {
  // What is worth saying is worth asserting.
}

export function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** What a call was refused with. Fails where it was not. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ readonly status: number; readonly message: string; readonly headers: Readonly<Record<string, string>> }> {
  const outcome = await call.then(
    () => null,
    (error: unknown) => error as { status: number; message: string; response?: { headers: Record<string, string> } },
  );
  if (outcome === null) throw new Error('the call was not refused');
  return { status: outcome.status, message: outcome.message, headers: outcome.response?.headers ?? {} };
}
