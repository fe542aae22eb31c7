/**
 * Who may write and who belongs to an owning team, asked only where approvals hang on it, and kept for a while. What
 * cannot be found out is left unknown, and counts for nobody: never an error that stops a review.
 */
import { z } from 'zod';
import type { FileChange } from '#domain/change.ts';
import type { Account } from '#domain/snapshot.ts';
import { ownershipQuestions } from '#owners/ownership-questions.ts';
import type { OwnershipFacts, OwningTeam, SubmittedReview, Writer } from '#owners/ownership-facts.ts';
import type { MembershipCache } from '#review/store/memberships.ts';
import type { Installation } from './github-app.ts';
import { GitHubError, type GitHubErrorCode, isGitHubError } from './github-error.ts';
import { PAGE_SIZE, readPages } from './pages.ts';
import { parseAnswer } from './parse-answer.ts';
import { repositoryName, type RepositoryName } from './repository-name.ts';

export interface OwnershipQuestion {
  /** `owner/name` */
  readonly repository: string;
  readonly headSha: string;
  readonly author: Account | null;
  readonly reviews: readonly SubmittedReview[];
  /** The text of CODEOWNERS at the tip of the target branch. */
  readonly codeOwners: string | null;
  readonly changes: readonly FileChange[];
}

/** Short: who loses access must not go on approving. */
const KEEP_MS = 10 * 60_000;
const KEEP_OTHERS_MS = 60 * 60_000;

/** @throws GitHubError where GitHub asks to wait or does not answer; what it refuses to tell is unknown */
export async function readOwnership(
  installation: Installation,
  cache: MembershipCache,
  asked: OwnershipQuestion,
): Promise<OwnershipFacts> {
  const { headSha, author, reviews, codeOwners } = asked;
  const name = repositoryName(asked.repository);
  const questions = ownershipQuestions({ headSha, author, reviews, codeOwners }, asked.changes);
  const ask = createAsker(installation, cache);
  const writers: Writer[] = [];
  for (const login of questions.access) writers.push({ login, canWrite: await ask.canWrite(name, login) });
  const teams: OwningTeam[] = [];
  for (const { organization, team } of questions.teams) {
    const members = await ask.members(name, organization, team);
    if (members !== 'unknown') teams.push({ organization, team, members });
  }
  return { headSha, author, reviews, codeOwners, writers, teams, othersCanWrite: await ask.others(name, author) };
}

function createAsker({ id, github, log }: Installation, cache: MembershipCache) {
  /** An answer as JSON text, from the cache where it is there. Undefined: it could not be had. */
  async function remembered<Schema extends z.ZodType>(
    question: string,
    schema: Schema,
    keepMs: number,
    find: () => Promise<z.infer<Schema>>,
  ): Promise<z.infer<Schema> | undefined> {
    const known = await cache.get(id, question);
    if (known !== null) {
      const parsed = schema.safeParse(JSON.parse(known));
      if (parsed.success) return parsed.data;
    }
    try {
      const found = await find();
      await cache.put(id, question, JSON.stringify(found), keepMs);
      return found;
    } catch (error) {
      if (!isGitHubError(error, ...REFUSALS)) throw error;
      log.warn({ code: error.code, request: error.request }, 'GitHub does not tell who may approve');
      return undefined;
    }
  }

  return {
    async canWrite(name: RepositoryName, login: string): Promise<boolean | null> {
      const question = `access/${name.owner}/${name.repo}/${login}`.toLowerCase();
      return (await remembered(question, z.boolean(), KEEP_MS, () => findAccess(github, name, login))) ?? null;
    },
    /** Null: there is no such team. Only teams of the repository's own organisation can own anything in it. */
    async members({ owner }: RepositoryName, organization: string, team: string): Promise<string[] | null | 'unknown'> {
      if (owner.toLowerCase() !== organization.toLowerCase()) return null;
      const question = `team/${organization}/${team}`.toLowerCase();
      const find = () => findMembers(github, organization, team);
      const members = await remembered(question, z.array(z.string()).nullable(), KEEP_MS, find);
      return members === undefined ? 'unknown' : members;
    },
    async others(name: RepositoryName, author: Account | null): Promise<boolean | null> {
      const question = `writers/${name.owner}/${name.repo}`.toLowerCase();
      const some = await remembered(question, z.array(z.string()), KEEP_OTHERS_MS, () => findWriters(github, name));
      return some === undefined ? null : some.some((login) => login.toLowerCase() !== author?.login.toLowerCase());
    },
  };
}

/** What GitHub can answer without there being anything to wait for. */
const REFUSALS: readonly GitHubErrorCode[] = ['forbidden', 'not-found', 'refused', 'unexpected'];

type Github = Installation['github'];

const permissionAnswer = z.object({ permission: z.string(), role_name: z.string().nullish() });
const CAN_WRITE: ReadonlySet<string> = new Set(['write', 'maintain', 'admin']);

/** 404: nobody of that name, so no. `permission` folds `maintain` into `write`, and own roles into what they build on. */
async function findAccess(github: Github, name: RepositoryName, username: string): Promise<boolean> {
  try {
    const { data } = await github.rest.repos.getCollaboratorPermissionLevel({ ...name, username });
    return CAN_WRITE.has(parseAnswer(permissionAnswer, data, 'GET permission').permission);
  } catch (error) {
    if (isGitHubError(error, 'not-found')) return false;
    throw error;
  }
}

const MOST_MEMBER_PAGES = 30;
const membersAnswer = z.array(z.object({ login: z.string() }));

async function findMembers(github: Github, org: string, team_slug: string): Promise<string[] | null> {
  try {
    const { items } = await readPages(
      (page) => github.rest.teams.listMembersInOrg({ org, team_slug, per_page: PAGE_SIZE, page }),
      (data) => parseAnswer(membersAnswer, data, 'GET team members'),
      MOST_MEMBER_PAGES,
    );
    return items.map(({ login }) => login);
  } catch (error) {
    if (isGitHubError(error, 'not-found')) return null;
    throw error;
  }
}

const ENOUGH_WRITERS = 2;
/** The first hundred tell, unless they are bots. */
const MOST_WRITER_PAGES = 1;
const collaboratorsAnswer = z.array(
  z.object({ login: z.string(), type: z.string(), permissions: z.object({ push: z.boolean() }).optional() }),
);

/** Up to two people who can write: one of them is not the author. */
async function findWriters(github: Github, name: RepositoryName): Promise<string[]> {
  const { items, complete } = await readPages(
    (page) => github.rest.repos.listCollaborators({ ...name, permission: 'push', per_page: PAGE_SIZE, page }),
    (data) => parseAnswer(collaboratorsAnswer, data, 'GET collaborators'),
    MOST_WRITER_PAGES,
  );
  const people = items.filter(({ type, permissions }) => type === 'User' && permissions?.push !== false);
  if (!complete && people.length < ENOUGH_WRITERS)
    throw new GitHubError('unexpected', { request: 'GET collaborators' });
  return people.slice(0, ENOUGH_WRITERS).map(({ login }) => login);
}
