/**
 * Who may approve a file. An owner who could never do it (the author, somebody who cannot write, a team that is not there
 * or has nobody else in it, a mail address) is none; a file without any is everybody's who may write, or a change of it
 * could never be merged. Owners that could not be asked about stay owners.
 */
import { type CodeOwners, mentionOf, type Owner, parseCodeOwners } from './codeowners.ts';
import type { OwnershipFacts } from './ownership-facts.ts';

export interface FileOwners {
  /** Of somebody who may write and did not open the change. */
  mayApprove(login: string, path: string): boolean;
  /** Owners who could approve it, as they are mentioned; none where anyone may. */
  mentions(path: string): readonly string[];
}

/** Where GitHub reads CODEOWNERS but nobody wrote one. */
const NOBODY: CodeOwners = { ownersOf: () => null, invalid: [] };

export function createFileOwners(facts: OwnershipFacts): FileOwners {
  const codeOwners = facts.codeOwners === null ? NOBODY : parseCodeOwners(facts.codeOwners);
  const author = facts.author?.login.toLowerCase() ?? null;
  const cannotWrite = new Set(facts.writers.filter((one) => one.canWrite === false).map((one) => key(one.login)));
  const teams = new Map(
    facts.teams.map(({ organization, team, members }) => [
      key(`${organization}/${team}`),
      members === null ? null : new Set(members.map(key)),
    ]),
  );
  const membersOf = (owner: Owner & { kind: 'team' }) => teams.get(key(`${owner.organization}/${owner.team}`));

  function couldApprove(owner: Owner): boolean {
    switch (owner.kind) {
      case 'user':
        return key(owner.login) !== author && !cannotWrite.has(key(owner.login));
      case 'team': {
        const members = membersOf(owner);
        if (members === undefined) return true;
        return members !== null && [...members].some((login) => login !== author && !cannotWrite.has(login));
      }
      case 'email':
        return false;
    }
  }

  const known = new Map<string, readonly Owner[]>();
  function ownersOf(path: string): readonly Owner[] {
    const before = known.get(path);
    if (before !== undefined) return before;
    const owners = (codeOwners.ownersOf(path) ?? []).filter(couldApprove);
    known.set(path, owners);
    return owners;
  }

  return {
    mayApprove(login, path) {
      const owners = ownersOf(path);
      if (owners.length === 0) return true;
      return owners.some((owner) =>
        owner.kind === 'user'
          ? key(owner.login) === key(login)
          : owner.kind === 'team' && (membersOf(owner)?.has(key(login)) ?? false),
      );
    },
    mentions: (path) => ownersOf(path).map(mentionOf),
  };
}

/** GitHub compares logins and slugs without regard to case. */
function key(name: string): string {
  return name.toLowerCase();
}
