/**
 * Known bots that are not AI: they change versions, tables of contents, translations. Their pull requests need no
 * declaration. Exact accounts and addresses only; what an unknown bot is, nobody says.
 */
import type { Account, Commit, PullRequest } from '#domain/snapshot.ts';
import { knownIdentity, type KnownIdentity } from './identity.ts';

interface AutomationMarks {
  readonly bot: string;
  /** GitHub logins in lower case; those that end in [bot] nobody else can have. */
  readonly logins: readonly string[];
  readonly ids: readonly number[];
  /** Whole addresses in lower case. */
  readonly addresses: readonly string[];
}

function bot(
  name: string,
  logins: readonly string[],
  ids: readonly number[] = [],
  addresses: readonly string[] = [],
): AutomationMarks {
  return { bot: name, logins, ids, addresses };
}

/** Ids and addresses as public histories show them. */
const AUTOMATION: readonly AutomationMarks[] = [
  bot('dependabot', ['dependabot[bot]', 'dependabot-preview[bot]'], [49699333, 27856297], ['support@dependabot.com']),
  bot('renovate', ['renovate[bot]', 'renovate-bot', 'mend-for-github-com[bot]'], [29139614], ['bot@renovateapp.com']),
  bot('github-actions', ['github-actions[bot]'], [41898282], ['action@github.com', 'actions@github.com']),
  bot('greenkeeper', ['greenkeeper[bot]'], [23040076]),
  bot('snyk', ['snyk-bot', 'snyk-io[bot]'], [], ['snyk-bot@snyk.io']),
  bot('semantic-release', ['semantic-release-bot'], [], ['semantic-release-bot@martynus.net']),
  bot('release-please', ['release-please[bot]']),
  bot('pre-commit.ci', ['pre-commit-ci[bot]'], [66853113]),
  bot('mergify', ['mergify[bot]'], [37929162]),
  bot('all-contributors', ['allcontributors[bot]'], [46447321]),
  bot('imgbot', ['imgbot[bot]'], [31301654], ['imgbothelp@gmail.com']),
  bot('mend-bolt', ['whitesource-bolt-for-github[bot]', 'mend-bolt-for-github[bot]'], [42819689]),
  bot('prettier-toc-me', ['prettier-toc-me[bot]'], [56236715]),
  bot('pyup', ['pyup-bot'], [], ['github-bot@pyup.io']),
  bot('depfu', ['depfu[bot]'], [], ['bot@depfu.com']),
  bot('transifex', ['transifex-integration[bot]']),
  bot('weblate', ['weblate'], [], ['hosted@weblate.org']),
  bot('merge-queue', ['github-merge-queue[bot]']),
  bot('opencode release', [], [], ['opencode@sst.dev']),
];

/** Whether a known bot that is not AI opened it. Trusts the account that GitHub names, nothing that is written. */
export function isAutomation(pullRequest: PullRequest): boolean {
  return pullRequest.author !== null && automationAccount(pullRequest.author) !== null;
}

/** The bot behind an account, or null. A login is believed of a bot, or where nobody else can have it. */
export function automationAccount(account: Account): string | null {
  const login = account.login.toLowerCase();
  const believed = account.type === 'Bot' || (account.type === 'unknown' && login.endsWith('[bot]'));
  const known = AUTOMATION.find(
    ({ ids, logins }) => (account.id !== null && ids.includes(account.id)) || (believed && logins.includes(login)),
  );
  return known?.bot ?? null;
}

/** The bot that a commit names as its author, or null. Anyone can write this. */
export function automationAuthor(commit: Pick<Commit, 'author'>): string | null {
  const author = knownIdentity(commit.author);
  return AUTOMATION.find((marks) => isIdentityOf(marks, author))?.bot ?? null;
}

function isIdentityOf(marks: AutomationMarks, { address, account, name }: KnownIdentity): boolean {
  if (marks.addresses.includes(address)) return true;
  if (account === null) return false;
  if (account.id !== null && marks.ids.includes(account.id)) return true;
  return (
    marks.logins.includes(account.login) && (account.login.endsWith('[bot]') || name.toLowerCase() === account.login)
  );
}
