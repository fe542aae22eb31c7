/**
 * Pull requests and their conversation as GraphQL shows them. A field that is not here is refused by name, and never
 * answered with nothing.
 */
import { associationOf, pullHtmlUrl } from '../resources/pull-requests.ts';
import { atLeast, roleIn } from '../state/accounts.ts';
import type { IssueComment, PullRequest, Review, ReviewComment, Thread } from '../state/pull-requests.ts';
import type { Repository } from '../state/repositories.ts';
import { actorNode } from './actor-node.ts';
import { connection, type PageArguments } from './connections.ts';
import { repositoryNode, refNode } from './repository-nodes.ts';
import { requireAllowed, type Viewer } from './viewer.ts';

type Node = Record<string, unknown>;

/** A repository that leads back to its pull requests. */
export function repositoryWithPulls(viewer: Viewer, repository: Repository): Node {
  return repositoryNode(viewer, repository, (pull) => pullNode(viewer, pull));
}

export function pullNode(viewer: Viewer, pull: PullRequest): Node {
  const { repository, base, head, merged } = pull;
  const read = <T>(work: () => T): T => {
    requireAllowed(viewer, repository, 'pull_requests', 'read');
    return work();
  };
  return {
    __typename: 'PullRequest',
    id: pull.nodeId,
    databaseId: pull.id,
    fullDatabaseId: String(pull.id),
    number: pull.number,
    title: pull.title,
    body: pull.body ?? '',
    state: merged === null ? pull.state.toUpperCase() : 'MERGED',
    isDraft: pull.draft,
    ...{ closed: pull.state === 'closed', merged: merged !== null, locked: pull.locked },
    createdAt: pull.createdAt,
    updatedAt: pull.updatedAt,
    closedAt: pull.closedAt,
    mergedAt: merged?.at ?? null,
    url: pullHtmlUrl(viewer.world.url, pull),
    author: actorNode(viewer, pull.author),
    authorAssociation: associationOf(repository, pull.author),
    baseRefName: base.ref,
    baseRefOid: base.sha,
    headRefName: head.ref,
    headRefOid: head.sha,
    baseRef: () => refNode(viewer, repository, base.ref),
    headRef: () => (head.repository === null ? null : refNode(viewer, head.repository, head.ref)),
    repository: () => repositoryWithPulls(viewer, repository),
    baseRepository: () => repositoryWithPulls(viewer, repository),
    headRepository: () =>
      head.repository === null || head.repository.deleted ? null : repositoryWithPulls(viewer, head.repository),
    headRepositoryOwner: actorNode(viewer, head.owner),
    isCrossRepository: head.repository !== repository,
    viewerDidAuthor: pull.author === viewer.user,
    labels: (page: PageArguments) =>
      connection(pull.labels, page, ({ nodeId, name, color }) => ({ id: nodeId, name, color })),
    comments: (page: PageArguments) =>
      read(() => connection(pull.comments, page, (one) => issueCommentNode(viewer, one))),
    reviews: (page: PageArguments & { states?: readonly string[]; author?: string }) =>
      read(() => connection(reviewsSeen(viewer, pull, page), page, (one) => reviewNode(viewer, one))),
    reviewThreads: (page: PageArguments) =>
      read(() => connection(threadsSeen(pull), page, (one) => threadNode(viewer, one))),
    reviewRequests: (page: PageArguments) =>
      read(() =>
        connection([...pull.requestedReviewers, ...pull.requestedTeams], page, (one) => ({
          requestedReviewer:
            'slug' in one
              ? { __typename: 'Team', id: one.nodeId, slug: one.slug, name: one.name }
              : actorNode(viewer, one),
        })),
      ),
  };
}

function reviewsSeen(
  viewer: Viewer,
  pull: PullRequest,
  { states, author }: { readonly states?: readonly string[]; readonly author?: string },
): Review[] {
  return pull.reviews.filter(
    (review) =>
      (review.state !== 'PENDING' || review.author === viewer.user) &&
      (states === undefined || states.includes(review.state)) &&
      (author === undefined || review.author.login.toLowerCase() === author.toLowerCase()),
  );
}

function threadsSeen(pull: PullRequest): Thread[] {
  return pull.threads.filter((thread) => thread.comments.some((comment) => comment.review.state !== 'PENDING'));
}

