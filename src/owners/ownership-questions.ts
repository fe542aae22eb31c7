/**
 * What has to be found out before approvals can be counted: nothing while nobody has approved, so that most reviews ask
 * nothing. Bounded: CODEOWNERS can name any number of people. What is not asked stays unknown, and counts for nobody.
 */
import type { FileChange } from '#domain/change.ts';
import { parseCodeOwners } from './codeowners.ts';
import { candidates } from './counted-reviewers.ts';
import type { OwnershipFacts } from './ownership-facts.ts';

export interface OwnershipQuestions {
  /** Logins whose access to the repository is asked for: who approved, then owners by name. */
  readonly access: readonly string[];
  readonly teams: readonly { readonly organization: string; readonly team: string }[];
}

const MOST_PEOPLE = 50;
const MOST_TEAMS = 20;

export function ownershipQuestions(
  facts: Pick<OwnershipFacts, 'reviews' | 'author' | 'headSha' | 'codeOwners'>,
  changes: readonly FileChange[],
): OwnershipQuestions {
  const people = new Map(candidates(facts).map(({ login }) => [login.toLowerCase(), login]));
  if (people.size === 0) return { access: [], teams: [] };
  const teams = new Map<string, { organization: string; team: string }>();
  const codeOwners = parseCodeOwners(facts.codeOwners ?? '');
  const paths = changes.flatMap(({ base, head }) => [base?.path, head?.path]).filter((path) => path !== undefined);
  for (const path of new Set(paths)) {
    for (const owner of codeOwners.ownersOf(path) ?? []) {
      if (owner.kind === 'team') teams.set(`${owner.organization}/${owner.team}`.toLowerCase(), owner);
      else if (owner.kind === 'user') people.set(owner.login.toLowerCase(), owner.login);
    }
  }
  return {
    access: [...people.values()].slice(0, MOST_PEOPLE),
    teams: [...teams.values()].slice(0, MOST_TEAMS).map(({ organization, team }) => ({ organization, team })),
  };
}
