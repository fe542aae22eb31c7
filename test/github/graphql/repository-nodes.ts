/** Repositories, refs, commits, blobs, organisations and teams as GraphQL shows them. */
import { commitNamed } from '../git/bare-repository.ts';
import { readBlob, readCommit, readTree, type Commit, type Signature } from '../git/commits.ts';
import { membersOf, type Organization, type Team } from '../state/accounts.ts';
import { allows } from '../state/apps.ts';
import type { PullRequest } from '../state/pull-requests.ts';
import { fullNameOf, type Repository } from '../state/repositories.ts';
import { userWithEmail } from '../state/world.ts';
import { connection, type PageArguments } from './connections.ts';
import { actorNode } from './actor-node.ts';
import { forbidden, requireAllowed, unresolved, type Viewer } from './viewer.ts';

type Node = Record<string, unknown>;

/** `showPull` is how its pull requests are shown, which lead back to it. */
export function repositoryNode(viewer: Viewer, repository: Repository, showPull: (pull: PullRequest) => Node): Node {
  return {
    __typename: 'Repository',
    id: repository.nodeId,
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullNameOf(repository),
    owner: actorNode(viewer, repository.owner),
    url: `${viewer.world.url}/${fullNameOf(repository)}`,
    isPrivate: repository.private,
    isFork: repository.parent !== null,
    isArchived: repository.archived,
    isInOrganization: repository.owner.type === 'Organization',
    visibility: repository.private ? 'PRIVATE' : 'PUBLIC',
    parent: () => (repository.parent === null ? null : repositoryNode(viewer, repository.parent, showPull)),
    defaultBranchRef: () => refNode(viewer, repository, repository.defaultBranch),
    ref: ({ qualifiedName }: { qualifiedName: string }) =>
      refNode(viewer, repository, qualifiedName.replace('refs/heads/', '')),
    object: ({ expression, oid }: { expression?: string; oid?: string }) =>
      objectNode(viewer, repository, expression ?? oid ?? ''),
    pullRequest({ number }: { number: number }) {
      requireAllowed(viewer, repository, 'pull_requests', 'read');
      const pull = repository.pulls.get(number);
      if (pull === undefined) throw unresolved(`a PullRequest with the number of ${number}`);
      return showPull(pull);
    },
    pullRequests(page: PageArguments & { states?: readonly string[]; headRefName?: string; baseRefName?: string }) {
      requireAllowed(viewer, repository, 'pull_requests', 'read');
      const pulls = [...repository.pulls.values()].filter(
        ({ state, merged, head, base }) =>
          (page.states?.includes(merged === null ? state.toUpperCase() : 'MERGED') ?? true) &&
          (page.headRefName ?? head.ref) === head.ref &&
          (page.baseRefName ?? base.ref) === base.ref,
      );
      return connection(pulls, page, showPull);
    },
  };
}

/** Null for a branch that is gone. */
export function refNode(viewer: Viewer, repository: Repository, branch: string): Node | null {
  const sha = repository.branches.get(branch);
  if (sha === undefined) return null;
  return {
    __typename: 'Ref',
    id: `REF_${Buffer.from(branch).toString('base64url')}`,
    name: branch,
    prefix: 'refs/heads/',
    target: () => commitNode(viewer, repository, sha),
  };
}

async function commitNode(viewer: Viewer, repository: Repository, sha: string): Promise<Node> {
  const commit = await readCommit(repository.git, sha);
  const [headline = ''] = commit.message.split('\n');
  return {
    __typename: 'Commit',
    id: `C_${sha}`,
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    message: commit.message,
    messageHeadline: headline,
    authoredDate: commit.author.date,
    committedDate: commit.committer.date,
    author: signatureNode(viewer, commit.author),
    committer: signatureNode(viewer, commit.committer),
    url: `${viewer.world.url}/${fullNameOf(repository)}/commit/${sha}`,
    parents: (page: PageArguments) => connection(commit.parents, page, (oid) => ({ __typename: 'Commit', oid })),
    ...treeOf(commit),
  };
}

function treeOf({ tree }: Commit): Node {
  return { tree: { __typename: 'Tree', oid: tree } };
}

function signatureNode(viewer: Viewer, { name, email, date }: Signature): Node {
  const user = userWithEmail(viewer.world, email);
  return { name, email, date, user: user?.type === 'User' ? actorNode(viewer, user) : null };
}

/** What `expression` names: a commit, or a file as `branch:path`. Null where there is nothing. */
async function objectNode(viewer: Viewer, repository: Repository, expression: string): Promise<Node | null> {
  requireAllowed(viewer, repository, 'contents', 'read');
  const [revision = '', path] = expression.split(/:(.*)/s);
  const sha = await commitNamed(repository.git, revision);
  if (sha === null) return null;
  if (path === undefined) return commitNode(viewer, repository, sha);
  const entry = (await readTree(repository.git, sha, path))?.entry ?? null;
  if (entry === null || entry.type === 'commit') return null;
  if (entry.type === 'tree') return { __typename: 'Tree', oid: entry.sha };
  const bytes = await readBlob(repository.git, entry.sha);
  const isBinary = bytes.includes(0);
  return {
    __typename: 'Blob',
    oid: entry.sha,
    byteSize: bytes.length,
    isBinary,
    // Longer texts are cut, and say so.
    isTruncated: bytes.length > MAX_TEXT,
    text: isBinary ? null : bytes.subarray(0, MAX_TEXT).toString(),
  };
}

const MAX_TEXT = 512 * 1024;

export function organizationNode(viewer: Viewer, organization: Organization): Node {
  return {
    ...actorNode(viewer, organization),
    team: ({ slug }: { slug: string }) => {
      requireMembers(viewer, organization);
      const team = organization.teams.get(slug);
      return team === undefined ? null : teamNode(viewer, team);
    },
    membersWithRole: (page: PageArguments) => {
      requireMembers(viewer, organization);
      return connection([...organization.members.keys()], page, (user) => actorNode(viewer, user));
    },
  };
}

function teamNode(viewer: Viewer, team: Team): Node {
  return {
    __typename: 'Team',
    id: team.nodeId,
    databaseId: team.id,
    slug: team.slug,
    name: team.name,
    combinedSlug: `${team.organization.login}/${team.slug}`,
    members: (page: PageArguments) => connection([...membersOf(team).keys()], page, (user) => actorNode(viewer, user)),
  };
}

function requireMembers({ actor }: Viewer, organization: Organization): void {
  if (actor.kind !== 'installation') return;
  const { token } = actor;
  if (token.installation.account !== organization || !allows(token.permissions, 'members', 'read')) throw forbidden();
}
