/** A pull request by its name: `owner/repo#123`. */
import { UserError } from '#domain/user-error.ts';

export interface PullRequestName {
  /** `owner/repo` */
  readonly repository: string;
  readonly number: number;
}

/** Options that say which commits are meant, which the name says already. */
const TAKEN = ['repo', 'base', 'head', 'pr'] as const;

/** @throws UserError `usage` */
export function parsePullRequestName(typed: string): PullRequestName {
  const parts = /^([A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9_.-]{1,100})#([1-9]\d{0,8})$/.exec(typed);
  const [, repository, number] = parts ?? [];
  if (repository !== undefined && number !== undefined) return { repository, number: Number(number) };
  throw new UserError(
    'usage',
    `${typed} is no pull request.`,
    'Name one as OWNER/REPO#NUMBER, or a folder with --repo DIR.',
  );
}

/** @throws UserError `usage` */
export function refuseOptions(given: { text(name: string): string | null; flag(name: string): boolean }): void {
  const option = TAKEN.find((name) => given.text(name) !== null) ?? (given.flag('staged') ? 'staged' : undefined);
  if (option !== undefined)
    throw new UserError(
      'usage',
      `--${option} goes with a repository on this machine.`,
      'Leave it out, or leave out OWNER/REPO#NUMBER.',
    );
  if (given.flag('offline'))
    throw new UserError(
      'usage',
      'A pull request on GitHub cannot be read offline.',
      'Leave out --offline, or review a clone with --repo DIR.',
    );
}