function writtenParts(viewer: Viewer, written: IssueComment | Review | ReviewComment): Node {
  const { author, pull } = written;
  const mayChange = author === viewer.user || atLeast(roleIn(pull.repository, viewer.user), 'write');
  return {
    id: written.nodeId,
    databaseId: written.id,
    fullDatabaseId: String(written.id),
    body: written.body,
    author: actorNode(viewer, author),
    authorAssociation: associationOf(pull.repository, author),
    createdAt: written.createdAt,
    updatedAt: written.updatedAt,
    lastEditedAt: written.editedBy === null ? null : written.updatedAt,
    editor: written.editedBy === null ? null : actorNode(viewer, written.editedBy),
    isMinimized: written.minimized !== null,
    minimizedReason: written.minimized?.toLowerCase().replace('_', '-') ?? null,
    viewerDidAuthor: author === viewer.user,
    ...{ viewerCanMinimize: mayChange, viewerCanUpdate: mayChange, viewerCanDelete: mayChange },
    pullRequest: () => pullNode(viewer, pull),
    repository: () => repositoryWithPulls(viewer, pull.repository),
  };
}

export function issueCommentNode(viewer: Viewer, comment: IssueComment): Node {
  const url = `${pullHtmlUrl(viewer.world.url, comment.pull)}#issuecomment-${comment.id}`;
  return { __typename: 'IssueComment', ...writtenParts(viewer, comment), url };
}

export function reviewNode(viewer: Viewer, review: Review): Node {
  const { pull, commit } = review;
  const comments = pull.threads.flatMap((thread) => thread.comments).filter((comment) => comment.review === review);
  return {
    __typename: 'PullRequestReview',
    ...writtenParts(viewer, review),
    url: `${pullHtmlUrl(viewer.world.url, pull)}#pullrequestreview-${review.id}`,
    state: review.state,
    submittedAt: review.submittedAt,
    commit: { __typename: 'Commit', oid: commit },
    authorCanPushToRepository: atLeast(roleIn(pull.repository, review.author), 'write'),
    comments: (page: PageArguments) => connection(comments, page, (comment) => reviewCommentNode(viewer, comment)),
  };
}

export function threadNode(viewer: Viewer, thread: Thread): Node {
  const { original, current, pull } = thread;
  const mayResolve = atLeast(roleIn(pull.repository, viewer.user), 'write');
  return {
    __typename: 'PullRequestReviewThread',
    id: thread.nodeId,
    path: original.path,
    subjectType: original.subject.toUpperCase(),
    isResolved: thread.resolvedBy !== null,
    isOutdated: current === null,
    isCollapsed: thread.resolvedBy !== null,
    resolvedBy: thread.resolvedBy === null ? null : { ...actorNode(viewer, thread.resolvedBy), __typename: 'User' },
    line: current?.line ?? null,
    startLine: current?.startLine ?? null,
    originalLine: original.line,
    originalStartLine: original.startLine,
    diffSide: original.side,
    startDiffSide: original.startSide,
    ...{ viewerCanReply: true, viewerCanResolve: mayResolve, viewerCanUnresolve: mayResolve },
    pullRequest: () => pullNode(viewer, pull),
    repository: () => repositoryWithPulls(viewer, pull.repository),
    comments: (page: PageArguments) =>
      connection(thread.comments, page, (comment) => reviewCommentNode(viewer, comment)),
  };
}

export function reviewCommentNode(viewer: Viewer, comment: ReviewComment): Node {
  const { thread, pull, review, replyTo } = comment;
  const { original, current } = thread;
  return {
    __typename: 'PullRequestReviewComment',
    ...writtenParts(viewer, comment),
    url: `${pullHtmlUrl(viewer.world.url, pull)}#discussion_r${comment.id}`,
    path: original.path,
    subjectType: original.subject.toUpperCase(),
    diffHunk: thread.diffHunk,
    outdated: current === null,
    line: current?.line ?? null,
    startLine: current?.startLine ?? null,
    originalLine: original.line,
    originalStartLine: original.startLine,
    state: review.state === 'PENDING' ? 'PENDING' : 'SUBMITTED',
    commit: { __typename: 'Commit', oid: current?.commit ?? original.commit },
    originalCommit: { __typename: 'Commit', oid: original.commit },
    replyTo: () => (replyTo === null ? null : reviewCommentNode(viewer, replyTo)),
    pullRequestReview: () => reviewNode(viewer, review),
  };
}
