/** A shop on the stand-in GitHub, with the App installed and people around it: what the adapter's tests begin with. */
import { pino } from 'pino';
import {
  createGitHubApp,
  type GitHubApp,
  type GitHubAppOptions,
  type Installation,
} from '#adapters/github/github-app.ts';
import type { MembershipCache } from '#review/store/memberships.ts';
import { createStandInGithub, type StandInGithub, type StandInOptions } from '../github/stand-in-github.ts';
import type { Organization, User } from '../github/state/accounts.ts';
import type { PullRequest } from '../github/state/pull-requests.ts';
import type { Repository } from '../github/state/repositories.ts';

export const REPOSITORY = 'acme/shop';

export interface Shop {
  readonly standIn: StandInGithub;
  readonly acme: Organization;
  readonly repository: Repository;
  readonly pull: PullRequest;
  /** Opened it, and may write. */
  readonly author: User;
  /** May write. */
  readonly ada: User;
  /** May read. */
  readonly rhea: User;
  readonly app: GitHubApp;
  readonly installation: Installation;
  /** The same, as GitHub has it. */
  readonly installed: ReturnType<StandInGithub['install']>;
  /** What was logged, a line each. */
  readonly logged: readonly string[];
  /** `pulls/get`, in their order, since the last time that it was asked; requests for tokens left out. */
  operations(): string[];
  /** Throws where a request or an answer was not as GitHub describes them. */
  close(): Promise<void>;
}

export interface ShopOptions extends StandInOptions {
  readonly adapter?: Partial<GitHubAppOptions>;
}

const LINES = Array.from({ length: 30 }, (_, index) => `const line${String(index + 1)} = ${String(index + 1)};`);

/** Lines 1 to 30 in `src/cart.ts`; the pull request changes line 15 and adds `src/login.ts`. */
export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  const { adapter = {}, ...standInOptions } = options;
  const standIn = await createStandInGithub(standInOptions);
  const author = standIn.createUser('author');
  const ada = standIn.createUser('ada');
  const rhea = standIn.createUser('rhea');
  const acme = standIn.createOrganization('acme', { members: [author, ada, rhea] });
  const repository = await standIn.createRepository({
    owner: acme,
    name: 'shop',
    files: { 'src/cart.ts': `${LINES.join('\n')}\n` },
    collaborators: [
      [author, 'write'],
      [ada, 'write'],
    ],
  });
  const changed = LINES.with(14, 'const line15 = 0;');
  const pull = await standIn.openPullRequest({
    repository,
    author,
    title: 'Log in',
    body: 'As it says.',
    files: { 'src/cart.ts': `${changed.join('\n')}\n`, 'src/login.ts': 'export const login = 1;\n' },
  });
  const installed = standIn.install(standIn.app, acme);
  const logged: string[] = [];
  const app = createGitHubApp({
    ...{ api: `${standIn.url}/api/v3`, appId: standIn.app.id, privateKey: standIn.privateKey, userAgent: 'test' },
    log: pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) }),
    ...adapter,
  });
  let counted = 0;
  return {
    ...{ standIn, acme, repository, pull, author, ada, rhea, app, installed, logged },
    installation: app.installation(installed.id),
    operations() {
      const since = standIn.requests.slice(counted);
      counted = standIn.requests.length;
      return since
        .map(({ operation }) => String(operation))
        .filter((name) => !name.startsWith('git/') && name !== 'apps/create-installation-access-token');
    },
    async close() {
      await standIn.close();
      const problems = standIn.problems();
      if (problems.length > 0) throw new Error(problems.join('\n'));
    },
  };
}

/** As the store's, for as long as a test. */
export function createCache(): MembershipCache {
  const kept = new Map<string, string>();
  return {
    get: (installation, question) => Promise.resolve(kept.get(`${String(installation)} ${question}`) ?? null),
    put: (installation, question, answer) => {
      kept.set(`${String(installation)} ${question}`, answer);
      return Promise.resolve();
    },
    forget: () => {
      kept.clear();
      return Promise.resolve();
    },
  };
}
